#include "cchc/trend/line_fit.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "cchc/trend/clones.hpp"
#include "cchc/trend/compensated_sum.hpp"
#include "cchc/trend/trend_error.hpp"
#include "figure_range.hpp"
#include "line_sums.hpp"

namespace cchc {
namespace {

void require_same_length(Index x, Index y) {
  if (x != y) {
    const std::string both = std::to_string(x) + " x, " + std::to_string(y) + " y";
    throw TrendError("CCHC-E1501", "a line needs as many x as y: " + both,
                     "đường thẳng cần số x bằng số y: " + both);
  }
}

LineSums<BigWhole> big_sums(std::span<const Int128> x, std::span<const Int128> y) {
  LineSums<BigWhole> sums;
  if (x.empty()) {
    return sums;
  }
  sums.n = Int128{std::ssize(x)};
  sums.x0 = x.front();
  sums.y0 = y.front();
  for (std::size_t i = 0; i < x.size(); ++i) {
    const BigWhole at = checked_sum(x[i], -x.front());
    const BigWhole value = checked_sum(y[i], -y.front());
    sums.x = sums.x + at;
    sums.y = sums.y + value;
    sums.xx = sums.xx + at * at;
    sums.xy = sums.xy + at * value;
    sums.yy = sums.yy + value * value;
  }
  return sums;
}

LineFit line_through_origin(ScaledWholes x, ScaledWholes y) {
  BigWhole xx;
  BigWhole xy;
  BigWhole yy;
  for (std::size_t i = 0; i < x.wholes.size(); ++i) {
    xx = xx + BigWhole(x.wholes[i]) * BigWhole(x.wholes[i]);
    xy = xy + BigWhole(x.wholes[i]) * BigWhole(y.wholes[i]);
    yy = yy + BigWhole(y.wholes[i]) * BigWhole(y.wholes[i]);
  }
  LineFit fit = no_line(std::ssize(x.wholes));
  if (xx.is_zero()) {
    return fit;
  }
  const BigWhole x_unit = big_power_of_ten(x.scale);
  const BigWhole y_unit = big_power_of_ten(y.scale);
  fit.slope = quotient(xy * x_unit, xx * y_unit);
  fit.intercept = 0.0;
  fit.freedom = fit.count - 1;
  if (fit.freedom > 0) {
    const BigWhole rest = yy * xx - xy * xy;
    const BigWhole free = Int128{fit.freedom};
    fit.slope_error = root_of_quotient(rest * x_unit * x_unit, free * xx * xx * y_unit * y_unit);
    fit.intercept_error = 0.0;
    fit.residual_deviation = root_of_quotient(rest, free * xx * y_unit * y_unit);
  }
  return fit;
}

// Whether no product of line_of leaves 128 bits, from the widths of its factors in binary digits.
bool fits_128_bits(Index count, std::int64_t span_x, std::int64_t span_y, std::int64_t x0,
                   std::int64_t y0, int scale) {
  const auto digits = [](std::int64_t number) {
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(std::abs(number))));
  };
  const int n = digits(count);
  const int x = digits(span_x);
  const int y = digits(span_y);
  const int unit = (10 * scale + 2) / 3;
  const int far = std::max(x, digits(x0)) + 1;
  const int high = std::max(y, digits(y0)) + 1;
  return std::max({4 * n + 2 * x + 2 * y, 3 * n + 2 * x + unit, 2 * n + x + y + unit,
                   3 * n + far + x + high, 4 * n + 2 * x, 2 * n + 2 * far}) < 122;
}

LineSums<Int128> whole_sums(std::span<const std::int32_t> x, std::span<const double> y) {
  const auto y0 = static_cast<std::int64_t>(y.front());
  LineSums<Int128> sums{std::ssize(x), 0, 0, 0, 0, 0, x.front(), y0};
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::int64_t at = std::int64_t{x[i]} - x.front();
    const auto value = static_cast<std::int64_t>(y[i]) - y0;
    sums.x += at;
    sums.y += value;
    sums.xx += Int128{at} * at;
    sums.xy += Int128{at} * value;
    sums.yy += Int128{value} * value;
  }
  return sums;
}

using Figures8 = double __attribute__((vector_size(64)));
using Steps8 = std::int32_t __attribute__((vector_size(32)));

// Eight numbers, or as many as are left and then `rest`.
template <class Eight, class Number>
[[gnu::always_inline]] inline void take_eight(const Number* numbers, Index left, Number rest,
                                              Eight& into) {
  into = Eight{} + rest;
  std::memcpy(&into, numbers, static_cast<std::size_t>(std::min<Index>(8, left)) * sizeof rest);
}

[[gnu::always_inline]] inline Int128 total_of(const Figures8& lanes) {
  double total = 0.0;
  for (int lane = 0; lane < 8; ++lane) {
    total += lanes[lane];
  }
  return static_cast<std::int64_t>(total);
}

// The same while no sum reaches 2^53, so that doubles are exact in any order.
CCHC_CLONES
LineSums<Int128> small_sums(const std::int32_t* x, const double* y, Index count) {
  const double x0 = x[0];
  const double y0 = y[0];
  Figures8 sum_x = {};
  Figures8 sum_y = {};
  Figures8 sum_xx = {};
  Figures8 sum_xy = {};
  Figures8 sum_yy = {};
  for (Index i = 0; i < count; i += 8) {
    // Copies of the first point add nothing.
    Steps8 steps;
    Figures8 value;
    take_eight(x + i, count - i, x[0], steps);
    take_eight(y + i, count - i, y0, value);
    const Figures8 at = __builtin_convertvector(steps, Figures8) - x0;
    value -= y0;
    sum_x += at;
    sum_y += value;
    sum_xx += at * at;
    sum_xy += at * value;
    sum_yy += value * value;
  }
  return {count,
          total_of(sum_x),
          total_of(sum_y),
          total_of(sum_xx),
          total_of(sum_xy),
          total_of(sum_yy),
          x[0],
          static_cast<std::int64_t>(y0)};
}

