#include "cchc/aggregate/whole_rates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace cchc {
namespace {

// A float64 below this x 10^d has a text that fits 64 bits with d decimals.
constexpr double widest = 9e18;
constexpr int longest_text = 400;  // of a float64 in fixed notation

// The decimals of the shortest text that reads back as the same float64.
int decimals_of(double value) {
  std::array<char, longest_text> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  const auto* const point = std::find(text.data(), end, '.');
  return point == end ? 0 : static_cast<int>(end - point - 1);
}

// value x 10^decimals, correctly rounded. Precondition: it is below `widest`.
Int128 whole_of(double value, int decimals) {
  std::array<char, longest_text> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::fixed, decimals)
                       .ptr;
  return scaled(*decimal_from_text({text.data(), static_cast<std::size_t>(end - text.data())}),
                decimals);
}

}  // namespace

WholeRates::WholeRates(const Plane& plane, const Flags& asked, int most_decimals)
    : plane_(plane), decimals_(plane.figures.exact ? plane.figures.scale : 0) {
  if (plane.figures.exact) {
    return;
  }
  double largest = 0.0;
  for (Index unit = 0; unit < plane.figures.units(); ++unit) {
    for (Index period = 0; period < plane.figures.periods(); ++period) {
      if (asked(unit, period) != 0 && has(unit, period)) {
        const double value = plane.figures.value(unit, period);
        largest = std::max(largest, std::abs(value));
        decimals_ = std::max(decimals_, decimals_of(value));
      }
    }
  }
  decimals_ = std::min(decimals_, std::max(most_decimals, 0));
  while (decimals_ > 0 && largest * static_cast<double>(power_of_ten(decimals_)) >= widest) {
    --decimals_;
  }
}

bool WholeRates::has(Index unit, Index period) const {
  const Figures& figures = plane_.figures;
  return figures.has(unit, period) &&
         (figures.exact ||
          (!plane_.is_computed(unit, period) && std::isfinite(figures.value(unit, period)) &&
           std::abs(figures.value(unit, period)) < widest));
}

std::optional<Int128> WholeRates::find(Index unit, Index period) const {
  if (!has(unit, period)) {
    return std::nullopt;
  }
  return plane_.figures.exact ? plane_.figures.whole(unit, period)
                              : whole_of(plane_.figures.value(unit, period), decimals_);
}

}  // namespace cchc
