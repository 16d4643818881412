#include "cchc/trend/sen_slope.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "cchc/base/int128.hpp"
#include "cchc/trend/clones.hpp"

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

using Figures8 = double __attribute__((vector_size(64)));

// Slopes of all pairs, eight at a time; up to seven doubles behind the last one are overwritten,
// and up to seven behind the points are read.
CCHC_CLONES
void pair_slopes(const double* figures, const double* x, Index count, double* slopes) {
  for (Index i = 0; i + 1 < count; ++i) {
    for (Index j = i + 1; j < count; j += 8) {
      Figures8 rise;
      Figures8 run;
      std::memcpy(&rise, figures + j, sizeof rise);
      std::memcpy(&run, x + j, sizeof run);
      const Figures8 slope = (rise - figures[i]) / (run - x[i]);
      std::memcpy(slopes + (j - i - 1), &slope, sizeof slope);
    }
    slopes += count - 1 - i;
  }
}

// A slope as the quotient it was rounded from.
struct SlopeFraction {
  Int128 rise;
  Int128 run;
};

// Two quotients of whole numbers with runs up to `widest` differ by at least 1 / widest^2, so below
// 2^53 / widest^2 each double belongs to one quotient only, and the first that fits is it.
std::optional<SlopeFraction> fraction_of(double slope, double widest) {
  constexpr double rounder = 0x1.8p52;
  if (!(std::abs(slope) * widest * widest < 0x1p50)) {
    return std::nullopt;
  }
  for (double run = 1.0; run <= widest; ++run) {
    const double rise = (slope * run + rounder) - rounder;
    if (rise / run == slope) {
      return SlopeFraction{static_cast<std::int64_t>(rise), static_cast<std::int64_t>(run)};
    }
  }
  return std::nullopt;
}

// The mean of two slopes over 10^scale, rounded once.
double mean_slope(double first, double second, double widest, int scale) {
  const auto left = scale < 0 ? std::nullopt : fraction_of(first, widest);
  const auto right = first == second ? left : fraction_of(second, widest);
  if (scale >= 0 && left && right) {
    const Int128 unit = power_of_ten(scale);
    return first == second ? quotient(left->rise, left->run * unit)
                           : quotient(left->rise * right->run + right->rise * left->run,
                                      2 * left->run * right->run * unit);
  }
  const double mean = first == second ? first : first / 2 + second / 2;
  return scale > 0 ? mean / static_cast<double>(power_of_ten(scale)) : mean;
}

}  // namespace

void SenSlopes::fill(const double* figures, const double* x, Index count) {
  pairs_ = count * (count - 1) / 2;
  const auto room = static_cast<std::size_t>(pairs_) + 8;
  if (slopes_.size() < room) {
    slopes_.resize(room);
  }
  pair_slopes(figures, x, count, slopes_.data());
}

SenSlope SenSlopes::run(const double* figures, const double* x, Index count, double deviation,
                        double guess, double width, int scale) {
  if (count < 2) {
    return {nothing, nothing, nothing};
  }
  fill(figures, x, count);
  return select(deviation, guess, width, x[count - 1] - x[0], scale);
}

SenSlope SenSlopes::select(double deviation, double guess, double width, double widest, int scale) {
  const auto pairs = static_cast<double>(pairs_);
  // From 0; half to even is the rounding mode of nearbyint.
  Index low_rank = -1;
  Index high_rank = -1;
  if (deviation >= 0.0) {
    low_rank = static_cast<Index>(std::nearbyint((pairs - deviation) / 2)) - 1;
    high_rank = static_cast<Index>(std::nearbyint((pairs + deviation) / 2));
  }
  const bool bounded = low_rank >= 0 && high_rank < pairs_;
  const Index middle = (pairs_ - 1) / 2;
  const Index first = bounded ? std::min(low_rank, middle) : middle;
  const Index last = std::max(bounded ? high_rank : middle, pairs_ / 2);
  ranks_.open(slopes_.data(), pairs_, guess - width, guess + width, first, last);
  SenSlope result{nothing, nothing, nothing};
  const OrderStatistics::Pair median = ranks_.at(middle, pairs_ % 2 == 0);
  result.slope =
      mean_slope(median.value, pairs_ % 2 == 0 ? median.next : median.value, widest, scale);
  if (bounded) {
    const double low = ranks_.at(low_rank, false).value;
    const double high = ranks_.at(high_rank, false).value;
    result.low = mean_slope(low, low, widest, scale);
    result.high = mean_slope(high, high, widest, scale);
  }
  return result;
}

}  // namespace cchc
