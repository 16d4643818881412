#include <gtest/gtest.h>

#include <map>
#include <random>

#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::issue_codes;
using samples::Reports;
using samples::text;
using samples::three_departments;
using Codes = std::vector<std::string>;

BuildResult build_known(const Reports& reports, std::string_view day) {
  return reports.built(three_departments(), {samples::day(day)});
}

TEST(Build, PeriodsStandByTheirEndThenByTheirLength) {
  Reports reports;
  for (const char* period : {"2024", "2024-H1", "2024-Q2", "2024-Q1", "2023", "2024-H1"}) {
    reports.figure("1.1", "a", "1", period);
  }
  const auto cube = reports.cube(three_departments());
  std::vector<std::string> order;
  for (const Period period : cube->periods()) {
    order.push_back(to_text(period));
  }
  EXPECT_EQ(order, (Codes{"2023", "2024-Q1", "2024-Q2", "2024-H1", "2024"}));
}

TEST(Build, ACellWithoutAReportIsMissing) {
  const auto cube = Reports().figure("1.1", "a", "0").cube(three_departments());
  EXPECT_EQ(text(*cube, "1.1", "a"), "0");
  EXPECT_EQ(text(*cube, "1.1", "b"), "");
  EXPECT_EQ(samples::state(*cube, "1.1", "b"), ValueState::missing);
}

TEST(Build, EveryStateArrivesAsItWasReported) {
  for (const ValueState state : {ValueState::missing, ValueState::optional,
                                 ValueState::not_applicable, ValueState::unreadable}) {
    const auto cube = Reports().blank("1.1", "a", samples::h1, state).cube(three_departments());
    EXPECT_EQ(samples::state(*cube, "1.1", "a"), state);
    EXPECT_EQ(text(*cube, "1.1", "a"), "");
  }
}

TEST(Build, TheSecondOfAPairGoesToItsOwnPlane) {
  Reports reports;
  reports.figure("2.1", "a", "39", samples::h1, "42").figure("2.1", "b", "12");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(text(*cube, "2.1", "a"), "39");
  EXPECT_EQ(text(*cube, "2.1.received", "a"), "42");
  EXPECT_EQ(text(*cube, "2.1.received", "b"), "");
  EXPECT_EQ(samples::state(*cube, "2.1.received", "b"), ValueState::missing);
}

TEST(Build, ASecondValueAndItsOwnRowMayAgree) {
  Reports reports;
  reports.figure("2.1", "a", "39", samples::h1, "42").figure("2.1.received", "a", "42");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(issue_codes(result), Codes{});
  EXPECT_EQ(text(*result.cube, "2.1.received", "a"), "42");
}

TEST(Build, FiguresOfUnlikeScalesShareAPlaneExactly) {
  Reports reports;
  reports.figure("5.1", "a", "20.5").figure("5.1", "b", "10").figure("5.1", "c", "0.125");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(cube->plane(0).figures.scale, 3);
  EXPECT_EQ(text(*cube, "5.1", "a"), "20.5");
  EXPECT_EQ(text(*cube, "5.1", "b"), "10");
  EXPECT_EQ(text(*cube, "5.1", "c"), "0.125");
}

TEST(Build, TrailingZerosDoNotWidenAPlane) {
  Reports reports;
  reports.figure("5.1", "a", "20.500").figure("5.1", "b", "10.00");
  EXPECT_EQ(reports.cube(three_departments())->plane(0).figures.scale, 1);
}

TEST(Build, CellsBeyondTwoToThe53KeepTheirTail) {
  Reports reports;
  reports.figure("5.1", "a", "9007199254740993").figure("5.1", "b", "-9223372036854775808");
  reports.figure("5.1", "c", "0.5");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(text(*cube, "5.1", "a"), "9007199254740993");
  EXPECT_EQ(text(*cube, "5.1", "b"), "-9223372036854775808");
  EXPECT_EQ(text(*cube, "5.1", "c"), "0.5");
}

