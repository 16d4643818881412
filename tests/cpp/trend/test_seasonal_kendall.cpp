#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "cchc/trend/seasonal_kendall.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
using Numbers = std::vector<double>;
using Steps = std::vector<std::int32_t>;

TEST(SeasonalKendall, adds_up_its_seasons) {
  std::mt19937_64 random(4);
  SeasonalKendall test;
  for (int round = 0; round < 200; ++round) {
    Numbers figures;
    Steps seasons;
    Numbers parts[3];
    for (int i = 0; i < 15; ++i) {
      figures.push_back(random() % 8 == 0 ? gap : static_cast<double>(random() % 6));
      seasons.push_back(i % 3);
      parts[i % 3].push_back(figures.back());
    }
    const SeasonalKendallResult found = test.run(figures, seasons);
    std::int64_t s = 0;
    std::int64_t variance_18 = 0;
    for (const Numbers& part : parts) {
      const MannKendallResult one = mann_kendall(part);
      s += one.counts.s;
      variance_18 += one.counts.variance_18;
    }
    EXPECT_EQ(found.counts.s, s);
    EXPECT_EQ(found.counts.variance_18, variance_18);
    // A test that met other patterns before says the same as a fresh one.
    EXPECT_EQ(found.p.p, seasonal_mann_kendall(figures, seasons).p.p);
  }
}

TEST(SeasonalKendall, knows_ties_only_inside_a_season) {
  SeasonalKendall test;
  EXPECT_FALSE(test.run(Numbers{1, 1, 2, 2}, Steps{0, 1, 0, 1}).ties);
  EXPECT_TRUE(test.run(Numbers{1, 2, 1, 3}, Steps{0, 1, 0, 1}).ties);
  EXPECT_EQ(test.run(Numbers{1, 2, 1, 3}, Steps{0, 1, 0, 1}).smallest_untied_p, 0.5);
  EXPECT_EQ(test.run(Numbers{1, 2}, Steps{0, 1}).p.rule, PRule::none);
  EXPECT_THROW((void)test.run(Numbers{1, 2}, Steps{0}), TrendError);
}

// The median of the slopes of a season's pairs, one by one.
double slow_slope(const Numbers& figures, const Steps& x, const Steps& seasons) {
  Numbers slopes;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    for (std::size_t j = i + 1; j < figures.size(); ++j) {
      if (seasons[i] == seasons[j] && !std::isnan(figures[i]) && !std::isnan(figures[j])) {
        slopes.push_back((figures[j] - figures[i]) / (x[j] - x[i]));
      }
    }
  }
  std::ranges::sort(slopes);
  const std::size_t n = slopes.size();
  return n == 0 ? gap : (slopes[(n - 1) / 2] + slopes[n / 2]) / 2;
}

TEST(SeasonalSenSlope, is_the_median_over_the_pairs_of_each_season) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 300; ++round) {
    Numbers figures;
    Steps x;
    Steps seasons;
    const int count = 1 + static_cast<int>(random() % 24);
    for (int i = 0; i < count; ++i) {
      figures.push_back(random() % 9 == 0 ? gap : static_cast<double>(random() % 1000));
      x.push_back(i);
      seasons.push_back(i % 4);
    }
    const double wanted = slow_slope(figures, x, seasons);
    for (const int scale : {0, -1}) {
      const SenSlope found = seasonal_sen_slope(figures, x, seasons, 1.0, scale);
      if (std::isnan(wanted)) {
        EXPECT_TRUE(std::isnan(found.slope) && std::isnan(found.low));
      } else {
        EXPECT_NEAR(found.slope, wanted, 1e-12 * std::abs(wanted));
        EXPECT_TRUE(std::isnan(found.low) || (found.low <= found.slope));
        EXPECT_TRUE(std::isnan(found.high) || (found.high >= found.slope));
      }
    }
  }
}

TEST(SeasonalSenSlope, is_rounded_once_on_decimals) {
  // 0.1, 0.2, 0.4 of one season: slopes 0.1, 0.15 and 0.2 a year, by quarters.
  const Numbers figures{1, 2, 4};
  const SenSlope found = seasonal_sen_slope(figures, Steps{0, 4, 8}, Steps{0, 0, 0}, -1.0, 1);
  EXPECT_EQ(found.slope, 0.0375);
  EXPECT_TRUE(std::isnan(found.low));
}

}  // namespace
}  // namespace cchc
