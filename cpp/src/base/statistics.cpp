#include "cchc/base/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Gamma((v + 1) / 2) / (sqrt(pi) Gamma(v / 2)) for v degrees of freedom, by the recurrence
// c(v + 2) = c(v) (v + 1) / v. std::lgamma would write a global variable.
double student_scale(Index freedom) {
  double scale = freedom % 2 == 1 ? 1.0 / std::numbers::pi : 0.5;
  for (Index v = freedom % 2 == 1 ? 1 : 2; v < freedom; v += 2) {
    scale *= static_cast<double>(v + 1) / static_cast<double>(v);
  }
  return scale;
}

// The continued fraction of the incomplete beta function by Lentz's method; converges fast for
// x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) {
  constexpr double tiny = 1e-300;
  const auto away_from_zero = [](double value) { return value == 0.0 ? tiny : value; };
  double c = 1.0;
  double d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
  double result = d;
  for (int m = 1; m <= 1000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1.0 / away_from_zero(1.0 + even * d);
    c = away_from_zero(1.0 + even / c);
    result *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1.0 / away_from_zero(1.0 + odd * d);
    c = away_from_zero(1.0 + odd / c);
    result *= d * c;
    if (std::abs(d * c - 1.0) < 1e-16) {
      break;
    }
  }
  return result;
}

// The root of a falling function between two bounds that enclose it, to the last bit.
template <class Function>
double bisect(Function above, double low, double high) {
  for (int step = 0; step < 2200; ++step) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) {
      break;
    }
    (above(middle) ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

}  // namespace

double normal_two_sided(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

double normal_quantile(double probability) {
  if (!(probability > 0.0 && probability < 1.0)) {
    return nothing;
  }
  const double tail = std::min(probability, 1.0 - probability);
  const double z = bisect([&](double at) { return normal_two_sided(at) > 2 * tail; }, 0.0, 40.0);
  return probability < 0.5 ? -z : z;
}

double incomplete_beta(double x, double a, double b, double scale) {
  if (x <= 0.0 || x >= 1.0) {
    return x <= 0.0 ? 0.0 : 1.0;
  }
  const double front = std::pow(x, a) * std::pow(1.0 - x, b) * scale;
  if (x < (a + 1.0) / (a + b + 2.0)) {
    return front * beta_fraction(x, a, b) / a;
  }
  return 1.0 - front * beta_fraction(1.0 - x, b, a) / b;
}

double student_two_sided(double t, Index freedom) {
  if (std::isnan(t) || freedom < 1) {
    return nothing;
  }
  const auto v = static_cast<double>(freedom);
  const double square = t * t;
  if (std::isinf(square)) {
    return 0.0;
  }
  // Of x and 1 - x the small one is computed without cancellation.
  const double x = v / (v + square);
  if (x < (v / 2 + 1.0) / (v / 2 + 2.5)) {
    return incomplete_beta(x, v / 2, 0.5, student_scale(freedom));
  }
  return 1.0 - incomplete_beta(square / (v + square), 0.5, v / 2, student_scale(freedom));
}

double student_quantile(double probability, Index freedom) {
  if (!(probability > 0.0 && probability < 1.0) || freedom < 1) {
    return nothing;
  }
  const double tail = std::min(probability, 1.0 - probability);
  if (tail == 0.5) {
    return 0.0;
  }
  double high = 1.0;
  while (student_two_sided(high, freedom) > 2 * tail) {
    high *= 2;
  }
  const double t =
      bisect([&](double at) { return student_two_sided(at, freedom) > 2 * tail; }, 0.0, high);
  return probability < 0.5 ? -t : t;
}

Interval wilson_interval(double successes, double trials, double confidence) {
  if (!(trials > 0.0 && successes >= 0.0 && successes <= trials)) {
    return {nothing, nothing};
  }
  const double z = normal_quantile(0.5 + confidence / 2);
  const double share = successes / trials;
  const double rest = (trials - successes) / trials;
  const double shrink = z * z / trials;
  const double middle = share + shrink / 2;
  const double half = z * std::sqrt(share * rest / trials + shrink / (4 * trials));
  return {successes == 0.0 ? 0.0 : std::max(0.0, (middle - half) / (1.0 + shrink)),
          successes == trials ? 1.0 : std::min(1.0, (middle + half) / (1.0 + shrink))};
}

}  // namespace cchc
