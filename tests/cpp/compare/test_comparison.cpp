#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <tuple>

#include "cchc/aggregate/resample.hpp"
#include "cchc/base/error.hpp"
#include "cchc/compare/comparison.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;
using testing::periods;
using testing::rolled;

// One cell of a comparison of one cube with itself.
struct Cell {
  Comparison comparison;
  Index plane;
  Index unit;

  [[nodiscard]] const PlaneComparison& at() const {
    return comparison.planes[static_cast<std::size_t>(plane)];
  }
  [[nodiscard]] Reasons reasons() const { return at().reasons(unit, 0); }
  [[nodiscard]] std::string change() const { return at().change.text(unit, 0); }
  [[nodiscard]] double relative() const { return at().relative_change(unit, 0); }
  [[nodiscard]] double points() const { return at().point_change(unit, 0); }
  [[nodiscard]] bool gives_nothing() const {
    return change().empty() && std::isnan(relative()) && std::isnan(points());
  }
};

Cell compared(const std::shared_ptr<const Cube>& current,
              const std::shared_ptr<const Cube>& baseline, const std::string& indicator,
              const std::string& unit, const PeriodPair& pair, Reasons permitted = 0) {
  return {compare(current, baseline, {pair}, {permitted, 1}), current->at(indicator),
          current->hierarchy().at(unit)};
}

Cell compared(const CubeMaker& maker, const std::string& indicator, const std::string& unit,
              const std::string& current, const std::string& baseline, Reasons permitted = 0) {
  const auto cube = maker.cube();
  return compared(cube, cube, indicator, unit, periods(current, baseline), permitted);
}

TEST(Comparison, gives_the_change_and_the_relative_change_of_a_quantity) {
  CubeMaker maker;
  maker.add("files", "b", "2023-H1", "40").add("files", "b", "2024-H1", "50.5");
  const Cell cell = compared(maker, "files", "b", "2024-H1", "2023-H1");
  EXPECT_EQ(cell.change(), "10.5");
  EXPECT_EQ(cell.relative(), 26.25);
  EXPECT_TRUE(std::isnan(cell.points()));
  EXPECT_EQ(cell.reasons(), 0U);
  EXPECT_EQ(cell.at().value.text(cell.unit, 0), "50.5");
  EXPECT_EQ(cell.at().baseline.text(cell.unit, 0), "40");
}

TEST(Comparison, gives_per_cent_a_change_in_points_and_no_relative_change) {
  CubeMaker maker;
  for (const char* code : {"on_time", "filled"}) {
    maker.add(code, "b", "2023-H1", "0").add(code, "b", "2024-H1", "52.5");
    const Cell cell = compared(maker, code, "b", "2024-H1", "2023-H1");
    EXPECT_EQ(cell.points(), 52.5) << code;
    EXPECT_EQ(cell.change(), "") << code;
    EXPECT_TRUE(std::isnan(cell.relative())) << code;
    EXPECT_EQ(cell.reasons(), 0U) << code << ": growth from 0 % is a matter of points";
  }
}

TEST(Comparison, gives_a_rate_that_is_no_per_cent_a_relative_change) {
  CubeMaker maker;
  maker.add("score", "b", "2023-H1", "0.5").add("score", "b", "2024-H1", "0.75");
  const Cell cell = compared(maker, "score", "b", "2024-H1", "2023-H1");
  EXPECT_EQ(cell.change(), "0.25");
  EXPECT_EQ(cell.relative(), 50.0);
  EXPECT_TRUE(std::isnan(cell.points()));
}

TEST(Comparison, gives_pooled_rates_a_change_in_points) {
  CubeMaker maker;
  for (const char* name : {"a1", "a2"}) {
    maker.add("files", name, "2023-H1", "2").add("early", name, "2023-H1", "1");
    maker.add("files", name, "2024-H1", "4").add("early", name, "2024-H1", "3");
  }
  for (const char* code : {"on_time", "quick"}) {
    maker.add(code, "b", "2024-H1", "75").add(code, "b", "2023-H1", "50");
    const auto cube = rolled(maker.cube(), MissingRule::skip_missing);
    const Cell cell = compared(cube, cube, code, "a", periods("2024-H1", "2023-H1"));
    EXPECT_EQ(cell.points(), 25.0) << code;
    EXPECT_EQ(cell.change(), "") << code;
    EXPECT_TRUE(std::isnan(cell.relative())) << code;
  }
}

