#include <gtest/gtest.h>

#include "cchc/aggregate/resample.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "resample_fixture.hpp"

namespace cchc {
namespace {

using testing::figure;
using testing::marked;
using testing::parts_of;
using testing::place;
using testing::Reports;
using testing::windows;
using Texts = std::vector<std::string>;
using FindingKind = WindowFinding::Kind;

ResampleResult to(const Reports& reports, const Texts& wanted,
                  const ResampleOptions& options = {}) {
  return resample(reports.cube(), windows(wanted), options);
}

std::string code_of(const auto& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_NE(error.message_en(), error.message_vi());
    return error.code();
  }
  return "nothing thrown";
}

Reports year_to_date_flows() {
  Reports reports;
  reports.add("flow", "2024-Q1", "40").add("flow", "2024-H1", "91");
  return reports.add("flow", "2024-9M", "120").add("flow", "2024", "180");
}

TEST(ResampleFlow, QuartersAreDifferencesOfYearToDateReports) {
  const auto result = to(year_to_date_flows(), {"2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q1"), "40");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2"), "51");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q3"), "29");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q4"), "60");
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.cube->plane(0).rows.size(), 0);
  EXPECT_EQ(result.cube->plane(0).marks.size(), 0);
}

TEST(ResampleFlow, TheMinistrysFourReportsGiveTheQuartersThatItDoesNotAskFor) {
  Reports reports;
  reports.add("flow", "2024-Q1", "10.5").add("flow", "2024-H1", "30");
  reports.add("flow", "2024-Q3", "7").add("flow", "2024", "50.25");
  const auto result = to(reports, {"2024-Q2", "2024-Q4", "2024-9M", "2024-H2"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2"), "19.5");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q4"), "13.25");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-9M"), "37");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-H2"), "20.25");
}

TEST(ResampleFlow, APathNamesEachOfItsWindowsWithItsSign) {
  Reports reports;
  reports.add("flow", "2024-H1", "30").add("flow", "2024-Q3", "7").add("flow", "2024", "50");
  const auto result = to(reports, {"2024-Q4", "2024-H1"});
  const CellPlace cell = place(*result.cube, "flow", "2024-Q4");
  EXPECT_EQ(parts_of(*result.cube, cell),
            (Texts{"-1 x flow 2024-Q3 (window)", "-1 x flow 2024-H1 (window)",
                   "1 x flow 2024 (window)"}));
  EXPECT_EQ(result.cube->derivation(cell).rule_en, "2024-Q4 = 2024 - 2024-H1 - 2024-Q3");
  EXPECT_EQ(result.cube->derivation(cell).rule_vi, "2024-Q4 = 2024 - 2024-H1 - 2024-Q3");
  const CellPlace given = place(*result.cube, "flow", "2024-H1");
  EXPECT_EQ(result.cube->derivation(given).rule_en, "2024-H1 = as given");
  EXPECT_EQ(parts_of(*result.cube, given), (Texts{"1 x flow 2024-H1 (window)"}));
}

TEST(ResampleFlow, ADerivedCellLeadsDownToItsObservations) {
  const auto result = to(year_to_date_flows(), {"2024-Q2"});
  const auto derivation = result.cube->derivation(place(*result.cube, "flow", "2024-Q2"));
  ASSERT_EQ(derivation.parts.size(), 2U);
  for (const auto& part : derivation.parts) {
    EXPECT_GE(part.cube->derivation(part.place).observation, 0);
  }
}

