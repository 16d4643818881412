// What a total is worth when not every unit that was expected has reported.
#pragma once

#include <string_view>

namespace cchc {

enum class MissingRule {
  complete,          // a figure only when every expected unit reported
  minimum_coverage,  // a figure when at least a share of the expected units reported
  skip_missing,      // a figure from whoever reported, at least one
};

[[nodiscard]] std::string_view to_text(MissingRule rule);
// Throws SelectionError E0920 listing the known rules.
[[nodiscard]] MissingRule missing_rule_from_text(std::string_view text);

struct MissingPolicy {
  MissingRule rule = MissingRule::complete;
  double minimum_coverage = 1.0;  // of minimum_coverage only; in (0, 1]

  // Whether a total with this coverage stands as a figure. Nothing reported is never a figure.
  [[nodiscard]] bool accepts(int expected, int reported) const;
};

// Throws AggregationError E1003 when minimum_coverage is not in (0, 1].
void check(const MissingPolicy& policy);

}  // namespace cchc
