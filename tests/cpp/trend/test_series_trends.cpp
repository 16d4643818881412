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

TEST(SeriesTrends, have_no_interval_that_no_order_could_earn) {
  // Three and two equal figures: p is 0.2 at best, so a slope is not bounded with 95 %.
  const std::vector<double> tied{1, 1, 1, 2, 2};
  EXPECT_TRUE(std::isnan(of(tied, steps(5)).sen_low[0]));
  EXPECT_FALSE(std::isnan(of(tied, steps(5), 0, 0.8).sen_low[0]));
  EXPECT_FALSE(std::isnan(of({1, 2, 3, 5, 4}, steps(5)).sen_low[0]));
}

TEST(SeriesTrends, refuse_impossible_confidence) {
  for (const double confidence : {95.0, 1.0, -0.1, gap}) {
    EXPECT_THROW((void)of({1, 2, 3}, steps(3), 0, confidence), TrendError);
  }
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

TEST(SeriesTrends, keep_no_intercepts_that_nobody_wants) {
  const std::vector<double> figures{1, 2, 4, 8};
  const SeriesRef series{figures.data(), 1, 4, 0};
  const SeriesTrends bare = series_trends(series, steps(4), {0.95, 1, false});
  EXPECT_TRUE(bare.intercept.empty());
  EXPECT_EQ(bare.slope, series_trends(series, steps(4)).slope);
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
  EXPECT_THROW((void)of(std::vector<double>(32768, 1.0), steps(32768)), TrendError);
}

struct Points {
  std::vector<double> x;
  std::vector<double> figures;
  [[nodiscard]] Index count() const { return std::ssize(x) - pair_padding; }
};

// Even steps and uneven ones; figures with ties, plain ones, and some too far apart for keys.
Points drawn_points(std::mt19937_64& random) {
  constexpr double spans[] = {3, 100, 1e6, 1e9, 1e12};
  const auto count = 2 + random() % 45;
  const bool even = random() % 2 == 0;
  const double span = spans[random() % 5];
  Points points;
  double at = static_cast<double>(random() % 3000) - 1000;
  for (std::size_t i = 0; i < count; ++i) {
    points.x.push_back(at);
    points.figures.push_back(std::floor(span * static_cast<double>(random() % 99'991) / 99'991) -
                             span / 4);
    points.figures.back() = std::floor(points.figures.back());
    at += even ? 3.0 : static_cast<double>(1 + random() % 40);
  }
  points.x.resize(count + pair_padding);
  points.figures.resize(count + pair_padding);
  return points;
}

struct Fraction {
  Int128 rise;
  Int128 run;
  friend bool operator<(const Fraction& left, const Fraction& right) {
    return left.rise * right.run < right.rise * left.run;
  }
};

std::vector<Fraction> sorted_slopes(const Points& points) {
  std::vector<Fraction> slopes;
  for (Index i = 0; i < points.count(); ++i) {
    for (Index j = i + 1; j < points.count(); ++j) {
      const auto from = static_cast<std::size_t>(i);
      const auto to = static_cast<std::size_t>(j);
      slopes.push_back({whole_from_double(points.figures[to] - points.figures[from]),
                        whole_from_double(points.x[to] - points.x[from])});
    }
  }
  std::ranges::sort(slopes, std::less{});
  return slopes;
}

double expected_mean(const Fraction& first, const Fraction& second, Int128 unit) {
  return quotient(first.rise * second.run + second.rise * first.run,
                  2 * first.run * second.run * unit);
}

TEST(SenSlope, is_that_of_all_fractions_in_order) {
  std::mt19937_64 random(6);
  SenSlopes sen;
  for (int round = 0; round < 3000; ++round) {
    const Points points = drawn_points(random);
    const int scale = static_cast<int>(random() % 3);
    const Int128 unit = power_of_ten(scale);
    const std::vector<Fraction> slopes = sorted_slopes(points);
    const auto pairs = static_cast<double>(slopes.size());
    const double deviation = pairs / 3;
    sen.open(points.figures.data(), points.x.data(), points.count(), scale);
    const SenSlope found = sen.run(deviation, 0.0, 1.0);
    const PairCounts counted = count_pairs(points.figures.data(), points.count());
    EXPECT_EQ(sen.pairs().rising, counted.rising);
    EXPECT_EQ(sen.pairs().falling, counted.falling);
    const std::size_t middle = (slopes.size() - 1) / 2;
    ASSERT_EQ(found.slope, expected_mean(slopes[middle], slopes[slopes.size() / 2], unit)) << round;
    const auto low = static_cast<Index>(std::nearbyint((pairs - deviation) / 2)) - 1;
    const auto high = static_cast<Index>(std::nearbyint((pairs + deviation) / 2));
    if (low >= 0 && high < std::ssize(slopes)) {
      const Fraction& least = slopes[static_cast<std::size_t>(low)];
      const Fraction& most = slopes[static_cast<std::size_t>(high)];
      ASSERT_EQ(found.low, quotient(least.rise, least.run * unit)) << round;
      ASSERT_EQ(found.high, quotient(most.rise, most.run * unit)) << round;
    } else {
      EXPECT_TRUE(std::isnan(found.low) && std::isnan(found.high));
    }
  }
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
    for (const int scale : {0, -1}) {
      sen.open(figures.data(), x.data(), 40, scale);
      const SenSlope plain = sen.run(168.0, 0.0, 1e9);
      for (const double guess : {-1e6, 0.0, 3.0, 1e6, std::nan("")}) {
        const SenSlope other = sen.run(168.0, guess, 2.0);
        EXPECT_EQ(other.slope, plain.slope);
        EXPECT_EQ(other.low, plain.low);
        EXPECT_EQ(other.high, plain.high);
      }
    }
  }
}

}  // namespace
}  // namespace cchc