TEST(ResampleFlow, ANegativeFlowIsKeptAndMarkedACorrection) {
  Reports reports;
  reports.add("flow", "2024-Q1", "40").add("flow", "2024-H1", "37");
  const auto result = to(reports, {"2024-Q1", "2024-Q2"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2"), "-3");
  EXPECT_TRUE(marked(*result.cube, "flow", "2024-Q2", Mark::correction));
  EXPECT_FALSE(marked(*result.cube, "flow", "2024-Q1", Mark::correction));
  EXPECT_TRUE(result.findings.empty());
}

TEST(ResampleFlow, AWindowThatCannotBeSeparatedIsMissingAndItsSpanIsNamed) {
  Reports reports;
  reports.add("flow", "2024-Q1", "40").add("flow", "2024-9M", "54");
  const auto result = to(reports, {"2024-Q2", "2024-Q4", "2024-H1"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2"), "");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q4"), "");
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::span);
  EXPECT_EQ(to_text(*result.findings[0].span), "2024-04..2024-09");
  EXPECT_EQ(result.findings[0].figure, "14");
  EXPECT_EQ(result.findings[0].period, 0);
  EXPECT_EQ(result.findings[0].message_en,
            "2024-Q2 cannot be separated: only 2024-04..2024-09 = 2024-9M - 2024-Q1 = 14 is known");
  EXPECT_EQ(result.findings[0].message_vi,
            "không tách được 2024-Q2: chỉ biết 2024-04..2024-09 = 2024-9M - 2024-Q1 = 14");
  EXPECT_EQ(to_text(*result.findings[1].span), "2024-9M");
  EXPECT_EQ(result.findings[1].period, 2);
  EXPECT_TRUE(marked(*result.cube, "flow", "2024-Q2", Mark::span));
  EXPECT_FALSE(marked(*result.cube, "flow", "2024-Q4", Mark::span));
}

TEST(ResampleFlow, AMissingFigureNamesTheCellsThatItWouldNeed) {
  Reports reports(2);
  reports.add("flow", "2024-Q1", "40").add("flow", "2024-9M", "54");
  reports.add("flow", "2024-H1", "50", 1);
  const auto result = to(reports, {"2024-Q2", "2024-Q4"});
  const CellPlace cell = place(*result.cube, "flow", "2024-Q2");
  EXPECT_EQ(parts_of(*result.cube, cell),
            (Texts{"-1 x flow 2024-Q1 (window)", "1 x flow 2024-9M (window)",
                   " x flow 2024-H1 (not reported)"}));
  EXPECT_EQ(result.cube->derivation(place(*result.cube, "flow", "2024-Q4")).rule_en,
            "no reported windows give 2024-Q4; needs 2024, or 2024-Q4 itself");
}

TEST(ResampleFlow, AMissingFigureNamesWindowsThatTheCubeDoesNotHold) {
  Reports reports;
  reports.add("flow", "2024-Q1", "40");
  const auto result = to(reports, {"2024-Q2", "2024-Q4"});
  const CellPlace second = place(*result.cube, "flow", "2024-Q2");
  const Derivation why = result.cube->derivation(second);
  EXPECT_EQ(why.rule_en, "no reported windows give 2024-Q2; needs 2024-H1, or 2024-Q2 itself");
  EXPECT_TRUE(why.rule_vi.ends_with("; cần 2024-H1, hoặc chính kỳ 2024-Q2"));
  EXPECT_EQ(parts_of(*result.cube, second),
            (Texts{" x flow 2024-Q1 (reported, not enough alone)"}));
  EXPECT_EQ(result.cube->derivation(place(*result.cube, "flow", "2024-Q4")).rule_en,
            "no reported windows give 2024-Q4; needs 2024-9M and 2024, or 2024-Q4 itself");
}

TEST(ResampleLast, AMissingLevelNamesTheWindowsThatEndWithIt) {
  Reports reports;
  reports.add("staff", "2024-Q1", "40");
  const auto result = to(reports, {"2024-Q2"});
  EXPECT_EQ(result.cube->derivation(place(*result.cube, "staff", "2024-Q2")).rule_en,
            "no reported windows give 2024-Q2; needs 2024-H1, or 2024-Q2 itself");
}

// Received files of Q2 are H1 - Q1 and what was pending on 1 April, which nobody reported.
TEST(ResampleCarried, AMissingFigureNamesTheStockThatItWouldNeed) {
  Reports reports;
  reports.add("received", "2024-Q1", "40").add("received", "2024-H1", "70");
  const auto result = to(reports, {"2024-Q2"});
  const CellPlace cell = place(*result.cube, "received", "2024-Q2");
  EXPECT_EQ(figure(*result.cube, "received", "2024-Q2"), "");
  const Derivation why = result.cube->derivation(cell);
  EXPECT_TRUE(
      why.rule_en.ends_with("; needs the stock [pending] at the end of 2024-03, or 2024-Q2 itself"))
      << why.rule_en;
  EXPECT_TRUE(why.rule_vi.ends_with("; cần tồn [pending] cuối 2024-03, hoặc chính kỳ 2024-Q2"));
  const Texts parts = parts_of(*result.cube, cell);
  for (const char* part :
       {" x received 2024-Q1 (reported, not enough alone)", "1 x received 2024-H1 (window)"}) {
    EXPECT_NE(std::ranges::find(parts, part), parts.end()) << part;
  }
}

TEST(ResampleCarried, AMissingFigureNamesWindowsAndStocksTogether) {
  Reports reports;
  reports.add("received", "2024-Q1", "40");
  const auto result = to(reports, {"2024-Q2"});
  const std::string why =
      result.cube->derivation(place(*result.cube, "received", "2024-Q2")).rule_en;
  EXPECT_TRUE(why.ends_with(
      "; needs 2024-H1 and the stock [pending] at the end of 2024-03, or 2024-Q2 itself"))
      << why;
}

TEST(ResampleLast, AMissingFlowOfACumulativeFigureNamesTheFiguresSinceJanuary) {
  Reports reports;
  reports.add("todate", "2024-Q2", "40");
  const auto result = to(reports, {"2024-Q3", "2024-Q1"}, {{}, true, 1});
  const CellPlace cell = place(*result.cube, "todate", "2024-Q3");
  EXPECT_TRUE(result.cube->derivation(cell).rule_en.ends_with("; needs 2024-9M"))
      << result.cube->derivation(cell).rule_en;
  EXPECT_EQ(parts_of(*result.cube, cell),
            (Texts{" x todate 2024-Q2 (reported, not enough alone)"}));
  EXPECT_TRUE(result.cube->derivation(place(*result.cube, "todate", "2024-Q1"))
                  .rule_en.ends_with("; needs 2024-Q1 itself"));
}

TEST(ResampleRatio, AMissingRateNamesWhatItsPartsLack) {
  Reports reports(2);
  reports.add("on_time", "2024-Q1", "3").add("on_time", "2024-H1", "9");
  reports.add("resolved", "2024-Q1", "4").add("resolved", "2024-H1", "1", 1);
  reports.add("rate", "2024-H1", "80", 1);
  const auto result = to(reports, {"2024-Q2"});
  const CellPlace cell = place(*result.cube, "rate", "2024-Q2");
  const Derivation why = result.cube->derivation(cell);
  EXPECT_TRUE(why.rule_en.ends_with("; denominator [resolved] needs 2024-H1, or 2024-Q2 itself"))
      << why.rule_en;
  EXPECT_TRUE(why.rule_vi.ends_with("; mẫu số [resolved] cần 2024-H1, hoặc chính kỳ 2024-Q2"));
  EXPECT_EQ(parts_of(*result.cube, cell),
            (Texts{" x rate 2024-H1 (not reported)", " x on_time 2024-Q1 (numerator)",
                   " x on_time 2024-H1 (numerator)", " x resolved 2024-Q1 (denominator)",
                   " x resolved 2024-H1 (denominator, not reported)"}));
}

TEST(ResampleRatio, AMissingRateSaysWhenAPartHasNoFiguresAtAll) {
  Reports reports(2);
  reports.add("on_time", "2024-Q1", "3").add("rate", "2024-Q1", "80", 1);
  const auto result = to(reports, {"2024-Q1"});
  EXPECT_TRUE(result.cube->derivation(place(*result.cube, "rate", "2024-Q1"))
                  .rule_en.ends_with("; denominator [resolved] has no figures"));
}

TEST(ResampleFlow, TwoPathsThatDisagreeAreAFindingAndTheShortestStands) {
  Reports reports = year_to_date_flows();
  reports.add("flow", "2024-H2", "90");  // 180 - 91 = 89
  const auto result = to(reports, {"2024-H2", "2024-Q3"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-H2"), "90");
  EXPECT_TRUE(marked(*result.cube, "flow", "2024-H2", Mark::conflict));
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q3"), "29");
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::disagreement);
  EXPECT_EQ(result.findings[0].message_en,
            "2024-H2: 2024-H2 gives 90, but 2024 - 2024-H1 gives 89; 90 stands until a report is "
            "corrected");
  EXPECT_EQ(result.findings[1].message_vi,
            "2024-Q3: 2024-9M - 2024-H1 cho 29, nhưng 2024-9M + 2024-H2 - 2024 cho 30; tạm dùng 29 "
            "cho đến khi sửa báo cáo");
}

// Ten in each month of 2024, and a year that says something else.
Reports months_and_a_year(const std::string& year) {
  Reports reports;
  for (int month = 1; month <= 12; ++month) {
    reports.add("flow", Period::month(2024, month), "10");
  }
  return reports.add("flow", "2024", year);
}

TEST(ResampleFlow, AYearThatItsTwelveMonthsDoNotAddUpToIsADisagreement) {
  const auto result = to(months_and_a_year("999"), {"2024-Q1", "2024"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024"), "999");
  EXPECT_TRUE(marked(*result.cube, "flow", "2024", Mark::conflict));
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q1"), "30");
  EXPECT_TRUE(marked(*result.cube, "flow", "2024-Q1", Mark::conflict));
  ASSERT_EQ(result.findings.size(), 1U) << "told once, at the window itself";
  EXPECT_EQ(result.findings[0].kind, FindingKind::disagreement);
  EXPECT_EQ(result.findings[0].period, 1);
  EXPECT_TRUE(result.findings[0].message_en.starts_with(
      "2024 is in doubt: 2024 gives 999, but 2024-01 + 2024-02 + "));
  EXPECT_TRUE(result.findings[0].message_en.ends_with(
      " + 2024-12 gives 120; correct one of these reports"));
}

TEST(ResampleFlow, ALongDisagreementIsToldWhereItsWindowIsNotWanted) {
  const auto result = to(months_and_a_year("999"), {"2024-Q1", "2024-Q2"});
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].period, 0);
  EXPECT_TRUE(marked(*result.cube, "flow", "2024-Q2", Mark::conflict));
}

TEST(ResampleFlow, TwelveMonthsThatAddUpLeaveNoDoubt) {
  const auto result = to(months_and_a_year("120"), {"2024-Q1", "2024"});
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(result.cube->plane(0).marks.size(), 0);
}

TEST(ResampleFlow, UnitsWithUnlikeReportsFollowTheirOwnPaths) {
  Reports reports(3);
  reports.add("flow", "2024-Q1", "1", 0).add("flow", "2024-H1", "3", 0);
  reports.add("flow", "2024-H1", "5", 1);
  reports.add("flow", "2024-Q2", "7", 2);
  const auto result = to(reports, {"2024-Q2"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2", 0), "2");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2", 1), "");
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2", 2), "7");
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].unit, 2);  // the province stands first
}