TEST(Comparison, states_growth_from_zero_or_below_without_per_cent) {
  CubeMaker maker;
  maker.add("files", "b", "2023-H1", "0").add("files", "b", "2024-H1", "5");
  maker.add("files", "a1", "2023-H1", "-2").add("files", "a1", "2024-H1", "5");
  const Cell zero = compared(maker, "files", "b", "2024-H1", "2023-H1");
  EXPECT_EQ(zero.reasons(), bit(Reason::base_zero));
  EXPECT_EQ(zero.change(), "5");
  EXPECT_TRUE(std::isnan(zero.relative()));
  const Cell negative = compared(maker, "files", "a1", "2024-H1", "2023-H1");
  EXPECT_EQ(negative.reasons(), bit(Reason::base_negative));
  EXPECT_EQ(negative.change(), "7");
  EXPECT_TRUE(std::isnan(negative.relative()));
  EXPECT_EQ(negative.at().comparability(negative.unit, 0), Comparability::comparable);
}

TEST(Comparison, gives_nothing_where_a_figure_is_missing_and_never_reads_it_as_zero) {
  CubeMaker maker;
  maker.add("files", "b", "2024-H1", "5").add("files", "a1", "2023-H1", "5");
  const Cell base = compared(maker, "files", "b", "2024-H1", "2023-H1", ~Reasons{0});
  EXPECT_EQ(base.reasons(), bit(Reason::base_missing));
  EXPECT_TRUE(base.gives_nothing());
  EXPECT_EQ(base.at().value.text(base.unit, 0), "5");
  const Cell value = compared(maker, "files", "a1", "2024-H1", "2023-H1", ~Reasons{0});
  EXPECT_EQ(value.reasons(), bit(Reason::value_missing));
  EXPECT_TRUE(value.gives_nothing());
  const Cell neither = compared(maker, "files", "a1", "2030-H1", "2029-H1");
  EXPECT_EQ(neither.reasons(), bit(Reason::value_missing) | bit(Reason::base_missing));
}

TEST(Comparison, breaks_for_flows_over_windows_of_unlike_length) {
  CubeMaker maker;
  maker.add("files", "b", "2023", "40").add("files", "b", "2024-H1", "30");
  maker.add("ytd", "b", "2023", "40").add("ytd", "b", "2024-H1", "30");
  for (const char* code : {"files", "ytd"}) {
    const Cell strict = compared(maker, code, "b", "2024-H1", "2023");
    EXPECT_TRUE(has(strict.reasons(), Reason::window_length)) << code;
    EXPECT_EQ(strict.at().comparability(strict.unit, 0), Comparability::broken);
    EXPECT_TRUE(strict.gives_nothing()) << code;
    const Cell permitted =
        compared(maker, code, "b", "2024-H1", "2023", bit(Reason::window_length));
    EXPECT_EQ(permitted.change(), "-10") << code;
    EXPECT_EQ(permitted.relative(), -25.0) << code;
    EXPECT_EQ(permitted.reasons(), strict.reasons()) << "the reason stays beside the number";
    EXPECT_TRUE(
        compared(maker, code, "b", "2024-H1", "2023", bit(Reason::coverage)).gives_nothing())
        << "another name permits nothing";
  }
}

// Told for 2023-H2 and for 2024-H1, a cumulative figure holds twelve months and six.
TEST(Comparison, measures_cumulative_figures_by_the_months_since_january) {
  CubeMaker maker;
  maker.add("ytd", "b", "2023-Q2", "19").add("ytd", "b", "2023-H1", "19");
  maker.add("ytd", "b", "2023-H2", "39").add("ytd", "b", "2023", "39");
  maker.add("ytd", "b", "2024-Q1", "8").add("ytd", "b", "2024-Q2", "20");
  maker.add("ytd", "b", "2024-H1", "20");
  constexpr Reasons unlike = bit(Reason::window_length) | bit(Reason::window_position);
  const auto reasons = [&maker](const char* current, const char* baseline) {
    return compared(maker, "ytd", "b", current, baseline).reasons();
  };
  EXPECT_EQ(reasons("2024-H1", "2023-H2"), unlike);
  EXPECT_EQ(reasons("2024-Q2", "2024-Q1"), unlike);
  EXPECT_EQ(reasons("2024-Q1", "2023"), unlike);
  EXPECT_EQ(reasons("2024-H1", "2023-H1"), Reasons{0});
  EXPECT_EQ(reasons("2024-Q2", "2023-Q2"), Reasons{0});
  EXPECT_EQ(reasons("2024-Q2", "2023-H1"), Reasons{0}) << "six months each";
  EXPECT_EQ(reasons("2023", "2023-H2"), Reasons{0}) << "twelve months each";
  EXPECT_TRUE(compared(maker, "ytd", "b", "2024-H1", "2023-H2").gives_nothing());
}

