#include "cchc/validate/validate.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::rule;
using enum RuleOperator;

std::vector<RuleDefinition> many_rules() {
  std::vector<RuleDefinition> rules;
  for (const RuleOperator comparison :
       {less, less_equal, equal, not_equal, greater_equal, greater}) {
    rules.push_back(rule("[1.1]", comparison, "[1.3]"));
    rules.push_back(rule("[1.1] / [1.3]", comparison, "1"));
  }
  return rules;
}

TEST(validate, says_the_same_with_any_number_of_threads) {
  Reports reports;
  reports.figure("1.1", "a", "39").figure("1.3", "a", "40");
  reports.figure("1.1", "b", "40").figure("1.3", "b", "40");
  reports.figure("1.1", "c", "40").blank("1.3", "c");
  const auto cube = reports.cube(samples::three_departments());
  const RuleSet rules = samples::rule_set(many_rules());
  const auto alone = validate(cube, rules, {1});
  const auto together = validate(cube, rules, {4});
  ASSERT_EQ(alone->verdicts.size(), 12U);
  for (std::size_t at = 0; at < alone->verdicts.size(); ++at) {
    EXPECT_TRUE((alone->verdicts[at] == together->verdicts[at]).all()) << at;
  }
}

TEST(validate, an_instance_is_a_unit_and_period_with_a_report_even_a_blank_one) {
  const auto cube = Reports()
                        .figure("1.1", "a", "39")
                        .blank("1.1", "b")
                        .figure("1.1", "c", "39", "2023-H1")
                        .cube(samples::three_departments());
  const auto found = validate(cube, samples::rule_set({rule("[1.1]", equal, "39")}));
  const Index now = cube->at_period(period_from_text(samples::h1));
  EXPECT_FALSE(found->is_instance(0, now));
  EXPECT_TRUE(found->is_instance(1, now));
  EXPECT_TRUE(found->is_instance(2, now));
  EXPECT_FALSE(found->is_instance(3, now));
  EXPECT_EQ(found->verdict(0, 2, now), Verdict::undecidable);
}

TEST(validate, an_empty_cube_has_no_verdicts) {
  const auto cube = Reports().cube(samples::three_departments());
  const auto found = validate(cube, samples::rule_set({rule("1", equal, "2")}));
  EXPECT_EQ(found->verdicts.front().size(), 0);
}

TEST(validate, a_rule_without_references_is_judged_for_every_report) {
  const auto cube = Reports().figure("1.1", "a", "39").cube(samples::three_departments());
  const auto found = validate(cube, samples::rule_set({rule("1", equal, "2"), rule("1", less, "2"),
                                                       rule("abs(0 - 1)", equal, "1")}));
  EXPECT_EQ(found->verdict(0, 1, 0), Verdict::fails);
  EXPECT_EQ(found->verdict(1, 1, 0), Verdict::holds);
  EXPECT_EQ(found->verdict(2, 1, 0), Verdict::holds);
}

}  // namespace
}  // namespace cchc