TEST(ResampleFlow, FiguresBeyondAFloatStayExact) {
  Reports reports;
  reports.add("flow", "2024-Q1", "9007199254740993").add("flow", "2024-H1", "9007199254740996");
  reports.add("flow", "2024-H2", "9007199254740995");
  const auto result = to(reports, {"2024-Q2", "2024"});
  EXPECT_EQ(figure(*result.cube, "flow", "2024-Q2"), "3");
  EXPECT_EQ(figure(*result.cube, "flow", "2024"), "18014398509481991");
}

TEST(ResampleState, ACellWithoutFigureKeepsWhatItsWindowsSay) {
  Reports reports;
  reports.blank("flow", "2024-Q1", ValueState::optional);
  reports.blank("flow", "2024-H1", ValueState::optional);
  reports.blank("flow", "2024-Q3", ValueState::unreadable);
  const auto result = to(reports, {"2024-Q2", "2024-Q3", "2024-07", "2024"});
  const auto state = [&](const std::string& period) {
    const CellPlace cell = place(*result.cube, "flow", period);
    return to_text(result.cube->plane(cell.plane).state(cell.unit, cell.period));
  };
  EXPECT_EQ(state("2024-Q2"), "optional");
  EXPECT_EQ(state("2024-Q3"), "unreadable");
  EXPECT_EQ(state("2024-07"), "missing");
  EXPECT_EQ(state("2024"), "missing");
}

TEST(ResampleCarryOver, ASecondQuarterTakesOverWhatTheFirstLeftPending) {
  Reports reports;
  reports.add("received", "2024-Q1", "100").add("resolved", "2024-Q1", "80");
  reports.add("received", "2024-H1", "170").add("resolved", "2024-H1", "165");
  const auto result = to(reports, {"2024-Q2"});
  // 70 new files and the 20 that were open at the end of March.
  EXPECT_EQ(figure(*result.cube, "received", "2024-Q2"), "90");
  EXPECT_EQ(figure(*result.cube, "resolved", "2024-Q2"), "85");
  const CellPlace cell = place(*result.cube, "received", "2024-Q2");
  EXPECT_EQ(result.cube->derivation(cell).rule_en,
            "2024-Q2 = 2024-H1 - 2024-Q1 + stock at the end of 2024-Q1");
  EXPECT_EQ(result.cube->derivation(cell).rule_vi,
            "2024-Q2 = 2024-H1 - 2024-Q1 + tồn cuối kỳ 2024-Q1");
  EXPECT_EQ(
      parts_of(*result.cube, cell),
      (Texts{"-1 x received 2024-Q1 (window)", "1 x received 2024-H1 (window)",
             "1 x received 2024-Q1 (opening stock)", "-1 x resolved 2024-Q1 (opening stock)"}));
}

