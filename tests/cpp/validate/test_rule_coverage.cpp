#include "cchc/validate/rule_coverage.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::rule;
using enum RuleOperator;

RuleCoverage covered(const Reports& reports, RuleDefinition one) {
  const auto cube = reports.cube(samples::three_departments());
  const auto found = validate(cube, samples::rule_set({std::move(one)}), {1});
  std::vector<Index> periods;
  for (Index i = 0; i < std::ssize(cube->periods()); ++i) {
    periods.push_back(i);
  }
  return rule_coverage(*found, {0, 1, 2, 3}, periods).front();
}

TEST(rule_coverage, counts_reports_by_verdict_and_leaves_out_who_sent_none) {
  Reports reports;
  reports.figure("1.1", "a", "1").figure("1.3", "a", "2");
  reports.figure("1.1", "b", "3").figure("1.3", "b", "2");
  reports.figure("1.1", "c", "3").blank("1.3", "c");
  const RuleCoverage counts = covered(reports, rule("[1.1]", less_equal, "[1.3]"));
  EXPECT_EQ(counts.instances, 3);
  EXPECT_EQ(counts.holds, 1);
  EXPECT_EQ(counts.fails, 1);
  EXPECT_EQ(counts.undecidable, 1);
  EXPECT_EQ(counts.not_applicable, 0);
  EXPECT_EQ(counts.judged(), 2);
}

TEST(rule_coverage, a_pass_of_zeros_is_no_achievement) {
  Reports reports;
  reports.figure("1.1", "a", "0").figure("1.3", "a", "0");
  reports.figure("1.1", "b", "0").figure("1.3", "b", "2");
  const RuleCoverage counts = covered(reports, rule("[1.1]", less_equal, "[1.3]"));
  EXPECT_EQ(counts.holds, 2);
  EXPECT_EQ(counts.vacuous, 1);
}

TEST(rule_coverage, zeros_that_agree_could_have_disagreed) {
  const Reports reports = std::move(Reports().figure("1.1", "a", "0").figure("1.3", "a", "0"));
  EXPECT_EQ(covered(reports, rule("[1.1]", equal, "[1.3]")).vacuous, 0);
  EXPECT_EQ(covered(reports, rule("[1.1]", less, "1")).vacuous, 0);
  EXPECT_EQ(covered(reports, rule("[1.1]", greater_equal, "[1.3]")).vacuous, 1);
  RuleDefinition answer = rule("[1.1]", in, "");
  answer.listed = {{0, 0}, {1, 0}, {2, 0}};
  const RuleCoverage answered = covered(reports, answer);
  EXPECT_EQ(answered.holds, 1);
  EXPECT_EQ(answered.vacuous, 0);
}

TEST(rule_coverage, a_document_check_that_found_nothing_is_evidence) {
  EXPECT_TRUE(is_document_check("report.codes.gaps"));
  EXPECT_FALSE(is_document_check("text.2.1"));
}

TEST(rule_coverage, only_the_figures_compared_count_not_those_of_the_condition) {
  Reports reports;
  reports.figure("1.1", "a", "0").figure("1.3", "a", "0").figure("1.4", "a", "5");
  RuleDefinition made = rule("[1.1]", less_equal, "[1.3]");
  made.when = "[1.4] > 0";
  EXPECT_EQ(covered(reports, made).vacuous, 1);
}

TEST(rule_coverage, a_rule_that_reads_nothing_can_never_fail) {
  const RuleCoverage counts = covered(Reports().figure("1.1", "a", "1"), rule("1", equal, "1"));
  EXPECT_EQ(counts.holds, 1);
  EXPECT_EQ(counts.vacuous, 1);
}

TEST(rule_coverage, counts_only_the_units_and_periods_asked_for) {
  const auto cube =
      Reports().figure("1.1", "a", "1").figure("1.1", "b", "1").cube(samples::three_departments());
  const auto found = validate(cube, samples::rule_set({rule("[1.1]", equal, "1")}), {1});
  EXPECT_EQ(rule_coverage(*found, {2}, {0}).front().instances, 1);
}

}  // namespace
}  // namespace cchc
