#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "cchc/trend/compensated_sum.hpp"
#include "cchc/trend/line_fit.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

using Wholes = std::vector<Int128>;

TEST(LineFit, of_decimals_is_exact) {
  const LineFit fit = fit_line({Wholes{1, 2, 3, 4}, 0}, {Wholes{11, 12, 13, 14}, 1});
  EXPECT_EQ(fit.slope, 0.1);
  EXPECT_EQ(fit.intercept, 1.0);
  EXPECT_EQ(fit.slope_error, 0.0);
  EXPECT_EQ(fit.freedom, 2);
}

TEST(LineFit, of_a_known_triangle) {
  const LineFit fit = fit_line({Wholes{0, 1, 2}, 0}, {Wholes{0, 3, 0}, 0});
  EXPECT_EQ(fit.slope, 0.0);
  EXPECT_EQ(fit.intercept, 1.0);
  EXPECT_DOUBLE_EQ(fit.residual_deviation, std::sqrt(6.0));
  EXPECT_DOUBLE_EQ(fit.slope_error, std::sqrt(3.0));
  EXPECT_DOUBLE_EQ(fit.intercept_error, std::sqrt(5.0));
}

TEST(LineFit, through_the_origin) {
  const LineFit fit = fit_line({Wholes{4, 5, 6}, 0}, {Wholes{3, 4, 4}, 0}, true);
  EXPECT_EQ(fit.slope, 56.0 / 77.0);
  EXPECT_EQ(fit.freedom, 2);
  EXPECT_NEAR(fit.slope_error, 0.0420827318078432, 1e-16);
}

TEST(LineFit, has_no_value_without_two_different_x) {
  EXPECT_TRUE(std::isnan(fit_line({Wholes{}, 0}, {Wholes{}, 0}).slope));
  EXPECT_TRUE(std::isnan(fit_line({Wholes{1, 1}, 0}, {Wholes{1, 2}, 0}).slope));
  EXPECT_TRUE(std::isnan(fit_line({Wholes{0}, 0}, {Wholes{1}, 0}, true).slope));
  const LineFit two = fit_line({Wholes{1, 2}, 0}, {Wholes{1, 2}, 0});
  EXPECT_EQ(two.slope, 1.0);
  EXPECT_TRUE(std::isnan(two.slope_error));
}

TEST(LineFit, refuses_unlike_lengths_and_polynomials) {
  EXPECT_THROW((void)fit_line({Wholes{1}, 0}, {Wholes{1, 2}, 0}), TrendError);
  EXPECT_THROW(require_line(2), TrendError);
  EXPECT_THROW(require_line(0), TrendError);
  EXPECT_NO_THROW(require_line(1));
}

// The quick way, the wide way and the way of doubles through the same points.
TEST(LineFit, of_a_plane_agrees_with_that_of_any_size) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 300; ++round) {
    const auto size = 3 + random() % 40;
    const std::uint64_t range = 1ULL << (1 + random() % 53);
    std::vector<std::int32_t> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < size; ++i) {
      x.push_back(static_cast<std::int32_t>(2000 + 3 * i + random() % 3));
      y.push_back(static_cast<double>(random() % range));
    }
    const Wholes wide_x(x.begin(), x.end());
    Wholes wide_y;
    for (const double value : y) {
      wide_y.push_back(static_cast<Int128>(value));
    }
    const LineFit exact = fit_line({wide_x, 0}, {wide_y, 2});
    const LineFit quick = fit_line(x, y, 2);
    EXPECT_EQ(quick.slope, exact.slope);
    EXPECT_EQ(quick.intercept, exact.intercept);
    EXPECT_NEAR(quick.slope_error, exact.slope_error, 1e-15 * exact.slope_error);
    EXPECT_NEAR(quick.intercept_error, exact.intercept_error, 1e-15 * exact.intercept_error);
    const LineFit real = fit_line(x, y, -1);
    EXPECT_NEAR(real.slope / 100, exact.slope, 1e-14 * std::abs(exact.slope) + 1e-300);
    EXPECT_NEAR(real.slope_error / 100, exact.slope_error, 1e-13 * exact.slope_error);
  }
}

TEST(LineFit, predicts_with_the_interval_of_one_more_figure) {
  const LineFit fit = fit_line({Wholes{0, 1, 2, 3}, 0}, {Wholes{1, 2, 2, 3}, 0});
  const Prediction next = predict(fit, 1.5, 4.0, 0.9);
  EXPECT_DOUBLE_EQ(next.value, 3.5);
  const double s = std::sqrt(0.1);
  const double half = student_quantile(0.95, 2) * s * std::sqrt(1 + 0.25 + 2.5 * 2.5 / 5.0);
  EXPECT_NEAR(next.high - next.value, half, 1e-14);
  EXPECT_NEAR(next.value - next.low, half, 1e-14);
}

TEST(LineFit, detects_what_power_and_confidence_allow) {
  const LineFit fit = fit_line({Wholes{0, 1, 2, 3}, 0}, {Wholes{1, 2, 2, 3}, 0});
  EXPECT_DOUBLE_EQ(minimum_detectable_slope(fit, 0.95, 0.8),
                   (student_quantile(0.975, 2) + student_quantile(0.8, 2)) * fit.slope_error);
}

TEST(CompensatedSum, keeps_what_a_plain_sum_loses) {
  CompensatedSum sum;
  for (const double value : {1e16, 1.0, 1.0, -1e16}) {
    sum.add(value);
  }
  EXPECT_EQ(sum.value(), 2.0);
  CompensatedSum products;
  products.add_product(0x1p30 + 1, 0x1p30 + 1);
  products.add_product(-0x1p30, 0x1p30 + 2);
  EXPECT_EQ(products.value(), 1.0);
}

}  // namespace
}  // namespace cchc
