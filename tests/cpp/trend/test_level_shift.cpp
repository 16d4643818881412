#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
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
  for (int i = 0; i < 89; ++i) {
    figures.push_back((i * 37 % 89) + (i >= 45 ? 6 : 0));
  }
  const LevelShift exact = level_shift(figures, 45);
  figures.push_back(47.5);
  const LevelShift normal = level_shift(figures, 45);
  EXPECT_EQ(exact.rule, PRule::exact);
  EXPECT_EQ(normal.rule, PRule::normal);
  EXPECT_NEAR(normal.p, exact.p, 0.05);
}

TEST(LevelShift, of_one_figure_against_many_is_one_of_as_many) {
  for (const int count : {61, 200, 1000}) {
    std::vector<double> figures;
    for (int i = 0; i < count; ++i) {
      figures.push_back(i);
    }
    for (const Index part : {Index{1}, Index{count - 1}}) {
      const LevelShift shift = level_shift(figures, part);
      EXPECT_NEAR(shift.p, 2.0 / count, 1e-9) << count;
      EXPECT_NEAR(shift.smallest_p, 2.0 / count, 1e-9) << count;
    }
    // All others equal: there is one furthest division only.
    std::vector<double> ties(static_cast<std::size_t>(count), 0.0);
    ties.back() = 1.0;
    const LevelShift last = level_shift(ties, count - 1);
    EXPECT_NEAR(last.p, 1.0 / count, 1e-9) << count;
    EXPECT_NEAR(last.smallest_p, 1.0 / count, 1e-9) << count;
  }
}

TEST(LevelShift, is_never_rarer_than_the_rarest_division) {
  std::vector<double> figures(5000, 0.0);
  std::iota(figures.begin(), figures.end(), 0.0);
  for (const Index part : {Index{1}, Index{2}, Index{2500}}) {
    const LevelShift shift = level_shift(figures, part);
    EXPECT_EQ(shift.rule, PRule::normal);
    EXPECT_GE(shift.p, shift.smallest_p);
  }
  EXPECT_NEAR(level_shift(figures, 1).smallest_p, 2.0 / 5000, 1e-12);
  EXPECT_NEAR(level_shift(figures, 2).smallest_p, 2.0 / (5000.0 * 4999 / 2), 1e-15);
  // All but one are equal: furthest lies a side of two that holds the one.
  std::fill(figures.begin(), figures.begin() + 4999, 0.0);
  EXPECT_NEAR(level_shift(figures, 2).smallest_p, 2.0 / 5000, 1e-12);
}

TEST(LevelShift, is_the_same_seen_from_either_side) {
  const std::vector<double> figures{1, 2, 2, 9, 4, 4, 7};
  std::vector<double> backwards(figures.rbegin(), figures.rend());
  for (Index part = 1; part < 7; ++part) {
    EXPECT_DOUBLE_EQ(level_shift(figures, part).p, level_shift(backwards, 7 - part).p);
  }
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
