#include "cchc/validate/repair.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::rule;
using enum RuleOperator;

// "1.1: 14 -> 41 (digits_swapped) [2/2]" for each suggestion.
std::vector<std::string> suggestions(const Reports& reports, std::vector<RuleDefinition> rules,
                                     Index limit = 5) {
  const auto cube = reports.cube(samples::three_departments());
  const auto found = validate(cube, samples::rule_set(std::move(rules)), {1});
  std::vector<std::string> texts;
  for (const Repair& repair :
       repairs(*found, 1, cube->at_period(period_from_text(samples::h1)), limit)) {
    std::string text;
    for (const Edit& edit : repair.edits) {
      text += cube->indicator(edit.plane).code + ": " + edit.old_text + " -> " + edit.new_text +
              " (" + std::string(to_text(edit.how)) + ") ";
    }
    texts.push_back(text + "[" + std::to_string(repair.mends) + "/" + std::to_string(repair.fails) +
                    "]");
  }
  return texts;
}

RuleDefinition exact(std::string left, RuleOperator comparison, std::string right) {
  RuleDefinition made = rule(std::move(left), comparison, std::move(right));
  made.tolerance.kind = Tolerance::Kind::exact;
  return made;
}

TEST(repair, a_swapped_pair_of_digits_comes_before_a_solved_value) {
  const Reports reports =
      std::move(Reports().figure("1.1", "a", "14").figure("1.1", "a", "41", "2023"));
  const auto found = suggestions(reports, {exact("[1.1]", equal, "[1.1 @ 2023]")});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "1.1: 14 -> 41 (digits_swapped) [1/1]");
}

TEST(repair, a_misread_thousands_mark_is_a_factor) {
  const Reports reports = std::move(
      Reports().figure("2.1", "a", "16").figure("2.2", "a", "15000").figure("3.1", "a", "1000"));
  const auto found = suggestions(reports, {exact("[2.1]", equal, "[2.2] + [3.1]")});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "2.1: 16 -> 16000 (factor) [1/1]");
}

TEST(repair, one_edit_that_mends_all_rules_comes_first) {
  const Reports reports = std::move(Reports()
                                        .figure("1.3", "a", "7")
                                        .figure("1.4", "a", "3")
                                        .figure("1.5", "a", "11")
                                        .figure("1.6", "a", "4"));
  const auto found = suggestions(
      reports, {exact("[1.3] + [1.4]", equal, "[1.5]"), exact("[1.3]", equal, "[1.6] + 4")});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "1.3: 7 -> 8 (solved) [2/2]");
}

TEST(repair, no_edit_breaks_a_rule_that_holds) {
  // 1.5 could become 10, but then the second rule, which holds, would fail.
  const Reports reports =
      std::move(Reports().figure("1.3", "a", "7").figure("1.4", "a", "3").figure("1.5", "a", "11"));
  const auto found =
      suggestions(reports, {exact("[1.3] + [1.4]", equal, "[1.5]"), exact("[1.5]", equal, "11")});
  ASSERT_EQ(found.size(), 2U);
  for (const std::string& text : found) {
    EXPECT_EQ(text.find("1.5"), std::string::npos) << text;
  }
}

TEST(repair, no_edit_breaks_another_report_of_the_unit_that_reads_the_figure) {
  const Reports reports = std::move(Reports()
                                        .figure("1.1", "a", "14")
                                        .figure("1.1", "a", "41", "2023")
                                        .figure("1.3", "a", "14", "2024-Q3")
                                        .figure("1.1", "a", "14", "2024-Q3"));
  RuleDefinition level = exact("[1.3]", equal, "[1.1 @ previous]");
  level.periods = {"quarter"};
  RuleDefinition year = exact("[1.1]", equal, "[1.1 @ 2023]");
  year.periods = {"half"};
  EXPECT_FALSE(suggestions(reports, {year}).empty());
  EXPECT_TRUE(suggestions(reports, {year, level}).empty());
}

