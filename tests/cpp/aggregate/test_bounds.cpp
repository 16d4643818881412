#include <gtest/gtest.h>

#include "cchc/aggregate/bounds.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "resample_fixture.hpp"

namespace cchc {
namespace {

using testing::Reports;

CellPlace province(const Cube& cube, const std::string& indicator, const std::string& period) {
  return {cube.at(indicator), 0, cube.at_period(period_from_text(period))};
}

Bounds of(const Reports& reports, const std::string& indicator, const std::string& period) {
  const auto cube = reports.cube();
  return bounds(*cube, province(*cube, indicator, period));
}

// "0 from 2024-Q1" for each absentee, "1 from nowhere" where nothing stands in.
std::vector<std::string> absentees_of(const Reports& reports, const std::string& indicator,
                                      const std::string& period) {
  const auto cube = reports.cube();
  std::vector<std::string> texts;
  for (const LastKnown& last : bounds(*cube, province(*cube, indicator, period)).absentees) {
    texts.push_back(cube->hierarchy()[last.unit].id + " from " +
                    (last.period ? to_text(cube->periods()[static_cast<std::size_t>(*last.period)])
                                 : "nowhere"));
  }
  return texts;
}

std::string refusal(const Cube& cube, CellPlace place) {
  try {
    (void)bounds(cube, place);
  } catch (const Error& error) {
    EXPECT_NE(error.message_en(), error.message_vi());
    return error.code();
  }
  return "nothing thrown";
}

using Texts = std::vector<std::string>;

TEST(Bounds, OfACompleteTotalAreTheTotal) {
  Reports reports(2);
  reports.add("staff", "2024-H1", "40", 0).add("staff", "2024-H1", "2.5", 1);
  const Bounds found = of(reports, "staff", "2024-H1");
  EXPECT_EQ(found.so_far, Int128{425});
  EXPECT_EQ(found.with_last_known, Int128{425});
  EXPECT_TRUE(found.absentees.empty());
}

TEST(Bounds, AnAbsenteesLastFigureIsAddedBesideTheTotal) {
  Reports reports(2);
  reports.add("staff", "2023", "10", 1).add("staff", "2024-Q1", "12", 1);
  reports.add("staff", "2024-H1", "40", 0).add("staff", "2024-9M", "99", 1);
  const Bounds found = of(reports, "staff", "2024-H1");
  EXPECT_EQ(found.so_far, Int128{40});
  EXPECT_EQ(found.with_last_known, Int128{52});
  EXPECT_EQ(absentees_of(reports, "staff", "2024-H1"), (Texts{"1 from 2024-Q1"}));
}

TEST(Bounds, OneAbsenteeWithoutAnyFigureLeavesNoUpperBound) {
  Reports reports(3);
  reports.add("staff", "2024-H1", "40", 0).add("staff", "2023", "7", 1);
  const Bounds found = of(reports, "staff", "2024-H1");
  EXPECT_EQ(found.so_far, Int128{40});
  EXPECT_FALSE(found.with_last_known.has_value());
  EXPECT_EQ(absentees_of(reports, "staff", "2024-H1"), (Texts{"1 from 2023", "2 from nowhere"}));
}

TEST(Bounds, NothingAtAllIsNotZero) {
  Reports reports(1);
  reports.add("staff", "2024-9M", "1").blank("staff", "2024-H1", ValueState::missing);
  const Bounds found = of(reports, "staff", "2024-H1");
  EXPECT_FALSE(found.so_far.has_value());
  EXPECT_FALSE(found.with_last_known.has_value());
}

TEST(Bounds, AFlowIsStoodInForByAWindowOfItsLength) {
  Reports reports(2);
  reports.add("flow", "2024-Q2", "5", 0).add("flow", "2023-Q4", "3", 1);
  reports.add("flow", "2024-01", "1", 1).add("flow", "2023", "30", 1);
  EXPECT_EQ(of(reports, "flow", "2024-Q2").with_last_known, Int128{8});
}

TEST(Bounds, ACumulativeFigureOfTheSameYearStandsInFirst) {
  Reports reports(2);
  reports.add("todate", "2024-9M", "50", 0).add("todate", "2024-Q1", "4", 1);
  reports.add("todate", "2023-9M", "20", 1).add("todate", "2023", "30", 1);
  EXPECT_EQ(of(reports, "todate", "2024-9M").with_last_known, Int128{54});
}

TEST(Bounds, ACumulativeFigureNeverCrossesTheFirstOfJanuary) {
  Reports reports(2);
  reports.add("todate", "2024-Q1", "5", 0).add("todate", "2023", "100", 1);
  EXPECT_FALSE(of(reports, "todate", "2024-Q1").with_last_known.has_value());
  reports.add("todate", "2023-Q1", "9", 1);
  EXPECT_EQ(of(reports, "todate", "2024-Q1").with_last_known, Int128{14});
  EXPECT_EQ(absentees_of(reports, "todate", "2024-Q1"), (Texts{"1 from 2023-Q1"}));
}

TEST(Bounds, OfOneUnitAreItsOwn) {
  Reports reports(2);
  reports.add("staff", "2024-H1", "40", 0).add("staff", "2024-H1", "2", 1);
  const auto cube = reports.cube();
  const Bounds found = bounds(*cube, testing::place(*cube, "staff", "2024-H1", 1));
  EXPECT_EQ(found.so_far, Int128{2});
}

TEST(Bounds, TotalsAreNotAddedASecondTime) {
  Reports reports(2);
  reports.add("flow", "2024-Q1", "5", 0).add("flow", "2024-Q1", "6", 1);
  const auto rolled = roll_up(reports.cube());
  EXPECT_EQ(refusal(*rolled, province(*rolled, "flow", "2024-Q1")), "CCHC-E1008");
}

TEST(Bounds, OnlyWhatTheCatalogueSumsHasBounds) {
  Reports reports;
  reports.add("level", "2024-Q1", "5").add("rate", "2024-Q1", "50").add("peak", "2024-Q1", "6");
  const auto cube = reports.cube();
  EXPECT_EQ(refusal(*cube, province(*cube, "level", "2024-Q1")), "CCHC-E1006");
  EXPECT_EQ(refusal(*cube, province(*cube, "peak", "2024-Q1")), "CCHC-E1006");
  EXPECT_EQ(refusal(*cube, province(*cube, "rate", "2024-Q1")), "CCHC-E1001");
}

}  // namespace
}  // namespace cchc
