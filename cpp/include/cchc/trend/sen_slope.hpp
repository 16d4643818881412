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
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/trend/order_statistics.hpp"

namespace cchc {

struct SenSlope {
  double slope;  // NaN with fewer than 2 points
  double low;
  double high;
};

class SenSlopes {
 public:
  // Slopes per step of x of `count` points; `x` ascending, without repeats, below 2^30.
  // Figures are whole numbers over 10^scale, slopes those of the figures; any doubles when `scale`
  // is negative. `deviation` is sqrt(var S) times the normal quantile; negative when no interval is
  // wanted. `guess` and `width` say where the median may lie, such as a fitted line and the error
  // of its slope; they speed the search and never change the result.
  [[nodiscard]] SenSlope run(const double* figures, const double* x, Index count, double deviation,
                             double guess, double width, int scale);

 private:
  void fill(const double* figures, const double* x, Index count);
  [[nodiscard]] SenSlope select(double deviation, double guess, double width, double widest,
                                int scale);

  std::vector<double> slopes_;
  OrderStatistics ranks_;
  Index pairs_ = 0;
};

}  // namespace cchc
