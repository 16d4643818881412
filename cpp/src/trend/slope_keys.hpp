// Slopes of whole figures as whole numbers of 32 bits, which are found and compared faster than
// quotients: the key of rise / run is the whole number nearest to 2^k rise / run.
//
// With runs up to `widest` two different slopes lie at least 1 / widest^2 apart, so with
// 2^k >= 2 widest^2 they have different keys, in the same order. No slope lies half way between two
// keys: 2^(k + 1) rise = (2 m + 1) run asks for a run that 2^(k + 1) divides, and runs are smaller.
// It misses half way by at least 1 / (2 widest), far more than the product of doubles that makes a
// key may err by (2^-21 below 2^31), so equal slopes have one key. A key therefore stands for one
// slope, which can be had back exactly.
//
//   n = 4, k = 5: 1/3 -> 11, 1/2 -> 16, 2/3 -> 21, 1 -> 32
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/trend/mann_kendall.hpp"

namespace cchc {

// A slope in its lowest terms.
struct SlopeFraction {
  std::int64_t rise;
  std::int64_t run;
};

class SlopeKeys {
 public:
  // Keys of all pairs of `count` >= 2 whole figures, `x` as in SenSlopes; up to seven doubles
  // behind either are read. False, and nothing is held, where figures or x lie too far apart.
  [[nodiscard]] bool fill(const double* figures, const double* x, Index count);

  [[nodiscard]] const std::int32_t* keys() const { return keys_.data(); }
  // Rising and falling pairs: the signs of the keys.
  [[nodiscard]] PairCounts pairs() const;
  // The key nearest to any slope, cut to what keys can be.
  [[nodiscard]] std::int32_t key_of(double slope) const;
  [[nodiscard]] SlopeFraction fraction(std::int32_t key) const;

 private:
  void set_width(std::int64_t widest, std::int64_t step);

  std::int64_t widest_ = 0;
  std::int64_t step_ = 0;  // of even x, else 0
  int digits_ = 0;         // k
  Index pairs_ = 0;
  std::vector<double> per_run_;  // 2^k / run for runs of 0, 1, ... steps
  std::vector<std::int32_t> keys_;
};

}  // namespace cchc
