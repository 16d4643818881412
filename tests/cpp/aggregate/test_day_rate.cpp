#include <gtest/gtest.h>

#include "cchc/aggregate/day_rate.hpp"
#include "cchc/base/error.hpp"
#include "resample_fixture.hpp"

namespace cchc {
namespace {

using testing::place;
using testing::Reports;

const Period half = Period::half(2024, 1);

DataWindow early() { return *find_data_window_in("từ ngày 16/12/2023 đến ngày 06/6/2024"); }

TEST(DayRate, TheRealReportComesToNinetyThreeFilesADay) {
  const auto rate = per_day_rate(16183, 0, early(), half);
  ASSERT_TRUE(rate.has_value());
  EXPECT_EQ(rate->fit.days_reported, 174);
  EXPECT_EQ(rate->fit.days_rule, 183);
  EXPECT_EQ(rate->per_day, 16183.0 / 174.0);
  EXPECT_NEAR(rate->per_day, 93.0, 0.01);
  EXPECT_EQ(rate->at_rule_days, 2961489.0 / 174.0);  // 16183 x 183
  EXPECT_NEAR(rate->at_rule_days, 17020, 0.06);
  EXPECT_EQ(rate->rule_en, "estimate: 16183 over 174 of 183 days");
  EXPECT_EQ(rate->rule_vi, "ước tính: 16183 trong 174 trên 183 ngày");
}

TEST(DayRate, AReportThatFollowsTheRuleScalesToItself) {
  const auto rate = per_day_rate(2745, 1, rule_window(half), half);
  ASSERT_TRUE(rate.has_value());
  EXPECT_TRUE(rate->fit.follows_rule());
  EXPECT_EQ(rate->per_day, 1.5);
  EXPECT_EQ(rate->at_rule_days, 274.5);
}

TEST(DayRate, AWindowWithoutDaysHasNoRate) {
  const DataWindow backwards{early().last, early().first};
  EXPECT_FALSE(per_day_rate(1, 0, backwards, half).has_value());
  const DataWindow one_day{early().last, early().last};
  EXPECT_EQ(per_day_rate(7, 0, one_day, half)->per_day, 7.0);
}

TEST(DayRate, ACellTakesTheWindowOfItsSource) {
  Reports reports;
  reports.add("flow", "2024-Q1", "9");
  reports.covering(early()).add("flow", "2024-H1", "16183");
  reports.blank("flow", "2024-Q3", ValueState::missing);
  const auto cube = reports.cube();
  const auto rate = per_day_rate(*cube, place(*cube, "flow", "2024-H1"));
  ASSERT_TRUE(rate.has_value());
  EXPECT_EQ(rate->per_day, 16183.0 / 174.0);
  EXPECT_FALSE(per_day_rate(*cube, place(*cube, "flow", "2024-Q1")).has_value());
  EXPECT_FALSE(per_day_rate(*cube, place(*cube, "flow", "2024-Q3")).has_value());
  const auto derived = resample(cube, {Period::half(2024, 1)}).cube;
  EXPECT_FALSE(per_day_rate(*derived, place(*derived, "flow", "2024-H1")).has_value());
}

TEST(DayRate, ALevelHasNone) {
  Reports reports;
  reports.covering(early()).add("staff", "2024-H1", "39");
  const auto cube = reports.cube();
  try {
    (void)per_day_rate(*cube, place(*cube, "staff", "2024-H1"));
    FAIL() << "a stock was given a rate";
  } catch (const AggregationError& error) {
    EXPECT_EQ(error.code(), "CCHC-E1021");
    EXPECT_NE(error.message_en(), error.message_vi());
  }
}

}  // namespace
}  // namespace cchc