TEST(Build, ALaterReportSupersedesWhateverTheOrderOfRows) {
  Reports forwards;
  forwards.from("june", "2024-06-14").figure("1.1", "a", "40");
  forwards.from("july", "2024-07-10").figure("1.1", "a", "41");
  Reports backwards;
  backwards.from("june", "2024-06-14").from("july", "2024-07-10").figure("1.1", "a", "41");
  backwards.again(1).figure("1.1", "a", "40");
  for (const Reports* reports : {&forwards, &backwards}) {
    const BuildResult result = reports->built(three_departments());
    EXPECT_EQ(text(*result.cube, "1.1", "a"), "41");
    EXPECT_EQ(issue_codes(result), Codes{});
  }
}

TEST(Build, OfReportsOfOneDayTheLastSourceSupersedes) {
  Reports reports;
  reports.from("one", "2024-06-14").figure("1.1", "a", "40");
  reports.from("two", "2024-06-14").figure("1.1", "a", "41");
  EXPECT_EQ(text(*reports.cube(three_departments()), "1.1", "a"), "41");
}

TEST(Build, ADatedReportSupersedesAnUndatedOne) {
  Reports reports;
  reports.from("dated", "2024-06-14").figure("1.1", "a", "40");
  reports.from("undated").figure("1.1", "a", "41");
  EXPECT_EQ(text(*reports.cube(three_departments()), "1.1", "a"), "40");
}

TEST(Build, ABlankNeverSupersedesAFigureWhateverTheOrderOfRows) {
  Reports forwards;
  forwards.from("june", "2024-06-14").figure("1.1", "a", "40");
  forwards.from("july", "2024-07-10").blank("1.1", "a");
  Reports backwards;
  backwards.from("june", "2024-06-14").from("july", "2024-07-10").blank("1.1", "a");
  backwards.again(1).figure("1.1", "a", "40");
  for (const Reports* reports : {&forwards, &backwards}) {
    const BuildResult result = reports->built(three_departments());
    EXPECT_EQ(text(*result.cube, "1.1", "a"), "40");
    EXPECT_EQ(issue_codes(result), Codes{"CCHC-I0905"});
    EXPECT_TRUE(result.issues.at(0).place.starts_with("july:")) << result.issues.at(0).place;
  }
}

TEST(Build, ALaterStateSupersedesAnEarlierBlank) {
  Reports reports;
  reports.from("june", "2024-06-14").blank("1.1", "a");
  reports.from("july", "2024-07-10").blank("1.1", "a", samples::h1, ValueState::unreadable);
  EXPECT_EQ(samples::state(*reports.cube(three_departments()), "1.1", "a"), ValueState::unreadable);
}

TEST(Build, UnlikeFiguresOfOneSourceAreAnIssueAndTheFirstStands) {
  Reports reports;
  reports.figure("1.1", "a", "40").figure("1.1", "a", "41").figure("1.1", "a", "40.0");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(text(*result.cube, "1.1", "a"), "40");
  EXPECT_EQ(issue_codes(result), Codes{"CCHC-I0904"});
  EXPECT_EQ(result.issues.at(0).place, "a.txt:line 2");
}

TEST(Build, UnlikeFiguresOfOneSourceAreFoundBetweenRowsOfAnother) {
  Reports reports;
  reports.figure("1.1", "a", "40");
  reports.from("late", "2024-07-10").figure("1.1", "a", "45");
  reports.again(0).figure("1.1", "a", "41");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(text(*result.cube, "1.1", "a"), "45");
  EXPECT_EQ(issue_codes(result), Codes{"CCHC-I0904"});
}

TEST(Build, ABlankBesideAFigureOfOneSourceIsNoIssue) {
  for (const bool blank_first : {false, true}) {
    Reports reports;
    if (blank_first) {
      reports.blank("1.1", "a");
    }
    reports.figure("1.1", "a", "40");
    if (!blank_first) {
      reports.blank("1.1", "a");
    }
    const BuildResult result = reports.built(three_departments());
    EXPECT_EQ(text(*result.cube, "1.1", "a"), "40");
    EXPECT_EQ(issue_codes(result), Codes{});
  }
}

