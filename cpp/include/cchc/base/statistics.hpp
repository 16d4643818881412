// Probabilities and quantiles of the normal and Student's distribution, and Wilson's interval.
//
// Formulas: NIST Digital Library of Mathematical Functions 7.2 (erfc), 8.17 (incomplete beta, the
// continued fraction 8.17.22); E. B. Wilson, JASA 22 (1927) 209-212.
#pragma once

#include "cchc/base/index.hpp"

namespace cchc {

// P(|Z| >= |z|) of a standard normal Z.
[[nodiscard]] double normal_two_sided(double z);
// The z with P(Z <= z) = probability, 0 < probability < 1; NaN outside.
[[nodiscard]] double normal_quantile(double probability);

// P(|T| >= |t|) of Student's T; freedom >= 1, else NaN.
[[nodiscard]] double student_two_sided(double t, Index freedom);
// The t with P(T <= t) = probability; NaN unless 0 < probability < 1 and freedom >= 1.
[[nodiscard]] double student_quantile(double probability, Index freedom);

// I_x(a, b) for a + b not beyond a few thousand and 0 <= x <= 1. `scale` is
// 1 / B(a, b), so that no logarithm of a gamma function is needed.
[[nodiscard]] double incomplete_beta(double x, double a, double b, double scale);

struct Interval {
  double low;
  double high;
};

// Wilson's score interval of a share: both ends inside [0, 1], also for 0 of n and n of n, where
// the plain interval shrinks to nothing. NaN when there are no trials or a figure is not a count.
[[nodiscard]] Interval wilson_interval(double successes, double trials, double confidence);

}  // namespace cchc
