#include <gtest/gtest.h>

#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::three_departments;

TEST(Cube, FindsPlanesByCodeNameAndAlias) {
  const auto cube =
      Reports().figure("1.1", "a", "1").figure("2.1", "a", "1").cube(three_departments());
  EXPECT_EQ(cube->find("1.1"), 0);
  EXPECT_EQ(cube->find("quota"), 0);
  EXPECT_EQ(cube->at("resolved"), 1);
  EXPECT_EQ(cube->find("1.3"), std::nullopt);
  EXPECT_EQ(cube->find("nothing of the kind"), std::nullopt);
}

TEST(Cube, TellsAnIndicatorWithoutFiguresFromAnUnknownOne) {
  const auto cube = Reports().figure("1.1", "a", "1").cube(three_departments());
  EXPECT_EQ(samples::refusal([&] { (void)cube->at("1.3"); }), "CCHC-E0903");
  EXPECT_EQ(samples::refusal([&] { (void)cube->at("1.33"); }), "CCHC-E0910");
}

TEST(Cube, FindsPeriodsAndListsThemWhenOneIsNotThere) {
  const auto cube = Reports().figure("1.1", "a", "1").cube(three_departments());
  EXPECT_EQ(cube->at_period(Period::half(2024, 1)), 0);
  EXPECT_EQ(cube->find_period(Period::half(2024, 2)), std::nullopt);
  try {
    (void)cube->at_period(Period::half(2024, 2));
    FAIL();
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0904");
    EXPECT_TRUE(testing::contains(error.message_en(), "it has: 2024-H1"));
  }
}

TEST(Cube, ACopySharesItsPlanes) {
  const auto cube = Reports().figure("1.1", "a", "1").cube(three_departments());
  const Cube copy = *cube;
  EXPECT_EQ(&copy.plane(0), &cube->plane(0));
  EXPECT_EQ(&copy.hierarchy(), &cube->hierarchy());
}

TEST(Plane, AMarkStandsAtItsCellOnly) {
  Plane plane = empty_plane(0, 2, 2, 0, true);
  EXPECT_EQ(plane.marks.size(), 0);
  EXPECT_FALSE(plane.has_mark(1, 1, Mark::estimated));
  plane.add_mark(1, 0, Mark::estimated);
  plane.add_mark(1, 0, Mark::rebuilt);
  EXPECT_TRUE(plane.has_mark(1, 0, Mark::estimated));
  EXPECT_TRUE(plane.has_mark(1, 0, Mark::rebuilt));
  EXPECT_FALSE(plane.has_mark(1, 0, Mark::span));
  EXPECT_FALSE(plane.has_mark(0, 0, Mark::estimated));
}

TEST(Plane, AReportedCellIsAFigureAndTheRestIsMissing) {
  Plane plane = empty_plane(0, 1, 2, 1, true);
  plane.report(0, 1, 205);
  EXPECT_EQ(plane.state(0, 0), ValueState::missing);
  EXPECT_EQ(plane.state(0, 1), ValueState::reported);
  EXPECT_EQ(plane.figures.text(0, 1), "20.5");
}

}  // namespace
}  // namespace cchc
