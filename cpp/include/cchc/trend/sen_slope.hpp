// Theil and Sen's slope: the median of the slopes of all pairs, with Sen's interval.
//
// Each slope is one quotient of exact differences, rounded once; the median of an even number is
// the mean of the two middle ones. The interval takes the slopes of rank M1 and M2 + 1, counted
// from 1:
//
//   M1 = (N - z sqrt(var S)) / 2,  M2 = (N + z sqrt(var S)) / 2, rounded to the nearest, half to
//   even
//
// with Kendall's var S (ties counted) and N slopes. Where these ranks lie outside 1..N there is no
// bounded interval, and both ends are NaN. (H. Theil 1950; P. K. Sen, JASA 63 (1968) 1379-1389.)
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/trend/mann_kendall.hpp"
#include "cchc/trend/order_statistics.hpp"

namespace cchc {

class SlopeKeys;
struct SlopeRanks;

struct SenSlope {
  double slope;  // NaN with fewer than 2 points
  double low;
  double high;
};

// Whether figures can bound a slope with this confidence: some order of them reaches a p of
// 1 - confidence (0.2 and 1 - 0.8 are the same here).
[[nodiscard]] constexpr bool can_bound(double smallest_p, double confidence) {
  return smallest_p <= 1.0 - confidence + 1e-12;
}

// All slopes of one series at a time. One for each thread: it keeps its working memory.
class SenSlopes {
 public:
  SenSlopes();
  ~SenSlopes();

  // Takes `count` points; `x` ascending whole numbers without repeats, below 2^30; up to seven
  // doubles behind either are read, whatever they are. Figures are whole numbers over 10^scale,
  // slopes those of the figures; any doubles when `scale` is negative.
  void open(const double* figures, const double* x, Index count, int scale);
  // Rising and falling pairs, as count_pairs.
  [[nodiscard]] PairCounts pairs() const;

  // Slopes per step of x. `deviation` is sqrt(var S) times the normal quantile; negative when no
  // interval is wanted. `guess` and `width` say where the median may lie (in units of the last
  // place of whole figures), such as a fitted line and the error of its slope; they speed the
  // search and never change the result.
  [[nodiscard]] SenSlope run(double deviation, double guess, double width);

 private:
  [[nodiscard]] SenSlope of_keys(const SlopeRanks& ranks, double guess, double width);
  [[nodiscard]] SenSlope of_doubles(const SlopeRanks& ranks, double guess, double width);

  std::unique_ptr<SlopeKeys> keys_;
  std::vector<double> slopes_;
  OrderStatistics<std::int32_t> key_ranks_;
  OrderStatistics<double> slope_ranks_;
  const double* figures_ = nullptr;
  double widest_ = 0.0;
  Index count_ = 0;
  int scale_ = -1;
  bool has_keys_ = false;
};

}  // namespace cchc
