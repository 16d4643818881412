#include "cchc/compare/contribution_total.hpp"

#include <algorithm>

namespace cchc {

void ContributionTotal::Column::add(Int128 whole, std::uint8_t list) {
  if (list == 0) {
    added.add(whole);
    return;
  }
  const auto [held, fresh] = longest.try_emplace(list, whole);
  held->second = std::max(held->second, whole);
}

Int128 ContributionTotal::Column::total() const {
  Int128 total = added.total();
  for (const auto& [list, whole] : longest) {
    total = checked_sum(total, whole);
  }
  return total;
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