TEST(Build, WhatWasNotYetReceivedIsNotKnown) {
  Reports reports;
  reports.figure("1.1", "b", "12");
  reports.from("june", "2024-06-14").figure("1.1", "a", "40");
  reports.from("july", "2024-07-10").figure("1.1", "a", "41").figure("1.1", "a", "9", "2024-Q1");
  EXPECT_EQ(text(*build_known(reports, "2024-06-14").cube, "1.1", "a"), "40");
  EXPECT_EQ(text(*build_known(reports, "2024-07-09").cube, "1.1", "a"), "40");
  EXPECT_EQ(text(*build_known(reports, "2024-07-10").cube, "1.1", "a"), "41");
  const auto early = build_known(reports, "2024-06-13").cube;
  EXPECT_EQ(text(*early, "1.1", "a"), "");
  EXPECT_EQ(text(*early, "1.1", "b"), "12") << "a report without a day always counts";
  EXPECT_EQ(early->periods().size(), 1U);
}

TEST(Build, AnUnknownNameIsOneIssueWithItsFirstPlace) {
  Reports reports;
  reports.figure("1.1", "a", "1").figure("9.9", "a", "1").figure("9.9", "b", "1");
  reports.figure("1.1", "Sở Z", "1").figure("1.1", "Sở Z", "1", "2024-Q1");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(issue_codes(result), (Codes{"CCHC-I0901", "CCHC-I0902"}));
  EXPECT_EQ(result.issues.at(0).place, "a.txt:line 2");
  EXPECT_TRUE(testing::contains(result.issues.at(0).message_en, "'9.9'"));
  EXPECT_EQ(result.issues.at(1).place, "a.txt:line 4");
  EXPECT_TRUE(testing::contains(result.issues.at(1).message_vi, "'Sở Z'"));
}

TEST(Build, UnitsAreFoundByIdAndByName) {
  const auto cube =
      Reports().figure("1.1", "a", "1").figure("1.1", "Unit b", "2").cube(three_departments());
  EXPECT_EQ(text(*cube, "1.1", "b"), "2");
}

TEST(Build, CodeAndNameOfAnIndicatorShareOnePlane) {
  Reports reports;
  reports.figure("1.1", "a", "1").figure("quota", "b", "2").figure("quota", "a", "3");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(result.cube->planes(), 1);
  EXPECT_EQ(text(*result.cube, "1.1", "b"), "2");
  EXPECT_EQ(issue_codes(result), Codes{"CCHC-I0904"});
}

TEST(Build, ARowThatDoesNotApplyIsNotMissing) {
  const auto units = samples::tree({samples::group("p"), below("p", "a"),
                                    below("p", "x", "district"), below("p", "y", "district")});
  Reports reports;
  reports.figure("1.7", "x", "3").blank("1.7", "a");
  const auto cube = reports.cube(units);
  EXPECT_EQ(samples::state(*cube, "1.7", "p"), ValueState::not_applicable);
  EXPECT_EQ(samples::state(*cube, "1.7", "a"), ValueState::not_applicable);
  EXPECT_EQ(samples::state(*cube, "1.7", "x"), ValueState::reported);
  EXPECT_EQ(samples::state(*cube, "1.7", "y"), ValueState::missing);
}

TEST(Build, AFigureStandsEvenWhereTheRowDoesNotApply) {
  Reports reports;
  reports.figure("1.7", "a", "3").blank("1.7", "b", samples::h1, ValueState::unreadable);
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(text(*cube, "1.7", "a"), "3");
  EXPECT_EQ(samples::state(*cube, "1.7", "b"), ValueState::unreadable);
}

