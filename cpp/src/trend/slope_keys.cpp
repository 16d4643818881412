#include "slope_keys.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "cchc/trend/clones.hpp"
#include "figure_range.hpp"

namespace cchc {
namespace {

using Figures8 = double __attribute__((vector_size(64)));
using Bits8 = std::int64_t __attribute__((vector_size(64)));
using Keys8 = std::int32_t __attribute__((vector_size(32)));
using Keys16 = std::int32_t __attribute__((vector_size(64)));

constexpr std::int64_t widest_span = 1 << 14;
constexpr double largest_key = 0x1p31 - 1024;

// Adding it leaves the nearest whole number in the low digits of a double.
constexpr double rounder = 0x1.8p52;

[[gnu::always_inline]] inline void store_keys(Figures8 slopes, std::int32_t* into) {
  const Figures8 shifted = slopes + rounder;
  Bits8 bits;
  std::memcpy(&bits, &shifted, sizeof bits);
  const Keys8 keys = __builtin_convertvector(bits, Keys8);
  std::memcpy(into, &keys, sizeof keys);
}

// Eight pairs at a time; up to seven keys behind the last one are overwritten.
CCHC_CLONES
void fill_even(const double* figures, const double* per_run, Index count, std::int32_t* keys) {
  for (Index i = 0; i + 1 < count; ++i) {
    for (Index j = i + 1; j < count; j += 8) {
      Figures8 rise;
      Figures8 factor;
      std::memcpy(&rise, figures + j, sizeof rise);
      std::memcpy(&factor, per_run + (j - i), sizeof factor);
      store_keys((rise - figures[i]) * factor, keys + (j - i - 1));
    }
    keys += count - 1 - i;
  }
}

CCHC_CLONES
void fill_any(const double* figures, const double* x, double power, Index count,
              std::int32_t* keys) {
  for (Index i = 0; i + 1 < count; ++i) {
    for (Index j = i + 1; j < count; j += 8) {
      Figures8 rise;
      Figures8 run;
      std::memcpy(&rise, figures + j, sizeof rise);
      std::memcpy(&run, x + j, sizeof run);
      store_keys((rise - figures[i]) * power / (run - x[i]), keys + (j - i - 1));
    }
    keys += count - 1 - i;
  }
}

CCHC_CLONES
PairCounts count_signs(const std::int32_t* keys, Index pairs) {
  Keys16 rising = {};
  Keys16 falling = {};
  for (Index i = 0; i < pairs; i += 16) {
    Keys16 some;
    std::memcpy(&some, keys + i, sizeof some);
    rising -= some > 0;
    falling -= some < 0;
  }
  PairCounts counts{0, 0};
  for (int lane = 0; lane < 16; ++lane) {
    counts.rising += rising[lane];
    counts.falling += falling[lane];
  }
  return counts;
}

bool is_even(const double* x, Index count) {
  const double step = x[1] - x[0];
  bool even = true;
  for (Index i = 2; i < count; ++i) {
    even = even && x[i] - x[i - 1] == step;
  }
  return even;
}

}  // namespace

void SlopeKeys::set_width(std::int64_t widest, std::int64_t step) {
  if (widest == widest_ && step == step_) {
    return;
  }
  widest_ = widest;
  step_ = step;
  digits_ = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(2 * widest * widest - 1)));
  const Index steps = step == 0 ? 0 : widest / step;
  per_run_.assign(static_cast<std::size_t>(steps) + 9, 0.0);
  for (Index run = 1; run <= steps; ++run) {
    per_run_[static_cast<std::size_t>(run)] =
        std::ldexp(1.0, digits_) / static_cast<double>(run * step);
  }
}

bool SlopeKeys::fill(const double* figures, const double* x, Index count) {
  const double widest = x[count - 1] - x[0];
  if (!(widest < static_cast<double>(widest_span))) {
    return false;
  }
  const bool even = is_even(x, count);
  set_width(static_cast<std::int64_t>(widest), even ? static_cast<std::int64_t>(x[1] - x[0]) : 0);
  const double power = static_cast<double>(std::int64_t{1} << digits_);
  const FigureRange range = range_of(figures, count);
  if (!((range.high - range.low) * power < largest_key)) {
    return false;
  }
  pairs_ = count * (count - 1) / 2;
  const auto room = static_cast<std::size_t>(pairs_) + 16;
  if (keys_.size() < room) {
    keys_.resize(room);
  }
  if (even) {
    fill_even(figures, per_run_.data(), count, keys_.data());
  } else {
    fill_any(figures, x, power, count, keys_.data());
  }
  std::fill_n(keys_.begin() + pairs_, 16, 0);
  return true;
}

PairCounts SlopeKeys::pairs() const { return count_signs(keys_.data(), pairs_); }

std::int32_t SlopeKeys::key_of(double slope) const {
  const double key = slope * static_cast<double>(std::int64_t{1} << digits_);
  const double above = key > -largest_key ? key : -largest_key;  // NaN is no slope: any key will do
  return static_cast<std::int32_t>(std::min(above, largest_key));
}

// The shortest run for which a rise has this key: its slope is the only one.
SlopeFraction SlopeKeys::fraction(std::int32_t key) const {
  const std::int64_t half = std::int64_t{1} << (digits_ - 1);
  for (std::int64_t run = 1; run <= widest_; ++run) {
    const std::int64_t shifted = run * key;
    const std::int64_t rise = (shifted + half) >> digits_;
    const std::int64_t away = shifted - (rise << digits_);
    if (2 * std::abs(away) < run) {
      return {rise, run};
    }
  }
  return {0, 1};  // no key of a pair
}

}  // namespace cchc
