#include <gtest/gtest.h>

#include "cchc/aggregate/derive.hpp"
#include "cchc/aggregate/rebuild.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/compare/comparison.hpp"
#include "cchc/report/explanation.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::day;
using samples::decimal;
using samples::event;
using samples::group;
using samples::marked;
using samples::part;
using samples::refusal;
using samples::Reports;
using samples::text;

constexpr const char* change = "2025-01-01";

Unit dated(std::string id, std::string_view from, std::string_view to) {
  Unit made = below("p", std::move(id));
  made.valid_from = samples::optional_day(from);
  made.valid_to = samples::optional_day(to);
  return made;
}

// Units a and b become ab.
std::shared_ptr<const Hierarchy> merging() {
  return samples::tree(
      {group("p"), dated("a", "", change), dated("b", "", change), dated("ab", change, "")});
}

Lineage merger() {
  return {*merging(), {event(EventKind::merge, change, {"a", "b"}, {part("ab")})}};
}

// The unit x becomes y and z.
std::shared_ptr<const Hierarchy> parting() {
  return samples::tree(
      {group("p"), dated("x", "", change), dated("y", change, ""), dated("z", change, "")});
}

Lineage split(std::string_view first = "", std::string_view second = "") {
  return {*parting(),
          {event(EventKind::split, change, {"x"}, {part("y", first), part("z", second)})}};
}

TEST(Rebuild, AMergerAddsTheFiguresOfItsParts) {
  const auto cube = Reports().figure("1.1", "a", "10").figure("1.1", "b", "20").cube(merging());
  const auto now = rebuild_as_it_is(cube, merger(), day(change)).cube;
  EXPECT_EQ(text(*now, "1.1", "ab"), "30");
  EXPECT_TRUE(marked(*now, Mark::rebuilt, "1.1", "ab"));
  EXPECT_FALSE(marked(*now, Mark::estimated, "1.1", "ab"));
}

TEST(Rebuild, AMergerWithAMissingFigureIsMissing) {
  const auto cube = Reports().figure("1.1", "a", "10").blank("1.1", "b").cube(merging());
  const auto now = rebuild_as_it_is(cube, merger(), day(change)).cube;
  EXPECT_EQ(text(*now, "1.1", "ab"), "");
}

TEST(Rebuild, ASplitWithSharesKeepsTheTotalToTheLastDigit) {
  const auto cube = Reports().figure("1.1", "x", "101").cube(parting());
  const auto now = rebuild_as_it_is(cube, split("0.35", "0.65"), day(change)).cube;
  EXPECT_EQ(text(*now, "1.1", "y"), "35.35");
  EXPECT_EQ(text(*now, "1.1", "z"), "65.65");
  EXPECT_TRUE(marked(*now, Mark::estimated, "1.1", "y"));
  EXPECT_EQ(text(*roll_up(now), "1.1", "p"), "101");
}

TEST(Rebuild, ARateCarriedThroughSharesIsAnEstimate) {
  const auto cube = Reports()
                        .figure("2.3", "x", "60")
                        .figure("2.2", "x", "60")
                        .figure("2.1", "x", "100")
                        .cube(parting());
  const auto now = rebuild_as_it_is(cube, split("0.5", "0.5"), day(change)).cube;
  EXPECT_EQ(text(*now, "2.3", "y"), "60");
  EXPECT_TRUE(marked(*now, Mark::estimated, "2.3", "y"));
}

TEST(Rebuild, ARateCarriedThroughItsWeightIsAnEstimate) {
  const auto cube = Reports()
                        .figure("2.3", "a", "60")
                        .figure("2.1", "a", "100")
                        .figure("2.3", "b", "80")
                        .figure("2.1", "b", "100")
                        .cube(merging());
  const auto now = rebuild_as_it_is(cube, merger(), day(change)).cube;
  EXPECT_EQ(text(*now, "2.3", "ab"), "70");
  EXPECT_TRUE(marked(*now, Mark::estimated, "2.3", "ab"));
}

TEST(Rebuild, AFigureThatEndsMissingHasNoMarks) {
  const auto cube = Reports().figure("1.1", "a", "10").blank("1.1", "b").cube(merging());
  const auto now = rebuild_as_it_is(cube, merger(), day(change)).cube;
  EXPECT_FALSE(marked(*now, Mark::rebuilt, "1.1", "ab"));
}