TEST(Build, AReportFromOutsideAUnitsValidityIsOneIssueAPeriod) {
  Unit ended = below("p", "a");
  ended.valid_to = samples::day("2024-01-01");
  const auto units = samples::tree({samples::group("p"), ended});
  Reports reports;
  reports.figure("1.1", "a", "1").figure("1.3", "a", "1").figure("1.1", "a", "1", "2024-Q1");
  reports.figure("1.1", "a", "1", "2023");
  EXPECT_EQ(issue_codes(reports.built(units)), (Codes{"CCHC-I0903", "CCHC-I0903"}));
}

TEST(Build, AFractionOfSomethingWholeIsUnreadableAndAsks) {
  Reports reports;
  reports.figure("1.1", "a", "16.183").figure("1.1", "b", "16.000").figure("1.1", "c", "0.12345");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(issue_codes(result), (Codes{"CCHC-I0908", "CCHC-I0908"}));
  EXPECT_EQ(result.issues.at(0).place, "a.txt:line 1");
  EXPECT_EQ(result.issues.at(0).message_en,
            "1.1 | Unit a | 2024-H1: 16.183 is no whole number of people; the cell is unreadable; "
            "was 16183 meant?");
  EXPECT_TRUE(testing::contains(result.issues.at(0).message_vi, "có phải là 16183 không?"));
  EXPECT_TRUE(testing::contains(result.issues.at(1).message_en, "which whole number was meant?"));
  EXPECT_EQ(samples::state(*result.cube, "1.1", "a"), ValueState::unreadable);
  EXPECT_EQ(text(*result.cube, "1.1", "a"), "");
  EXPECT_EQ(text(*result.cube, "1.1", "b"), "16");
  EXPECT_EQ(result.cube->plane(0).figures.scale, 0) << "what is refused does not widen the plane";
  EXPECT_EQ(result.cube->derivation(samples::cell(*result.cube, "1.1", "a")).observation, 0);
}

TEST(Build, AnUnreadableFigureSupersedesNone) {
  Reports reports;
  reports.from("june", "2024-06-14").figure("1.1", "a", "40");
  reports.from("july", "2024-07-10").figure("1.1", "a", "41.5");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(text(*result.cube, "1.1", "a"), "40");
  EXPECT_EQ(issue_codes(result), (Codes{"CCHC-I0905", "CCHC-I0908"}));
}

TEST(Build, AnAnswerOutsideTheKeyIsUnreadable) {
  Reports reports;
  reports.figure("4.1", "a", "7").figure("4.1", "b", "0.5").figure("4.1", "c", "2");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(issue_codes(result), (Codes{"CCHC-I0909", "CCHC-I0909"}));
  EXPECT_TRUE(
      testing::contains(result.issues.at(0).message_en, "7 is no answer of the key (0, 1, 2)"));
  EXPECT_EQ(samples::state(*result.cube, "4.1", "a"), ValueState::unreadable);
  EXPECT_EQ(samples::state(*result.cube, "4.1", "b"), ValueState::unreadable);
  EXPECT_EQ(text(*result.cube, "4.1", "c"), "2");
}

TEST(Build, ANegativeCountIsKeptAndAskedAbout) {
  Reports reports;
  reports.figure("1.1", "a", "-3").figure("5.1", "a", "-3").figure("1.1", "b", "0");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(issue_codes(result), Codes{"CCHC-I0910"});
  EXPECT_TRUE(testing::contains(result.issues.at(0).message_en, "is it a correction?"));
  EXPECT_EQ(text(*result.cube, "1.1", "a"), "-3");
}

TEST(Build, APercentOutsideItsRangeIsKeptAndAskedAbout) {
  Reports reports;
  reports.figure("1.2", "a", "100.01").figure("1.2", "b", "-0.5").figure("1.2", "c", "100.00");
  const BuildResult result = reports.built(three_departments());
  EXPECT_EQ(issue_codes(result), (Codes{"CCHC-I0911", "CCHC-I0911"}));
  EXPECT_EQ(text(*result.cube, "1.2", "a"), "100.01");
  EXPECT_EQ(text(*result.cube, "1.2", "b"), "-0.5");
}

