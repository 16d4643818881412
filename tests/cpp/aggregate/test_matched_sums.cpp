#include <gtest/gtest.h>

#include "cchc/aggregate/matched_sums.hpp"
#include "cchc/base/error.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::three_departments;

TEST(MatchedSums, AddOnlyTheUnitsThatGaveEveryFigure) {
  Reports reports;
  reports.figure("1.1", "a", "40", "2015").figure("1.1", "a", "36", "2024");
  reports.figure("1.1", "b", "10", "2015");
  reports.figure("1.1", "c", "7", "2015").figure("1.1", "c", "5", "2024");
  const auto cube = reports.cube(three_departments());
  const Index plane = cube->at("1.1");
  const MatchedSums matched = matched_sums(*cube, {{plane, cube->at_period(Period::year(2015))},
                                                   {plane, cube->at_period(Period::year(2024))}});
  EXPECT_EQ(matched.sums[0].text(0, 0), "47");
  EXPECT_EQ(matched.sums[1].text(0, 0), "41");
  EXPECT_EQ(matched.reported(0, 0), 2);
  EXPECT_EQ(matched.sums[0].text(cube->hierarchy().at("b"), 0), "");
}

TEST(MatchedSums, OfNobodyAreMissingAndNotZero) {
  Reports reports;
  reports.figure("1.1", "a", "40", "2015").figure("1.1", "b", "36", "2024");
  const auto cube = reports.cube(three_departments());
  const Index plane = cube->at("1.1");
  const MatchedSums matched = matched_sums(*cube, {{plane, 0}, {plane, 1}});
  EXPECT_EQ(matched.sums[0].text(0, 0), "");
  EXPECT_EQ(matched.reported(0, 0), 0);
}

TEST(MatchedSums, RefuseWhatCannotBeAdded) {
  Reports reports;
  reports.figure("2.3", "a", "90");
  const auto cube = reports.cube(three_departments());
  EXPECT_THROW((void)matched_sums(*cube, {{cube->at("2.3"), 0}}), AggregationError);
}

}  // namespace
}  // namespace cchc
