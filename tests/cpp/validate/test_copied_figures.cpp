#include "cchc/validate/copied_figures.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::rule;

RuleDefinition copied_rule() {
  RuleDefinition made = rule("", RuleOperator::copied, "0.9");
  made.question_vi = made.question_en = "{left}, {right}?";
  made.previous = PreviousReport::report;
  return made;
}

// Two reports of unit a with the flows of the golden catalogue; `changed` of them differ.
Reports reports_with(int changed, std::string_view value = "5") {
  Reports reports;
  for (const char* indicator : {"2.1", "2.1.received", "2.2"}) {
    reports.figure(indicator, "a", value, "2024-Q1");
    reports.figure(indicator, "a", changed-- > 0 ? "99" : value, "2024-H1");
  }
  return reports;
}

TEST(copied_figures, too_few_cells_say_nothing) {
  EXPECT_EQ(samples::verdict(reports_with(0), copied_rule()), "not_applicable");
}

TEST(copied_figures, without_an_earlier_report_nothing_can_be_said) {
  EXPECT_EQ(samples::verdict(reports_with(0), copied_rule(), "a", "2024-Q1"), "undecidable");
}

TEST(copied_figures, counts_flows_that_are_not_zero_in_both_reports) {
  Reports reports = reports_with(1);
  reports.figure("1.1", "a", "40", "2024-Q1").figure("1.1", "a", "40", "2024-H1");  // a level
  const auto cube = reports.cube(samples::three_departments());
  const CubeSummary summary(*cube);
  const auto earlier = earlier_periods(*cube, PreviousReport::report);
  const Index last = cube->at_period(period_from_text("2024-H1"));
  const Index cell = std::ssize(cube->periods()) + last;
  const CopiedFigures found = copied_figures(summary, earlier, {cell, 1}).front();
  EXPECT_EQ(found.looked_at, 3);
  EXPECT_EQ(found.equal, 2);
  EXPECT_TRUE(found.reports_there);
  const auto zeros = reports_with(0, "0").cube(samples::three_departments());
  EXPECT_EQ(copied_figures(CubeSummary(*zeros), earlier, {cell, 1}).front().looked_at, 0);
}

}  // namespace
}  // namespace cchc
