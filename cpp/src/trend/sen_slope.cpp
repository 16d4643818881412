#include "cchc/trend/sen_slope.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "cchc/base/int128.hpp"
#include "cchc/trend/clones.hpp"
#include "slope_ranks.hpp"

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

double mean_slope(double first, double second, double widest, int scale) {
  const auto left = scale < 0 ? std::nullopt : fraction_of(first, widest);
  const auto right = first == second ? left : fraction_of(second, widest);
  if (scale >= 0 && left && right) {
    return mean_of(*left, *right, scale);
  }
  const double mean = first == second ? first : first / 2 + second / 2;
  return scale > 0 ? mean / static_cast<double>(power_of_ten(scale)) : mean;
}

}  // namespace

SenSlopes::SenSlopes() : keys_(std::make_unique<SlopeKeys>()) {}
SenSlopes::~SenSlopes() = default;

void SenSlopes::open(const double* figures, const double* x, Index count, int scale) {
  figures_ = figures;
  count_ = count;
  scale_ = scale;
  has_keys_ = count >= 2 && scale >= 0 && keys_->fill(figures, x, count);
  if (has_keys_ || count < 2) {
    return;
  }
  widest_ = x[count - 1] - x[0];
  const auto room = static_cast<std::size_t>(count * (count - 1) / 2) + 8;
  if (slopes_.size() < room) {
    slopes_.resize(room);
  }
  pair_slopes(figures, x, count, slopes_.data());
}

PairCounts SenSlopes::pairs() const {
  return has_keys_ ? keys_->pairs() : count_pairs(figures_, count_);
}

SenSlope SenSlopes::run(double deviation, double guess, double width) {
  if (count_ < 2) {
    return {nothing, nothing, nothing};
  }
  const SlopeRanks ranks(count_ * (count_ - 1) / 2, deviation);
  return has_keys_ ? of_keys(ranks, guess, width) : of_doubles(ranks, guess, width);
}

SenSlope SenSlopes::of_keys(const SlopeRanks& ranks, double guess, double width) {
  key_ranks_.open(keys_->keys(), ranks.pairs, keys_->key_of(guess - width),
                  keys_->key_of(guess + width), ranks.first, ranks.last);
  const auto slope = [&](Index rank) { return keys_->fraction(key_ranks_.at(rank)); };
  const SlopeFraction middle = slope(ranks.middle);
  const SlopeFraction next = ranks.next == ranks.middle ? middle : slope(ranks.next);
  SenSlope result{mean_of(middle, next, scale_), nothing, nothing};
  if (ranks.bounded) {
    const SlopeFraction low = slope(ranks.low);
    const SlopeFraction high = slope(ranks.high);
    result.low = mean_of(low, low, scale_);
    result.high = mean_of(high, high, scale_);
  }
  return result;
}

SenSlope SenSlopes::of_doubles(const SlopeRanks& ranks, double guess, double width) {
  slope_ranks_.open(slopes_.data(), ranks.pairs, guess - width, guess + width, ranks.first,
                    ranks.last);
  const double middle = slope_ranks_.at(ranks.middle);
  const double next = ranks.next == ranks.middle ? middle : slope_ranks_.at(ranks.next);
  SenSlope result{mean_slope(middle, next, widest_, scale_), nothing, nothing};
  if (ranks.bounded) {
    const double low = slope_ranks_.at(ranks.low);
    const double high = slope_ranks_.at(ranks.high);
    result.low = mean_slope(low, low, widest_, scale_);
    result.high = mean_slope(high, high, widest_, scale_);
  }
  return result;
}

}  // namespace cchc
