#include <gtest/gtest.h>

#include <limits>

#include "cchc/compare/comparison.hpp"
#include "cchc/compare/given_baseline.hpp"
#include "cchc/cube/computed.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;
using testing::periods;
using testing::rolled;

// What a function gives that takes the column before of each plane given.
std::shared_ptr<const Cube> column_before(const std::shared_ptr<const Cube>& cube,
                                          const std::vector<std::string>& indicators) {
  std::vector<Matrix> given;
  std::vector<ComputedPlane> computed;
  for (const std::string& indicator : indicators) {
    const Plane& seen = cube->plane(cube->at(indicator));
    given.emplace_back(Matrix::Constant(cube->units(), seen.states.cols(),
                                        std::numeric_limits<double>::quiet_NaN()));
    for (Index unit = 0; unit < cube->units(); ++unit) {
      for (Index column = 1; column < seen.states.cols(); ++column) {
        given.back()(unit, column) = seen.figures.value(unit, column - 1);
      }
    }
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Index plane = cube->at(indicators[i]);
    computed.push_back({.indicator = cube->plane(plane).indicator,
                        .values = {given[i].data(), given[i].rows(), given[i].cols()},
                        .inputs = {plane},
                        .extension = "before",
                        .from_nothing = true});
  }
  return with_computed(cube, cube->parts().catalogue, computed);
}

Comparison compared(const std::shared_ptr<const Cube>& cube, const std::string& window,
                    Reasons permitted = 0) {
  return compare(
      cube, column_before(cube, {"files"}), {periods(window, window)},
      {.permitted = permitted, .threads = 1, .baseline_name = "before", .of_rows = true});
}

Reasons reasons(const Comparison& comparison, const std::string& unit) {
  return comparison.planes[0].reasons(comparison.current->hierarchy().at(unit), 0);
}

std::string change(const Comparison& comparison, const std::string& unit) {
  return comparison.planes[0].change.text(comparison.current->hierarchy().at(unit), 0);
}

constexpr Reasons by_function = bit(Reason::baseline_function);

// a1, a2 and b report in each quarter; what a2 gives in the second is up to the test.
CubeMaker three_quarters(const std::string& a2) {
  CubeMaker maker;
  for (const char* unit : {"a1", "a2", "b", "d"}) {
    maker.add("files", unit, "2023-Q1", "10");
    maker.add("files", unit, "2023-Q2", unit == std::string("a2") ? a2 : "20");
    maker.add("files", unit, "2023-Q3", "34");
  }
  return maker;
}

TEST(GivenBaseline, of_complete_totals_is_compared_as_their_own_sort) {
  const auto cube = rolled(three_quarters("20").cube());
  const Comparison comparison = compared(cube, "2023-Q3");
  EXPECT_EQ(change(comparison, "p"), "56");
  EXPECT_EQ(change(comparison, "a"), "28");
  EXPECT_EQ(change(comparison, "a1"), "14");
  for (const char* unit : {"p", "a", "a1"}) {
    EXPECT_EQ(reasons(comparison, unit), by_function) << unit;
  }
}

TEST(GivenBaseline, is_held_to_the_coverage_of_every_total_that_the_function_saw) {
  const auto cube = rolled(three_quarters("").cube(), MissingRule::skip_missing);
  const Comparison comparison = compared(cube, "2023-Q3");
  EXPECT_EQ(reasons(comparison, "p"), bit(Reason::coverage) | by_function);
  EXPECT_EQ(change(comparison, "p"), "");
  EXPECT_EQ(reasons(comparison, "b"), by_function);
  EXPECT_EQ(change(compared(cube, "2023-Q3", bit(Reason::coverage)), "p"), "76");
}

TEST(GivenBaseline, is_not_held_to_totals_that_the_function_did_not_see) {
  CubeMaker maker = three_quarters("");
  for (const char* unit : {"a1", "a2", "b", "d"}) {
    maker.add("files", unit, "2023-Q4", "40");
  }
  const auto cube = rolled(maker.cube());  // the second quarter has no total of p and a
  const Comparison comparison = compared(cube, "2023-Q4");
  EXPECT_EQ(reasons(comparison, "p"), by_function);
  EXPECT_EQ(change(comparison, "p"), "24");
}

TEST(GivenBaseline, is_told_apart_where_units_came_or_went) {
  CubeMaker maker;
  maker.add("files", "b", "2023-H1", "1").add("files", "d", "2023-H1", "1");
  maker.add("files", "b", "2024-H1", "1").add("files", "c", "2024-H1", "1");
  maker.add("files", "a1", "2023-H1", "1").add("files", "a2", "2023-H1", "1");
  maker.add("files", "a1", "2024-H1", "1").add("files", "a2", "2024-H1", "1");
  const Comparison comparison = compared(rolled(maker.cube()), "2024-H1");
  EXPECT_EQ(reasons(comparison, "p"), bit(Reason::perimeter) | by_function);
  EXPECT_EQ(reasons(comparison, "a"), by_function);
}