TEST(Build, AnUnreadableObservationIsAnIssueWithItsRawText) {
  Observation row{.indicator = "2.1",
                  .unit = "a",
                  .period = period_from_text(samples::h1),
                  .state = ValueState::unreadable,
                  .value = {},
                  .second_value = {},
                  .raw = "1O7",
                  .note = {},
                  .place = "line 4",
                  .source = 0};
  Reports reports;
  const BuildResult result = reports.row(row).built(three_departments());
  EXPECT_EQ(issue_codes(result), Codes{"CCHC-I0912"}) << "once, not again for the second of a pair";
  EXPECT_EQ(result.issues.at(0).place, "a.txt:line 4");
  EXPECT_TRUE(testing::contains(result.issues.at(0).message_vi, "\"1O7\" không đọc được"));
}

TEST(Build, OfNothingIsACubeWithoutFigures) {
  const BuildResult result = Reports().built(three_departments());
  EXPECT_EQ(result.cube->planes(), 0);
  EXPECT_TRUE(result.cube->periods().empty());
  EXPECT_TRUE(result.issues.empty());
}

TEST(Build, AFigureThatNoPlaneCanHoldIsRefusedAndNeverRounded) {
  Reports reports;
  reports.figure("5.1", "a", "9223372036854775807").figure("5.1", "b", "0.000000000000000001");
  EXPECT_EQ(samples::refusal([&] { (void)reports.built(three_departments()); }), "CCHC-E0701");
}

TEST(Build, EachCellNamesItsObservation) {
  Reports reports;
  reports.figure("1.1", "b", "12").figure("1.1", "a", "40");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(cube->derivation(samples::cell(*cube, "1.1", "a")).observation, 1);
  EXPECT_EQ(cube->derivation(samples::cell(*cube, "1.1", "c")).observation, -1);
}

// Reports of several sources about few cells, in random order. The slow twin walks the vintages one
// after the other.
TEST(Build, HoldsOfEveryCellTheLatestFigureOrElseTheLatestState) {
  std::mt19937_64 random(2024);
  for (int round = 0; round < 400; ++round) {
    struct Row {
      int source;
      std::string unit;
      std::optional<int> value;
    };
    std::vector<Row> rows;
    for (int source = 1; source <= 4; ++source) {
      for (const char* unit : {"a", "b"}) {
        if (random() % 4 != 0) {
          rows.push_back(
              {source, unit,
               random() % 3 == 0 ? std::nullopt : std::optional(static_cast<int>(random() % 50))});
        }
      }
    }
    const std::vector<std::string> days = {"", "2024-07-01", "2024-06-01", "", "2024-08-01"};
    // Vintages from the first to the last: undated sources, then by day.
    const std::vector<int> order = {3, 2, 1, 4};
    std::map<std::string, int> expected;
    for (const int source : order) {
      for (const Row& row : rows) {
        if (row.source == source && row.value) {
          expected[row.unit] = *row.value;
        }
      }
    }
    std::ranges::shuffle(rows, random);
    Reports reports;
    for (int source = 1; source <= 4; ++source) {
      reports.from("s", days[static_cast<std::size_t>(source)]);
    }
    reports.blank("1.1", "c");
    for (const Row& row : rows) {
      reports.again(row.source);
      if (row.value) {
        reports.figure("1.1", row.unit, std::to_string(*row.value));
      } else {
        reports.blank("1.1", row.unit);
      }
    }
    const auto cube = reports.cube(three_departments());
    for (const char* unit : {"a", "b"}) {
      EXPECT_EQ(text(*cube, "1.1", unit),
                expected.contains(unit) ? std::to_string(expected[unit]) : "");
    }
  }
}

}  // namespace
}  // namespace cchc
