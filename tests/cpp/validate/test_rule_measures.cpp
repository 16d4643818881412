#include <gtest/gtest.h>

#include "cchc/validate/rule_measures.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::rule;
using enum RuleOperator;

using Places = std::vector<std::string>;

// Where the rules mix units of measure. In the golden catalogue 1.1 counts people, 1.3 and 1.4
// count workload, 1.2 is a percentage and 4.1 an answer code.
Places mixed(std::vector<RuleDefinition> rules) {
  const auto cube = Reports().figure("1.1", "a", "1").cube(samples::three_departments());
  Places places;
  try {
    refuse_unlike_measures(cube->catalogue(), samples::rule_set(std::move(rules)));
  } catch (const CatalogueError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0105");
    for (const Fault& fault : error.faults()) {
      EXPECT_NE(fault.message_en, fault.message_vi);
      places.push_back(fault.where);
    }
  }
  return places;
}

TEST(rule_measures, sides_that_count_the_same_are_compared) {
  EXPECT_EQ(mixed({rule("[1.3]", less_equal, "[1.4]"), rule("[1.1] + 1", less, "20")}), Places{});
  EXPECT_EQ(mixed({rule("100 * [1.3] / [1.4]", less_equal, "[1.2]")}), Places{});
}

TEST(rule_measures, people_are_not_compared_with_something_else) {
  EXPECT_EQ(mixed({rule("[1.3]", less, "[1.4]"), rule("[1.1]", less, "[1.3]")}),
            Places{"$.items[1].right"});
}

TEST(rule_measures, a_rule_may_say_that_its_sides_are_unlike_on_purpose) {
  RuleDefinition meant = rule("[1.1]", less, "[1.2]");
  meant.unlike_measures = true;
  EXPECT_EQ(mixed({meant}), Places{});
  meant.left = "[1.1] + [1.2]";  // inside a side nothing unlike is added all the same
  EXPECT_EQ(mixed({meant}), Places{"$.items[0].left"});
}

TEST(rule_measures, conditions_are_checked_as_well) {
  RuleDefinition sometimes = rule("[1.3]", less, "[1.4]");
  sometimes.when = "[1.1] > [1.2]";
  EXPECT_EQ(mixed({sometimes}), Places{"$.items[0].when"});
}

TEST(rule_measures, answer_codes_are_compared_and_never_added) {
  EXPECT_EQ(mixed({rule("[4.1]", equal, "1")}), Places{});
  EXPECT_EQ(mixed({rule("[4.1] + 1", equal, "2")}), Places{"$.items[0].left"});
}

TEST(rule_measures, a_rate_and_its_quota_are_unlike_by_nature) {
  EXPECT_EQ(mixed({rule("[1.2]", feasible_rate, "[1.1]")}), Places{});
}

TEST(rule_measures, evidence_without_a_unit_of_measure_fits_anything) {
  EXPECT_EQ(mixed({rule("[text.2.1]", equal, "[1.1]"), rule("[text.2.1]", equal, "[1.2]")}),
            Places{});
}

TEST(rule_measures, evidence_counts_what_the_rules_say_it_does) {
  RuleSetDefinition definition = samples::rule_set({rule("[e]", equal, "[1.1]")}).definition();
  const auto cube = Reports().figure("1.1", "a", "1").cube(samples::three_departments());
  const auto refused = [&](const std::string& unit) {
    definition.evidence = {{"e", "Bằng chứng", "Evidence", unit}};
    try {
      refuse_unlike_measures(cube->catalogue(), RuleSet(definition));
    } catch (const CatalogueError&) {
      return true;
    }
    return false;
  };
  EXPECT_FALSE(refused(cube->catalogue()[cube->catalogue().at("1.1")].unit_of_measure));
  EXPECT_TRUE(refused("row"));
}

}  // namespace
}  // namespace cchc
