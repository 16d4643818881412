#include <gtest/gtest.h>

#include <cmath>

#include "cchc/base/error.hpp"
#include "cchc/compare/plan.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;

Decimal number(const std::string& text) { return *decimal_from_text(text); }
Date day(const std::string& text) { return date_from_text(text); }

Plan plan_by(ProRata pro_rata, const std::string& start_value = "0",
             const std::string& target = "80") {
  return {day("2021-01-01"), day("2024-12-31"), number(start_value), number(target), pro_rata};
}

TEST(Plan, runs_straight_by_completed_months) {
  const Pace now = pace(plan_by(ProRata::months), day("2023-12-31"), number("50"));
  EXPECT_EQ(now.expected, 60.0);
  EXPECT_EQ(now.distance, -10.0);
  EXPECT_EQ(now.done_percent, 62.5);
  EXPECT_EQ(now.verdict, PlanVerdict::behind);
  EXPECT_EQ(now.needed_per_month, 2.5);
  EXPECT_EQ(pace(plan_by(ProRata::months), day("2024-01-30"), number("50")).expected, 60.0);
  EXPECT_EQ(pace(plan_by(ProRata::months), day("2024-01-31"), number("50")).expected,
            80.0 * 37 / 48);
  EXPECT_EQ(pace(plan_by(ProRata::months), day("2023-12-30"), number("50")).expected,
            80.0 * 35 / 48);
}

TEST(Plan, runs_straight_by_days) {
  // 1461 days in all; 1095 have passed at the close of 2023.
  const Pace now = pace(plan_by(ProRata::days), day("2023-12-31"), number("50"));
  EXPECT_EQ(now.expected, 80.0 * 1095 / 1461);
  EXPECT_EQ(now.distance, (50.0 * 1461 - 80.0 * 1095) / 1461);
  EXPECT_EQ(now.needed_per_month, 30.0 * 1461 / (48 * 366));
}

// The plan of a reporting year and the reports on it: both run to the close of their last day.
TEST(Plan, counts_its_first_day_and_its_last) {
  const DataWindow year = rule_window(Period::year(2024));
  const Plan plan{year.first, year.last, number("0"), number("366")};
  const auto expected = [&plan](Date date) { return pace(plan, date, number("0")).expected; };
  EXPECT_EQ(expected(year.first - std::chrono::days{1}), 0.0);
  EXPECT_EQ(expected(year.first), 1.0);
  EXPECT_EQ(expected(rule_window(Period::quarter(2024, 1)).last), 91.0);
  EXPECT_EQ(expected(rule_window(Period::half(2024, 1)).last), 183.0);
  EXPECT_EQ(expected(year.last - std::chrono::days{1}), 365.0);
  EXPECT_EQ(expected(year.last), 366.0);
  EXPECT_EQ(expected(year.last + std::chrono::days{1}), 366.0);
}

TEST(Plan, is_half_through_at_the_end_of_the_first_half) {
  const DataWindow year = rule_window(Period::year(2024));
  const Date half = rule_window(Period::half(2024, 1)).last;
  for (const ProRata each : {ProRata::days, ProRata::months}) {
    const Plan plan{year.first, year.last, number("0"), number("40"), each};
    const Pace now = pace(plan, half, number("20"));
    EXPECT_EQ(now.expected, 20.0);
    EXPECT_EQ(now.verdict, PlanVerdict::on_pace);
    EXPECT_EQ(pace(plan, half, number("19")).verdict, PlanVerdict::behind);
    EXPECT_EQ(pace(plan, half, number("21")).verdict, PlanVerdict::ahead);
  }
  const Plan months{year.first, year.last, number("0"), number("40"), ProRata::months};
  EXPECT_EQ(pace(months, half, number("20")).needed_per_month, 20.0 / 6);
}

TEST(Plan, rounds_every_number_once) {
  const Plan plan{day("2024-01-01"), day("2024-01-03"), number("0"), number("0.3")};
  const Pace now = pace(plan, day("2024-01-01"), number("0.3"));
  EXPECT_EQ(now.expected, 0.1);
  EXPECT_EQ(now.distance, 0.2);
  EXPECT_NE(0.3 - 0.1, 0.2);  // what subtracting float64 gives
}

TEST(Plan, judges_a_reduction_in_its_own_direction) {
  const Plan plan = plan_by(ProRata::months, "1000", "900");
  const Pace behind = pace(plan, day("2022-12-31"), number("960"));
  EXPECT_EQ(behind.expected, 950.0);
  EXPECT_EQ(behind.distance, 10.0);
  EXPECT_EQ(behind.done_percent, 40.0);
  EXPECT_EQ(behind.verdict, PlanVerdict::behind);
  EXPECT_EQ(behind.needed_per_month, -2.5);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("950")).verdict, PlanVerdict::on_pace);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("940")).verdict, PlanVerdict::ahead);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("900")).verdict, PlanVerdict::reached);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("890")).verdict, PlanVerdict::reached);
}