TEST(Rebuild, BothPartsOfASplitCommuneKeepTheWholeSharedList) {
  Unit x = dated("x", "", change), y = dated("y", change, ""), z = dated("z", change, "");
  x.type = y.type = z.type = "commune";
  const auto units = samples::tree({group("p"), x, y, z});
  const auto cube = Reports().figure("3.1", "x", "400").cube(units);
  const auto now = rebuild_as_it_is(cube, split("0.5", "0.5"), day(change)).cube;
  EXPECT_EQ(text(*now, "3.1", "y"), "400");
  EXPECT_EQ(text(*now, "3.1", "z"), "400");
  EXPECT_TRUE(marked(*now, Mark::estimated, "3.1", "y"));
}

TEST(Rebuild, AmountsThatMoveChangeTheRatesThatRestOnThem) {
  const auto units = samples::tree({group("p"), below("p", "g"), below("p", "k")});
  LineageEvent moved = event(EventKind::transfer, change, {"g"}, {part("k")});
  moved.to.front().amounts = {{"2.1", decimal("50")}, {"2.2", decimal("10")}};
  Reports reports;
  reports.figure("2.3", "g", "60").figure("2.2", "g", "60").figure("2.1", "g", "100");
  reports.figure("2.3", "k", "100").figure("2.2", "k", "100").figure("2.1", "k", "100");
  const auto now = rebuild_as_it_is(reports.cube(units), {*units, {moved}}, day(change)).cube;
  EXPECT_EQ(text(*now, "2.1", "g"), "50");
  EXPECT_EQ(text(*now, "2.2", "k"), "110");
  EXPECT_EQ(text(*now, "2.3", "g"), "100");
  EXPECT_EQ(text(*now, "2.3", "k").substr(0, 6), "73.333");
  EXPECT_TRUE(marked(*now, Mark::estimated, "2.3", "g"));
  EXPECT_EQ(text(*roll_up(now), "2.1", "p"), "200");
}

// 1.2 of a year is (1.1 of 2015 - 1.1 now) / 1.1 of 2015. Ten posts move from g to k.
TEST(Rebuild, AmountsMoveInBothYearsThatARateReads) {
  const auto units = samples::tree({group("p"), below("p", "g"), below("p", "k")});
  LineageEvent moved = event(EventKind::transfer, change, {"g"}, {part("k")});
  moved.to.front().amounts = {{"1.1", decimal("10")}};
  Reports reports;
  reports.figure("1.1", "g", "110", "2015").figure("1.1", "k", "40", "2015");
  reports.figure("1.1", "g", "90", "2024").figure("1.1", "k", "40", "2024");
  reports.figure("1.2", "g", "18.18", "2024").figure("1.2", "k", "0", "2024");
  const auto now = rebuild_as_it_is(reports.cube(units), {*units, {moved}}, day(change)).cube;
  EXPECT_EQ(text(*now, "1.1", "g", "2015"), "100");
  EXPECT_EQ(text(*now, "1.1", "g", "2024"), "80");
  EXPECT_EQ(text(*now, "1.2", "g", "2024"), "20");  // (100 - 80) / 100
  EXPECT_EQ(text(*now, "1.2", "k", "2024"), "0");   // (50 - 50) / 50
  EXPECT_TRUE(marked(*now, Mark::estimated, "1.2", "g", "2024"));
}

TEST(Rebuild, AMergerWithAMissingFigureKeepsWhatCameIn) {
  const auto cube = Reports().figure("1.1", "a", "10").blank("1.1", "b").cube(merging());
  const auto now = rebuild_as_it_is(cube, merger(), day(change)).cube;
  EXPECT_TRUE(marked(*now, Mark::withheld, "1.1", "ab"));
  EXPECT_EQ(samples::so_far(*now, "1.1", "ab"), "10");
  const Explanation told = explain(now, samples::cell(*now, "1.1", "ab"));
  EXPECT_EQ(told.so_far, "10");
  EXPECT_EQ(told.parts.size(), 2U);
  // Carried once more, nothing is made of what came in.
  const auto again = rebuild_as_it_is(now, Lineage(now->hierarchy(), {}), day(change)).cube;
  EXPECT_EQ(text(*again, "1.1", "ab"), "");
  EXPECT_EQ(explain(again, samples::cell(*again, "1.1", "ab")).figure, "");
}

TEST(Rebuild, ASplitWithoutSharesNamesThePredecessorAndTheShareThatItNeeds) {
  const auto cube = Reports().figure("1.1", "x", "101").cube(parting());
  const auto now = rebuild_as_it_is(cube, split(), day(change)).cube;
  const Explanation told = explain(now, samples::cell(*now, "1.1", "y"));
  EXPECT_EQ(told.figure, "");
  ASSERT_EQ(told.parts.size(), 1U);
  EXPECT_EQ(told.parts[0].unit, "x");
  EXPECT_EQ(told.parts[0].figure, "101");
  EXPECT_EQ(told.parts[0].role_en,
            "figure of the predecessor; needs the share of 'Unit x' that went to 'Unit y'");
  EXPECT_NE(told.rule_en.find("; "), std::string::npos);
  EXPECT_NE(told.rule_en, told.rule_vi);
}

