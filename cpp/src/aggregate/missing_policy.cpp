#include "cchc/aggregate/missing_policy.hpp"

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

constexpr auto words = enum_text<MissingRule>("missing policy", "cách xử lý số liệu thiếu",
                                              {{MissingRule::complete, "complete"},
                                               {MissingRule::minimum_coverage, "minimum_coverage"},
                                               {MissingRule::skip_missing, "skip_missing"}});

}  // namespace

std::string_view to_text(MissingRule rule) { return words.text(rule); }
MissingRule missing_rule_from_text(std::string_view text) { return words.at(text); }

bool MissingPolicy::accepts(int expected, int reported) const {
  if (reported == 0) {
    return false;
  }
  switch (rule) {
    case MissingRule::complete:
      return reported >= expected;
    case MissingRule::minimum_coverage:
      // Divided, not multiplied: 55/100 is the float64 that is written 0.55, but 0.55 x 100 is more
      // than 55.
      return reported >= expected || static_cast<double>(reported) / expected >= minimum_coverage;
    case MissingRule::skip_missing:
      break;
  }
  return true;
}

void check(const MissingPolicy& policy) {
  if (!(policy.minimum_coverage > 0.0 && policy.minimum_coverage <= 1.0)) {
    throw AggregationError("CCHC-E1003",
                           "minimum_coverage must lie in (0, 1]: 0.9 stands for 90 % of the units",
                           "minimum_coverage phải trong khoảng (0, 1]: 0.9 nghĩa là 90 % đơn vị");
  }
}

}  // namespace cchc