TEST(ResampleCarryOver, AYearIsTheFirstWindowAndTheNewFilesOfTheOthers) {
  Reports reports;
  reports.add("received", "2024-H1", "170").add("resolved", "2024-H1", "165");
  reports.add("received", "2024-Q3", "45").add("resolved", "2024-Q3", "42");
  reports.add("received", "2024-Q4", "33");
  const auto result = to(reports, {"2024"});
  EXPECT_EQ(figure(*result.cube, "received", "2024"), "240");  // 170 + (45 - 5) + (33 - 3)
  EXPECT_EQ(result.cube->derivation(place(*result.cube, "received", "2024")).rule_en,
            "2024 = 2024-H1 + 2024-Q3 + 2024-Q4 - stock at the end of 2024-H1 - stock at the end "
            "of 2024-Q3");
}

TEST(ResampleCarryOver, WithoutTheStockInBetweenNothingIsMadeUp) {
  Reports reports;
  reports.add("received", "2024-H1", "170").add("received", "2024-H2", "80");
  const auto result = to(reports, {"2024"});
  EXPECT_EQ(figure(*result.cube, "received", "2024"), "");
  EXPECT_TRUE(result.findings.empty());
}

TEST(ResampleCarryOver, TheStocksOwnFigureServesWhereItWasReported) {
  Reports reports;
  reports.add("received", "2024-H1", "170").add("received", "2024-H2", "80");
  reports.add("pending", "2024-Q2", "5");
  const auto result = to(reports, {"2024"});
  EXPECT_EQ(figure(*result.cube, "received", "2024"), "245");
  EXPECT_EQ(parts_of(*result.cube, place(*result.cube, "received", "2024")).back(),
            "-1 x pending 2024-Q2 (opening stock)");
}

TEST(ResampleCarryOver, ALongerPathServesWhereAStockIsMissingOnTheShortest) {
  Reports reports;
  reports.add("received", "2024-H1", "170").add("received", "2024-H2", "80");
  reports.add("received", "2024-9M", "210").add("resolved", "2024-9M", "200");
  reports.add("received", "2024-Q4", "40");
  const auto result = to(reports, {"2024"});
  EXPECT_EQ(figure(*result.cube, "received", "2024"), "240");
}

TEST(ResampleCarryOver, TwoStocksOfOneDayThatDifferAreAConflict) {
  Reports reports;
  reports.add("received", "2024-H1", "170").add("resolved", "2024-H1", "165");
  reports.add("received", "2024-Q2", "90").add("resolved", "2024-Q2", "84");
  reports.add("received", "2024-H2", "80");
  const auto result = to(reports, {"2024"});
  EXPECT_EQ(figure(*result.cube, "received", "2024"), "245");  // the longer window's stock of 5
  EXPECT_TRUE(marked(*result.cube, "received", "2024", Mark::conflict));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::conflict);
  EXPECT_EQ(result.findings[0].message_en,
            "2024: stock at the end of 2024-H1 gives 5, but stock at the end of 2024-Q2 gives 6; 5 "
            "stands until a report is corrected");
}

TEST(ResampleCarryOver, ReportsThatContradictEachOtherAreADisagreement) {
  Reports reports;
  reports.add("received", "2024-Q1", "100").add("resolved", "2024-Q1", "80");
  reports.add("received", "2024-Q2", "91").add("received", "2024-H1", "170");
  const auto result = to(reports, {"2024-Q2"});
  EXPECT_EQ(figure(*result.cube, "received", "2024-Q2"), "91");
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::disagreement);
}

TEST(ResampleCarryOver, ASpanIsNamedOnlyWhereItsStockIsKnown) {
  Reports reports;
  reports.add("received", "2024-9M", "210").add("resolved", "2024-9M", "200");
  reports.add("received", "2024-Q1", "100");
  auto findings = to(reports, {"2024-Q2"}).findings;
  ASSERT_EQ(findings.size(), 2U);  // resolved files come first
  EXPECT_EQ(to_text(*findings[1].span), "2024-9M");
  reports.add("resolved", "2024-Q1", "70");
  findings = to(reports, {"2024-Q2"}).findings;
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(to_text(*findings[1].span), "2024-04..2024-09");
  EXPECT_EQ(findings[1].figure, "140");
}

TEST(ResampleCumulative, AFigureMeansSinceJanuaryWhateverItsWindow) {
  Reports reports;
  reports.add("todate", "2024-H1", "12").add("todate", "2024-Q3", "20").add("todate", "2024", "31");
  const auto result = to(reports, {"2024-Q2", "2024-9M", "2024-H2", "2024-Q1"});
  EXPECT_EQ(figure(*result.cube, "todate", "2024-Q2"), "12");
  EXPECT_EQ(figure(*result.cube, "todate", "2024-9M"), "20");
  EXPECT_EQ(figure(*result.cube, "todate", "2024-H2"), "31");
  EXPECT_EQ(figure(*result.cube, "todate", "2024-Q1"), "");
  EXPECT_EQ(result.cube->derivation(place(*result.cube, "todate", "2024-Q2")).rule_en,
            "2024-Q2 = figure of 2024-H1");
}

