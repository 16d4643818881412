#include "cchc/trend/order_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "cchc/trend/clones.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CCHC_AVX512 1
#include <immintrin.h>
#endif

namespace cchc {
namespace {

// Sets this small are searched directly.
constexpr Index small_set = 32;
// How many ranks to either side of a guess are gathered.
constexpr double rank_margin = 9.0;

// Without a branch: whether a value lies inside is a coin toss to the processor.
SplitCounts gather_any(const double* values, Index count, double low, double high, double* into) {
  Index below = 0;
  for (Index i = 0; i < count; ++i) {
    below += values[i] < low ? 1 : 0;
  }
  Index inside = 0;
  for (Index i = 0; i < count; ++i) {
    const double value = values[i];
    into[inside] = value;
    inside += static_cast<Index>(value >= low) & static_cast<Index>(value <= high);
  }
  return {below, inside};
}

#ifdef CCHC_AVX512
__attribute__((target("avx512f,popcnt"))) SplitCounts gather_512(const double* values, Index count,
                                                                 double low, double high,
                                                                 double* into) {
  const __m512d lows = _mm512_set1_pd(low);
  const __m512d highs = _mm512_set1_pd(high);
  Index below = 0;
  double* next = into;
  for (Index i = 0; i < count; i += 8) {
    const auto left = static_cast<unsigned>(std::min<Index>(8, count - i));
    const auto valid = static_cast<__mmask8>((1U << left) - 1U);
    const __m512d some = _mm512_maskz_loadu_pd(valid, values + i);
    const __mmask8 under = _mm512_mask_cmp_pd_mask(valid, some, lows, _CMP_LT_OQ);
    const __mmask8 within =
        _mm512_mask_cmp_pd_mask(static_cast<__mmask8>(valid & ~under), some, highs, _CMP_LE_OQ);
    _mm512_storeu_pd(next, _mm512_maskz_compress_pd(within, some));
    next += __builtin_popcount(within);
    below += __builtin_popcount(under);
  }
  return {below, next - into};
}
#endif

using Values8 = double __attribute__((vector_size(64)));
using Counts8 = std::int64_t __attribute__((vector_size(64)));

// The smallest value that has more than `rank` values at or below it, by counting for each value:
// cheaper than a partition of so few, whose every comparison is a coin toss. `values` has room for
// eight more.
CCHC_CLONES
double ranked_by_counting(double* values, Index count, Index rank) {
  for (Index i = 0; i < 8; ++i) {
    values[count + i] = std::numeric_limits<double>::infinity();
  }
  double found = std::numeric_limits<double>::infinity();
  for (Index i = 0; i < count; i += 8) {
    Values8 eight;
    std::memcpy(&eight, values + i, sizeof eight);
    Counts8 at_most = {};
    for (Index j = 0; j < count; ++j) {
      const double other = values[j];
      const Values8 others = {other, other, other, other, other, other, other, other};
      at_most -= others <= eight;
    }
    for (int lane = 0; lane < 8; ++lane) {
      found = at_most[lane] > rank && eight[lane] < found ? eight[lane] : found;
    }
  }
  return found;
}

}  // namespace

SplitCounts gather(const double* values, Index count, double low, double high, double* into) {
#ifdef CCHC_AVX512
  if (__builtin_cpu_supports("avx512f") != 0) {
    return gather_512(values, count, low, high, into);
  }
#endif
  return gather_any(values, count, low, high, into);
}

void OrderStatistics::open(const double* values, Index count, double low, double high,
                           Index first_rank, Index last_rank) {
  const auto room = static_cast<std::size_t>(count) + 16;
  if (near_.size() < room) {
    near_.resize(room);
    nearer_.resize(room);
  }
  const SplitCounts split = gather(values, count, low, high, near_.data());
  set_ = near_.data();
  size_ = split.inside;
  offset_ = split.below;
  low_ = low;
  high_ = high;
  if (!(split.below <= first_rank && last_rank < split.below + split.inside)) {
    const auto [least, most] = std::minmax_element(values, values + count);
    set_ = values;
    size_ = count;
    offset_ = 0;
    low_ = *least;
    high_ = *most;
  }
}

OrderStatistics::Pair OrderStatistics::at(Index rank, bool with_next) {
  const Index last = rank + (with_next ? 1 : 0);
  double* const into = nearer_.data();
  Index size = size_;
  Index offset = offset_;
  double low = low_;
  double high = high_;
  Index within = size_;  // values between low and high
  Index before = offset_;
  bool found = false;
  for (int step = 0; step < 6 && !found && size_ > small_set && within > 0; ++step) {
    const double per_rank = (high - low) / static_cast<double>(within);
    const double guess = low + (static_cast<double>(rank - before) + 0.5) * per_rank;
    const double from = std::max(low, guess - rank_margin * per_rank);
    const double to = std::min(high, guess + (rank_margin + 1.0) * per_rank);
    if (!(from < to)) {
      break;
    }
    const SplitCounts split = gather(set_, size_, from, to, into);
    size = split.inside;
    offset = offset_ + split.below;
    found = offset <= rank && last < offset + size;
    if (!found && rank < offset) {
      within = offset - before;
      high = from;
    } else if (!found && rank >= offset + size) {
      within -= offset + size - before;
      before = offset + size;
      low = to;
    } else if (!found) {
      break;  // the two ranks lie on both sides of an edge
    }
  }
  if (!found) {
    std::copy_n(set_, size_, into);
    size = size_;
    offset = offset_;
  }
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (size <= small_set) {
    const double value = ranked_by_counting(into, size, rank - offset);
    return {value, with_next ? ranked_by_counting(into, size, rank - offset + 1) : none};
  }
  double* const place = into + (rank - offset);
  std::nth_element(into, place, into + size);
  return {*place, with_next ? *std::min_element(place + 1, into + size) : none};
}

}  // namespace cchc
