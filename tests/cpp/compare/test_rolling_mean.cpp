#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/compare/comparison.hpp"
#include "cchc/compare/rolling_mean.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;
using testing::rolled;

std::vector<Period> wanted(const std::string& text) { return {period_from_text(text)}; }

double cell(const Cube& cube, const std::string& indicator, const std::string& unit) {
  return cube.plane(cube.at(indicator)).figures.value(cube.hierarchy().at(unit), 0);
}

bool is_missing(const Cube& cube, const std::string& indicator, const std::string& unit) {
  const Plane& plane = cube.plane(cube.at(indicator));
  const Index at = cube.hierarchy().at(unit);
  return plane.state(at, 0) == ValueState::missing && !plane.figures.has(at, 0);
}

CubeMaker four_quarters() {
  CubeMaker maker;
  maker.add("files", "b", "2023-Q2", "1").add("files", "b", "2023-Q3", "2");
  maker.add("files", "b", "2023-Q4", "3.5").add("files", "b", "2024-Q1", "8");
  maker.add("files", "b", "2024-Q2", "100");
  return maker;
}

TEST(RollingMean, is_the_mean_of_the_windows_before_and_not_of_the_wanted_one) {
  const auto mean = rolling_mean(four_quarters().cube(), wanted("2024-Q2"));
  EXPECT_EQ(mean->periods(), wanted("2024-Q2"));
  EXPECT_EQ(cell(*mean, "files", "b"), 4.5);
  const auto two = rolling_mean(four_quarters().cube(), wanted("2024-Q2"), {.windows = 2});
  EXPECT_EQ(cell(*two, "files", "b"), 5.75);
}

TEST(RollingMean, rounds_once) {
  CubeMaker maker;
  maker.add("files", "b", "2023-Q3", "0.1").add("files", "b", "2023-Q4", "0.2");
  maker.add("files", "b", "2024-Q1", "0.4");
  const auto mean = rolling_mean(maker.cube(), wanted("2024-Q2"));
  EXPECT_EQ(cell(*mean, "files", "b"), 7.0 / 30.0);
  EXPECT_NE((0.1 + 0.2 + 0.4) / 3, 7.0 / 30.0);  // what adding float64 gives
}

TEST(RollingMean, is_missing_when_any_window_is_unless_told_by_name) {
  const auto cube = four_quarters().cube();
  const auto strict = rolling_mean(cube, wanted("2024-Q2"), {.windows = 5});
  EXPECT_TRUE(is_missing(*strict, "files", "b"));
  const auto told = rolling_mean(cube, wanted("2024-Q2"), {.windows = 5, .skip_missing = true});
  EXPECT_EQ(cell(*told, "files", "b"), 14.5 / 4);
  const Index b = cube->hierarchy().at("b");
  EXPECT_TRUE(told->plane(0).has_mark(b, 0, Mark::estimated));
  EXPECT_TRUE(is_missing(*told, "files", "a1")) << "nothing in any window is no figure";
  const auto full = rolling_mean(cube, wanted("2024-Q2"), {.skip_missing = true});
  EXPECT_FALSE(full->plane(0).has_mark(b, 0, Mark::estimated));
}

TEST(RollingMean, takes_the_same_window_of_earlier_years_by_steps_of_twelve_months) {
  CubeMaker maker;
  for (const char* code : {"files", "ytd"}) {
    maker.add(code, "b", "2021-H1", "10").add(code, "b", "2022-H1", "20");
    maker.add(code, "b", "2023-H1", "33");
  }
  const RollingMeanOptions years{.step_months = 12};
  const auto mean = rolling_mean(maker.cube(), wanted("2024-H1"), years);
  EXPECT_EQ(cell(*mean, "files", "b"), 21.0);
  EXPECT_EQ(cell(*mean, "ytd", "b"), 21.0);
}

TEST(RollingMean, has_no_plane_for_what_has_no_mean) {
  CubeMaker maker = four_quarters();
  maker.add("exam", "b", "2024-Q1", "1").add("ytd", "b", "2024-Q1", "1");
  const auto mean = rolling_mean(maker.cube(), wanted("2024-Q2"));
  EXPECT_EQ(mean->planes(), 1);
  EXPECT_FALSE(mean->find("exam"));
  EXPECT_FALSE(mean->find("ytd"));
}