TEST(ResampleCumulative, FlowsAreDifferencesInsideAYear) {
  Reports reports;
  reports.add("todate", "2024-Q1", "5").add("todate", "2024-H1", "12");
  reports.add("todate", "2024-Q3", "20").add("todate", "2024", "31");
  const auto result = to(reports, {"2024-Q1", "2024-Q2", "2024-Q3", "2024-H2", "2024", "2025-Q1"},
                         {.flows_of_cumulative = true});
  EXPECT_EQ(figure(*result.cube, "todate", "2024-Q1"), "5");
  EXPECT_EQ(figure(*result.cube, "todate", "2024-Q2"), "7");
  EXPECT_EQ(figure(*result.cube, "todate", "2024-Q3"), "8");
  EXPECT_EQ(figure(*result.cube, "todate", "2024-H2"), "19");
  EXPECT_EQ(figure(*result.cube, "todate", "2024"), "31");
  EXPECT_EQ(figure(*result.cube, "todate", "2025-Q1"), "");
}

TEST(ResampleCumulative, TwoFiguresSinceJanuaryThatDifferAreAConflict) {
  Reports reports;
  reports.add("todate", "2024-Q2", "11").add("todate", "2024-H1", "12");
  reports.add("todate", "2024-Q1", "5");
  const auto result = to(reports, {"2024-Q2"}, {.flows_of_cumulative = true});
  EXPECT_EQ(figure(*result.cube, "todate", "2024-Q2"), "7");
  EXPECT_TRUE(marked(*result.cube, "todate", "2024-Q2", Mark::conflict));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::conflict);
}

TEST(ResampleStock, TheValueAtTheEndIsTheFigureOfAnyWindowThatEndsThere) {
  Reports reports;
  reports.add("staff", "2024-Q2", "39").add("staff", "2024-H1", "39").add("staff", "2024", "38");
  const auto result = to(reports, {"2024-06", "2024-Q2", "2024-Q4", "2024-Q3"});
  EXPECT_EQ(figure(*result.cube, "staff", "2024-06"), "39");
  EXPECT_EQ(figure(*result.cube, "staff", "2024-Q2"), "39");
  EXPECT_EQ(figure(*result.cube, "staff", "2024-Q4"), "38");
  EXPECT_EQ(figure(*result.cube, "staff", "2024-Q3"), "");
  EXPECT_TRUE(result.findings.empty());
}

TEST(ResampleStock, LevelsOfOneDayThatDifferAreAConflictAndTheNearestWindowStands) {
  Reports reports;
  reports.add("staff", "2024-06", "40").add("staff", "2024-Q2", "39").add("staff", "2024-H1", "38");
  const auto result = to(reports, {"2024-Q2", "2024-05..2024-06"});
  EXPECT_EQ(figure(*result.cube, "staff", "2024-Q2"), "39");
  EXPECT_EQ(figure(*result.cube, "staff", "2024-05..2024-06"), "38");
  EXPECT_TRUE(marked(*result.cube, "staff", "2024-Q2", Mark::conflict));
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::conflict);
  EXPECT_EQ(result.findings[0].message_en,
            "2024-Q2: 2024-Q2 gives 39, but 2024-H1 gives 38; 39 stands until a report is "
            "corrected");
}

TEST(ResampleCoded, AnAnswerHoldsAtTheEndOfItsWindow) {
  Reports reports;
  reports.add("grade", "2024-H1", "0").add("grade", "2024", "1");
  const auto result = to(reports, {"2024-Q2", "2024-H2", "2024-Q3"});
  EXPECT_EQ(figure(*result.cube, "grade", "2024-Q2"), "0");
  EXPECT_EQ(figure(*result.cube, "grade", "2024-H2"), "1");
  EXPECT_EQ(figure(*result.cube, "grade", "2024-Q3"), "");
}

TEST(ResampleAny, OneYesInsideIsYesAndOnlyACompleteCoverOfNoIsNo) {
  Reports reports;
  reports.add("held", "2024-Q1", "0").add("held", "2024-Q2", "1").add("held", "2024-H2", "0");
  reports.add("held", "2023", "0").add("held", "2022", "1").add("held", "2021-Q1", "0");
  const auto result =
      to(reports, {"2024-H1", "2024", "2024-Q3", "2023-Q2", "2022-Q2", "2021-H1", "2024-Q1"});
  EXPECT_EQ(figure(*result.cube, "held", "2024-H1"), "1");
  EXPECT_EQ(figure(*result.cube, "held", "2024"), "1");
  EXPECT_EQ(figure(*result.cube, "held", "2024-Q3"), "0");
  EXPECT_EQ(figure(*result.cube, "held", "2023-Q2"), "0");
  EXPECT_EQ(figure(*result.cube, "held", "2022-Q2"), "") << "the yes may lie in another quarter";
  EXPECT_EQ(figure(*result.cube, "held", "2021-H1"), "") << "Q2 is not covered";
  EXPECT_EQ(figure(*result.cube, "held", "2024-Q1"), "0");
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(parts_of(*result.cube, place(*result.cube, "held", "2024-H1")),
            (Texts{"1 x held 2024-Q2 (window)"}));
}

TEST(ResampleAny, AYesUnderANoIsAConflict) {
  Reports reports;
  reports.add("held", "2024-Q1", "1").add("held", "2024-H1", "0");
  const auto result = to(reports, {"2024-H1", "2024-Q2"});
  EXPECT_EQ(figure(*result.cube, "held", "2024-H1"), "1");
  EXPECT_EQ(figure(*result.cube, "held", "2024-Q2"), "0");
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::conflict);
  EXPECT_EQ(result.findings[0].period, 0);
}

