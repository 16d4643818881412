// A straight line through points by ordinary least squares, with standard errors.
//
// Points are decimals, held as scaled whole numbers. Every sum is exact and every result is one
// quotient (or one root of a quotient) of whole numbers, rounded once; nothing is lost to
// cancellation, however far from zero years and figures lie. Formulas with n points, sums over all:
//
//   Sxx = n sum x^2 - (sum x)^2     Sxy, Syy likewise     E = Syy Sxx - Sxy^2
//   slope       Sxy / Sxx                      error   sqrt(E / (n - 2)) / Sxx
//   intercept   (sum y - slope sum x) / n      error   sqrt(E sum x^2 / (n (n - 2))) / Sxx
//   residual deviation  sqrt(E / (n (n - 2) Sxx))
//
// Through the origin: slope = sum xy / sum x^2 with n - 1 degrees of freedom.
// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 4.4.3.1 and 4.1.4.1.
#pragma once

#include <cstdint>
#include <span>

#include "cchc/base/index.hpp"
#include "cchc/base/int128.hpp"
#include "cchc/base/statistics.hpp"

namespace cchc {

// NaN where there is no value: no line through fewer than 2 different x (1 through the origin), no
// error with no degree of freedom left.
struct LineFit {
  Index count;
  Index freedom;  // degrees of freedom of the residuals; 0 or more
  double slope;
  double intercept;  // at x = 0; 0 through the origin
  double slope_error;
  double intercept_error;
  double residual_deviation;
};

// Whole numbers over 10^scale.
struct ScaledWholes {
  std::span<const Int128> wholes;
  int scale = 0;
};

// Throws TrendError E1501 when x and y have different lengths, NumberError E0701 when figures lie
// more than 2^127 apart.
[[nodiscard]] LineFit fit_line(ScaledWholes x, ScaledWholes y, bool through_origin = false);

// The same for points of a plane: whole x, ascending, and y / 10^scale, both of the same length. y
// are whole numbers below 2^53, or any doubles when `scale` is negative; then sums are compensated
// instead of exact. Within a few units in the last place; allocates nothing in the common case.
[[nodiscard]] LineFit fit_line(std::span<const std::int32_t> x, std::span<const double> y,
                               int scale);

// Where a next figure is expected at x, with the interval that holds it with the given confidence:
// line +- t sqrt(s^2 + s^2 / n + error^2 (x - mean x)^2). NaN without a degree of freedom.
struct Prediction {
  double value;
  double low;
  double high;
};
[[nodiscard]] Prediction predict(const LineFit& fit, double mean_x, double x, double confidence);

// The smallest steady change per step of x that a series like this one, with the same x and the
// same scatter, would show at the given confidence with the given probability (power):
// (t(1/2 + confidence / 2) + t(power)) x slope_error. NaN without a degree of freedom. The first
// factor alone is `detectable_errors`.
[[nodiscard]] double detectable_errors(Index freedom, double confidence, double power);
[[nodiscard]] double minimum_detectable_slope(const LineFit& fit, double confidence, double power);

// Only lines are offered. Throws TrendError E1502 for any other degree of a polynomial: high powers
// of a year are ill-conditioned, and a curve through few windows shows nothing.
void require_line(int degree);

}  // namespace cchc
