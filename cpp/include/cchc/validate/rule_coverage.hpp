// How much each rule could say: where it judged, where it could not, and where passing it is no
// achievement.
#pragma once

#include <vector>

#include "cchc/validate/validate.hpp"

namespace cchc {

// Counts of reports (unit and period).
struct RuleCoverage {
  Index instances = 0;
  Index holds = 0;
  Index fails = 0;
  Index undecidable = 0;
  Index not_applicable = 0;
  // Of those that hold: every figure that the rule reads is zero, or it reads none. Such a report
  // meets the rule whatever else is true of it (0 <= 0), so its pass is no evidence.
  Index vacuous = 0;

  [[nodiscard]] Index judged() const { return holds + fails; }
};

// By rule, over the reports of the given units and periods (positions in the cube).
[[nodiscard]] std::vector<RuleCoverage> rule_coverage(const Validation& validation,
                                                      const std::vector<Index>& units,
                                                      const std::vector<Index>& periods);

}  // namespace cchc
