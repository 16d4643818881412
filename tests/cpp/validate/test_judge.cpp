#include "cchc/validate/judge.hpp"
#include "validate/validate_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::rule;
using samples::verdict;
using enum RuleOperator;

Reports quotas(std::string_view left, std::string_view right) {
  return std::move(Reports().figure("1.1", "a", left).figure("1.3", "a", right));
}

std::string compared(std::string_view left, RuleOperator comparison, std::string_view right,
                     Tolerance tolerance = {Tolerance::Kind::exact, {}}) {
  RuleDefinition made = rule("[1.1]", comparison, "[1.3]");
  made.tolerance = tolerance;
  return verdict(quotas(left, right), made);
}

struct OperatorCase {
  RuleOperator comparison;
  const char* below;  // 39 against 40
  const char* level;  // 40 against 40
  const char* above;  // 41 against 40
};

constexpr OperatorCase operator_cases[] = {
    {less, "holds", "fails", "fails"},          {less_equal, "holds", "holds", "fails"},
    {equal, "fails", "holds", "fails"},         {not_equal, "holds", "fails", "holds"},
    {greater_equal, "fails", "holds", "holds"}, {greater, "fails", "fails", "holds"}};

TEST(judge, every_operator_compares_exactly) {
  for (const OperatorCase& one : operator_cases) {
    EXPECT_EQ(compared("39", one.comparison, "40"), one.below) << to_text(one.comparison);
    EXPECT_EQ(compared("40", one.comparison, "40"), one.level) << to_text(one.comparison);
    EXPECT_EQ(compared("41", one.comparison, "40"), one.above) << to_text(one.comparison);
  }
}

TEST(judge, takes_a_listed_number_only) {
  RuleDefinition coded = rule("[4.1]", in, "");
  coded.listed = {{0, 0}, {2, 0}};
  EXPECT_EQ(verdict(Reports().figure("4.1", "a", "2"), coded), "holds");
  EXPECT_EQ(verdict(Reports().figure("4.1", "a", "1"), coded), "fails");
  EXPECT_EQ(verdict(Reports().blank("4.1", "a"), coded), "undecidable");
}

TEST(judge, asks_whether_a_printed_rate_has_a_baseline) {
  const RuleDefinition feasible = rule("[1.2]", feasible_rate, "[1.1]");
  const auto rate = [](std::string_view cut, std::string_view quota) {
    return std::move(Reports().figure("1.2", "a", cut).figure("1.1", "a", quota));
  };
  EXPECT_EQ(verdict(rate("10", "40"), feasible), "fails");
  EXPECT_EQ(verdict(rate("10", "55"), feasible), "holds");
  EXPECT_EQ(verdict(rate("10.0", "55"), feasible), "fails");  // 9.8 or 11.3
  EXPECT_EQ(verdict(rate("9.1", "40"), feasible), "holds");   // 44
  EXPECT_EQ(verdict(Reports().figure("1.1", "a", "40"), feasible), "undecidable");
}

TEST(judge, a_rate_is_taken_with_its_own_decimals_beside_longer_ones) {
  const RuleDefinition feasible = rule("[1.2]", feasible_rate, "[1.1]");
  Reports reports;
  reports.figure("1.2", "a", "10").figure("1.1", "a", "55").figure("1.2", "b", "9.84");
  EXPECT_EQ(verdict(reports, feasible), "holds");
}

TEST(judge, three_figures_of_one_decimal_may_differ_by_0_15) {
  const RuleDefinition sum = rule("[1.3] + [1.4]", equal, "[1.5]");
  const auto parts = [](std::string_view total) {
    return std::move(
        Reports().figure("1.3", "a", "20.5").figure("1.4", "a", "79.5").figure("1.5", "a", total));
  };
  EXPECT_EQ(verdict(parts("100.1"), sum), "holds");
  EXPECT_EQ(verdict(parts("100.15"), sum), "fails");  // two decimals: 0.105 is left
  EXPECT_EQ(verdict(parts("100.10"), sum), "holds");
  EXPECT_EQ(verdict(parts("100.2"), sum), "fails");
  EXPECT_EQ(verdict(parts("99.9"), sum), "holds");
  EXPECT_EQ(verdict(parts("99.8"), sum), "fails");
}

TEST(judge, counts_have_no_tolerance) {
  const RuleDefinition same = rule("[1.1]", equal, "[1.1 @ 2023]");
  Reports reports;
  reports.figure("1.1", "a", "40", "2024-H1").figure("1.1", "a", "41", "2023");
  EXPECT_EQ(verdict(reports, same), "fails");
}