TEST(Comparison, takes_levels_of_windows_of_any_length) {
  CubeMaker maker;
  maker.add("staff", "b", "2023", "40").add("staff", "b", "2024-H1", "30");
  const Cell cell = compared(maker, "staff", "b", "2024-H1", "2023");
  EXPECT_EQ(cell.reasons(), 0U);
  EXPECT_EQ(cell.change(), "-10");
}

TEST(Comparison, notes_windows_in_different_parts_of_the_year) {
  CubeMaker maker;
  maker.add("files", "b", "2024-Q1", "10").add("files", "b", "2024-Q2", "15");
  maker.add("files", "b", "2023-Q2", "12");
  const Cell next = compared(maker, "files", "b", "2024-Q2", "2024-Q1");
  EXPECT_EQ(next.reasons(), bit(Reason::window_position));
  EXPECT_EQ(next.change(), "5");
  EXPECT_EQ(compared(maker, "files", "b", "2024-Q2", "2023-Q2").reasons(), 0U);
}

TEST(Comparison, reads_a_level_from_a_window_with_the_same_end) {
  CubeMaker maker;
  maker.add("staff", "b", "2023-H1", "40").add("staff", "b", "2024-H1", "44");
  const Cell cell = compared(maker, "staff", "b", "2024-Q2", "2023-Q2");
  EXPECT_EQ(cell.change(), "4");
  maker.add("files", "b", "2023-H1", "40").add("files", "b", "2024-H1", "44");
  EXPECT_TRUE(compared(maker, "files", "b", "2024-Q2", "2023-Q2").gives_nothing());
}

TEST(Comparison, passes_over_a_column_that_holds_nothing_of_a_level) {
  CubeMaker maker;
  maker.add("staff", "b", "2023-H1", "40").add("staff", "b", "2024-H1", "44");
  maker.add("files", "b", "2023-06", "1").add("files", "b", "2024-Q2", "1");
  const Cell cell = compared(maker, "staff", "b", "2024-Q2", "2023-Q2");
  EXPECT_EQ(cell.change(), "4");
}

TEST(Comparison, prefers_the_window_itself_for_a_level) {
  CubeMaker maker;
  maker.add("staff", "b", "2024-Q2", "1").add("staff", "b", "2024-H1", "2");
  maker.add("staff", "b", "2023-H1", "10").add("staff", "b", "2023-Q2", "20");
  EXPECT_EQ(compared(maker, "staff", "b", "2024-H1", "2023-H1").change(), "-8");
  EXPECT_EQ(compared(maker, "staff", "b", "2024-Q2", "2023-Q2").change(), "-19");
}

TEST(Comparison, never_compares_codes) {
  CubeMaker maker;
  maker.add("exam", "b", "2023-H1", "0").add("exam", "b", "2024-H1", "1");
  const Cell cell = compared(maker, "exam", "b", "2024-H1", "2023-H1", ~Reasons{0});
  EXPECT_TRUE(has(cell.reasons(), Reason::coded));
  EXPECT_EQ(cell.at().comparability(cell.unit, 0), Comparability::impossible);
  EXPECT_TRUE(cell.gives_nothing());
}

// b, a1 and a2 report on both sides, c and d as far as they exist.
CubeMaker full_reports() {
  CubeMaker maker;
  for (const char* name : {"a1", "a2", "b", "d"}) {
    maker.add("files", name, "2023-H1", "10");
  }
  for (const char* name : {"a1", "a2", "b", "c"}) {
    maker.add("files", name, "2024-H1", "12");
  }
  return maker;
}

TEST(Comparison, finds_another_perimeter_below_a_unit_though_the_number_of_units_is_the_same) {
  const auto cube = rolled(full_reports().cube());
  const PeriodPair pair = periods("2024-H1", "2023-H1");
  const Cell province = compared(cube, cube, "files", "p", pair);
  EXPECT_EQ(province.reasons(), bit(Reason::perimeter));
  EXPECT_TRUE(province.gives_nothing());
  EXPECT_EQ(province.at().value.text(province.unit, 0), "48");
  const Cell department = compared(cube, cube, "files", "a", pair);
  EXPECT_EQ(department.reasons(), 0U);
  EXPECT_EQ(department.change(), "4");
  EXPECT_EQ(compared(cube, cube, "files", "p", pair, bit(Reason::perimeter)).change(), "8");
}

