#include "cchc/aggregate/figures_to_carry.hpp"

#include <algorithm>
#include <map>

#include "cchc/model/share.hpp"

namespace cchc {
namespace {

Int128 carried_figure(const FiguresToCarry& own, const CarriedPart& part, Index period, int scale) {
  const bool whole = own.shared(part.from, period) != 0 && part.share.mantissa != 0;
  const Decimal factor = whole ? whole_share : part.share;
  const Int128 share = checked_product(own.figures.whole(part.from, period), factor.mantissa);
  const Int128 figure =
      checked_product(share, power_of_ten(scale - own.figures.scale - factor.scale));
  const auto amount = part.amounts.find(own.code);
  return amount == part.amounts.end() ? figure : checked_sum(figure, scaled(amount->second, scale));
}

}  // namespace

std::optional<Int128> carried_sum(const FiguresToCarry& own,
                                  const std::vector<CarriedPart>& received, Index period,
                                  int scale) {
  std::optional<Int128> added;
  std::map<std::uint8_t, Int128> longest;  // by list
  for (const CarriedPart& part : received) {
    if (!own.figures.has(part.from, period)) {
      continue;
    }
    const Int128 figure = carried_figure(own, part, period, scale);
    const std::uint8_t list = own.shared(part.from, period);
    if (list == 0) {
      added = checked_sum(added.value_or(0), figure);
      continue;
    }
    const auto [held, fresh] = longest.try_emplace(list, figure);
    held->second = std::max(held->second, figure);
  }
  for (const auto& [list, figure] : longest) {
    added = checked_sum(added.value_or(0), figure);
  }
  return added;
}

bool none_is_negative(const FiguresToCarry& own, const std::vector<CarriedPart>& received,
                      Index period) {
  return std::ranges::all_of(received, [&](const CarriedPart& part) {
    return !own.figures.has(part.from, period) || own.figures.whole(part.from, period) >= 0;
  });
}

bool rests_on_list(const FiguresToCarry& own, const std::vector<CarriedPart>& received,
                   Index period) {
  return std::ranges::any_of(received, [&](const CarriedPart& part) {
    return own.figures.has(part.from, period) && own.shared(part.from, period) != 0;
  });
}

}  // namespace cchc