TEST(judge, a_fixed_tolerance_stands_for_itself) {
  const Tolerance half{Tolerance::Kind::amount, {5, 1}};
  EXPECT_EQ(compared("40", equal, "40.5", half), "holds");
  EXPECT_EQ(compared("40", equal, "40.51", half), "fails");
  EXPECT_EQ(compared("41", less, "40.5", half), "fails");
  EXPECT_EQ(compared("40", less, "39.6", half), "holds");
  EXPECT_EQ(compared("40", not_equal, "40.5", half), "holds");
}

TEST(judge, a_rate_is_compared_within_its_printed_digits) {
  const RuleDefinition share = rule("[2.3]", equal, "100 * [2.2] / [2.1]");
  const auto rate = [](std::string_view printed) {
    return std::move(Reports()
                         .figure("2.1", "a", "16183")
                         .figure("2.2", "a", "16181")
                         .figure("2.3", "a", printed));
  };
  RuleDefinition exact = share;
  exact.tolerance.kind = Tolerance::Kind::exact;
  EXPECT_EQ(verdict(rate("99.99"), exact), "fails");
  EXPECT_EQ(verdict(rate("100"), exact), "fails");
  EXPECT_EQ(verdict(rate("99"), exact), "fails");
}

TEST(judge, a_printed_operand_of_a_quotient_moves_it_by_half_a_digit) {
  // 50 printed to one decimal over 2: 25 +- 0.025, and the printed 25.0 leaves 0.05 more.
  const RuleDefinition half = rule("[1.3]", equal, "[1.4] / 2");
  const RuleDefinition quotient = rule("[1.3]", equal, "[1.4] / [1.1]");
  for (const RuleDefinition& one : {half, quotient}) {
    const auto figures = [](std::string_view left) {
      return std::move(
          Reports().figure("1.3", "a", left).figure("1.4", "a", "50.0").figure("1.1", "a", "2"));
    };
    EXPECT_EQ(verdict(figures("25.0"), one), "holds") << one.right;
    EXPECT_EQ(verdict(figures("25.1"), one), "fails");
    EXPECT_EQ(verdict(figures("24.97"), one), "holds");
    EXPECT_EQ(verdict(figures("24.96"), one), "fails");
  }
}

TEST(judge, a_division_by_zero_does_not_apply) {
  const RuleDefinition share = rule("[2.3]", equal, "100 * [2.2] / [2.1]");
  Reports reports;
  reports.figure("2.1", "a", "0").figure("2.2", "a", "0").figure("2.3", "a", "0");
  EXPECT_EQ(verdict(reports, share), "not_applicable");
}

TEST(judge, sums_beyond_float64_are_compared_to_the_last_unit) {
  EXPECT_EQ(compared("9007199254740993", equal, "9007199254740993"), "holds");
  EXPECT_EQ(compared("9007199254740993", equal, "9007199254740992"), "fails");
  EXPECT_EQ(compared("9007199254740993", greater, "9007199254740992"), "holds");
  EXPECT_EQ(compared("9007199254740993", less_equal, "9007199254740992"), "fails");
}

TEST(judge, decimals_do_not_meet_the_traps_of_binary_fractions) {
  RuleDefinition sum = rule("[1.3] + [1.4]", equal, "[1.5]");
  sum.tolerance.kind = Tolerance::Kind::exact;
  Reports reports;
  reports.figure("1.3", "a", "0.1").figure("1.4", "a", "0.2").figure("1.5", "a", "0.3");
  EXPECT_EQ(verdict(reports, sum), "holds");
}

TEST(judge, coefficients_and_constants_are_exact_too) {
  RuleDefinition bound = rule("[1.1]", less_equal, "0.1 * [1.3] + 3");
  bound.tolerance.kind = Tolerance::Kind::exact;
  EXPECT_EQ(verdict(quotas("4", "10"), bound), "holds");
  EXPECT_EQ(verdict(quotas("4", "9.99"), bound), "fails");
}

TEST(judge, a_blank_is_undecidable_zero_or_out_of_scope_as_the_rule_says) {
  RuleDefinition made = rule("[1.1]", less_equal, "[1.3]");
  const Reports blank = std::move(Reports().figure("1.3", "a", "40").blank("1.1", "a"));
  EXPECT_EQ(verdict(blank, made), "undecidable");
  made.missing = MissingStrategy::zero;
  EXPECT_EQ(verdict(blank, made), "holds");
  made.missing = MissingStrategy::not_applicable;
  EXPECT_EQ(verdict(blank, made), "not_applicable");
}