// c is abolished and nobody takes its work over: totals before hold less than they did.
TEST(Rebuild, TotalsThatLackAnAbolishedUnitAreAnotherPerimeter) {
  const auto units = samples::tree({group("p"), below("p", "a"), dated("c", "", change)});
  const Lineage end(*units, {event(EventKind::abolish, change, {"c"}, {})});
  Reports reports;
  reports.figure("1.1", "a", "10", "2023-H1").figure("1.1", "c", "5", "2023-H1");
  reports.figure("1.1", "a", "11", "2024-H1").figure("1.1", "c", "6", "2024-H1");
  reports.figure("1.1", "a", "12", "2025-H1");
  const auto total = roll_up(rebuild_as_it_is(reports.cube(units), end, day(change)).cube);
  const auto pair = [](const char* now, const char* then) {
    return PeriodPair{period_from_text(now), period_from_text(then)};
  };
  const Comparison made =
      compare(total, total, {pair("2025-H1", "2024-H1"), pair("2024-H1", "2023-H1")});
  const Index p = total->hierarchy().at("p");
  EXPECT_EQ(made.planes[0].reasons(p, 0), bit(Reason::perimeter));
  EXPECT_EQ(made.planes[0].change.text(p, 0), "");
  EXPECT_EQ(made.planes[0].reasons(p, 1), 0U);  // both lack c
  EXPECT_EQ(made.planes[0].reasons(total->hierarchy().at("a"), 0), 0U);
}

TEST(Rebuild, FiguresOfUnitsThatBeginLaterAreNamed) {
  const auto cube = Reports().figure("1.1", "ab", "30", "2025-H1").cube(merging());
  const auto issues = rebuild_as_it_is(cube, merger(), day("2024-06-01")).issues;
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues.front().code, "CCHC-I1004");
  EXPECT_NE(issues.front().message_en.find("1 of its figures"), std::string::npos);
}

TEST(Rebuild, ARenamedUnitKeepsItsCodedAnswer) {
  const auto units = samples::tree({group("p"), dated("o", "", change), dated("n", change, "")});
  const Lineage rename(*units, {event(EventKind::rename, change, {"o"}, {part("n")})});
  const auto cube = Reports().figure("4.1", "o", "2").cube(units);
  EXPECT_EQ(text(*rebuild_as_it_is(cube, rename, day(change)).cube, "4.1", "n"), "2");
}

// Half a figure in float64 is no decimal that a share could be taken of exactly.
TEST(Rebuild, ComputesAnewWhatAFormulaGaveInFloatingPoint) {
  const auto units = samples::tree({group("p"), dated("a", "", change), dated("b", "", change),
                                    dated("ab", change, ""), below("p", "c")});
  const Lineage lineage(*units, {event(EventKind::merge, change, {"a", "b"}, {part("ab")})});
  Reports reports;
  reports.figure("1.1", "a", "10").figure("1.1", "b", "20").figure("1.1", "c", "5");
  const auto halves = derive(reports.cube(units), {{"1.7", Formula::compile("[1.1] / 2")}});
  const RebuildResult made = rebuild_as_it_is(halves, lineage, day(change));
  EXPECT_EQ(text(*made.cube, "1.1", "ab"), "30");
  EXPECT_EQ(text(*made.cube, "1.7", "ab"), "15");
  EXPECT_EQ(text(*made.cube, "1.7", "c"), "2.5");
  EXPECT_TRUE(made.issues.empty());
}

TEST(Rebuild, AConstantPerimeterAddsTheUnitsOfAGroup) {
  const auto cube = Reports().figure("1.1", "a", "10").figure("1.1", "b", "20").cube(merging());
  const auto now =
      rebuild_constant_perimeter(cube, merger(), day("2024-01-01"), day("2025-12-31")).cube;
  EXPECT_EQ(text(*now, "1.1", "group-a"), "30");
}

TEST(Rebuild, RefusesFiguresThatAreRolledUpAlready) {
  const auto cube = Reports().figure("1.1", "a", "10").figure("1.1", "b", "20").cube(merging());
  const auto totals = roll_up(cube);
  EXPECT_EQ(refusal([&] { (void)rebuild_as_it_is(totals, merger(), day(change)); }), "CCHC-E1008");
  EXPECT_EQ(refusal([&] {
              (void)rebuild_constant_perimeter(totals, merger(), day("2024-01-01"), day(change));
            }),
            "CCHC-E1008");
}

}  // namespace
}  // namespace cchc
