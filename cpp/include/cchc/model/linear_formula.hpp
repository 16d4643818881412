// Formulas that are sums and differences of references, such as [4.2.1 @ 2015] - [4.2.1].
//
// Their value over a group of units is the same formula over the group's totals, so they can be
// pooled exactly.
#pragma once

#include <optional>
#include <vector>

#include "cchc/model/formula.hpp"

namespace cchc {

struct LinearTerm {
  Reference reference;
  int coefficient = 1;
};

// The terms of the formula, one per reference that does not cancel; empty when the formula is not a
// sum of whole multiples of references.
[[nodiscard]] std::optional<std::vector<LinearTerm>> linear_terms(const Formula& formula);

}  // namespace cchc
