#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "cchc/trend/sen_slope.hpp"
#include "cchc/trend/series_trends.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

std::vector<std::int32_t> steps(Index count) {
  std::vector<std::int32_t> x(static_cast<std::size_t>(count));
  std::iota(x.begin(), x.end(), 0);
  return x;
}

SeriesTrends of(const std::vector<double>& figures, const std::vector<std::int32_t>& x,
                int scale = 0, double confidence = 0.95) {
  return series_trends({figures.data(), 1, std::ssize(figures), scale}, x, {confidence, 1});
}

TEST(SeriesTrends, of_a_ramp_in_decimals) {
  const SeriesTrends found = of({11, 12, 13, 14, 15, 16}, steps(6), 1);
  EXPECT_EQ(found.count[0], 6);
  EXPECT_EQ(found.s[0], 15);
  EXPECT_EQ(found.variance_18[0], 6 * 5 * 17);
  EXPECT_EQ(found.sen_slope[0], 0.1);
  EXPECT_EQ(found.slope[0], 0.1);
  EXPECT_EQ(found.intercept[0], 1.1);
  EXPECT_EQ(found.p[0], 2.0 / 720);
  EXPECT_EQ(found.sen_low[0], 0.1);
}

TEST(SeriesTrends, keep_gaps_in_their_place) {
  const SeriesTrends found = of({1, gap, 3, gap, gap, 6}, steps(6));
  EXPECT_EQ(found.count[0], 3);
  EXPECT_EQ(found.sen_slope[0], 1.0);
  EXPECT_EQ(found.slope[0], 1.0);
}

TEST(SeriesTrends, of_nothing_are_no_values) {
  const SeriesTrends none = of({gap, gap, gap}, steps(3));
  EXPECT_EQ(none.count[0], 0);
  EXPECT_TRUE(std::isnan(none.p[0]));
  EXPECT_TRUE(std::isnan(none.sen_slope[0]));
  EXPECT_TRUE(std::isnan(none.slope[0]));
  EXPECT_EQ(static_cast<PRule>(none.rule[0]), PRule::none);
  EXPECT_EQ(of({gap, 4}, steps(2)).variance_18[0], 0);
}

TEST(SeriesTrends, of_so_few_windows_have_no_interval) {
  EXPECT_TRUE(std::isnan(of({1, 2, 4}, steps(3)).sen_low[0]));
  EXPECT_TRUE(of({1, 2, 4, 8, 9, 12}, steps(6), 0, 0.0).sen_low.empty());
}

TEST(SeriesTrends, take_the_mean_of_two_middle_slopes_once_rounded) {
  // Slopes 1/3, 1/2 and others: the middle ones are 1/2 and 2/3 of six.
  const SeriesTrends found = of({0, 1, 1, 2}, steps(4));
  EXPECT_EQ(found.sen_slope[0], quotient(7, 12));
}

TEST(SeriesTrends, are_the_same_for_any_threads_and_any_way_of_work) {
  std::mt19937_64 random(9);
  std::vector<double> figures;
  for (int i = 0; i < 2000 * 23; ++i) {
    figures.push_back(random() % 9 == 0 ? gap : static_cast<double>(random() % 1000));
  }
  const SeriesRef series{figures.data(), 2000, 23, 1};
  const SeriesTrends one = series_trends(series, steps(23), {0.9, 1});
  const SeriesTrends three = series_trends(series, steps(23), {0.9, 3});
  EXPECT_EQ(one.s, three.s);
  EXPECT_TRUE(std::ranges::equal(one.sen_slope, three.sen_slope));
  EXPECT_TRUE(std::ranges::equal(one.slope_error, three.slope_error));
  // Without intervals another part of the slopes is looked through; the medians are the same.
  const SeriesTrends bare = series_trends(series, steps(23), {0.0, 1});
  EXPECT_EQ(bare.sen_slope, one.sen_slope);
}

TEST(SeriesTrends, of_figures_beyond_53_bits_take_the_nearest_double) {
  Figures figures(1, 4, 0, true);
  for (Index window = 0; window < 4; ++window) {
    figures.set_whole(0, window, (Int128{1} << 60) + window * (Int128{1} << 40) + 1);
  }
  const SeriesTrends found = series_trends(figures, steps(4));
  EXPECT_EQ(found.s[0], 6);
  EXPECT_NEAR(found.slope[0], 0x1p40, 1e-3);
}

TEST(SeriesTrends, refuse_what_is_no_series) {
  EXPECT_THROW((void)of({1, 2}, steps(3)), TrendError);
  EXPECT_THROW((void)of({1, 2}, {1, 1}), TrendError);
  EXPECT_THROW((void)of({1, 2}, {2, 1}), TrendError);
  EXPECT_THROW((void)of({1, INFINITY}, steps(2)), TrendError);
  EXPECT_THROW((void)of(std::vector<double>(32769, 1.0), steps(32769)), TrendError);
}

TEST(SenSlope, does_not_depend_on_the_guess) {
  std::mt19937_64 random(2);
  SenSlopes sen;
  for (int round = 0; round < 200; ++round) {
    std::vector<double> figures;
    std::vector<double> x;
    for (int i = 0; i < 48; ++i) {
      figures.push_back(static_cast<double>(random() % 500));
      x.push_back(i);
    }
    const SenSlope plain = sen.run(figures.data(), x.data(), 40, 168.0, 0.0, 1e9, 0);
    for (const double guess : {-1e6, 0.0, 3.0, 1e6}) {
      const SenSlope other = sen.run(figures.data(), x.data(), 40, 168.0, guess, 2.0, 0);
      EXPECT_EQ(other.slope, plain.slope);
      EXPECT_EQ(other.low, plain.low);
      EXPECT_EQ(other.high, plain.high);
    }
  }
}

}  // namespace
}  // namespace cchc
