#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/trend/run_rules.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
using Numbers = std::vector<double>;

// A chart with centre 0 and sigma 1, so that figures are distances.
ControlLimits chart_of(const Numbers& figures) {
  ControlLimits chart = xmr_chart(figures);
  chart.centre = 0.0;
  chart.sigma.assign(figures.size(), 1.0);
  return chart;
}

bool shows(const Numbers& figures, RunRuleSet set, const std::string& rule, Index first,
           Index last) {
  const auto signals = run_signals(chart_of(figures), set);
  return std::ranges::any_of(signals, [&](const RunSignal& signal) {
    return signal.rule == rule && signal.first == first && signal.last == last;
  });
}

TEST(ControlLimits, of_single_figures_come_from_the_moving_range) {
  const ControlLimits chart = xmr_chart(Numbers{10, 12, 10, 12});
  EXPECT_EQ(chart.centre, 11.0);
  EXPECT_NEAR(chart.high[0], 11 + 3 * 2 / 1.1283791670955126, 1e-12);
  EXPECT_NEAR(chart.high[0] - chart.centre, 2.6587 * 2, 1e-3);
  EXPECT_EQ(chart.moving_range_limit, 3.267 * 2);
}

TEST(ControlLimits, take_no_range_across_a_gap) {
  const ControlLimits chart = xmr_chart(Numbers{1, 2, gap, 100, 101});
  EXPECT_EQ(chart.windows_used, 4);
  EXPECT_EQ(chart.moving_range_limit, 3.267);
  EXPECT_TRUE(std::isnan(chart.high[2]));
}

TEST(ControlLimits, of_shares_follow_each_denominator) {
  const ControlLimits chart = p_chart(Numbers{90, 45, 0}, Numbers{100, 50, 0});
  EXPECT_EQ(chart.centre, 0.9);
  EXPECT_DOUBLE_EQ(chart.low[0], 0.9 - 3 * std::sqrt(0.9 * 0.1 / 100));
  EXPECT_DOUBLE_EQ(chart.high[1], 1.0);
  EXPECT_TRUE(std::isnan(chart.value[2]));
}

TEST(ControlLimits, frozen_ones_do_not_see_later_windows) {
  const Numbers early{5, 6, 5, 6};
  Numbers all = early;
  all.insert(all.end(), {50, 60});
  EXPECT_EQ(xmr_chart(all, 4).centre, xmr_chart(early).centre);
  EXPECT_EQ(xmr_chart(all, 4).high[5], xmr_chart(early).high[0]);
  EXPECT_EQ(p_chart(Numbers{5, 1}, Numbers{10, 10}, ChartKind::p, 1).centre, 0.5);
}

