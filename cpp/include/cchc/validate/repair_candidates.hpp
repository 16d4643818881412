// Single figures that could have been meant instead of those in a report.
#pragma once

#include <vector>

#include "cchc/validate/repair.hpp"

namespace cchc {

// Whether a rule points at one value, so that a misprint which meets it is no accident.
[[nodiscard]] bool is_equality(const Rule& rule);

// For the cells of the report that failing rules read: the misprints of each, and for linear rules
// the values that just meet the rule. Whole and not negative where the indicator counts. Those of
// errors come first, then misprints where an equality fails, then the smaller change; no two alike.
[[nodiscard]] std::vector<Edit> repair_candidates(const Validation& validation,
                                                  const std::vector<Index>& failing, Index unit,
                                                  Index period);

}  // namespace cchc