TEST(Comparison, finds_another_coverage_below_a_unit_though_as_many_reported) {
  CubeMaker maker;
  maker.add("files", "a1", "2023-H1", "10").add("files", "a2", "2024-H1", "11");
  const auto cube = rolled(maker.cube(), MissingRule::skip_missing);
  const PeriodPair pair = periods("2024-H1", "2023-H1");
  const Cell strict = compared(cube, cube, "files", "a", pair);
  EXPECT_EQ(strict.reasons(), bit(Reason::coverage));
  EXPECT_TRUE(strict.gives_nothing());
  EXPECT_EQ(compared(cube, cube, "files", "a", pair, bit(Reason::coverage)).change(), "1");
}

TEST(Comparison, does_not_let_a_perimeter_hide_a_coverage) {
  CubeMaker maker = full_reports();
  maker.add("staff", "a1", "2023-H1", "10").add("staff", "a1", "2024-H1", "10");
  maker.add("staff", "b", "2024-H1", "10").add("staff", "c", "2024-H1", "10");
  const auto cube = rolled(maker.cube(), MissingRule::skip_missing);
  const PeriodPair pair = periods("2024-H1", "2023-H1");
  const Reasons both = bit(Reason::perimeter) | bit(Reason::coverage);
  EXPECT_EQ(compared(cube, cube, "staff", "p", pair).reasons(), both);
  EXPECT_TRUE(compared(cube, cube, "staff", "p", pair, bit(Reason::perimeter)).gives_nothing());
  EXPECT_TRUE(compared(cube, cube, "staff", "p", pair, bit(Reason::coverage)).gives_nothing());
  EXPECT_EQ(compared(cube, cube, "staff", "p", pair, both).change(), "20");
}

TEST(Comparison, withholds_an_incomplete_total) {
  CubeMaker maker = full_reports();
  maker.add("staff", "a1", "2023-H1", "10").add("staff", "a1", "2024-H1", "10");
  const auto cube = rolled(maker.cube());
  const Cell cell = compared(cube, cube, "staff", "a", periods("2024-H1", "2023-H1"));
  EXPECT_EQ(cell.reasons(), bit(Reason::value_missing) | bit(Reason::base_missing));
}

TEST(Comparison, compares_two_vintages_of_one_window) {
  const auto then = CubeMaker().add("files", "b", "2024-H1", "10").cube();
  const auto now = CubeMaker().add("files", "b", "2024-H1", "10.25").cube();
  const PeriodPair pair = periods("2024-H1", "2024-H1");
  const Cell cell = compared(now, then, "files", "b", pair);
  EXPECT_EQ(cell.reasons(), 0U);
  EXPECT_EQ(cell.change(), "0.25");
  EXPECT_EQ(compared(then, now, "files", "b", pair).change(), "-0.25");
}

TEST(Comparison, says_when_catalogues_differ) {
  const auto cube_of = [](const std::string& version, const std::string& staff_unit) {
    return CubeMaker(testing::small_units(), testing::compare_catalogue(version, staff_unit))
        .add("staff", "b", "2024-H1", "10")
        .cube();
  };
  const PeriodPair pair = periods("2024-H1", "2024-H1");
  const Cell version = compared(cube_of("2", "person"), cube_of("1", "person"), "staff", "b", pair);
  EXPECT_EQ(version.reasons(), bit(Reason::form_version));
  EXPECT_TRUE(version.gives_nothing());
  const Cell unit =
      compared(cube_of("1", "post"), cube_of("1", "person"), "staff", "b", pair, ~Reasons{0});
  EXPECT_EQ(unit.reasons(), bit(Reason::unit_of_measure));
  EXPECT_TRUE(unit.gives_nothing());
}

TEST(Comparison, takes_an_indicator_without_figures_in_the_baseline_as_missing) {
  const auto then = CubeMaker().add("staff", "b", "2024-H1", "10").cube();
  const auto now = CubeMaker().add("files", "b", "2024-H1", "10").cube();
  const Cell cell = compared(now, then, "files", "b", periods("2024-H1", "2024-H1"));
  EXPECT_EQ(cell.reasons(), bit(Reason::base_missing));
}

