#include "cchc/trend/sen_slope.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

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
                        double guess, double width) {
  if (count < 2) {
    return {nothing, nothing, nothing};
  }
  fill(figures, x, count);
  return select(deviation, guess, width);
}

SenSlope SenSlopes::select(double deviation, double guess, double width) {
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
  result.slope = pairs_ % 2 == 0 ? median.value / 2 + median.next / 2 : median.value;
  if (bounded) {
    result.low = ranks_.at(low_rank, false).value;
    result.high = ranks_.at(high_rank, false).value;
  }
  return result;
}

}  // namespace cchc