TEST(RollingMean, pools_a_ratio_instead_of_averaging_rates) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-Q1", "50");
  maker.add("files", "b", "2023-Q4", "300").add("early", "b", "2023-Q4", "300");
  maker.add("files", "b", "2024-Q1", "100").add("early", "b", "2024-Q1", "50");
  const auto own = rolling_mean(maker.cube(), wanted("2024-Q2"), {.windows = 2});
  EXPECT_EQ(cell(*own, "on_time", "b"), 87.5);  // not 75
  const auto total = rolled(maker.cube(), MissingRule::skip_missing);
  const auto pooled = rolling_mean(total, wanted("2024-Q2"), {.windows = 2});
  EXPECT_EQ(cell(*pooled, "on_time", "p"), 87.5);
  const Plane& plane = pooled->plane(pooled->at("on_time"));
  EXPECT_EQ(plane.parts->numerator.text(0, 0), "350");
}

TEST(RollingMean, leaves_a_ratio_missing_whose_denominators_are_all_zero) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-Q1", "");
  maker.add("files", "b", "2023-Q4", "0").add("early", "b", "2023-Q4", "0");
  maker.add("files", "b", "2024-Q1", "0").add("early", "b", "2024-Q1", "0");
  const auto mean = rolling_mean(maker.cube(), wanted("2024-Q2"), {.windows = 2});
  EXPECT_TRUE(is_missing(*mean, "on_time", "b"));
}

TEST(RollingMean, takes_no_withheld_total) {
  CubeMaker maker;
  maker.add("on_time", "a1", "2023-Q4", "");
  for (const char* quarter : {"2023-Q4", "2024-Q1"}) {
    maker.add("files", "a1", quarter, "4").add("early", "a1", quarter, "2");
  }
  const auto complete = rolling_mean(rolled(maker.cube()), wanted("2024-Q2"), {.windows = 2});
  EXPECT_TRUE(is_missing(*complete, "files", "a"));
  EXPECT_TRUE(is_missing(*complete, "on_time", "a"));
  const auto skipping = rolling_mean(rolled(maker.cube(), MissingRule::skip_missing),
                                     wanted("2024-Q2"), {.windows = 2});
  EXPECT_EQ(cell(*skipping, "files", "a"), 4.0);
  EXPECT_EQ(cell(*skipping, "on_time", "a"), 50.0);
}

TEST(RollingMean, carries_marks_of_what_it_rests_on) {
  CubeMaker maker;
  maker.add("score", "b", "2023-Q4", "0.5").add("score", "b", "2024-Q1", "0.75");
  maker.add("files", "b", "2023-Q4", "8").add("files", "b", "2024-Q1", "8");
  const auto cube = maker.cube();
  const auto mean = rolling_mean(cube, wanted("2024-Q2"), {.windows = 2});
  const Index b = cube->hierarchy().at("b");
  EXPECT_EQ(cell(*mean, "score", "b"), 0.625);
  EXPECT_TRUE(mean->plane(mean->at("score")).has_mark(b, 0, Mark::estimated));
  EXPECT_FALSE(mean->plane(mean->at("files")).has_mark(b, 0, Mark::estimated));
}

TEST(RollingMean, is_a_baseline_to_compare_with) {
  const auto cube = four_quarters().cube();
  const auto mean = rolling_mean(cube, wanted("2024-Q2"));
  const Period quarter = period_from_text("2024-Q2");
  const Comparison made = compare(cube, mean, {{quarter, quarter}}, {0, 1});
  const Index b = cube->hierarchy().at("b");
  EXPECT_EQ(made.planes[0].reasons(b, 0), 0U);
  EXPECT_EQ(made.planes[0].change.value(b, 0), 95.5);
  EXPECT_EQ(made.planes[0].relative_change(b, 0), 100 * 95.5 / 4.5);
}

// a1 and a2 report in every window but those named.
std::shared_ptr<const Cube> totals_without(const std::string& silent, const std::string& window) {
  CubeMaker maker;
  for (const char* quarter : {"2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"}) {
    for (const char* name : {"a1", "a2"}) {
      maker.add("files", name, quarter, name == silent && quarter == window ? "" : "6");
    }
  }
  return rolled(maker.cube(), MissingRule::skip_missing);
}

