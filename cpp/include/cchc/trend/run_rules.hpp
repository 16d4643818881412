// Run rules: patterns in a control chart that a steady process rarely makes.
//
// Sources disagree, so a rule set is always named and its rules are listed with the result:
//
//   western_electric  1 beyond 3 sigma; 2 of 3 beyond 2; 4 of 5 beyond 1; 8 on one side (1956)
//   nelson            1 beyond 3; 9 on one side; 6 steadily rising or falling; 14 alternating;
//                     2 of 3 beyond 2; 4 of 5 beyond 1; 15 within 1; 8 beyond 1 on either side
//                     (1984)
//   nhs               1 beyond 3; 7 on one side; 7 steadily rising or falling; 2 of 3 beyond 2
//   anhoej            one side longer than round(log2 n) + 3, or fewer crossings of the centre than
//                     the 5 % quantile of n - 1 tosses of a fair coin; n counts the points that are
//                     not on the centre (J. Anhoej, A. V. Olesen, PLoS ONE 9 (2014) e113825)
//
// "2 of 3" means any two of three neighbours on the same side, the third wherever it lies: the
// pattern is seen as soon as three windows are known. A gap ends a pattern, as nobody knows what
// lay in it; only anhoej's runs pass over gaps, as they pass over points on the centre. A
// degenerate chart has no sigma, so rules that count sigmas see nothing there; sides, rises and
// falls are still seen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/trend/control_limits.hpp"

namespace cchc {

enum class RunRuleSet : std::uint8_t { western_electric, nelson, nhs, anhoej };
[[nodiscard]] std::string_view to_text(RunRuleSet set);
// Throws SelectionError E0920.
[[nodiscard]] RunRuleSet run_rule_set_from_text(std::string_view text);

struct RunSignal {
  std::string rule;  // "beyond_3_sigma", "2_of_3_beyond_2_sigma", "8_on_one_side", ...
  Index first;       // windows, both included
  Index last;
};

// In order of rule, then window. A pattern that goes on is one signal.
[[nodiscard]] std::vector<RunSignal> run_signals(const ControlLimits& chart, RunRuleSet set);

// The rules of a set, as they appear in signals.
[[nodiscard]] std::vector<std::string> rules_of(RunRuleSet set);

}  // namespace cchc
