#include "cchc/validate/finding.hpp"
#include "cchc/validate/side_text.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::evidence;
using samples::Reports;
using samples::rule;
using enum RuleOperator;

Reports quotas() { return std::move(Reports().figure("1.1", "a", "41").figure("1.3", "a", "40")); }

TEST(finding, has_the_cells_with_what_is_printed_and_where) {
  const Finding found = evidence(quotas(), rule("[1.1]", less_equal, "[1.3]"));
  EXPECT_EQ(found.verdict, Verdict::fails);
  ASSERT_EQ(found.cells.size(), 2U);
  EXPECT_EQ(found.cells[0].indicator, "1.1");
  EXPECT_EQ(found.cells[0].reference, "[1.1]");
  EXPECT_EQ(found.cells[0].value, "41");
  EXPECT_EQ(found.cells[0].printed, "41");
  EXPECT_EQ(found.cells[0].place, "line 1");
  EXPECT_EQ(found.cells[0].file, "a.txt");
  EXPECT_EQ(found.cells[0].period, "2024-H1");
  EXPECT_FALSE(found.cells[0].missing);
}

TEST(finding, says_both_sides_their_difference_and_what_was_expected) {
  const Finding found = evidence(quotas(), rule("[1.1]", less_equal, "[1.3]"));
  EXPECT_EQ(found.left, "41");
  EXPECT_EQ(found.right, "40");
  EXPECT_EQ(found.difference, "1");
  EXPECT_EQ(found.expected_en, "at most 40");
  EXPECT_EQ(found.expected_vi, "không quá 40");
}

TEST(finding, asks_with_the_places_filled_in_the_way_of_the_language) {
  RuleDefinition made = rule("[1.1]", equal, "[1.3]");
  made.question_vi = "{unit}, {period}: {left} và {[1.3]}, lệch {difference}?";
  made.question_en = "{unit}, {period}: {left} and {[1.3]}, off by {difference}?";
  const Reports reports =
      std::move(Reports().figure("1.1", "a", "16181").figure("1.3", "a", "20.5"));
  const Finding found = evidence(reports, made);
  EXPECT_EQ(found.question_vi,
            "Unit a, 6 tháng đầu năm 2024: 16.181 và 20.5, lệch 16.160,5?");  // 20.5: as printed
  EXPECT_EQ(found.question_en, "Unit a, first half of 2024: 16,181 and 20.5, off by 16,160.5?");
  EXPECT_EQ(found.message_vi, found.question_vi);
}

TEST(finding, a_rule_that_holds_asks_nothing) {
  const Finding found = evidence(quotas(), rule("[1.1]", greater, "[1.3]"));
  EXPECT_EQ(found.question_vi, "");
  EXPECT_EQ(found.message_en, "Holds: 41 is more than 40.");
  EXPECT_EQ(found.message_vi, "Khớp: 41 lớn hơn 40.");
}

TEST(finding, a_pass_is_told_in_words_whatever_the_operator) {
  const auto told = [](const RuleDefinition& made) {
    const Finding found =
        evidence(std::move(Reports().figure("1.2", "a", "9.09").figure("1.1", "a", "40")), made);
    EXPECT_EQ(found.verdict, Verdict::holds);
    return found.message_vi + " " + found.message_en;
  };
  EXPECT_EQ(told(rule("[1.2]", feasible_rate, "[1.1]")),
            "Khớp: có số gốc nguyên cho tỷ lệ 9,09 với số hiện có 40. "
            "Holds: a whole baseline gives the rate 9.09 with 40 now.");
  EXPECT_EQ(told(rule("[1.1]", equal, "40")), "Khớp: 40 bằng 40. Holds: 40 is equal to 40.");
  EXPECT_EQ(told(rule("[1.2]", equal, "9.091")),
            "Khớp: 9,09 bằng 9,091 (do làm tròn). Holds: 9.09 is equal to 9.091 (by rounding).");
  EXPECT_EQ(
      told(rule("[1.2]", less_equal, "9.089")),
      "Khớp: 9,09 không quá 9,089 (do làm tròn). Holds: 9.09 is at most 9.089 (by rounding).");
  EXPECT_EQ(told(rule("[1.2]", greater_equal, "9")),
            "Khớp: 9,09 ít nhất 9. Holds: 9.09 is at least 9.");
  RuleDefinition listed = rule("[1.1]", in, "");
  listed.listed = {{40, 0}, {41, 0}};
  EXPECT_EQ(told(listed), "Khớp: 40 là một trong các giá trị 40, 41. Holds: 40 is one of 40, 41.");
}

TEST(finding, figures_beyond_all_measure_are_said_to_be_too_large) {
  const Finding found = evidence(
      std::move(Reports().figure("1.2", "a", "99.99").figure("1.1", "a", "1000000000000000")),
      rule("[1.2]", feasible_rate, "[1.1]"));
  EXPECT_EQ(found.verdict, Verdict::undecidable);
  EXPECT_EQ(found.message_en,
            "Cannot be decided: the figures are too large to be computed exactly.");
}

TEST(finding, an_undecidable_rule_lists_the_missing_cells) {
  const Finding found = evidence(quotas(), rule("[1.1]", equal, "[1.1 @ previous] + [1.4]"));
  EXPECT_EQ(found.verdict, Verdict::undecidable);
  EXPECT_EQ(found.message_en, "Cannot be decided: missing [1.1 @ previous], [1.4].");
  EXPECT_TRUE(found.cells[1].missing);
  EXPECT_EQ(found.right, "");
}

TEST(finding, an_impossible_rate_comes_with_the_possible_ones_beside_it) {
  const Finding found =
      evidence(std::move(Reports().figure("1.2", "a", "10").figure("1.1", "a", "40")),
               rule("[1.2]", feasible_rate, "[1.1]"));
  EXPECT_EQ(found.expected_en,
            "a rate that comes from a whole baseline, such as 9.09 (baseline 44) or 11.11 "
            "(baseline 45)");
  EXPECT_NE(found.expected_vi.find("9,09 (số gốc 44)"), std::string::npos);
}

TEST(finding, quotients_are_shown_to_four_decimals) {
  const Finding found = evidence(
      std::move(Reports().figure("2.1", "a", "3").figure("2.2", "a", "2").figure("2.3", "a", "66")),
      rule("[2.3]", equal, "100 * [2.2] / [2.1]"));
  EXPECT_EQ(found.right, "66.6667");
}

TEST(finding, numbers_are_grouped_in_the_way_of_the_language) {
  EXPECT_EQ(printed_vi("-1234567.5"), "-1.234.567,5");
  EXPECT_EQ(printed_en("1234"), "1,234");
  EXPECT_EQ(printed_vi("123"), "123");
  EXPECT_EQ(printed_vi("14/15"), "14/15");
  EXPECT_EQ(printed_vi(""), "");
}

}  // namespace
}  // namespace cchc
