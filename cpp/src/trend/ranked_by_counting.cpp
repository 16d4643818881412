#include "ranked_by_counting.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "cchc/trend/clones.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CCHC_AVX512 1
#include <immintrin.h>
#endif

namespace cchc {
namespace {

// As many as fill 64 bytes; the compiler cuts them to the width of the processor.
using Reals = double __attribute__((vector_size(64)));
using Wholes64 = std::int64_t __attribute__((vector_size(64)));
using Wholes32 = std::int32_t __attribute__((vector_size(64)));

template <class Numbers, class Counts, class Number>
[[gnu::always_inline]] inline RankedPair<Number> ranked(Number* values, Index count, Index rank) {
  constexpr Index lanes = 64 / sizeof(Number);
  constexpr Number most = std::numeric_limits<Number>::max();
  const Numbers ends = Numbers{} + most;
  std::memcpy(values + count, &ends, sizeof ends);
  RankedPair<Number> found{most, most};
  for (Index i = 0; i < count; i += lanes) {
    Numbers some;
    std::memcpy(&some, values + i, sizeof some);
    Counts at_most = {};
    for (Index j = 0; j < count; ++j) {
      at_most -= (Numbers{} + values[j]) <= some;
    }
    for (Index lane = 0; lane < lanes; ++lane) {
      const Number value = some[lane];
      found.value = at_most[lane] > rank && value < found.value ? value : found.value;
      found.next = at_most[lane] > rank + 1 && value < found.next ? value : found.next;
    }
  }
  return found;
}

CCHC_CLONES
RankedPair<std::int32_t> ranked_any(std::int32_t* values, Index count, Index rank) {
  return ranked<Wholes32, Wholes32>(values, count, rank);
}

#ifdef CCHC_AVX512
__attribute__((target("avx512f"))) std::int32_t least_of(__m512i numbers) {
  std::array<std::int32_t, 16> lanes;
  _mm512_storeu_si512(lanes.data(), numbers);
  std::int32_t least = lanes[0];
  for (const std::int32_t lane : lanes) {
    least = std::min(least, lane);
  }
  return least;
}

__attribute__((target("avx512f"))) RankedPair<std::int32_t> ranked_512(std::int32_t* values,
                                                                       Index count, Index rank) {
  const __m512i most = _mm512_set1_epi32(std::numeric_limits<std::int32_t>::max());
  const __m512i one = _mm512_set1_epi32(1);
  const __m512i ranks = _mm512_set1_epi32(static_cast<std::int32_t>(rank));
  const __m512i next_ranks = _mm512_add_epi32(ranks, one);
  _mm512_storeu_si512(values + count, most);
  __m512i found = most;
  __m512i next = most;
  for (Index i = 0; i < count; i += 16) {
    const __m512i some = _mm512_loadu_si512(values + i);
    __m512i at_most = _mm512_setzero_si512();
    for (Index j = 0; j < count; ++j) {
      const __mmask16 below = _mm512_cmple_epi32_mask(_mm512_set1_epi32(values[j]), some);
      at_most = _mm512_mask_add_epi32(at_most, below, at_most, one);
    }
    found = _mm512_mask_min_epi32(found, _mm512_cmpgt_epi32_mask(at_most, ranks), found, some);
    next = _mm512_mask_min_epi32(next, _mm512_cmpgt_epi32_mask(at_most, next_ranks), next, some);
  }
  return {least_of(found), least_of(next)};
}
#endif

}  // namespace

CCHC_CLONES
RankedPair<double> ranked_by_counting(double* values, Index count, Index rank) {
  return ranked<Reals, Wholes64>(values, count, rank);
}

RankedPair<std::int32_t> ranked_by_counting(std::int32_t* values, Index count, Index rank) {
#ifdef CCHC_AVX512
  if (__builtin_cpu_supports("avx512f") != 0) {
    return ranked_512(values, count, rank);
  }
#endif
  return ranked_any(values, count, rank);
}

}  // namespace cchc
