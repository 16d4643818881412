#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "cchc/trend/level_shift.hpp"
#include "cchc/trend/seasonal_position.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

TEST(LevelShift, of_two_clear_halves_is_the_smallest_p) {
  const std::vector<double> figures{1, 2, 3, gap, 7, 8, 9};
  const LevelShift shift = level_shift(figures, 4);
  EXPECT_EQ(shift.before, 3);
  EXPECT_EQ(shift.after, 3);
  EXPECT_EQ(shift.median_before, 2.0);
  EXPECT_EQ(shift.median_after, 8.0);
  EXPECT_EQ(shift.p, 2.0 / 20);
  EXPECT_EQ(shift.smallest_p, 2.0 / 20);
  EXPECT_EQ(shift.rule, PRule::exact);
}

TEST(LevelShift, without_a_side_is_no_value) {
  const std::vector<double> figures{1, 2, gap};
  EXPECT_EQ(level_shift(figures, 0).rule, PRule::none);
  EXPECT_TRUE(std::isnan(level_shift(figures, 2).p));
  EXPECT_THROW((void)level_shift(figures, 4), TrendError);
  EXPECT_THROW((void)level_shift(figures, -1), TrendError);
}

TEST(LevelShift, of_many_figures_is_normal_and_near_the_exact_one) {
  std::vector<double> figures;
  for (int i = 0; i < 60; ++i) {
    figures.push_back((i * 37 % 61) + (i >= 30 ? 6 : 0));
  }
  const LevelShift exact = level_shift(figures, 30);
  figures.push_back(figures[40]);
  const LevelShift normal = level_shift(figures, 30);
  EXPECT_EQ(exact.rule, PRule::exact);
  EXPECT_EQ(normal.rule, PRule::normal);
  EXPECT_NEAR(normal.p, exact.p, 0.05);
}

TEST(FindShift, pays_for_looking_everywhere) {
  const std::vector<double> figures{3, 1, 2, 9, 7, 8, 6};
  const ShiftSearch found = find_shift(figures);
  EXPECT_EQ(found.first_after, 3);
  EXPECT_TRUE(found.enumerated);
  EXPECT_EQ(found.orders, 5040);
  EXPECT_GE(found.p, found.p_alone);
}

TEST(FindShift, says_nothing_of_few_or_equal_figures) {
  EXPECT_EQ(find_shift(std::vector<double>{1, 2, gap, 3}).first_after, -1);
  EXPECT_EQ(find_shift(std::vector<double>{2, 2, 2, 2, 2}).first_after, -1);
  EXPECT_THROW((void)find_shift(std::vector<double>{1, 2, 3, 4}, {98, 1}), TrendError);
}

TEST(FindShift, draws_the_same_orders_for_the_same_seed) {
  std::vector<double> figures;
  for (int i = 0; i < 20; ++i) {
    figures.push_back(i * 7 % 20 + (i > 12 ? 5 : 0));
  }
  const ShiftSearch one = find_shift(figures, {999, 5});
  EXPECT_EQ(find_shift(figures, {999, 5}).p, one.p);
  EXPECT_EQ(one.orders, 999);
  EXPECT_FALSE(one.enumerated);
  EXPECT_EQ(one.smallest_p, 1.0 / 1000);
}

TEST(SeasonalPosition, sets_a_busy_quarter_apart) {
  const std::vector<double> figures{1, 2, 3, 10, 2, 3, 4, 11, gap, 1, 1, 1, 3, 4, 5, 12};
  const SeasonalPosition found = seasonal_position(figures, 4);
  EXPECT_EQ(found.years, 3);
  EXPECT_EQ(found.effect, (std::vector<double>{-3, -2, -1, 6}));
  EXPECT_EQ(found.share[3], 33.0 / 60);
  // The same order three times: 4! of (4!)^3.
  EXPECT_EQ(found.p, 1.0 / 576);
  EXPECT_EQ(found.smallest_p, 1.0 / 576);
}

TEST(SeasonalPosition, is_refused_with_two_years_or_broken_ones) {
  EXPECT_THROW((void)seasonal_position(std::vector<double>{1, 2, 1, 2}, 2), TrendError);
  EXPECT_THROW((void)seasonal_position(std::vector<double>{1, 2, 1, 2, 1}, 2), TrendError);
  EXPECT_THROW((void)seasonal_position(std::vector<double>{1, 2, 1}, 1), TrendError);
}

TEST(SeasonalPosition, of_months_gives_effects_without_a_p) {
  const std::vector<double> figures(36, 2.0);
  const SeasonalPosition found = seasonal_position(figures, 12);
  EXPECT_EQ(found.rule, PRule::none);
  EXPECT_EQ(found.share[0], 1.0 / 12);
}

}  // namespace
}  // namespace cchc