TEST(Comparison, refuses_cubes_of_different_units) {
  const auto expect_refusal = [](std::vector<Unit> units) {
    const auto one = CubeMaker().add("files", "b", "2024-H1", "1").cube();
    const auto other = CubeMaker(std::move(units)).add("files", "b", "2024-H1", "1").cube();
    try {
      (void)compare(one, other, {periods("2024-H1", "2024-H1")});
      FAIL() << "compared different units";
    } catch (const ComparisonError& error) {
      EXPECT_EQ(error.code(), "CCHC-E1102");
    }
  };
  std::vector<Unit> fewer = testing::small_units();
  fewer.pop_back();
  expect_refusal(fewer);
  std::vector<Unit> moved = testing::small_units();
  moved.back().parent = "a";
  expect_refusal(moved);
  std::vector<Unit> renamed = testing::small_units();
  renamed.back().id = "e";
  expect_refusal(renamed);
}

TEST(Comparison, notes_a_report_that_does_not_cover_the_days_of_its_period) {
  CubeMaker maker;
  Source late;
  late.window = DataWindow{date_from_text("2023-12-15"), date_from_text("2024-06-06")};
  Source right;
  right.window = rule_window(period_from_text("2023-H1"));
  maker.new_source(right).add("files", "b", "2023-H1", "10");
  maker.new_source(late).add("files", "b", "2024-H1", "10").add("files", "b", "2023-H2", "1");
  EXPECT_EQ(compared(maker, "files", "b", "2024-H1", "2023-H1").reasons(),
            bit(Reason::data_window));
  EXPECT_EQ(compared(maker, "files", "b", "2024-H1", "2023-H1").change(), "0");
}

TEST(Comparison, notes_estimates) {
  CubeMaker maker;
  maker.add("score", "a1", "2023-H1", "0.5").add("score", "a1", "2024-H1", "0.75");
  maker.add("files", "a1", "2023-H1", "8").add("files", "a1", "2024-H1", "8");
  const auto cube = rolled(maker.cube(), MissingRule::skip_missing);
  const Cell cell = compared(cube, cube, "score", "a", periods("2024-H1", "2023-H1"));
  EXPECT_TRUE(has(cell.reasons(), Reason::estimated));
  EXPECT_EQ(cell.relative(), 50.0);
}

// 100 x 1/3 less 100 x 1/7 is 400/21; the two rounded rates differ by another float64.
TEST(Comparison, takes_the_point_change_of_pooled_rates_from_their_parts) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-H1", "");
  for (const auto& [period, early, files] :
       {std::tuple("2024-H1", "1", "3"), std::tuple("2023-H1", "1", "7")}) {
    maker.add("files", "a1", period, files).add("early", "a1", period, early);
  }
  const auto total = rolled(maker.cube(), MissingRule::skip_missing);
  const Cell cell = compared(total, total, "on_time", "a", periods("2024-H1", "2023-H1"));
  EXPECT_EQ(cell.at().point_change(cell.unit, 0), 400.0 / 21);
}

TEST(Comparison, takes_the_change_of_a_pooled_rate_that_is_no_per_cent_from_its_parts) {
  CubeMaker maker;
  maker.add("score", "a1", "2023-H1", "0.5").add("score", "a1", "2024-H1", "0.7");
  maker.add("score", "a2", "2023-H1", "0.1").add("score", "a2", "2024-H1", "0.1");
  for (const char* unit : {"a1", "a2"}) {
    maker.add("files", unit, "2023-H1", "3").add("files", unit, "2024-H1", "3");
  }
  const auto total = rolled(maker.cube(), MissingRule::skip_missing);
  const Cell cell = compared(total, total, "score", "a", periods("2024-H1", "2023-H1"));
  EXPECT_EQ(cell.at().change.value(cell.unit, 0), 0.1);  // 0.4 less 0.3
  EXPECT_EQ(cell.relative(), 100.0 / 3);
}

// The rate that b reported, 33.3, stands beside parts that give another one.
TEST(Comparison, takes_the_point_change_of_a_reported_rate_from_the_rate) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-H1", "33.3").add("on_time", "b", "2023-H1", "16.1");
  maker.add("files", "b", "2024-H1", "3").add("early", "b", "2024-H1", "1");
  maker.add("files", "b", "2023-H1", "6").add("early", "b", "2023-H1", "1");
  const auto total = rolled(maker.cube());
  const Cell cell = compared(total, total, "on_time", "b", periods("2024-H1", "2023-H1"));
  EXPECT_EQ(cell.at().point_change(cell.unit, 0), 17.2);
}

TEST(Comparison, is_exact_beyond_53_bits) {
  CubeMaker maker;
  maker.add("files", "b", "2023-H1", "9007199254740992");
  maker.add("files", "b", "2024-H1", "9007199254740993.5");
  EXPECT_EQ(compared(maker, "files", "b", "2024-H1", "2023-H1").change(), "1.5");
}

