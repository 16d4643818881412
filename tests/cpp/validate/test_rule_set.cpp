#include <gtest/gtest.h>

#include <algorithm>

#include "cchc/validate/rule_json.hpp"
#include "cchc/validate/rule_set.hpp"

namespace cchc {
namespace {

std::string file(const std::string& items, const std::string& more = "") {
  return R"({"rules": "test", "version": "1", "catalogue": "golden")" + more + R"(, "items": [)" +
         items + "]}";
}

std::string item(const std::string& sides, const std::string& more = "") {
  return R"({"id": "R1", "title_vi": "Một", "title_en": "One", "severity": "warning",
             "question_vi": "Sao {left}?", "question_en": "Why {left}?", )" +
         sides + more + "}";
}

constexpr const char* sides = R"("left": "[1.1]", "operator": "<=", "right": "[1.3 @ previous]")";

std::vector<std::string> fault_places(const std::string& text) {
  std::vector<std::string> places;
  try {
    static_cast<void>(RuleSet::from_json(text));
  } catch (const CatalogueError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0103");
    for (const Fault& fault : error.faults()) {
      EXPECT_FALSE(fault.message_en.empty());
      EXPECT_NE(fault.message_en, fault.message_vi);
      places.push_back(fault.where);
    }
  }
  return places;
}

using Places = std::vector<std::string>;

TEST(rule_set, reads_a_rule_with_its_defaults) {
  const RuleSet rules = RuleSet::from_json(file(item(sides)));
  ASSERT_EQ(rules.size(), 1);
  const RuleDefinition& rule = rules[0].definition;
  EXPECT_EQ(rule.severity, Severity::warning);
  EXPECT_EQ(rule.comparison, RuleOperator::less_equal);
  EXPECT_EQ(rule.missing, MissingStrategy::undecidable);
  EXPECT_EQ(rule.tolerance.kind, Tolerance::Kind::printed);
  EXPECT_EQ(rule.previous, PreviousReport::window);
  EXPECT_TRUE(rules[0].linear);
  EXPECT_EQ(rules[0].references().size(), 2U);
}

TEST(rule_set, what_is_written_reads_back_equal) {
  const std::string all = file(
      item(sides,
           R"(, "when": "[1.4] > 0", "missing": "zero", "tolerance": 0.5, "unlike_measures": true,
                       "previous": "report_this_year", "unit_types": ["department"],
                       "periods": ["half"], "source": "đoán")") +
          "," +
          R"({"id": "R2.b", "title_vi": "Hai", "title_en": "Two", "severity": "error",
              "left": "[4.1]", "operator": "in", "right": [0, "1", 2.5],
              "tolerance": "exact", "question_vi": "?", "question_en": "?"})",
      R"(, "evidence": [{"code": "text.3", "label_vi": "Chữ", "label_en": "Text"}])");
  const RuleSet rules = RuleSet::from_json(all);
  const std::string written = to_json(rules.definition());
  EXPECT_EQ(to_json(RuleSet::from_json(written).definition()), written);
  EXPECT_EQ(rules[0].definition.tolerance.amount, (Decimal{5, 1}));
  EXPECT_EQ(rules[1].definition.listed.back(), (Decimal{25, 1}));
  EXPECT_TRUE(rules.is_evidence("text.3"));
  EXPECT_EQ(rules.at("R2.b"), 1);
}

TEST(rule_set, a_number_may_stand_for_a_formula) {
  const RuleSet rules =
      RuleSet::from_json(file(item(R"("left": "[1.1]", "operator": "==", "right": 39)")));
  EXPECT_EQ(rules[0].definition.right, "39");
}

TEST(rule_set, tells_every_fault_of_a_file_at_once) {
  const std::string wrong =
      R"({"id": "R 1", "title_vi": "Một", "severity": "eror", "left": "[1.1", "operator": "=<",
          "right": "[1.3]", "tolerance": "much", "periods": ["week"], "question_vi": "{uni}",
          "question_en": "?", "colour": "red"})";
  const Places places = fault_places(file(wrong));
  const Places wanted = {"$.items[0].title_en",   "$.items[0].severity", "$.items[0].operator",
                         "$.items[0].tolerance",  "$.items[0].colour",   "$.items[0].id",
                         "$.items[0].periods[0]", "$.items[0].left"};
  EXPECT_EQ(places, wanted);
}

TEST(rule_set, refuses_an_id_twice) {
  EXPECT_EQ(fault_places(file(item(sides) + "," + item(sides))), Places{"$.items[1].id"});
}

TEST(rule_set, refuses_evidence_twice_or_with_a_space) {
  const std::string one = R"({"code": "text.3", "label_vi": "Chữ", "label_en": "Text"})";
  const std::string spaced = R"({"code": "text 3", "label_vi": "Chữ", "label_en": "Text"})";
  EXPECT_EQ(fault_places(file("", R"(, "evidence": [)" + one + "," + one + "," + spaced + "]")),
            (Places{"$.evidence[1].code", "$.evidence[2].code"}));
}

TEST(rule_set, refuses_a_question_with_an_unknown_place_or_a_cell_that_is_not_read) {
  const std::string asks = R"({"id": "R", "title_vi": "a", "title_en": "b", "severity": "error",
      "left": "[1.1]", "operator": "==", "right": "1", "question_vi": "{[1.2]}",
      "question_en": "{lef}"})";
  EXPECT_EQ(fault_places(file(asks)), (Places{"$.items[0].question_vi", "$.items[0].question_en"}));
}

TEST(rule_set, refuses_a_list_without_numbers) {
  EXPECT_EQ(fault_places(file(item(R"("left": "[4.1]", "operator": "in", "right": [])"))),
            Places{"$.items[0].right"});
  EXPECT_EQ(fault_places(file(item(R"("left": "[4.1]", "operator": "in", "right": ["x"])"))),
            Places{"$.items[0].right[0]"});
}

TEST(rule_set, feasible_rate_wants_one_cell_at_the_left) {
  EXPECT_EQ(fault_places(file(
                item(R"("left": "[1.2] + 1", "operator": "feasible_rate", "right": "[1.1]")"))),
            Places{"$.items[0].left"});
}

TEST(rule_set, refuses_a_negative_tolerance) {
  EXPECT_EQ(fault_places(file(item(sides, R"(, "tolerance": "-1")"))),
            Places{"$.items[0].tolerance"});
}

TEST(rule_set, refuses_an_unknown_id_and_names_the_near_one) {
  const RuleSet rules = RuleSet::from_json(file(item(sides)));
  try {
    static_cast<void>(rules.at("R2"));
    FAIL() << "no error";
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0930");
    EXPECT_NE(error.message_en().find("\"R1\""), std::string::npos);
  }
}

TEST(rule_set, a_family_is_the_id_up_to_its_dot) {
  EXPECT_EQ(family("V13.b"), "V13");
  EXPECT_EQ(family("V13"), "V13");
}

TEST(rule_set, refuses_a_side_at_the_depth_limit_instead_of_failing_later) {
  std::string deep = "[1.1]";
  for (int i = 0; i < 64; ++i) {
    deep = "(" + deep + ")";
  }
  const Places places =
      fault_places(file(item(R"("left": ")" + deep + R"(", "operator": "==", "right": "1")")));
  EXPECT_EQ(places, Places{"$.items[0].left"});
}

}  // namespace
}  // namespace cchc
