// Explains the split of a change: its parts, and under each the figures of its units on both sides.
#pragma once

#include <memory>

#include "cchc/compare/contribution.hpp"
#include "cchc/report/explanation.hpp"

namespace cchc {

// `current` and `baseline` are the cubes that the contribution was made of. The parts of the tree,
// and a last one where roundings leave anything, add up to its figure; a part's own parts are the
// cells of its units now and then, of a ratio its numerators and denominators.
[[nodiscard]] Explanation explain(const std::shared_ptr<const Cube>& current,
                                  const std::shared_ptr<const Cube>& baseline,
                                  const Contribution& contribution,
                                  const ExplainOptions& options = {});

}  // namespace cchc
