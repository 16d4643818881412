// A break in a series: whether figures lie higher or lower from some window on.
//
// At a known date (a reorganisation, a decree) the test is Wilcoxon's rank sum, two-sided, exact
// over all ways to divide the same figures where n times the smaller side is at most 4,000 (always
// up to 89 figures; beyond, normal with ties and continuity correction, and never below the share
// of the most extreme division, which is exact). Where the date is not known, every position is
// looked at, and the largest standardised rank sum must beat what the same search finds in the same
// figures in any other order: all orders for n <= 8, else random ones from a fixed seed, p = (1 +
// those at least as large) / (1 + all drawn). This is the price of looking everywhere; the p of the
// found position alone is given beside it. (F. Wilcoxon 1945; A. N. Pettitt, Applied Statistics 28
// (1979) 126-135.)
#pragma once

#include <cstdint>
#include <span>

#include "cchc/base/index.hpp"
#include "cchc/trend/mann_kendall.hpp"

namespace cchc {

struct LevelShift {
  Index before;  // figures on each side
  Index after;
  double median_before;
  double median_after;
  double p;
  double smallest_p;  // that any division into so many could reach
  PRule rule;
};

// `figures` in order of time, NaN: gap; `first_after` is the position of the first window after the
// break. NaN and rule `none` when a side has no figure. Throws TrendError E1511 unless
// 0 <= first_after <= number of figures.
[[nodiscard]] LevelShift level_shift(std::span<const double> figures, Index first_after);

struct ShiftSearch {
  Index first_after;  // -1 with fewer than 4 figures, or when all are equal
  double p;           // with the look-elsewhere cost
  double p_alone;     // of this position as if it had been named beforehand
  double smallest_p;  // that the search can reach
  bool enumerated;    // over all orders
  Index orders;       // looked at
};

struct ShiftSearchOptions {
  Index orders = 9999;  // drawn when there are more than 8 figures
  std::uint64_t seed = 20150415;
};

// Throws TrendError E1512 unless 99 <= orders <= 1,000,000.
[[nodiscard]] ShiftSearch find_shift(std::span<const double> figures,
                                     const ShiftSearchOptions& options = {});

}  // namespace cchc