TEST(repair, two_edits_are_tried_only_where_one_does_not_mend_all) {
  const Reports reports = std::move(Reports().figure("1.3", "a", "7").figure("1.4", "a", "3"));
  const auto found =
      suggestions(reports, {exact("[1.3]", equal, "8"), exact("[1.4]", equal, "30")});
  ASSERT_GE(found.size(), 3U);
  EXPECT_EQ(found[0], "1.4: 3 -> 30 (factor) 1.3: 7 -> 8 (solved) [2/2]");
  EXPECT_EQ(found[1], "1.4: 3 -> 30 (factor) [1/2]");
}

TEST(repair, what_mends_an_error_comes_before_what_mends_a_warning) {
  const Reports reports = std::move(Reports().figure("1.3", "a", "3").figure("1.4", "a", "0"));
  RuleDefinition warning = exact("[1.3]", greater_equal, "4");
  warning.severity = Severity::warning;
  const auto found = suggestions(reports, {warning, exact("[1.4]", greater_equal, "1")}, 50);
  const auto place = [&](const std::string& text) {
    return std::ranges::find(found, text) - found.begin();
  };
  ASSERT_LT(place("1.4: 0 -> 1 (solved) [1/2]"), std::ssize(found));
  EXPECT_LT(place("1.4: 0 -> 1 (solved) [1/2]"), place("1.3: 3 -> 4 (solved) [1/2]"));
  EXPECT_LT(place("1.3: 3 -> 4 (solved) [1/2]"), place("1.3: 3 -> 30 (factor) [1/2]"));
}

TEST(repair, a_count_of_documents_was_never_printed_and_cannot_be_misprinted) {
  Reports reports;
  reports.figure("2.1", "a", "1").figure("2.2", "a", "0");
  const RuleDefinition bound = exact("[2.1]", less_equal, "[2.2]");
  EXPECT_EQ(suggestions(reports, {bound}).size(), 3U);  // 2.1: 0, and 2.2: 1 or 2
  reports = Reports();
  Observation counted{.indicator = "2.1",
                      .unit = "a",
                      .period = period_from_text(samples::h1),
                      .state = ValueState::reported,
                      .value = Decimal{1, 0},
                      .second_value = {},
                      .raw = "12/KH-STP",
                      .note = {},
                      .place = {},
                      .source = 0};
  reports.row(counted).figure("2.2", "a", "0");
  const auto found = suggestions(reports, {bound});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], "2.2: 0 -> 1 (solved) [1/1]");
}

TEST(repair, counts_stay_whole_and_not_negative) {
  const Reports reports = std::move(Reports().figure("1.1", "a", "7"));
  EXPECT_TRUE(suggestions(reports, {exact("2 * [1.1]", equal, "15")}).empty());
  EXPECT_TRUE(suggestions(reports, {exact("[1.1]", equal, "0 - 3")}).empty());
}

TEST(repair, an_inequality_is_met_at_its_bound) {
  const Reports reports = std::move(Reports().figure("1.1", "a", "53"));
  const auto found = suggestions(reports, {exact("[1.1]", less_equal, "39")});
  ASSERT_GE(found.size(), 2U);
  EXPECT_EQ(found[0], "1.1: 53 -> 39 (solved) [1/1]");  // anything meets a bound: the least change
  EXPECT_EQ(found[1], "1.1: 53 -> 38 (solved) [1/1]");
}

TEST(repair, impossible_rates_and_reports_without_failures_get_no_suggestion) {
  const Reports reports = std::move(Reports().figure("1.2", "a", "10").figure("1.1", "a", "40"));
  EXPECT_TRUE(suggestions(reports, {rule("[1.2]", feasible_rate, "[1.1]")}).empty());
  EXPECT_TRUE(suggestions(reports, {exact("[1.1]", equal, "40")}).empty());
}

TEST(repair, gives_no_more_than_the_limit) {
  const Reports reports = std::move(Reports().figure("1.1", "a", "530"));
  EXPECT_EQ(suggestions(reports, {exact("[1.1]", less_equal, "390")}, 2).size(), 2U);
}

}  // namespace
}  // namespace cchc