TEST(Comparison, takes_an_optional_row_left_blank_for_coverage_and_not_for_another_perimeter) {
  CubeMaker maker;
  maker.add("files", "a1", "2023-H1", "10").add("files", "a1", "2024-H1", "11");
  maker.add("files", "a2", "2023-H1", "", ValueState::optional).add("files", "a2", "2024-H1", "5");
  const auto cube = rolled(maker.cube());
  const PeriodPair pair = periods("2024-H1", "2023-H1");
  EXPECT_EQ(compared(cube, cube, "files", "a", pair).reasons(), bit(Reason::coverage));
  EXPECT_EQ(compared(cube, cube, "files", "a", pair, bit(Reason::coverage)).change(), "6");
}

TEST(Comparison, takes_a_row_that_no_longer_applies_for_another_perimeter) {
  CubeMaker maker;
  maker.add("files", "a1", "2023-H1", "10").add("files", "a1", "2024-H1", "11");
  maker.add("files", "a2", "2023-H1", "", ValueState::not_applicable);
  const auto cube = rolled(maker.add("files", "a2", "2024-H1", "5").cube());
  EXPECT_EQ(compared(cube, cube, "files", "a", periods("2024-H1", "2023-H1")).reasons(),
            bit(Reason::perimeter));
}

// Q2 of a1 is 8 - 10; of a2 two ways give 5 and 6.
CubeMaker doubtful_quarters() {
  CubeMaker maker;
  maker.add("files", "a1", "2024-Q1", "10").add("files", "a1", "2024-H1", "8");
  maker.add("files", "a2", "2024-Q1", "10").add("files", "a2", "2024-H1", "15");
  maker.add("files", "a2", "2024-Q3", "4").add("files", "a2", "2024-9M", "20");
  for (const char* unit : {"a1", "a2"}) {
    maker.add("files", unit, "2023-Q1", "5").add("files", unit, "2023-H1", "9");
  }
  return maker;
}

TEST(Comparison, notes_a_flow_that_a_later_report_took_back) {
  const auto quarters = resample(doubtful_quarters().cube(),
                                 {period_from_text("2024-Q2"), period_from_text("2023-Q2")})
                            .cube;
  const PeriodPair pair = periods("2024-Q2", "2023-Q2");
  const Cell cell = compared(quarters, quarters, "files", "a1", pair);
  EXPECT_EQ(cell.reasons(), bit(Reason::correction));
  EXPECT_EQ(cell.change(), "-6");
  const auto total = rolled(quarters, MissingRule::skip_missing);
  EXPECT_TRUE(has(compared(total, total, "files", "a", pair).reasons(), Reason::correction));
}

TEST(Comparison, notes_a_figure_that_can_be_derived_in_two_ways) {
  const auto windows = resample(doubtful_quarters().cube(),
                                {period_from_text("2024-H1"), period_from_text("2023-H1")})
                           .cube;
  const Cell cell = compared(windows, windows, "files", "a2", periods("2024-H1", "2023-H1"));
  EXPECT_EQ(cell.reasons(), bit(Reason::conflict));
  EXPECT_EQ(cell.change(), "6");
}

// ---- what is true of the reports behind a figure ----

CubeMaker& from_version(CubeMaker& maker, const char* version) {
  Source source;
  source.form_version = version;
  return maker.new_source(source);
}

TEST(Comparison, breaks_between_figures_printed_in_two_versions_of_a_form) {
  CubeMaker maker;
  from_version(maker, "PL1-2023").add("files", "a1", "2023-H1", "10");
  from_version(maker, "PL1-2024, BM3-2024").add("files", "a1", "2024-H1", "12");
  maker.add("files", "a2", "2024-H1", "1").add("files", "a2", "2023-H1", "1");
  const auto cube = maker.cube();
  const PeriodPair pair = periods("2024-H1", "2023-H1");
  const Cell cell = compared(cube, cube, "files", "a1", pair);
  EXPECT_EQ(cell.reasons(), bit(Reason::form_version));
  EXPECT_TRUE(cell.gives_nothing());
  EXPECT_EQ(compared(cube, cube, "files", "a1", pair, bit(Reason::form_version)).change(), "2");
  EXPECT_EQ(compared(cube, cube, "files", "a2", pair).reasons(), 0U);
  const auto total = rolled(cube);
  EXPECT_EQ(compared(total, total, "files", "a", pair).reasons(), bit(Reason::form_version));
}

