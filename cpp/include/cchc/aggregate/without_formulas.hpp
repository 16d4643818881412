// A cube of own figures without what formulas gave, where that is to be computed anew once its
// operands have changed.
#pragma once

#include <memory>
#include <vector>

#include "cchc/aggregate/derive.hpp"

namespace cchc {

struct WithoutFormulas {
  std::shared_ptr<const Cube> cube;          // the given one when nothing is left out
  std::vector<DerivedIndicator> indicators;  // for derive() on the changed cube
};

// Leaves out the figures that formulas gave; what was reported of such an indicator stays. Every
// cell keeps its explanation.
[[nodiscard]] WithoutFormulas without_formulas(std::shared_ptr<const Cube> cube);

}  // namespace cchc
