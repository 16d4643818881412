// Whether a printed rate can come from whole numbers at all.
//
// A cut is (B - x) / B x 100, where the quota x of today is known and the baseline B is some whole
// number >= 1. A rate of 10 with x = 40 has no such B: 44 gives 9.09 and 45 gives 11.11. The rate
// is then no figure of this unit; it may be a target, a pooled rate or last year's.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cchc/base/decimal.hpp"

namespace cchc {

// The ways to print a rate with a fixed number of decimals that people and programs use alike.
enum class Rounding {
  half_up,    // halves away from zero
  half_even,  // halves to the even last digit
  truncated,  // digits cut off
};

// The enumerator's name.
[[nodiscard]] std::string_view to_text(Rounding rounding);

// Whole baselines, both ends included.
struct BaselineRange {
  std::int64_t first = 1;
  std::optional<std::int64_t> last;  // empty: there is no largest one

  friend bool operator==(const BaselineRange&, const BaselineRange&) = default;
};

// All baselines from which the rate, printed with the decimals of `rate` (its scale), comes out;
// empty when there is none. `rate` in per cent, `quota` counted.
// Throws NumberError: E0711 a negative quota, E0701 when the numbers leave the exact range.
[[nodiscard]] std::optional<BaselineRange> feasible_baselines(Decimal rate, std::int64_t quota,
                                                              Rounding rounding);

// The same under any of the roundings: these ranges touch, so they make one.
[[nodiscard]] std::optional<BaselineRange> feasible_baselines(Decimal rate, std::int64_t quota);

// A quota of 0 with a rate of 0: whoever never had a post has none to cut, and 0 / 0 is no rate.
// No baseline gives it, yet nothing is impossible about it; callers ask this first.
[[nodiscard]] bool is_cut_of_nothing(Decimal rate, std::int64_t quota);

}  // namespace cchc