TEST(ResampleExtremes, NeedWindowsThatFillTheWantedOne) {
  Reports reports;
  for (const std::string code : {"peak", "trough"}) {
    reports.add(code, "2024-Q1", "4").add(code, "2024-Q2", "9").add(code, "2024-Q4", "2");
  }
  const auto result = to(reports, {"2024-H1", "2024", "2024-Q4"});
  EXPECT_EQ(figure(*result.cube, "peak", "2024-H1"), "9");
  EXPECT_EQ(figure(*result.cube, "trough", "2024-H1"), "4");
  EXPECT_EQ(figure(*result.cube, "peak", "2024"), "");
  EXPECT_EQ(figure(*result.cube, "trough", "2024-Q4"), "2");
  const CellPlace cell = place(*result.cube, "peak", "2024-H1");
  EXPECT_EQ(parts_of(*result.cube, cell),
            (Texts{" x peak 2024-Q1 (window looked at)", " x peak 2024-Q2 (window looked at)"}));
  EXPECT_EQ(result.cube->derivation(cell).rule_en, "2024-H1 = largest of 2024-Q1, 2024-Q2");
}

TEST(ResampleMean, WeighsWindowsByTheirMonthsAndDividesOnce) {
  Reports reports;
  reports.add("level", "2024-Q1", "1").add("level", "2024-Q2", "2.5").add("level", "2024-H2", "4");
  const auto result = to(reports, {"2024", "2024-H1", "2024-Q2"});
  EXPECT_EQ(figure(*result.cube, "level", "2024"), "2.875");  // (3 + 7.5 + 24) / 12
  EXPECT_EQ(figure(*result.cube, "level", "2024-H1"), "1.75");
  EXPECT_EQ(figure(*result.cube, "level", "2024-Q2"), "2.5");
  EXPECT_FALSE(result.cube->plane(0).figures.exact);
}

TEST(ResampleMean, TakesTheFinestCover) {
  Reports reports;
  reports.add("level", "2024-Q1", "1").add("level", "2024-Q2", "3").add("level", "2024-H1", "7");
  reports.add("level", "2024-H2", "5");
  EXPECT_EQ(figure(*to(reports, {"2024"}).cube, "level", "2024"), "3.5");
}

TEST(ResampleNone, KnowsOnlyTheWindowItself) {
  Reports reports;
  reports.add("alone", "2024-Q1", "1").add("alone", "2024-Q2", "2");
  const auto result = to(reports, {"2024-Q2", "2024-H1"});
  EXPECT_EQ(figure(*result.cube, "alone", "2024-Q2"), "2");
  EXPECT_EQ(figure(*result.cube, "alone", "2024-H1"), "");
}

TEST(ResampleRatio, DividesTheSumsOnce) {
  Reports reports;
  reports.add("on_time", "2024-Q1", "1")
      .add("resolved", "2024-Q1", "2")
      .add("rate", "2024-Q1", "50");
  reports.add("on_time", "2024-H1", "3").add("resolved", "2024-H1", "8");
  const auto result = to(reports, {"2024-Q2", "2024-H1", "2024-Q1"});
  const Figures& rates = result.cube->plane(result.cube->at("rate")).figures;
  EXPECT_FALSE(rates.exact);
  EXPECT_EQ(rates.head(1, 0), 100.0 / 3.0);
  EXPECT_EQ(figure(*result.cube, "rate", "2024-H1"), "37.5");
  EXPECT_EQ(figure(*result.cube, "rate", "2024-Q1"), "50");
  const auto& parts = *result.cube->plane(result.cube->at("rate")).parts;
  EXPECT_EQ(parts.numerator.text(1, 0), "2");
  EXPECT_EQ(parts.denominator.text(1, 0), "6");
  const CellPlace cell = place(*result.cube, "rate", "2024-Q2");
  EXPECT_EQ(result.cube->derivation(cell).rule_en,
            "2024-Q2 = 100 x ([on_time] 2024-H1 - [on_time] 2024-Q1) / ([resolved] 2024-H1 - "
            "[resolved] 2024-Q1)");
  EXPECT_EQ(parts_of(*result.cube, cell),
            (Texts{"-1 x on_time 2024-Q1 (numerator)", "1 x on_time 2024-H1 (numerator)",
                   "-1 x resolved 2024-Q1 (denominator)", "1 x resolved 2024-H1 (denominator)"}));
}

TEST(ResampleRatio, AReportedRateStandsForItsOwnWindow) {
  Reports reports;
  reports.add("on_time", "2024-H1", "3")
      .add("resolved", "2024-H1", "8")
      .add("rate", "2024-H1", "38");
  EXPECT_EQ(figure(*to(reports, {"2024-H1"}).cube, "rate", "2024-H1"), "38");
}

TEST(ResampleRatio, APartAtAnotherTimeIsBroughtToItsOwnWindow) {
  Reports reports;
  reports.add("staff", "2015-H2", "200").add("staff", "2024-H1", "150").add("cut", "2023", "20");
  const auto result = to(reports, {"2024-Q2", "2023-H2"});
  EXPECT_EQ(figure(*result.cube, "cut", "2024-Q2"), "25");
  EXPECT_EQ(figure(*result.cube, "cut", "2023-H2"), "") << "no staff of 2023";
}

TEST(ResampleRatio, NothingOverNothingIsMissing) {
  Reports reports;
  reports.add("on_time", "2024-Q1", "0")
      .add("resolved", "2024-Q1", "0")
      .add("rate", "2024-H2", "1");
  EXPECT_EQ(figure(*to(reports, {"2024-Q1"}).cube, "rate", "2024-Q1"), "");
}

TEST(ResampleRatio, APublishedIndexFollowsTheEndOfItsWindow) {
  Reports reports;
  reports.add("index", "2024", "87.32");
  EXPECT_EQ(figure(*to(reports, {"2024-H2"}).cube, "index", "2024-H2"), "87.32");
}

