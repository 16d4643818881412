// Which of all slopes in order are the median and the ends of its interval, and their means.
#pragma once

#include <algorithm>
#include <cmath>

#include "cchc/base/index.hpp"
#include "cchc/base/int128.hpp"
#include "slope_keys.hpp"

namespace cchc {

// Ranks from 0; `deviation` as in SenSlopes.
struct SlopeRanks {
  SlopeRanks(Index all, double deviation) : pairs(all), middle((all - 1) / 2), next(all / 2) {
    if (deviation >= 0.0) {
      // Half to even is the rounding mode of nearbyint.
      low = static_cast<Index>(std::nearbyint((static_cast<double>(all) - deviation) / 2)) - 1;
      high = static_cast<Index>(std::nearbyint((static_cast<double>(all) + deviation) / 2));
    }
    bounded = low >= 0 && high < all;
    first = bounded ? std::min(low, middle) : middle;
    last = bounded ? std::max(high, next) : next;
  }

  Index pairs;
  Index middle;  // the median is the mean of this one and the next, which may be the same
  Index next;
  Index low = -1;
  Index high = -1;
  bool bounded = false;  // whether there is an interval
  Index first;
  Index last;
};

// The mean of two slopes over 10^scale, rounded once.
[[nodiscard]] inline double mean_of(const SlopeFraction& first, const SlopeFraction& second,
                                    int scale) {
  const Int128 unit = power_of_ten(scale);
  if (first.rise == second.rise && first.run == second.run) {
    return quotient(first.rise, first.run * unit);
  }
  return quotient(Int128{first.rise} * second.run + Int128{second.rise} * first.run,
                  2 * Int128{first.run} * second.run * unit);
}

}  // namespace cchc