TEST(GivenBaseline, carries_the_marks_of_every_figure_that_the_function_saw) {
  const auto own = three_quarters("20").cube();
  CubeParts parts = own->parts();
  Plane files = own->plane(0);
  const Index b = own->hierarchy().at("b");
  files.add_mark(b, 0, Mark::estimated);  // not the one that was taken
  files.add_mark(b, 0, Mark::withheld);
  parts.planes[0] = std::make_shared<const Plane>(files);
  const auto cube = std::make_shared<const Cube>(std::move(parts));
  const Comparison comparison = compared(cube, "2023-Q3");
  EXPECT_EQ(reasons(comparison, "b"), bit(Reason::estimated) | by_function);
  EXPECT_EQ(reasons(comparison, "a1"), by_function);
  EXPECT_FALSE(comparison.baseline->plane(0).has_mark(b, 2, Mark::withheld));
}

TEST(GivenBaseline, holds_only_what_the_function_gave) {
  CubeMaker maker = three_quarters("20");
  maker.add("staff", "b", "2023-Q3", "7");
  const auto cube = maker.cube();
  const auto given = given_baseline(cube, *column_before(cube, {"files"}), "before");
  EXPECT_TRUE(given->find("files"));
  EXPECT_FALSE(given->find("staff")) << "nobody made a baseline of it";
  const Index staff = cube->at("staff");
  const Comparison comparison = compared(cube, "2023-Q3");
  EXPECT_EQ(
      comparison.planes[static_cast<std::size_t>(staff)].reasons(cube->hierarchy().at("b"), 0),
      bit(Reason::base_missing));
}

TEST(GivenBaseline, names_every_figure_of_the_unit_and_none_as_the_one) {
  const auto cube = rolled(three_quarters("").cube());
  const auto given = given_baseline(cube, *column_before(cube, {"files"}), "before");
  const Derivation of_total = given->derivation({0, cube->hierarchy().at("p"), 1});
  ASSERT_EQ(of_total.parts.size(), 2U);  // the total of the second quarter is withheld
  EXPECT_EQ(of_total.parts[0].place.period, 0);
  EXPECT_EQ(of_total.parts[1].place.period, 2);
  EXPECT_EQ(of_total.parts[0].coefficient, "");
  EXPECT_NE(of_total.rule_en.find("before"), std::string::npos);
  EXPECT_NE(of_total.rule_en.find("not known"), std::string::npos);
  EXPECT_NE(of_total.rule_en, of_total.rule_vi);
}

// A stock of the half year and one of its second quarter end on one day: the one that is looked at
// is compared with what the function gave for it.
TEST(GivenBaseline, of_a_level_is_that_of_the_column_looked_at) {
  CubeMaker maker;
  maker.add("staff", "b", "2023-H1", "5").add("staff", "b", "2023-Q2", "8");
  maker.add("staff", "a1", "2024-H1", "9");
  const auto cube = maker.cube();
  const auto given = column_before(cube, {"staff"});
  const auto comparison =
      compare(cube, given, {periods("2023-H1", "2023-H1"), periods("2023-Q2", "2023-Q2")},
              {.threads = 1, .baseline_name = "before", .of_rows = true});
  const Plane& seen = cube->plane(0);
  const Plane& made = comparison.baseline->plane(0);
  const Index b = cube->hierarchy().at("b");
  for (Index pair = 0; pair < 2; ++pair) {
    const Index looked_at =
        *find_column(*cube, 0, comparison.pairs[static_cast<std::size_t>(pair)].current);
    EXPECT_EQ(comparison.planes[0].value.text(b, pair), seen.figures.text(b, looked_at));
    EXPECT_EQ(comparison.planes[0].baseline.text(b, pair), made.figures.text(b, looked_at));
  }
}

TEST(RowPerimeter, of_own_figures_says_nothing) {
  const auto cube = three_quarters("").cube();
  EXPECT_TRUE(RowPerimeter(*cube, 0).reasons(2).empty());
}

TEST(RowPerimeter, tells_totals_that_lack_unlike_units_that_ended) {
  const auto cube = rolled(three_quarters("20").cube());
  CubeParts parts = cube->parts();
  Plane files = cube->plane(0);
  const Index p = cube->hierarchy().at("p");
  files.lost = std::make_shared<const LostUnits>(LostUnits{{{p, 0}, {{"old", "Old"}}}});
  parts.planes[0] = std::make_shared<const Plane>(files);
  const Cube lost(std::move(parts));
  const auto found = RowPerimeter(lost, 0).reasons(2);
  EXPECT_EQ(found[static_cast<std::size_t>(p)], bit(Reason::perimeter));
  EXPECT_EQ(found[static_cast<std::size_t>(cube->hierarchy().at("b"))], 0U);
}

}  // namespace
}  // namespace cchc