TEST(Comparison, knows_the_one_form_version_of_each_of_two_cubes) {
  CubeMaker before, after, unknown;
  from_version(before, "PL1-2023").add("files", "b", "2024-H1", "10");
  from_version(after, "PL1-2024").add("files", "b", "2024-H1", "11");
  unknown.add("files", "b", "2024-H1", "11");
  const PeriodPair pair = periods("2024-H1", "2024-H1");
  EXPECT_EQ(compared(after.cube(), before.cube(), "files", "b", pair).reasons(),
            bit(Reason::form_version));
  EXPECT_EQ(compared(after.cube(), after.cube(), "files", "b", pair).reasons(), 0U);
  EXPECT_EQ(compared(after.cube(), unknown.cube(), "files", "b", pair).reasons(), 0U);
}

// a1 closed its half year eight days early; a2 kept to the rule.
CubeMaker one_early_report() {
  CubeMaker maker;
  Source early;
  early.window = DataWindow{date_from_text("2023-12-15"), date_from_text("2024-06-06")};
  maker.new_source(early).add("files", "a1", "2024-H1", "10").add("early", "a1", "2024-H1", "9");
  Source right;
  right.window = rule_window(period_from_text("2024-H1"));
  maker.new_source(right).add("files", "a2", "2024-H1", "4").add("early", "a2", "2024-H1", "4");
  maker.new_source({}).add("on_time", "a1", "2024-H1", "");
  for (const char* unit : {"a1", "a2"}) {
    maker.add("files", unit, "2024-Q1", "3").add("early", unit, "2024-Q1", "3");
    maker.add("files", unit, "2023-H1", "8").add("early", unit, "2023-H1", "8");
    maker.add("files", unit, "2023-Q1", "2").add("early", unit, "2023-Q1", "2");
  }
  return maker;
}

TEST(Comparison, notes_a_total_of_reports_of_which_one_misses_the_days_of_its_period) {
  const auto total = rolled(one_early_report().cube());
  const PeriodPair pair = periods("2024-H1", "2023-H1");
  EXPECT_EQ(compared(total, total, "files", "a", pair).reasons(), bit(Reason::data_window));
  EXPECT_EQ(compared(total, total, "files", "a2", pair).reasons(), 0U);
  EXPECT_TRUE(has(compared(total, total, "on_time", "a", pair).reasons(), Reason::data_window));
}

TEST(Comparison, notes_a_window_derived_from_a_report_that_misses_its_days) {
  const auto quarters = resample(one_early_report().cube(),
                                 {period_from_text("2024-Q2"), period_from_text("2023-Q2")})
                            .cube;
  const PeriodPair pair = periods("2024-Q2", "2023-Q2");
  EXPECT_EQ(compared(quarters, quarters, "files", "a1", pair).reasons(), bit(Reason::data_window));
  EXPECT_EQ(compared(quarters, quarters, "files", "a2", pair).reasons(), 0U);
}

TEST(Comparison, does_not_hold_a_report_s_days_against_a_figure_of_another_period) {
  CubeMaker maker;
  Source late;
  late.window = DataWindow{date_from_text("2023-12-15"), date_from_text("2024-06-06")};
  maker.new_source(late).add("staff", "b", "2015", "10").add("staff", "b", "2024-H1", "8");
  maker.new_source({}).add("staff", "b", "2024", "9");
  EXPECT_EQ(compared(maker, "staff", "b", "2024", "2015").reasons(), 0U);
}

TEST(Comparison, reads_a_level_from_the_longest_window_with_the_same_end_as_resample_does) {
  CubeMaker maker;
  maker.add("staff", "b", "2024-Q2", "7").add("staff", "b", "2024-H1", "9");
  maker.add("staff", "b", "2023-Q2", "5");
  const auto cube = maker.cube();
  const auto june = resample(cube, {period_from_text("2024-06")}).cube;
  EXPECT_EQ(june->plane(june->at("staff")).figures.text(cube->hierarchy().at("b"), 0), "9");
  EXPECT_EQ(compared(maker, "staff", "b", "2024-06", "2023-Q2").change(), "4");
}

// ---- a slow, obvious twin: sets of units and school sums ----

struct TwinSide {
  std::set<Index> there, expected, reported;
  int sum = 0;
  bool stands = false;
};

