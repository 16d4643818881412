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
  // Of those that hold: both sides are zero and can be no less. Counted for rules that compare sums
  // of figures by <= or >= and whose every figure is zero (0 <= 0), and for rules that read no
  // figure. Elsewhere zeros are evidence: 0 == 0 could have been 0 == 1, and a count about the
  // document that is zero says that nothing was found.
  Index vacuous = 0;

  [[nodiscard]] Index judged() const { return holds + fails; }
};

// By rule, over the reports of the given units and periods (positions in the cube).
[[nodiscard]] std::vector<RuleCoverage> rule_coverage(const Validation& validation,
                                                      const std::vector<Index>& units,
                                                      const std::vector<Index>& periods);

}  // namespace cchc