TEST(judge, a_blank_that_cancels_is_still_a_blank) {
  const Reports blank = std::move(Reports().figure("1.3", "a", "40").blank("1.1", "a"));
  EXPECT_EQ(verdict(blank, rule("[1.1]", equal, "[1.1]")), "undecidable");
  EXPECT_EQ(verdict(blank, rule("0 * [1.1]", equal, "0")), "undecidable");
}

TEST(judge, zero_fills_neither_the_unreadable_nor_a_report_that_did_not_come) {
  RuleDefinition made = rule("[1.1]", less_equal, "[1.3]");
  made.missing = MissingStrategy::zero;
  const Reports unreadable = std::move(
      Reports().figure("1.3", "a", "40").blank("1.1", "a", samples::h1, ValueState::unreadable));
  EXPECT_EQ(verdict(unreadable, made), "undecidable");
  made.left = "[1.1 @ 2015]";
  EXPECT_EQ(verdict(quotas("1", "40"), made), "undecidable");
}

TEST(judge, a_row_that_does_not_apply_takes_the_rule_with_it) {
  const RuleDefinition made = rule("[1.7]", less_equal, "[1.3]");
  EXPECT_EQ(verdict(Reports()
                        .figure("1.3", "a", "40")
                        .blank("1.7", "a", samples::h1, ValueState::not_applicable),
                    made),
            "not_applicable");
}

TEST(judge, coalesce_can_do_without_a_figure) {
  const RuleDefinition made = rule("coalesce([1.1], 0) + [1.3]", equal, "40");
  EXPECT_EQ(verdict(Reports().figure("1.3", "a", "40").blank("1.1", "a"), made), "holds");
}

TEST(judge, looks_only_where_the_condition_holds) {
  RuleDefinition made = rule("[1.1]", equal, "[1.3]");
  made.when = "[5.1] > 0";
  const auto area = [](Reports reports, std::string_view size) {
    return std::move(reports.figure("5.1", "a", size));
  };
  EXPECT_EQ(verdict(area(quotas("1", "2"), "0"), made), "not_applicable");
  EXPECT_EQ(verdict(area(quotas("1", "2"), "1"), made), "fails");
  EXPECT_EQ(verdict(quotas("1", "2"), made), "undecidable");
}

TEST(judge, keeps_to_its_types_of_units_and_kinds_of_periods) {
  RuleDefinition made = rule("[1.1]", equal, "[1.3]");
  made.unit_types = {"district"};
  EXPECT_EQ(verdict(quotas("1", "2"), made), "not_applicable");
  made.unit_types = {"department"};
  EXPECT_EQ(verdict(quotas("1", "2"), made), "fails");
  made.periods = {"quarter"};
  EXPECT_EQ(verdict(quotas("1", "2"), made), "not_applicable");
  made.periods = {"quarter", "half"};
  EXPECT_EQ(verdict(quotas("1", "2"), made), "fails");
}

TEST(judge, a_unit_without_a_report_has_no_verdict) {
  const RuleDefinition made = rule("[1.1]", equal, "[1.3]");
  EXPECT_EQ(verdict(quotas("1", "2"), made, "b"), "not_applicable");
}

TEST(judge, evidence_that_the_cube_does_not_hold_is_missing) {
  EXPECT_EQ(verdict(Reports().figure("2.1", "a", "5"), rule("[text.2.1]", equal, "[2.1]")),
            "undecidable");
}

TEST(judge, a_level_at_the_end_of_any_window_before_is_the_previous_one) {
  const RuleDefinition stock = rule("[1.1]", equal, "[1.1 @ previous] + 7");
  Reports reports;
  reports.figure("1.1", "a", "127", "2024-H1").figure("1.1", "a", "120", "2023");
  EXPECT_EQ(verdict(reports, stock), "holds");
  EXPECT_EQ(verdict(quotas("127", "1"), stock), "undecidable");
}

TEST(judge, a_flow_needs_the_window_of_its_own_length_before) {
  const RuleDefinition flow = rule("[2.1]", equal, "[2.1 @ previous]");
  Reports reports;
  reports.figure("2.1", "a", "5", "2024-H1").figure("2.1", "a", "5", "2023");
  EXPECT_EQ(verdict(reports, flow), "undecidable");
  reports.figure("2.1", "a", "5", "2023-07..2023-12");
  EXPECT_EQ(verdict(reports, flow), "holds");
}