// `by_right`: who left the row blank by right.
TwinSide twin_side(const Hierarchy& units, Index unit, const std::vector<std::optional<int>>& cells,
                   const std::set<Index>& by_right, bool now, bool complete) {
  TwinSide side;
  for (Index below = unit; below < units.end(unit); ++below) {
    const auto& cell = cells[static_cast<std::size_t>(below)];
    const bool there = now ? !units[below].valid_to : !units[below].valid_from;
    if (cell) {
      side.reported.insert(below);
      side.sum += *cell;
    }
    if (there) {
      side.there.insert(below);
    }
    if (cell || (there && units[below].reports && !by_right.contains(below))) {
      side.expected.insert(below);
    }
  }
  const bool leaf = units.end(unit) == unit + 1;
  side.stands = !side.reported.empty() && (leaf || !complete || side.reported == side.expected);
  return side;
}

Reasons twin_reasons(const TwinSide& now, const TwinSide& then) {
  Reasons reasons = 0;
  for (const auto& [one, two] : {std::pair(&now, &then), std::pair(&then, &now)}) {
    for (const Index unit : one->expected) {
      if (!two->expected.contains(unit) && one->there.contains(unit) != two->there.contains(unit)) {
        reasons |= bit(Reason::perimeter);
      } else if (!two->expected.contains(unit) ||
                 one->reported.contains(unit) != two->reported.contains(unit)) {
        reasons |= bit(Reason::coverage);
      }
    }
  }
  if (!now.stands || !then.stands) {
    return reasons | (now.stands ? 0 : bit(Reason::value_missing)) |
           (then.stands ? 0 : bit(Reason::base_missing));
  }
  if (then.sum <= 0) {
    reasons |= bit(then.sum == 0 ? Reason::base_zero : Reason::base_negative);
  }
  return reasons;
}

TEST(Comparison, equals_its_slow_twin_over_random_cubes) {
  std::mt19937_64 random(1);
  const auto catalogue =
      std::make_shared<const Catalogue>(Catalogue::from_json(testing::compare_catalogue()));
  int numbers = 0;
  for (int round = 0; round < 2500; ++round) {
    const auto units = std::make_shared<const Hierarchy>(testing::random_units(random, 10));
    const std::uint64_t silence = 2 + random() % 9;
    std::vector<std::optional<int>> now, then;
    std::set<Index> blank_now, blank_then;
    CubeMaker maker(units, catalogue);
    for (Index unit = 0; unit < units->size(); ++unit) {
      for (auto* cells : {&now, &then}) {
        cells->push_back(random() % silence == 0
                             ? std::nullopt
                             : std::optional(static_cast<int>(random() % 30) - 6));
        const bool by_right = !cells->back() && random() % 2 == 0;
        if (by_right) {
          (cells == &now ? blank_now : blank_then).insert(unit);
        }
        maker.add("files", (*units)[unit].id, cells == &now ? "2024-H1" : "2023-H1",
                  cells->back() ? std::to_string(*cells->back()) : "",
                  by_right ? ValueState::optional : ValueState::missing);
      }
    }
    const bool complete = random() % 2 == 0;
    const auto cube =
        rolled(maker.cube(), complete ? MissingRule::complete : MissingRule::skip_missing);
    const Reasons permitted = (random() % 2 == 0 ? bit(Reason::perimeter) : 0) |
                              (random() % 2 == 0 ? bit(Reason::coverage) : 0);
    const Comparison made = compare(cube, cube, {periods("2024-H1", "2023-H1")}, {permitted, 1});
    for (Index unit = 0; unit < units->size(); ++unit) {
      const TwinSide value = twin_side(*units, unit, now, blank_now, true, complete);
      const TwinSide base = twin_side(*units, unit, then, blank_then, false, complete);
      const bool alone = units->is_leaf(unit);  // of nobody else's coverage
      const Reasons reasons =
          twin_reasons(value, base) & ~(alone ? bit(Reason::perimeter) | bit(Reason::coverage) : 0);
      ASSERT_EQ(made.planes[0].reasons(unit, 0), reasons) << "round " << round;
      const Reasons blocking = bit(Reason::value_missing) | bit(Reason::base_missing) |
                               ((bit(Reason::perimeter) | bit(Reason::coverage)) & ~permitted);
      const bool number = (reasons & blocking) == 0;
      numbers += number ? 1 : 0;
      ASSERT_EQ(made.planes[0].change.text(unit, 0),
                number ? std::to_string(value.sum - base.sum) : "");
      const double relative = made.planes[0].relative_change(unit, 0);
      ASSERT_EQ(std::isnan(relative), !number || base.sum <= 0);
      if (!std::isnan(relative)) {
        ASSERT_EQ(relative, 100.0 * (value.sum - base.sum) / base.sum);
      }
    }
  }
  EXPECT_GT(numbers, 3000);
}

}  // namespace
}  // namespace cchc
