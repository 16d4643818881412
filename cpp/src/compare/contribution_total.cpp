#include "cchc/compare/contribution_total.hpp"

#include <algorithm>

namespace cchc {

void ContributionTotal::Column::add(Int128 whole, bool shared) {
  if (shared) {
    longest = std::max(longest.value_or(whole), whole);
  } else {
    added.add(whole);
  }
}

Int128 ContributionTotal::Column::total() const {
  return checked_sum(added.total(), longest.value_or(0));
}

void ContributionTotal::add(const std::optional<Amount>& amount, Shared shared) {
  if (amount) {
    value_.add(amount->value, shared.value);
    denominator_.add(amount->denominator, shared.denominator);
    any_ = true;
  }
}

std::optional<Int128> ContributionTotal::value() const {
  return any_ ? std::optional(value_.total()) : std::nullopt;
}

std::optional<RatioAmount> ContributionTotal::ratio() const {
  return any_ ? std::optional(RatioAmount{value_.total(), denominator_.total()}) : std::nullopt;
}

}  // namespace cchc