TEST(RollingMean, lets_a_comparison_see_that_coverage_changed_in_any_window) {
  const Period quarter = period_from_text("2024-Q2");
  for (const std::string window : {"", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"}) {
    const auto total = totals_without("a2", window);
    const auto mean = rolling_mean(total, wanted("2024-Q2"));
    const Comparison made = compare(total, mean, {{quarter, quarter}}, {0, 1});
    const Index a = total->hierarchy().at("a");
    EXPECT_EQ(made.planes[0].reasons(a, 0), window.empty() ? 0U : bit(Reason::coverage)) << window;
  }
}

TEST(RollingMean, lets_a_comparison_see_that_the_perimeter_changed) {
  CubeMaker maker;
  for (const char* quarter : {"2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"}) {
    for (const char* name : {"a1", "a2", "b"}) {
      maker.add("files", name, quarter, "6");
    }
  }
  maker.add("files", "c", "2024-Q1", "6").add("files", "c", "2024-Q2", "6");
  maker.add("files", "d", "2023-Q3", "6").add("files", "d", "2023-Q4", "6");
  const auto total = rolled(maker.cube());
  const auto mean = rolling_mean(total, wanted("2024-Q2"));
  const Period quarter = period_from_text("2024-Q2");
  const Comparison made = compare(total, mean, {{quarter, quarter}}, {0, 1});
  EXPECT_EQ(made.planes[0].reasons(total->hierarchy().at("p"), 0), bit(Reason::perimeter));
  EXPECT_EQ(made.planes[0].reasons(total->hierarchy().at("a"), 0), 0U);
}

TEST(RollingMean, names_the_cells_it_was_made_of) {
  const auto cube = four_quarters().cube();
  const auto mean = rolling_mean(cube, wanted("2024-Q2"));
  const Index b = cube->hierarchy().at("b");
  const Derivation step = mean->derivation({0, b, 0});
  ASSERT_EQ(step.parts.size(), 3U);
  EXPECT_EQ(step.rule_en, "mean of the windows before");
  EXPECT_EQ(step.parts[0].cube, cube);
  EXPECT_EQ(step.parts[0].coefficient, "1/3");
  EXPECT_EQ(step.parts[0].role_en, "figure of Q1 2024");
  EXPECT_EQ(step.parts[0].role_vi, "số liệu quý I năm 2024");
  double sum = 0;
  for (const Derivation::Part& part : step.parts) {
    sum += cube->plane(part.place.plane).figures.value(part.place.unit, part.place.period) / 3;
  }
  EXPECT_DOUBLE_EQ(sum, cell(*mean, "files", "b"));
  // A missing figure names the cells that would be needed, a told one only those it used.
  const RollingMeanOptions five{.windows = 5, .skip_missing = true};
  const Derivation told = rolling_mean(cube, wanted("2024-Q2"), five)->derivation({0, b, 0});
  ASSERT_EQ(told.parts.size(), 4U);
  EXPECT_EQ(told.parts[3].coefficient, "1/4");
  const Index a1 = cube->hierarchy().at("a1");
  EXPECT_EQ(mean->derivation({0, a1, 0}).parts.size(), 3U);
}

TEST(RollingMean, refuses_no_windows_and_steps_into_the_future) {
  const auto cube = four_quarters().cube();
  const auto code_of = [&](const RollingMeanOptions& options) -> std::string {
    try {
      (void)rolling_mean(cube, wanted("2024-Q2"), options);
    } catch (const ComparisonError& error) {
      return error.code();
    }
    return "no error";
  };
  EXPECT_EQ(code_of({.windows = 0}), "CCHC-E1108");
  EXPECT_EQ(code_of({.step_months = -3}), "CCHC-E1108");
  EXPECT_EQ(code_of({.windows = 1}), "no error");
}

// The plain definition, for random figures of one decimal.
TEST(RollingMean, equals_the_plain_mean_over_random_cubes) {
  std::mt19937_64 random(2);
  const auto catalogue =
      std::make_shared<const Catalogue>(Catalogue::from_json(testing::compare_catalogue()));
  const auto hierarchy = std::make_shared<const Hierarchy>(testing::small_units());
  for (int round = 0; round < 500; ++round) {
    CubeMaker maker(hierarchy, catalogue);
    const int windows = 1 + static_cast<int>(random() % 7);
    Int128 tenths = 0;
    int given = 0;
    for (int i = 1; i <= windows; ++i) {
      const std::string window = to_text(period_from_text("2024-03").shifted(-i));
      const int figure = static_cast<int>(random() % 2000) - 500;
      const bool there = random() % 6 != 0;
      maker.add("files", "b", window, there ? to_string(Int128{figure}, 1) : "");
      tenths += there ? figure : 0;
      given += there ? 1 : 0;
    }
    const auto cube = maker.cube();
    const auto strict = rolling_mean(cube, wanted("2024-03"), {.windows = windows});
    const auto told =
        rolling_mean(cube, wanted("2024-03"), {.windows = windows, .skip_missing = true});
    ASSERT_EQ(is_missing(*strict, "files", "b"), given < windows);
    ASSERT_EQ(is_missing(*told, "files", "b"), given == 0);
    if (given > 0) {
      ASSERT_EQ(cell(*told, "files", "b"), quotient(tenths, 10 * given));
    }
    if (given == windows) {
      ASSERT_EQ(cell(*strict, "files", "b"), quotient(tenths, 10 * windows));
    }
  }
}

}  // namespace
}  // namespace cchc
