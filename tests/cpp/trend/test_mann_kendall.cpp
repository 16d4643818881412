#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "cchc/trend/mann_kendall.hpp"
#include "cchc/trend/seasonal_kendall.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

TEST(MannKendall, counts_pairs_as_two_loops_do) {
  std::mt19937_64 random(3);
  for (Index count = 0; count < 70; ++count) {
    std::vector<double> figures;
    for (Index i = 0; i < count + pair_padding; ++i) {
      figures.push_back(static_cast<double>(random() % 12));
    }
    std::int64_t rising = 0;
    std::int64_t falling = 0;
    for (Index i = 0; i < count; ++i) {
      for (Index j = i + 1; j < count; ++j) {
        rising += figures[static_cast<std::size_t>(j)] > figures[static_cast<std::size_t>(i)];
        falling += figures[static_cast<std::size_t>(j)] < figures[static_cast<std::size_t>(i)];
      }
    }
    const PairCounts found = count_pairs(figures.data(), count);
    EXPECT_EQ(found.rising, rising) << count;
    EXPECT_EQ(found.falling, falling) << count;
  }
}

TEST(MannKendall, leaves_gaps_out) {
  const std::vector<double> figures{gap, 1, gap, 2, 2, 4};
  const MannKendallResult found = mann_kendall(figures);
  EXPECT_EQ(found.counts.count, 4);
  EXPECT_EQ(found.counts.s, 5);
  EXPECT_EQ(found.counts.variance_18, 4 * 3 * 13 - 2 * 1 * 9);
  EXPECT_EQ(found.p.rule, PRule::exact);
}

TEST(MannKendall, names_its_rule) {
  EXPECT_EQ(to_text(PRule::exact), "exact");
  const KendallTable table;
  KendallTest test(table);
  const std::vector<double> ramp = [] {
    std::vector<double> each(61 + pair_padding);
    for (std::size_t i = 0; i < each.size(); ++i) {
      each[i] = static_cast<double>(i);
    }
    return each;
  }();
  (void)test.run(ramp.data(), 60);
  EXPECT_EQ(test.p().rule, PRule::exact);
  (void)test.run(ramp.data(), 61);
  EXPECT_EQ(test.p().rule, PRule::normal);
  EXPECT_EQ(test.p().p, test.p().smallest);
  (void)test.run(ramp.data(), 1);
  EXPECT_EQ(test.p().rule, PRule::none);
}

TEST(MannKendall, corrects_for_continuity_unless_told_not_to) {
  EXPECT_EQ(normal_p(0, 18), 1.0);
  EXPECT_EQ(normal_p(5, 0), 1.0);
  EXPECT_EQ(normal_p(1, 18), 1.0);
  EXPECT_NEAR(normal_p(3, 18), std::erfc(std::sqrt(2.0)), 1e-15);
  EXPECT_NEAR(normal_p(-2, 18, false), std::erfc(std::sqrt(2.0)), 1e-15);
}

TEST(SeasonalKendall, adds_the_seasons_up) {
  const std::vector<double> figures{1, 8, 2, 7, 3, 6, gap, 5};
  const std::vector<std::int32_t> seasons{0, 1, 0, 1, 0, 1, 0, 1};
  const MannKendallResult found = seasonal_mann_kendall(figures, seasons);
  EXPECT_EQ(found.counts.count, 7);
  EXPECT_EQ(found.counts.s, 3 - 6);
  EXPECT_EQ(found.counts.variance_18, 3 * 2 * 11 + 4 * 3 * 13);
  EXPECT_EQ(found.p.smallest, 2.0 / (6 * 24));
}

TEST(SeasonalKendall, of_one_figure_a_season_says_nothing) {
  const std::vector<double> figures{1, 2};
  EXPECT_EQ(seasonal_mann_kendall(figures, std::vector<std::int32_t>{0, 1}).p.rule, PRule::none);
  EXPECT_THROW((void)seasonal_mann_kendall(figures, std::vector<std::int32_t>{0}), TrendError);
}

}  // namespace
}  // namespace cchc