TEST(ResampleRatio, PartsFollowTheirOwnRules) {
  Reports reports;
  reports.add("received", "2024-Q1", "100").add("resolved", "2024-Q1", "80");
  reports.add("received", "2024-H1", "170").add("resolved", "2024-H1", "140");
  reports.add("backlog", "2024-Q3", "1");
  const auto result = to(reports, {"2024-Q2"});
  // Carried over 20, new 70, resolved 60: 30 of 90 are open.
  const Figures& backlog = result.cube->plane(result.cube->at("backlog")).figures;
  EXPECT_EQ(backlog.head(1, 0), 100.0 / 3.0);
}

TEST(ResampleRatio, APartThatIsDoubtedMakesTheRatioDoubtful) {
  Reports reports;
  reports.add("on_time", "2024-Q1", "1").add("on_time", "2024-Q2", "2");
  reports.add("on_time", "2024-H1", "4").add("resolved", "2024-H1", "8");
  reports.add("rate", "2024-H2", "50");
  const auto result = to(reports, {"2024-H1"});
  EXPECT_EQ(figure(*result.cube, "rate", "2024-H1"), "50");
  EXPECT_TRUE(marked(*result.cube, "rate", "2024-H1", Mark::conflict));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].plane, result.cube->at("on_time"));
}

TEST(ResampleRatio, ARateIsNoPartOfASum) {
  Reports reports;
  reports.add("rate", "2024-H1", "50").add("resolved", "2024-H1", "8");
  reports.add("relation", "2024-Q1", "6");
  const auto result = to(reports, {"2024-H1", "2024-Q1"});
  EXPECT_EQ(figure(*result.cube, "relation", "2024-H1"), "");
  EXPECT_EQ(figure(*result.cube, "relation", "2024-Q1"), "6");
}

TEST(ResampleRatio, AProductCannotBePooledOverPeriods) {
  Reports reports;
  reports.add("product", "2024-H1", "50");
  EXPECT_EQ(code_of([&] { (void)to(reports, {"2024-H1"}); }), "CCHC-E1005");
}

TEST(ResampleMarks, AFigureInheritsTheMarksOfItsPath) {
  Reports reports;
  reports.add("flow", "2024-Q1", "40").add("flow", "2024-H1", "37").add("flow", "2024-9M", "50");
  const auto quarters = to(reports, {"2024-Q2", "2024-Q3", "2024-Q1"});
  const auto again = resample(quarters.cube, windows({"2024-H1", "2024-Q3"}));
  EXPECT_EQ(figure(*again.cube, "flow", "2024-H1"), "37");
  EXPECT_TRUE(marked(*again.cube, "flow", "2024-H1", Mark::correction));
  EXPECT_FALSE(marked(*again.cube, "flow", "2024-Q3", Mark::correction));
}

TEST(ResampleRolledUp, TotalsOfDifferentUnitsAreNotTakenFromEachOther) {
  Reports reports(3);
  for (int unit = 0; unit < 3; ++unit) {
    reports.add("flow", "2024-Q1", "10", unit);
  }
  reports.add("flow", "2024-H1", "15", 0).add("flow", "2024-H1", "16", 1);
  RollUpOptions options;
  options.missing.rule = MissingRule::skip_missing;
  const auto rolled = roll_up(reports.cube(), options);
  const auto result = resample(rolled, windows({"2024-Q2", "2024-Q1", "2024-Q3"}));
  const Plane& plane = result.cube->plane(0);
  ASSERT_TRUE(plane.coverage.has_value());
  EXPECT_FALSE(plane.figures.has(0, 0)) << "31 of two units less 30 of three";
  EXPECT_EQ(plane.state(0, 0), ValueState::missing);
  EXPECT_FALSE(plane.has_mark(0, 0, Mark::correction));
  EXPECT_EQ(plane.coverage->expected(0, 0), 3);
  EXPECT_EQ(plane.coverage->reported(0, 0), 0);
  EXPECT_EQ(plane.figures.text(1, 0), "5") << "a unit alone";
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::perimeter);
  EXPECT_EQ(result.findings[0].unit, 0);
  EXPECT_EQ(result.findings[0].message_en,
            "2024-Q2 = 2024-H1 - 2024-Q1 would mix totals of different units; resample the units' "
            "own figures first, then roll up");
  const Derivation why = result.cube->derivation({0, 0, 0});
  EXPECT_EQ(why.rule_en, result.findings[0].message_en);
  EXPECT_EQ(why.parts.size(), 2U);
  EXPECT_EQ(plane.coverage->reported(0, 1), 3);
  EXPECT_EQ(plane.coverage->reported(0, 2), 0);
  EXPECT_EQ(plane.so_far->text(0, 1), "30");
}

TEST(ResampleRolledUp, TotalsOfTheSameUnitsAreTakenFromEachOther) {
  Reports reports(3);
  for (int unit = 0; unit < 2; ++unit) {
    reports.add("flow", "2024-Q1", "10", unit).add("flow", "2024-H1", "25", unit);
  }
  RollUpOptions options;
  options.missing.rule = MissingRule::skip_missing;
  const auto result = resample(roll_up(reports.cube(), options), windows({"2024-Q2"}));
  const Plane& plane = result.cube->plane(0);
  EXPECT_EQ(plane.figures.text(0, 0), "30");
  EXPECT_EQ(plane.coverage->expected(0, 0), 3);
  EXPECT_EQ(plane.coverage->reported(0, 0), 2);
  EXPECT_TRUE(result.findings.empty());
}

TEST(ResampleRolledUp, AsManyUnitsAreNotTheSameUnits) {
  Reports reports(2);
  reports.add("flow", "2024-Q1", "100", 0).add("flow", "2024-H1", "150", 1);
  RollUpOptions options;
  options.missing.rule = MissingRule::skip_missing;
  const auto result = resample(roll_up(reports.cube(), options), windows({"2024-Q2", "2024-H1"}));
  EXPECT_FALSE(result.cube->plane(0).figures.has(0, 0));
  EXPECT_EQ(result.cube->plane(0).figures.text(0, 1), "150") << "a window that is held is copied";
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].kind, FindingKind::perimeter);
  EXPECT_EQ(result.findings[1].kind, FindingKind::span) << "the second department alone";
}