LineFit whole_line(std::span<const std::int32_t> x, std::span<const double> y, int scale) {
  const Index count = std::ssize(x);
  const FigureRange range = range_of(y.data(), count);
  const auto y0 = static_cast<std::int64_t>(y.front());
  const auto span_y = static_cast<std::int64_t>(range.high - range.low);
  const std::int64_t span_x = std::int64_t{x.back()} - x.front();
  if (!fits_128_bits(count, span_x, span_y, x.front(), y0, scale)) {
    std::vector<Int128> far(x.begin(), x.end());
    std::vector<Int128> tall;
    std::ranges::transform(y, std::back_inserter(tall), whole_from_double);
    return fit_line({far, 0}, {tall, scale});
  }
  const double widest = static_cast<double>(std::max(span_x, span_y));
  const bool small = widest * widest * static_cast<double>(count) < 0x1p52;
  const LineSums<Int128> sums = small ? small_sums(x.data(), y.data(), count) : whole_sums(x, y);
  return line_of(count, sums, LineScales<Int128>{1, power_of_ten(scale)});
}

// y are any doubles: x is centred exactly, and sums of products keep twice the digits.
LineFit real_line(std::span<const std::int32_t> x, std::span<const double> y) {
  const Index count = std::ssize(x);
  LineFit fit = no_line(count);
  const auto n = static_cast<double>(count);
  std::int64_t total = 0;
  CompensatedSum sum_y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    total += x[i];
    sum_y.add(y[i]);
  }
  const double mean_y = sum_y.value() / n;
  CompensatedSum xx;
  CompensatedSum xy;
  for (std::size_t i = 0; i < x.size(); ++i) {
    // n (x - mean x), a whole number.
    const auto centred = static_cast<double>(count * x[i] - total);
    xx.add_product(centred, centred);
    xy.add_product(centred, y[i] - mean_y);
  }
  if (xx.value() == 0.0) {
    return fit;
  }
  fit.slope = n * (xy.value() / xx.value());
  const double mean_x = static_cast<double>(total) / n;
  fit.intercept = mean_y - fit.slope * mean_x;
  fit.freedom = count - 2;
  if (fit.freedom < 1) {
    return fit;
  }
  CompensatedSum squares;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double centred = static_cast<double>(count * x[i] - total) / n;
    const double rest = (y[i] - mean_y) - fit.slope * centred;
    squares.add_product(rest, rest);
  }
  const double sxx = xx.value() / (n * n);
  fit.residual_deviation = std::sqrt(squares.value() / static_cast<double>(fit.freedom));
  fit.slope_error = fit.residual_deviation / std::sqrt(sxx);
  fit.intercept_error = fit.residual_deviation * std::sqrt(1.0 / n + mean_x * mean_x / sxx);
  return fit;
}

}  // namespace

LineFit fit_line(ScaledWholes x, ScaledWholes y, bool through_origin) {
  require_same_length(std::ssize(x.wholes), std::ssize(y.wholes));
  if (through_origin) {
    return line_through_origin(x, y);
  }
  return line_of(std::ssize(x.wholes), big_sums(x.wholes, y.wholes),
                 LineScales<BigWhole>{big_power_of_ten(x.scale), big_power_of_ten(y.scale)});
}

LineFit fit_line(std::span<const std::int32_t> x, std::span<const double> y, int scale) {
  require_same_length(std::ssize(x), std::ssize(y));
  if (x.size() < 2) {
    return no_line(std::ssize(x));
  }
  return scale < 0 ? real_line(x, y) : whole_line(x, y, scale);
}

Prediction predict(const LineFit& fit, double mean_x, double x, double confidence) {
  const double value = fit.intercept + fit.slope * x;
  const double away = fit.slope_error * (x - mean_x);
  const double square = fit.residual_deviation * fit.residual_deviation;
  const double half = student_quantile(0.5 + confidence / 2, fit.freedom) *
                      std::sqrt(square + square / static_cast<double>(fit.count) + away * away);
  return {value, value - half, value + half};
}

double detectable_errors(Index freedom, double confidence, double power) {
  return student_quantile(0.5 + confidence / 2, freedom) + student_quantile(power, freedom);
}

double minimum_detectable_slope(const LineFit& fit, double confidence, double power) {
  return detectable_errors(fit.freedom, confidence, power) * fit.slope_error;
}

void require_line(int degree) {
  if (degree != 1) {
    const std::string asked = std::to_string(degree);
    throw TrendError(
        "CCHC-E1502",
        "a polynomial of degree " + asked +
            " is not offered: powers of a year are ill-conditioned, and a curve "
            "through few windows shows nothing; the nearest call is degree 1, a line",
        "không hỗ trợ đa thức bậc " + asked +
            ": lũy thừa của năm làm bài toán mất ổn định, và đường cong qua ít kỳ không "
            "cho biết gì; hãy dùng bậc 1, là đường thẳng");
  }
}

}  // namespace cchc
