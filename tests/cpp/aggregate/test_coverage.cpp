#include <gtest/gtest.h>

#include "cchc/aggregate/coverage.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::cell;
using samples::Reports;

// A group p with the departments a to d, where d ended before the reports.
std::shared_ptr<const Hierarchy> units() {
  Unit ended = below("p", "d");
  ended.valid_to = samples::day("2024-06-14");
  return samples::tree(
      {samples::group("p"), below("p", "a"), below("p", "b"), below("p", "c"), std::move(ended)});
}

Duty duty_of(ValueState state, const char* indicator = "1.1", const char* period = samples::h1) {
  const auto cube = Reports().blank(indicator, "a", period, state).cube(units());
  return duty(*cube, cell(*cube, indicator, "a", period));
}

TEST(Coverage, ADutyFollowsTheState) {
  EXPECT_EQ(duty_of(ValueState::missing), Duty::owed);
  EXPECT_EQ(duty_of(ValueState::unreadable), Duty::owed);
  EXPECT_EQ(duty_of(ValueState::optional), Duty::by_right_blank);
  EXPECT_EQ(duty_of(ValueState::not_applicable), Duty::not_applicable);
}

TEST(Coverage, ARowThatEndedIsNoLongerOwed) {
  // The row ends on 1 July 2025; the third quarter is counted up to 14 September.
  EXPECT_EQ(duty_of(ValueState::unreadable, "1.7", "2025-H1"), Duty::owed);
  EXPECT_EQ(duty_of(ValueState::unreadable, "1.7", "2025-Q3"), Duty::not_applicable);
}

TEST(Coverage, AnExcludedCellIsNoDuty) {
  const auto cube = Reports().figure("1.1", "a", "1").cube(units());
  CubeParts parts = cube->parts();
  Plane plane = cube->plane(0);
  plane.add_mark(1, 0, Mark::excluded);
  parts.planes[0] = std::make_shared<const Plane>(std::move(plane));
  const Cube excluded(parts);
  EXPECT_EQ(duty(excluded, {0, 1, 0}), Duty::excluded);
  EXPECT_FALSE(owes(excluded, {0, 1, 0}));
  EXPECT_EQ(duty(excluded, {0, 2, 0}), Duty::owed);
}

TEST(Coverage, AUnitOwesWhileItIsValidAndReports) {
  const auto cube = Reports().figure("1.1", "a", "1").cube(units());
  EXPECT_TRUE(owes(*cube, cell(*cube, "1.1", "b")));
  EXPECT_FALSE(owes(*cube, cell(*cube, "1.1", "p"))) << "a group sends no report";
  EXPECT_FALSE(owes(*cube, cell(*cube, "1.1", "d"))) << "d had ended";
}

TEST(Coverage, WhoReportedCountsAsExpected) {
  const auto cube = Reports().figure("1.1", "d", "1").figure("1.1", "p", "1").cube(units());
  EXPECT_TRUE(owes(*cube, cell(*cube, "1.1", "d")));
  EXPECT_TRUE(owes(*cube, cell(*cube, "1.1", "p")));
}

TEST(Coverage, OfAUnitAloneIsOneOrNothing) {
  Reports reports;
  reports.figure("1.1", "a", "0").blank("1.1", "b");
  reports.blank("1.1", "c", samples::h1, ValueState::not_applicable);
  const auto cube = reports.cube(units());
  const Coverage own = own_coverage(*cube, 0);
  const auto counts = [&](const char* unit) {
    const Index row = cube->hierarchy().at(unit);
    return std::to_string(own.reported(row, 0)) + std::to_string(own.expected(row, 0)) +
           std::to_string(own.not_applicable(row, 0));
  };
  EXPECT_EQ(counts("p"), "000");
  EXPECT_EQ(counts("a"), "110");
  EXPECT_EQ(counts("b"), "010");
  EXPECT_EQ(counts("c"), "001");
  EXPECT_EQ(counts("d"), "000");
}

TEST(Coverage, AgreesWithDutyCellByCell) {
  Reports reports;
  reports.figure("1.7", "a", "1", "2025").blank("1.7", "b", "2025").figure("1.7", "c", "2");
  const auto cube = reports.cube(units());
  const Coverage own = own_coverage(*cube, 0);
  for (Index unit = 0; unit < cube->units(); ++unit) {
    for (Index period = 0; period < std::ssize(cube->periods()); ++period) {
      EXPECT_EQ(own.expected(unit, period) == 1, owes(*cube, {0, unit, period}));
    }
  }
}

TEST(Coverage, CountsAreRolledUpOverEveryRoot) {
  const Hierarchy two({below("", "p"), below("p", "a"), below("a", "b"), below("", "q")});
  Counts counts = Counts::Constant(4, 2, 1);
  roll_up_counts(two, counts);
  EXPECT_EQ(counts(0, 0), 3);
  EXPECT_EQ(counts(1, 1), 2);
  EXPECT_EQ(counts(2, 0), 1);
  EXPECT_EQ(counts(3, 1), 1);
}

TEST(Coverage, OwnCountsUndoTheRollUp) {
  const Hierarchy two({below("", "p"), below("p", "a"), below("a", "b"), below("", "q")});
  Counts counts(4, 1);
  counts << 1, 0, 4, 2;
  Counts rolled = counts;
  roll_up_counts(two, rolled);
  EXPECT_TRUE((own_counts(two, rolled) == counts).all());
}

TEST(Coverage, AbsenteesStandInTheOrderOfTheHierarchy) {
  const auto cube = Reports().figure("1.1", "b", "1").cube(units());
  EXPECT_EQ(absentees(*cube, cell(*cube, "1.1", "p")), (std::vector<Index>{1, 3}));
  EXPECT_EQ(absentees(*cube, cell(*cube, "1.1", "c")), (std::vector<Index>{3}));
  EXPECT_EQ(absentees(*cube, cell(*cube, "1.1", "b")), (std::vector<Index>{}));
}

}  // namespace
}  // namespace cchc