TEST(judge, the_report_before_may_be_of_another_length) {
  RuleDefinition falls = rule("[2.1]", greater_equal, "[2.1 @ previous]");
  falls.previous = PreviousReport::report;
  Reports reports;
  reports.figure("2.1", "a", "90", "2023")
      .figure("2.1", "a", "30", "2024-Q1")
      .figure("2.1", "a", "20", "2024-H1")
      .figure("2.1", "a", "40", "2024-9M");
  EXPECT_EQ(verdict(reports, falls, "a", "2024-Q1"), "fails");
  EXPECT_EQ(verdict(reports, falls, "a", "2024-H1"), "fails");
  EXPECT_EQ(verdict(reports, falls, "a", "2024-9M"), "holds");
  EXPECT_EQ(verdict(reports, falls, "a", "2023"), "undecidable");
  falls.previous = PreviousReport::report_this_year;
  EXPECT_EQ(verdict(reports, falls, "a", "2024-Q1"), "not_applicable");
  EXPECT_EQ(verdict(reports, falls, "a", "2024-H1"), "fails");
  falls.previous = PreviousReport::same_period_last_year;
  EXPECT_EQ(verdict(reports, falls, "a", "2024-H1"), "undecidable");
}

TEST(judge, one_cell_has_the_verdict_that_it_has_among_all) {
  const auto cube = quotas("41", "40").cube(samples::three_departments());
  const RuleSet rules = samples::rule_set({rule("[1.1]", less_equal, "[1.3]")});
  const CubeSummary summary(*cube);
  const auto placed = placed_rules(*cube, rules);
  const auto all = judged(summary, placed[0], {0, cube->units()});
  for (Index unit = 0; unit < cube->units(); ++unit) {
    EXPECT_EQ(judged(summary, placed[0], {unit, 1})[0], all[static_cast<std::size_t>(unit)]);
  }
}

TEST(judge, a_figure_can_be_tried_in_place_of_another) {
  const auto cube = quotas("41", "40").cube(samples::three_departments());
  const RuleSet rules = samples::rule_set({rule("[1.1]", less_equal, "[1.3]")});
  const CubeSummary summary(*cube);
  const auto placed = placed_rules(*cube, rules);
  const Override change{samples::cell(*cube, "1.1", "a"), 14};
  EXPECT_EQ(judged(summary, placed[0], {1, 1})[0], Verdict::fails);
  EXPECT_EQ(judged(summary, placed[0], {1, 1}, {&change, 1})[0], Verdict::holds);
}

TEST(judge, refuses_codes_that_nobody_knows_with_the_near_ones) {
  try {
    static_cast<void>(verdict(quotas("1", "2"), rule("[1.11]", equal, "[text.2.2]")));
    FAIL() << "no error";
  } catch (const CatalogueError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0104");
    ASSERT_EQ(error.faults().size(), 2U);
    EXPECT_EQ(error.faults()[0].where, "$.items[0].left");
    EXPECT_NE(error.faults()[0].message_en.find("\"1.1\""), std::string::npos);
    EXPECT_EQ(error.faults()[1].where, "$.items[0].right");
    EXPECT_NE(error.faults()[1].message_vi.find("\"text.2.1\""), std::string::npos);
  }
}

TEST(judge, a_unit_that_never_had_a_post_has_no_rate_to_be_asked_about) {
  const RuleDefinition possible = rule("[1.2]", feasible_rate, "[1.1]");
  const auto of = [&](const char* rate, const char* quota) {
    return verdict(std::move(Reports().figure("1.2", "a", rate).figure("1.1", "a", quota)),
                   possible);
  };
  EXPECT_EQ(of("0", "0"), "not_applicable");
  EXPECT_EQ(of("0.00", "0"), "not_applicable");
  EXPECT_EQ(of("10", "0"), "fails");
  EXPECT_EQ(of("100", "0"), "holds");
  EXPECT_EQ(of("0", "40"), "holds");
}

TEST(judge, one_quota_beyond_all_measure_leaves_the_other_units_their_verdict) {
  const Reports reports = std::move(Reports()
                                        .figure("1.2", "a", "99.99")
                                        .figure("1.1", "a", "1000000000000000")
                                        .figure("1.2", "b", "10")
                                        .figure("1.1", "b", "40"));
  const RuleDefinition possible = rule("[1.2]", feasible_rate, "[1.1]");
  EXPECT_EQ(verdict(reports, possible, "a"), "undecidable");
  EXPECT_EQ(verdict(reports, possible, "b"), "fails");
}

}  // namespace
}  // namespace cchc