TEST(Plan, judges_a_growth_in_its_own_direction) {
  const Plan plan = plan_by(ProRata::months);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("39")).verdict, PlanVerdict::behind);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("40")).verdict, PlanVerdict::on_pace);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("40.1")).verdict, PlanVerdict::ahead);
  EXPECT_EQ(pace(plan, day("2022-12-31"), number("80")).verdict, PlanVerdict::reached);
}

TEST(Plan, expects_the_start_before_it_and_the_target_after_it) {
  for (const ProRata each : {ProRata::days, ProRata::months}) {
    const Plan plan = plan_by(each, "8", "80");
    EXPECT_EQ(pace(plan, day("2019-05-05"), number("8")).expected, 8.0);
    EXPECT_EQ(pace(plan, day("2020-12-31"), number("8")).expected, 8.0);
    EXPECT_EQ(pace(plan, day("2024-12-31"), number("8")).expected, 80.0);
    EXPECT_EQ(pace(plan, day("2030-01-01"), number("8")).expected, 80.0);
    EXPECT_EQ(pace(plan, day("2024-12-31"), number("8")).needed_per_month, std::nullopt);
  }
}

TEST(Plan, asks_for_no_pace_when_no_full_month_is_left) {
  EXPECT_EQ(pace(plan_by(ProRata::months), day("2024-12-15"), number("8")).needed_per_month,
            std::nullopt);
  EXPECT_TRUE(pace(plan_by(ProRata::days), day("2024-12-15"), number("8")).needed_per_month);
}

TEST(Plan, has_no_share_done_when_there_is_no_way_to_go) {
  const Pace now = pace(plan_by(ProRata::days, "80", "80"), day("2023-01-01"), number("79"));
  EXPECT_TRUE(std::isnan(now.done_percent));
  EXPECT_EQ(now.expected, 80.0);
  EXPECT_EQ(now.verdict, PlanVerdict::behind);
}

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.code();
  }
  return "no error";
}

TEST(Plan, refuses_a_plan_without_time) {
  Plan plan = plan_by(ProRata::days);
  plan.due = plan.start - std::chrono::days{1};
  EXPECT_EQ(code_of([&] { (void)pace(plan, day("2023-01-01"), number("1")); }), "CCHC-E1109");
  plan.due = plan.start;
  EXPECT_EQ(code_of([&] { (void)pace(plan, day("2023-01-01"), number("1")); }), "no error");
  plan.due = day("2021-01-30");
  EXPECT_EQ(code_of([&] { (void)pace(plan, day("2023-01-01"), number("1")); }), "no error");
  plan.pro_rata = ProRata::months;
  EXPECT_EQ(code_of([&] { (void)pace(plan, day("2023-01-01"), number("1")); }), "CCHC-E1109");
  plan.due = day("2021-01-31");
  EXPECT_EQ(code_of([&] { (void)pace(plan, day("2023-01-01"), number("1")); }), "no error");
}

TEST(Plan, compares_a_figure_at_the_end_of_its_window_with_a_target_value_or_indicator) {
  CubeMaker maker;
  maker.add("early", "b", "2024-H1", "4.5").add("files", "b", "2024-H1", "10.25");
  maker.add("early", "a1", "2024-H1", "1");
  const auto cube = maker.cube();
  const Plan plan{day("2024-01-01"), day("2025-01-01"), number("0"), number("12"), ProRata::months};
  const CellPlace b{cube->at("early"), cube->hierarchy().at("b"), 0};
  const auto value = pace(*cube, b, plan);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->expected, 5.0);  // 14 June: five months are complete
  EXPECT_EQ(value->distance, -0.5);
  const auto indicator = pace(*cube, b, plan, "files");
  ASSERT_TRUE(indicator);
  EXPECT_EQ(indicator->expected, 10.25 * 5 / 12);
  EXPECT_EQ(indicator->done_percent, 100 * 4.5 / 10.25);
  const CellPlace a1{cube->at("early"), cube->hierarchy().at("a1"), 0};
  EXPECT_FALSE(pace(*cube, a1, plan, "files")) << "a missing target is no target of 0";
  const CellPlace a2{cube->at("early"), cube->hierarchy().at("a2"), 0};
  EXPECT_FALSE(pace(*cube, a2, plan));
}

TEST(Plan, refuses_a_target_that_counts_something_else) {
  CubeMaker maker;
  maker.add("early", "b", "2024-H1", "4").add("filled", "b", "2024-H1", "10");
  const auto cube = maker.cube();
  const CellPlace place{cube->at("early"), cube->hierarchy().at("b"), 0};
  EXPECT_EQ(code_of([&] { (void)pace(*cube, place, plan_by(ProRata::days), "filled"); }),
            "CCHC-E1110");
  EXPECT_EQ(code_of([&] { (void)pace(*cube, place, plan_by(ProRata::days), "staff"); }),
            "CCHC-E0903");
}

TEST(Plan, names_its_words) {
  EXPECT_EQ(pro_rata_from_text("days"), ProRata::days);
  EXPECT_EQ(pro_rata_from_text(to_text(ProRata::months)), ProRata::months);
  EXPECT_THROW((void)pro_rata_from_text("weeks"), SelectionError);
  EXPECT_EQ(to_text(PlanVerdict::on_pace), "on_pace");
}

}  // namespace
}  // namespace cchc
