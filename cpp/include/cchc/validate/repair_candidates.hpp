// Single figures that could have been meant instead of those in a report.
#pragma once

#include <vector>

#include "cchc/validate/repair.hpp"

namespace cchc {

// For the cells of the report that failing rules read: the misprints of each, and for linear rules
// the values that just meet the rule. Whole and not negative where the indicator counts. Best
// guesses first; no two alike.
[[nodiscard]] std::vector<Edit> repair_candidates(const Validation& validation,
                                                  const std::vector<Index>& failing, Index unit,
                                                  Index period);

}  // namespace cchc