TEST(ResampleRolledUp, NeitherSpansNorDisagreementsCompareTotalsOfDifferentUnits) {
  Reports reports(2);
  reports.add("flow", "2024-Q1", "10", 0).add("flow", "2024-Q1", "20", 1);
  reports.add("flow", "2024-Q2", "5", 0).add("flow", "2024-H1", "15", 0);
  reports.add("flow", "2024-H1", "27", 1).add("flow", "2024", "60", 0);
  RollUpOptions options;
  options.missing.rule = MissingRule::skip_missing;
  const auto result = resample(roll_up(reports.cube(), options), windows({"2024-H1", "2024-Q3"}));
  EXPECT_EQ(result.cube->plane(0).figures.text(0, 0), "42") << "Q1 + Q2 holds one unit less";
  EXPECT_FALSE(result.cube->plane(0).has_mark(0, 0, Mark::conflict));
  EXPECT_FALSE(result.cube->plane(0).has_mark(0, 1, Mark::span));
  for (const WindowFinding& finding : result.findings) {
    EXPECT_NE(finding.unit, 0) << finding.message_en;
  }
}

TEST(ResampleRolledUp, AWithheldTotalIsNoEdgeAndStaysWithheldInItsOwnWindow) {
  Reports reports(2);
  reports.add("flow", "2024-Q1", "10", 0).add("flow", "2024-Q1", "20", 1);
  reports.add("flow", "2024-H1", "15", 0);
  const auto rolled = roll_up(reports.cube());
  const auto result = resample(rolled, windows({"2024-Q2", "2024-H1"}));
  const Plane& plane = result.cube->plane(0);
  EXPECT_FALSE(plane.figures.has(0, 0));
  EXPECT_FALSE(plane.figures.has(0, 1));
  EXPECT_TRUE(plane.has_mark(0, 1, Mark::withheld));
  EXPECT_EQ(plane.so_far->text(0, 1), "15");
  EXPECT_EQ(plane.coverage->reported(0, 1), 1);
  EXPECT_EQ(plane.figures.text(1, 0), "5");
}

TEST(ResampleRolledUp, FiguresThatAreNotExactAreTakenOverAndNeverAdded) {
  Reports reports(2);
  reports.add("level", "2024-Q1", "1", 0).add("level", "2024-Q1", "2", 1);
  reports.add("level", "2024-Q2", "1", 0).add("level", "2024-Q2", "3", 1);
  const auto result = resample(roll_up(reports.cube()), windows({"2024-Q1", "2024-H1"}));
  EXPECT_EQ(result.cube->plane(0).figures.text(0, 0), "1.5");
  EXPECT_FALSE(result.cube->plane(0).figures.has(0, 1));
}

TEST(ResampleRolledUp, AnswersAndPartsFollowTheWindowThatWasTaken) {
  Reports reports(2);
  reports.add("grade", "2024-H1", "1", 0).add("grade", "2024-H1", "1", 1);
  reports.add("on_time", "2024-H1", "3", 0).add("resolved", "2024-H1", "4", 0);
  reports.add("on_time", "2024-H1", "1", 1).add("resolved", "2024-H1", "4", 1);
  reports.add("rate", "2024-H1", "75", 0).add("rate", "2024-H1", "25", 1);
  const auto result = resample(roll_up(reports.cube()), windows({"2024-H1"}));
  const Plane& grades = result.cube->plane(result.cube->at("grade"));
  ASSERT_EQ(grades.answers.size(), 2U);
  EXPECT_EQ(grades.answers[1](0, 0), 2);
  const Plane& rates = result.cube->plane(result.cube->at("rate"));
  EXPECT_EQ(rates.figures.text(0, 0), "50");
  EXPECT_EQ(rates.parts->numerator.text(0, 0), "4");
  EXPECT_EQ(rates.parts->denominator.text(0, 0), "8");
}

TEST(ResampleCalls, AnOperationThatTheKindForbidsIsRefused) {
  Reports reports;
  reports.add("staff", "2024-H1", "39");
  const auto cube = reports.cube();
  EXPECT_EQ(
      code_of([&] { (void)resample(cube, windows({"2024"}), {.over_periods = OverPeriods::sum}); }),
      "CCHC-E1002");
  const auto maximum = resample(cube, windows({"2024-H1"}), {.over_periods = OverPeriods::maximum});
  EXPECT_EQ(figure(*maximum.cube, "staff", "2024-H1"), "39");
}

TEST(ResampleCalls, AWindowIsWantedOnce) {
  EXPECT_EQ(code_of([] {
              (void)to(year_to_date_flows(), {"2024", "2024-Q1", "2024"});
            }),
            "CCHC-E1020");
}

TEST(ResampleCalls, TheOrderOfTheWantedWindowsIsKept) {
  const auto result = to(year_to_date_flows(), {"2024-Q4", "2024-Q1"});
  EXPECT_EQ(result.cube->periods(), windows({"2024-Q4", "2024-Q1"}));
  EXPECT_EQ(to(year_to_date_flows(), {}).cube->periods().size(), 0U);
}

TEST(ResampleCalls, FindingKindsAreWords) {
  EXPECT_EQ(to_text(FindingKind::disagreement), "disagreement");
  EXPECT_EQ(to_text(FindingKind::span), "span");
  EXPECT_EQ(to_text(FindingKind::conflict), "conflict");
  EXPECT_EQ(to_text(FindingKind::perimeter), "perimeter");
}

}  // namespace
}  // namespace cchc
