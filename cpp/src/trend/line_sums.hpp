// The formulas of a line, once for whole numbers of any size and once for 128-bit ones.
#pragma once

#include <limits>

#include "cchc/base/big_quotient.hpp"
#include "cchc/trend/line_fit.hpp"

namespace cchc {

// Sums over points whose x and y were shifted by x0 and y0, whole numbers at their scales.
template <class Whole>
struct LineSums {
  Whole n, x, y, xx, xy, yy, x0, y0;
};

// A result is numerator / denominator x up / down, where up and down are powers of ten.
template <class Whole>
struct LineScales {
  Whole x, y;  // 10^scale of x and of y
};

inline LineFit no_line(Index count) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  return {count, 0, nothing, nothing, nothing, nothing, nothing};
}

// Precondition: for Int128 every product below fits.
template <class Whole>
LineFit line_of(Index count, const LineSums<Whole>& sums, const LineScales<Whole>& unit) {
  LineFit fit = no_line(count);
  const Whole sxx = sums.n * sums.xx - sums.x * sums.x;
  if (count < 2 || sxx == Whole(Int128{0})) {
    return fit;
  }
  const Whole sxy = sums.n * sums.xy - sums.x * sums.y;
  const Whole syy = sums.n * sums.yy - sums.y * sums.y;
  fit.slope = quotient(sxy * unit.x, sxx * unit.y);
  const Whole at_zero = sums.n * sums.y0 * sxx + sums.y * sxx - sums.x * sxy;
  fit.intercept = quotient(at_zero - sums.n * sums.x0 * sxy, sums.n * sxx * unit.y);
  fit.freedom = count - 2;
  if (fit.freedom < 1) {
    return fit;
  }
  const Whole free = Int128{fit.freedom};
  const Whole rest = syy * sxx - sxy * sxy;
  const double per_x = quotient(unit.x, sxx * unit.y);
  fit.slope_error = root_of_quotient(rest, free) * per_x;
  fit.residual_deviation =
      root_of_quotient(rest, sums.n * free * sxx) * quotient(Whole(Int128{1}), unit.y);
  // sum (x0 + x)^2, the squares of the original x.
  const Whole squares = sums.xx + sums.x0 * (sums.x + sums.x) + sums.n * sums.x0 * sums.x0;
  fit.intercept_error = root_of_quotient(squares, sums.n * unit.x * unit.x) * fit.slope_error;
  return fit;
}

}  // namespace cchc