TEST(ControlLimits, widen_for_shares_that_scatter_more_than_chance) {
  const Numbers files(6, 100'000);
  const Numbers good{90'000, 95'000, 90'000, 95'000, 90'000, 95'000};
  const ControlLimits plain = p_chart(good, files);
  const ControlLimits wide = p_chart(good, files, ChartKind::p_prime);
  EXPECT_LT(plain.high[0], 0.95);
  EXPECT_GT(wide.high[0], 0.95);
  EXPECT_EQ(plain.centre, wide.centre);
}

TEST(ControlLimits, refuse_impossible_shares) {
  EXPECT_THROW((void)p_chart(Numbers{2}, Numbers{1}), TrendError);
  EXPECT_THROW((void)p_chart(Numbers{-1}, Numbers{1}), TrendError);
  EXPECT_THROW((void)p_chart(Numbers{1}, Numbers{}), TrendError);
  EXPECT_TRUE(std::isnan(p_chart(Numbers{}, Numbers{}).centre));
  EXPECT_THROW((void)chart_kind_from_text("u"), SelectionError);
}

TEST(ControlLimits, are_missing_where_nothing_varies) {
  for (const double all : {0.0, 50.0}) {
    for (const ChartKind kind : {ChartKind::p, ChartKind::p_prime}) {
      const ControlLimits chart = p_chart(Numbers{all, all, 49}, Numbers{50, 50, 50}, kind, 2);
      EXPECT_TRUE(chart.degenerate);
      EXPECT_EQ(chart.centre, all / 50);
      EXPECT_TRUE(std::isnan(chart.low[0]) && std::isnan(chart.high[2]));
      EXPECT_TRUE(run_signals(chart, RunRuleSet::western_electric).empty());
    }
  }
  const ControlLimits same = p_chart(Numbers{10, 30}, Numbers{100, 300}, ChartKind::p_prime);
  EXPECT_TRUE(same.degenerate);
  EXPECT_FALSE(p_chart(Numbers{10, 30}, Numbers{100, 300}).degenerate);
  const ControlLimits level = xmr_chart(Numbers{0.1 + 0.2, 0.3, 0.3, 0.7}, 3);
  EXPECT_TRUE(level.degenerate);
  EXPECT_TRUE(run_signals(level, RunRuleSet::nelson).empty());
  EXPECT_FALSE(xmr_chart(Numbers{1, 2, 3}).degenerate);
}

TEST(ControlLimits, refuse_infinite_figures) {
  EXPECT_THROW((void)xmr_chart(Numbers{1, INFINITY, 2}), TrendError);
  EXPECT_THROW((void)p_chart(Numbers{1, 2}, Numbers{3, INFINITY}), TrendError);
}

TEST(RunRules, see_sides_and_rises_without_any_sigma) {
  Numbers figures(4, 5.0);
  for (int i = 1; i <= 8; ++i) {
    figures.push_back(5.0 + i);
  }
  const auto signals = run_signals(xmr_chart(figures, 4), RunRuleSet::nhs);
  ASSERT_EQ(signals.size(), 2U);
  EXPECT_EQ(signals[0].rule, "7_on_one_side");
  EXPECT_EQ(signals[0].first, 4);
  EXPECT_EQ(signals[1].rule, "7_steadily_rising_or_falling");
}

TEST(RunRules, see_some_of_a_few_wherever_the_others_lie) {
  EXPECT_TRUE(shows({2.5, 2.5, 0}, RunRuleSet::nhs, "2_of_3_beyond_2_sigma", 0, 2));
  EXPECT_TRUE(shows({0, 2.5, 2.5}, RunRuleSet::nhs, "2_of_3_beyond_2_sigma", 0, 2));
  EXPECT_TRUE(run_signals(chart_of({2.5, 2.5}), RunRuleSet::nhs).empty());
}

TEST(RunRules, see_one_point_far_out) {
  EXPECT_TRUE(shows({0, 3.5, 0}, RunRuleSet::western_electric, "beyond_3_sigma", 1, 1));
  EXPECT_TRUE(run_signals(chart_of({0, 3.0, -3.0}), RunRuleSet::western_electric).empty());
}

TEST(RunRules, see_some_of_a_few_on_the_same_side) {
  EXPECT_TRUE(shows({2.5, 0, 2.5}, RunRuleSet::nhs, "2_of_3_beyond_2_sigma", 0, 2));
  EXPECT_TRUE(run_signals(chart_of({2.5, 0, -2.5}), RunRuleSet::nhs).empty());
  EXPECT_TRUE(shows({-2, -2, 0, -2, -2}, RunRuleSet::nelson, "4_of_5_beyond_1_sigma", 0, 4));
}

TEST(RunRules, differ_in_how_long_a_side_is_kept) {
  const Numbers seven{.5, .6, .5, .6, .5, .6, .5};
  EXPECT_TRUE(shows(seven, RunRuleSet::nhs, "7_on_one_side", 0, 6));
  EXPECT_TRUE(run_signals(chart_of(seven), RunRuleSet::western_electric).empty());
  Numbers nine = seven;
  nine.insert(nine.end(), {.6, .5});
  EXPECT_TRUE(shows(nine, RunRuleSet::western_electric, "8_on_one_side", 0, 8));
  EXPECT_TRUE(shows(nine, RunRuleSet::nelson, "9_on_one_side", 0, 8));
}

TEST(RunRules, see_rising_alternating_calm_and_restless_stretches) {
  EXPECT_TRUE(
      shows({-.3, -.2, -.1, 0, .1, .2}, RunRuleSet::nelson, "6_steadily_rising_or_falling", 0, 5));
  Numbers saw;
  Numbers calm;
  Numbers restless;
  for (int i = 0; i < 15; ++i) {
    saw.push_back(i % 2 == 0 ? 1.5 : -0.2);
    calm.push_back(i % 3 == 0 ? 0.1 : -0.1);
    restless.push_back(i % 2 == 0 ? 1.5 : -1.5);
  }
  EXPECT_TRUE(shows(saw, RunRuleSet::nelson, "14_alternating", 0, 14));
  EXPECT_TRUE(shows(calm, RunRuleSet::nelson, "15_within_1_sigma", 0, 14));
  EXPECT_TRUE(shows(restless, RunRuleSet::nelson, "8_beyond_1_sigma_either_side", 0, 14));
}

TEST(RunRules, end_at_a_gap) {
  const Numbers broken{.5, .6, .5, gap, .6, .5, .6, .5};
  EXPECT_TRUE(run_signals(chart_of(broken), RunRuleSet::nhs).empty());
}

TEST(RunRules, see_runs_too_long_and_crossings_too_few) {
  Numbers halves(20, -0.5);
  std::fill(halves.begin() + 10, halves.end(), 0.5);
  EXPECT_TRUE(shows(halves, RunRuleSet::anhoej, "longest_run", 0, 9));
  EXPECT_TRUE(shows(halves, RunRuleSet::anhoej, "few_crossings", 0, 19));
  Numbers turns;
  for (int i = 0; i < 20; ++i) {
    turns.push_back(i % 2 == 0 ? 0.5 : -0.5);
  }
  EXPECT_TRUE(run_signals(chart_of(turns), RunRuleSet::anhoej).empty());
}

// Below the middle of n - 1 tosses by 1.645 half roots of n - 1, also where 0.5^n is no double.
TEST(RunRules, know_the_quantile_of_any_number_of_crossings) {
  for (const Index n : {900, 1074, 1076, 1500, 20000}) {
    const double tosses = static_cast<double>(n - 1);
    const auto quantile = static_cast<Index>(tosses / 2 - 1.6449 * std::sqrt(tosses) / 2);
    for (const Index away : {-3, 3}) {
      Numbers figures;
      for (Index i = 0; i < n; ++i) {
        figures.push_back(std::min(i, quantile + away) % 2 == 0 ? 0.5 : -0.5);
      }
      EXPECT_EQ(shows(figures, RunRuleSet::anhoej, "few_crossings", 0, n - 1), away < 0) << n;
    }
  }
}

TEST(RunRules, are_named_with_their_set) {
  for (const auto set :
       {RunRuleSet::western_electric, RunRuleSet::nelson, RunRuleSet::nhs, RunRuleSet::anhoej}) {
    EXPECT_EQ(run_rule_set_from_text(to_text(set)), set);
    EXPECT_FALSE(rules_of(set).empty());
  }
  EXPECT_EQ(rules_of(RunRuleSet::nelson).size(), 8U);
  EXPECT_THROW((void)run_rule_set_from_text("shewhart"), SelectionError);
}

}  // namespace
}  // namespace cchc
