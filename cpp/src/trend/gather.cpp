// Copying the values of an interval, without a branch: whether a value lies inside is a coin toss
// to the processor.
#include <cstdint>

#include "cchc/trend/order_statistics.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CCHC_AVX512 1
#include <immintrin.h>
#endif

namespace cchc {
namespace {

template <class Number>
SplitCounts gather_any(const Number* values, Index count, Number low, Number high, Number* into) {
  Index below = 0;
  for (Index i = 0; i < count; ++i) {
    below += values[i] < low ? 1 : 0;
  }
  Index inside = 0;
  for (Index i = 0; i < count; ++i) {
    const Number value = values[i];
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
    const auto valid = static_cast<__mmask8>(count - i < 8 ? (1U << (count - i)) - 1U : 0xFFU);
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

__attribute__((target("avx512f,popcnt"))) SplitCounts gather_512(const std::int32_t* values,
                                                                 Index count, std::int32_t low,
                                                                 std::int32_t high,
                                                                 std::int32_t* into) {
  const __m512i lows = _mm512_set1_epi32(low);
  const __m512i highs = _mm512_set1_epi32(high);
  Index below = 0;
  std::int32_t* next = into;
  for (Index i = 0; i < count; i += 16) {
    const auto valid = static_cast<__mmask16>(count - i < 16 ? (1U << (count - i)) - 1U : 0xFFFFU);
    const __m512i some = _mm512_maskz_loadu_epi32(valid, values + i);
    const __mmask16 under = _mm512_mask_cmplt_epi32_mask(valid, some, lows);
    const __mmask16 within =
        _mm512_mask_cmple_epi32_mask(static_cast<__mmask16>(valid & ~under), some, highs);
    _mm512_storeu_si512(next, _mm512_maskz_compress_epi32(within, some));
    next += __builtin_popcount(within);
    below += __builtin_popcount(under);
  }
  return {below, next - into};
}
#endif

template <class Number>
SplitCounts gathered(const Number* values, Index count, Number low, Number high, Number* into) {
#ifdef CCHC_AVX512
  if (__builtin_cpu_supports("avx512f") != 0) {
    return gather_512(values, count, low, high, into);
  }
#endif
  return gather_any(values, count, low, high, into);
}

}  // namespace

SplitCounts gather(const double* values, Index count, double low, double high, double* into) {
  return gathered(values, count, low, high, into);
}

SplitCounts gather(const std::int32_t* values, Index count, std::int32_t low, std::int32_t high,
                   std::int32_t* into) {
  return gathered(values, count, low, high, into);
}

}  // namespace cchc
