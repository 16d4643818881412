#include "cchc/aggregate/missing_policy.hpp"

#include <array>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr std::array<std::pair<MissingRule, std::string_view>, 3> names{{
    {MissingRule::complete, "complete"},
    {MissingRule::minimum_coverage, "minimum_coverage"},
    {MissingRule::skip_missing, "skip_missing"},
}};

}  // namespace

std::string_view to_text(MissingRule rule) { return names[static_cast<std::size_t>(rule)].second; }

MissingRule missing_rule_from_text(std::string_view text) {
  for (const auto& [rule, name] : names) {
    if (name == text) {
      return rule;
    }
  }
  const std::string known = "complete, minimum_coverage, skip_missing";
  throw AggregationError("CCHC-E1003",
                         "'" + std::string(text) + "' is no missing policy; known: " + known,
                         "'" + std::string(text) + "' không phải cách xử lý thiếu; có: " + known);
}

bool MissingPolicy::accepts(int expected, int reported) const {
  if (reported == 0) {
    return false;
  }
  switch (rule) {
    case MissingRule::complete:
      return reported >= expected;
    case MissingRule::minimum_coverage:
      return reported >= minimum_coverage * expected;
    case MissingRule::skip_missing:
      break;
  }
  return true;
}

void check(const MissingPolicy& policy) {
  if (!(policy.minimum_coverage > 0.0 && policy.minimum_coverage <= 1.0)) {
    throw AggregationError("CCHC-E1004",
                           "minimum_coverage must lie in (0, 1]: 0.9 stands for 90 % of the units",
                           "minimum_coverage phải trong khoảng (0, 1]: 0.9 nghĩa là 90 % đơn vị");
  }
}

}  // namespace cchc
