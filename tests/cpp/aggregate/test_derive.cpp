#include <gtest/gtest.h>

#include <random>

#include "cchc/aggregate/derive.hpp"
#include "cchc/aggregate/resample.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "cchc/report/explanation.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::cell;
using samples::refusal;
using samples::state;
using samples::text;
using Pointer = std::shared_ptr<const Cube>;

constexpr const char* definitions = R"({"catalogue": "derived", "version": "1",
  "units_of_measure": [
    {"id": "file", "label_vi": "hồ sơ", "label_en": "files", "whole": false, "percent": false,
     "printed": []},
    {"id": "percent", "label_vi": "phần trăm", "label_en": "percent", "whole": false,
     "percent": true, "printed": []}],
  "indicators": [
    {"code": "pending", "name": "pending_files", "label_vi": "Đang giải quyết",
     "label_en": "Pending", "kind": "stock", "unit_of_measure": "file", "over_units": "sum",
     "over_periods": "last", "formula": "[received] - [done]"},
    {"code": "received", "name": "received_files", "label_vi": "Tiếp nhận", "label_en": "Received",
     "kind": "flow", "unit_of_measure": "file", "over_units": "sum", "over_periods": "sum"},
    {"code": "done", "name": "done_files", "label_vi": "Đã giải quyết", "label_en": "Done",
     "kind": "flow", "unit_of_measure": "file", "over_units": "sum", "over_periods": "sum"},
    {"code": "share", "name": "share_done", "label_vi": "Tỷ lệ", "label_en": "Share done",
     "kind": "ratio", "unit_of_measure": "percent", "over_units": "ratio_of_sums",
     "over_periods": "ratio_of_sums", "formula": "100 * [done] / [received]",
     "numerator": "[done]", "denominator": "[received]"},
    {"code": "left", "name": "share_left", "label_vi": "Còn lại", "label_en": "Left",
     "kind": "ratio", "unit_of_measure": "percent", "over_units": "none",
     "over_periods": "last", "formula": "100 - [share]"},
    {"code": "load", "name": "half_load", "label_vi": "Khối lượng", "label_en": "Load",
     "kind": "flow", "unit_of_measure": "file", "over_units": "sum", "over_periods": "sum"},
    {"code": "grown", "name": "grown_files", "label_vi": "Tăng", "label_en": "Grown",
     "kind": "flow", "unit_of_measure": "file", "over_units": "sum", "over_periods": "sum"}]})";

const std::shared_ptr<const Catalogue>& catalogue() {
  static const auto made = std::make_shared<const Catalogue>(Catalogue::from_json(definitions));
  return made;
}

// Department a of p: 40 received, 30 done. b: 12.5 and 10. c: 9 done, received missing.
samples::Reports three_reports() {
  samples::Reports reports;
  reports.figure("received", "a", "40").figure("done", "a", "30");
  reports.figure("received", "b", "12.5").figure("done", "b", "10");
  reports.figure("done", "c", "9").blank("received", "c");
  return reports;
}

Pointer cube_of(const samples::Reports& reports,
                const std::shared_ptr<const Hierarchy>& units = samples::three_departments()) {
  return build(std::make_shared<const Observations>(reports.observations()), catalogue(), units, {})
      .cube;
}

Pointer rolled(const Pointer& cube, MissingRule rule = MissingRule::complete) {
  return roll_up(cube, {{rule, 1.0}, {}, 1});
}

DerivedIndicator by(const char* code, const char* formula) {
  return {code, Formula::compile(formula)};
}

TEST(Derive, gives_the_derived_indicators_of_the_catalogue_exactly) {
  const Pointer cube = derive(cube_of(three_reports()));
  EXPECT_EQ(text(*cube, "pending", "a"), "10");
  EXPECT_EQ(text(*cube, "pending", "b"), "2.5");
  EXPECT_TRUE(cube->plane(cube->at("pending")).figures.exact);
  EXPECT_EQ(text(*cube, "share", "a"), "75");
  EXPECT_EQ(text(*cube, "left", "a"), "25");
  EXPECT_FALSE(cube->find("load"));
}

TEST(Derive, keeps_planes_in_the_order_of_the_catalogue_and_figures_as_they_were) {
  const Pointer before = cube_of(three_reports());
  const Pointer cube = derive(before);
  for (Index plane = 1; plane < cube->planes(); ++plane) {
    EXPECT_LT(cube->plane(plane - 1).indicator, cube->plane(plane).indicator);
  }
  EXPECT_EQ(&before->plane(before->at("done")), &cube->plane(cube->at("done")));
}

TEST(Derive, leaves_a_figure_missing_when_an_operand_is) {
  const Pointer cube = derive(cube_of(three_reports()));
  EXPECT_EQ(text(*cube, "pending", "c"), "");
  EXPECT_EQ(state(*cube, "pending", "c"), ValueState::missing);
  EXPECT_EQ(state(*cube, "share", "c"), ValueState::missing);
}

TEST(Derive, asks_also_an_operand_that_cancels_whether_it_is_there) {
  const Pointer cube =
      derive(cube_of(three_reports()), {by("load", "[received] + [done] - [received]")});
  EXPECT_EQ(text(*cube, "load", "a"), "30");
  EXPECT_EQ(text(*cube, "load", "c"), "");
}

TEST(Derive, leaves_a_figure_blank_by_right_when_all_that_lacks_is) {
  samples::Reports reports = three_reports();
  reports.blank("received", "c", "2024-Q1", ValueState::not_applicable);
  reports.blank("done", "c", "2024-Q1", ValueState::not_applicable);
  reports.figure("done", "a", "1", "2024-Q1");
  reports.blank("received", "a", "2024-Q1", ValueState::optional);
  const Pointer cube = derive(cube_of(reports));
  EXPECT_EQ(state(*cube, "pending", "c", "2024-Q1"), ValueState::not_applicable);
  EXPECT_EQ(state(*cube, "pending", "a", "2024-Q1"), ValueState::optional);
}

TEST(Derive, divides_by_zero_into_a_missing_figure) {
  samples::Reports reports;
  reports.figure("received", "a", "0").figure("done", "a", "0");
  EXPECT_EQ(state(*derive(cube_of(reports)), "share", "a"), ValueState::missing);
}

TEST(Derive, takes_formulas_of_its_own_in_any_order) {
  const Pointer cube =
      derive(cube_of(three_reports()), {by("grown", "[load] * 2"), by("load", "0.5 * [received]")});
  EXPECT_EQ(text(*cube, "load", "b"), "6.25");
  EXPECT_EQ(text(*cube, "grown", "b"), "12.5");
  EXPECT_FALSE(cube->plane(cube->at("load")).figures.exact);
  EXPECT_FALSE(cube->find("pending"));
}

TEST(Derive, reads_other_windows_and_says_when_they_are_not_there) {
  samples::Reports reports = three_reports();
  reports.figure("done", "a", "21", "2023-H1");
  const Pointer cube =
      derive(cube_of(reports), {by("grown", "[done] - [done @ same_period_last_year]"),
                                by("load", "[done] - [done @ 2015]")});
  EXPECT_EQ(text(*cube, "grown", "a"), "9");
  EXPECT_EQ(text(*cube, "grown", "b"), "");
  EXPECT_EQ(text(*cube, "load", "a"), "");
  const Explanation told = explain(cube, cell(*cube, "load", "a"));
  EXPECT_EQ(told.rule_en, "formula [done] - [done @ 2015]; [done @ 2015] has no figures");
  EXPECT_EQ(told.parts.size(), 1U);
}

TEST(Derive, takes_a_rate_of_totals_from_the_totals) {
  samples::Reports reports = three_reports();
  reports.figure("received", "c", "100");
  const Pointer cube = derive(rolled(cube_of(reports)));
  // 100 x 49 / 152.5, and not a sum or a mean of 75, 80 and 9
  EXPECT_DOUBLE_EQ(cube->plane(cube->at("share")).figures.value(0, 0), 4900 / 152.5);
  EXPECT_EQ(text(*cube, "pending", "p"), "103.5");
  EXPECT_EQ(samples::coverage(*cube, "pending", "p"), "3/3");
  const RatioParts& parts = *cube->plane(cube->at("share")).parts;
  EXPECT_EQ(parts.numerator.text(0, 0), "49");
  EXPECT_EQ(parts.denominator.text(0, 0), "152.5");
}

TEST(Derive, gives_the_same_totals_before_and_after_a_roll_up) {
  samples::Reports reports = three_reports();
  reports.figure("received", "c", "100");
  const Pointer first = derive(rolled(cube_of(reports)));
  const Pointer last = rolled(derive(cube_of(reports)));
  for (const char* code : {"pending", "share"}) {
    EXPECT_EQ(text(*first, code, "p"), text(*last, code, "p")) << code;
  }
}

TEST(Derive, withholds_what_the_missing_policy_withholds_of_an_operand) {
  samples::Reports reports;
  reports.figure("received", "a", "40").figure("done", "a", "30");
  const Pointer cube = derive(rolled(cube_of(reports)));
  EXPECT_EQ(state(*cube, "pending", "p"), ValueState::missing);
  EXPECT_TRUE(samples::marked(*cube, withheld, "pending", "p"));
  EXPECT_EQ(samples::so_far(*cube, "pending", "p"), "10");
  EXPECT_EQ(samples::coverage(*cube, "pending", "p"), "1/3");
}

// Received of a and b, done of a, b and c: 52.5 - 49 speaks of nobody.
TEST(Derive, gives_no_figure_of_totals_that_unlike_units_left_incomplete) {
  const Pointer cube = derive(rolled(cube_of(three_reports()), MissingRule::skip_missing));
  EXPECT_EQ(text(*cube, "received", "p"), "52.5");
  EXPECT_EQ(text(*cube, "pending", "p"), "");
  EXPECT_EQ(samples::so_far(*cube, "pending", "p"), "");
  EXPECT_EQ(text(*cube, "share", "p"), "");
  EXPECT_EQ(text(*cube, "pending", "a"), "10");
}

TEST(Derive, carries_the_marks_of_its_operands) {
  samples::Reports reports;
  reports.figure("received", "a", "40", "2024-Q1").figure("received", "a", "30", "2024-H1");
  reports.figure("done", "a", "20", "2024-Q1").figure("done", "a", "30", "2024-H1");
  const Pointer quarters =
      resample(cube_of(reports), {period_from_text("2024-Q2")}, {{}, false, 1}).cube;
  ASSERT_TRUE(samples::marked(*quarters, correction, "received", "a", "2024-Q2"));
  const Pointer cube = derive(quarters);
  EXPECT_EQ(text(*cube, "pending", "a", "2024-Q2"), "-20");
  EXPECT_TRUE(samples::marked(*cube, correction, "pending", "a", "2024-Q2"));
}

TEST(Derive, lets_a_reported_figure_stand) {
  samples::Reports reports = three_reports();
  reports.figure("share", "a", "74").figure("pending", "c", "3.25");
  const Pointer cube = derive(cube_of(reports));
  EXPECT_EQ(text(*cube, "share", "a"), "74");
  EXPECT_EQ(text(*cube, "share", "b"), "80");
  EXPECT_EQ(text(*cube, "pending", "c"), "3.25");
  EXPECT_EQ(text(*cube, "pending", "a"), "10");
  EXPECT_TRUE(explain(cube, cell(*cube, "share", "a")).origin.has_value());
  EXPECT_FALSE(explain(cube, cell(*cube, "share", "b")).origin.has_value());
}

TEST(Derive, changes_nothing_when_it_is_done_twice) {
  const Pointer once = derive(cube_of(three_reports()));
  const Pointer twice = derive(once);
  ASSERT_EQ(once->planes(), twice->planes());
  for (Index plane = 0; plane < once->planes(); ++plane) {
    for (Index unit = 0; unit < once->units(); ++unit) {
      EXPECT_EQ(once->plane(plane).figures.text(unit, 0),
                twice->plane(plane).figures.text(unit, 0));
      EXPECT_EQ(once->plane(plane).state(unit, 0), twice->plane(plane).state(unit, 0));
    }
  }
  EXPECT_EQ(explain(twice, cell(*twice, "pending", "a")).parts.size(), 2U);
}

TEST(Derive, walks_from_a_formula_to_the_reports) {
  const Pointer cube = derive(cube_of(three_reports()));
  const Explanation told = explain(cube, cell(*cube, "left", "a"));
  EXPECT_EQ(told.rule_en, "formula 100 - [share]");
  EXPECT_EQ(told.rule_vi, "công thức 100 - [share]");
  ASSERT_EQ(told.parts.size(), 1U);
  ASSERT_EQ(told.parts[0].parts.size(), 2U);
  EXPECT_EQ(told.parts[0].parts[0].role_en, "operand [done]");
  EXPECT_EQ(told.parts[0].parts[0].origin->raw, "30");
  const Explanation pending = explain(cube, cell(*cube, "pending", "c"));
  ASSERT_EQ(pending.parts.size(), 2U);
  EXPECT_EQ(pending.parts[0].coefficient, "1");
  EXPECT_EQ(pending.parts[0].state, "missing");
  EXPECT_EQ(pending.parts[1].coefficient, "-1");
}

TEST(Derive, leaves_absentees_to_the_operands_of_a_total) {
  samples::Reports reports;
  reports.figure("received", "a", "40").figure("done", "a", "30");
  const Pointer cube = derive(rolled(cube_of(reports)));
  const Explanation told = explain(cube, cell(*cube, "pending", "p"));
  EXPECT_TRUE(told.absentees.empty());
  EXPECT_EQ(told.parts.at(0).absentees, (std::vector<std::string>{"Unit b", "Unit c"}));
}

TEST(Derive, stays_exact_beyond_53_bits) {
  samples::Reports reports;
  reports.figure("received", "a", "9007199254740993").figure("done", "a", "-0.001");
  EXPECT_EQ(text(*derive(cube_of(reports)), "pending", "a"), "9007199254740993.001");
}

TEST(Derive, refuses_wrong_formulas) {
  const Pointer cube = cube_of(three_reports());
  EXPECT_EQ(refusal([&] { (void)derive(cube, {by("none", "[done]")}); }), "CCHC-E0910");
  EXPECT_EQ(refusal([&] { (void)derive(cube, {by("load", "[none]")}); }), "CCHC-E0910");
  EXPECT_EQ(refusal([&] {
              (void)derive(cube, {by("load", "[done]"), by("half_load", "[received]")});
            }),
            "CCHC-E1030");
  EXPECT_EQ(refusal([&] {
              (void)derive(cube, {by("load", "[grown]"), by("grown", "[load]")});
            }),
            "CCHC-E1031");
}

TEST(Derive, refuses_to_add_up_what_a_formula_gave_in_floating_point) {
  const Pointer cube = derive(cube_of(three_reports()), {by("load", "[received] * 0.1")});
  EXPECT_EQ(refusal([&] { (void)rolled(cube); }), "CCHC-E1032");
  EXPECT_EQ(refusal([&] { (void)total_of(*cube, cube->at("load"), 0, {1, 2}); }), "CCHC-E1032");
}

TEST(Derive, leaves_what_nobody_asked_for_without_totals) {
  const Pointer cube = derive(cube_of(three_reports()), {by("load", "[received] * 0.1")});
  RollUpOptions options;
  options.asked = {cube->at("received")};
  const Pointer some = roll_up(cube, options);
  const Pointer plain = rolled(cube_of(three_reports()));
  for (Index unit = 0; unit < some->units(); ++unit) {
    EXPECT_EQ(some->plane(some->at("received")).figures.text(unit, 0),
              plain->plane(plain->at("received")).figures.text(unit, 0));
  }
  EXPECT_FALSE(some->plane(some->at("load")).figures.has(0, 0));
  options.asked = {cube->at("load")};
  EXPECT_EQ(refusal([&] { (void)roll_up(cube, options); }), "CCHC-E1032");
}

// Every cell of random cubes against the plainest reading of the formula, before and after a
// roll-up in which everybody reported.
TEST(Derive, equals_the_formula_on_random_cubes) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    samples::Reports reports;
    std::array<std::optional<int>, 3> received, done;
    const bool full = round % 2 == 0;
    for (std::size_t unit = 0; unit < 3; ++unit) {
      const std::string id(1, static_cast<char>('a' + unit));
      for (auto [code, cells] : {std::pair("received", &received), std::pair("done", &done)}) {
        if (full || random() % 3 != 0) {
          (*cells)[unit] = static_cast<int>(random() % 50);
          reports.figure(code, id, std::to_string(*(*cells)[unit]));
        } else {
          reports.blank(code, id);
        }
      }
    }
    const Pointer own = derive(cube_of(reports));
    int all_received = 0, all_done = 0;
    for (std::size_t unit = 0; unit < 3; ++unit) {
      const std::string id(1, static_cast<char>('a' + unit));
      const bool both = received[unit] && done[unit];
      ASSERT_EQ(text(*own, "pending", id),
                both ? std::to_string(*received[unit] - *done[unit]) : "");
      ASSERT_EQ(state(*own, "share", id),
                both && *received[unit] != 0 ? ValueState::reported : ValueState::missing);
      all_received += received[unit].value_or(0);
      all_done += done[unit].value_or(0);
    }
    if (full) {
      const Pointer total = derive(rolled(cube_of(reports)));
      ASSERT_EQ(text(*total, "pending", "p"), std::to_string(all_received - all_done));
      if (all_received != 0) {
        ASSERT_DOUBLE_EQ(total->plane(total->at("share")).figures.value(0, 0),
                         100.0 * all_done / all_received);
      }
    }
  }
}

// Done is of a, b and c; received of a and b alone.
Pointer skipped() { return rolled(cube_of(three_reports()), MissingRule::skip_missing); }

TEST(Derive, asks_for_the_same_units_through_formulas_between) {
  const Pointer cube = derive(skipped(), {by("load", "2 * [received]"), by("grown", "[done] / 2"),
                                          by("left", "[grown] / [load]")});
  EXPECT_EQ(text(*cube, "load", "p"), "105");
  EXPECT_EQ(text(*cube, "grown", "p"), "24.5");
  EXPECT_EQ(text(*cube, "left", "p"), "");
  EXPECT_EQ(text(*cube, "left", "a"), "0.1875");
}

TEST(Derive, lets_formulas_between_stand_whose_totals_are_of_the_same_units) {
  const Pointer cube =
      derive(skipped(), {by("load", "2 * [received]"), by("left", "[load] / [received]")});
  EXPECT_EQ(text(*cube, "left", "p"), "2");
  EXPECT_EQ(samples::coverage(*cube, "left", "p"), samples::coverage(*cube, "received", "p"));
}

TEST(Derive, makes_no_sum_of_the_largest_figures_through_formulas_between) {
  samples::Reports reports;
  reports.figure("received", "a", "40").figure("done", "a", "30");
  reports.figure("received", "b", "20").figure("done", "b", "19");
  reports.figure("received", "c", "1").figure("done", "c", "1");
  const Pointer largest =
      roll_up(cube_of(reports), {{MissingRule::complete, 1.0}, OverUnits::maximum, 1});
  const Pointer cube = derive(largest, {by("load", "[received]"), by("grown", "[done]"),
                                        by("left", "100 * [grown] / [load]")});
  EXPECT_EQ(text(*cube, "load", "p"), "40");
  EXPECT_EQ(text(*cube, "left", "p"), "");
  EXPECT_EQ(text(*cube, "left", "b"), "95");
}

TEST(Derive, computes_anew_what_was_computed_and_keeps_what_was_reported) {
  samples::Reports reports = three_reports();
  reports.figure("load", "a", "7");
  const Pointer first = derive(cube_of(reports), {by("load", "[received] - [done]")});
  const Pointer second = derive(first, {by("load", "[received] + [done]")});
  EXPECT_EQ(text(*first, "load", "b"), "2.5");
  EXPECT_EQ(text(*second, "load", "b"), "22.5");
  EXPECT_EQ(text(*second, "load", "a"), "7");
  EXPECT_FALSE(second->plane(second->at("load")).is_computed(second->hierarchy().at("a"), 0));
}

TEST(Derive, fills_gaps_of_totals_anew) {
  samples::Reports reports = three_reports();
  reports.figure("received", "c", "11").figure("pending", "a", "10").blank("pending", "b");
  const Pointer first = derive(rolled(cube_of(reports)));
  EXPECT_EQ(text(*first, "pending", "p"), "14.5");
  const Pointer second = derive(first, {by("pending", "[received] + [done]")});
  EXPECT_EQ(text(*second, "pending", "p"), "112.5");
  EXPECT_EQ(text(*second, "pending", "a"), "10");
}

TEST(Derive, of_own_figures_gives_no_total) {
  samples::Reports reports = three_reports();
  reports.figure("received", "p", "10").figure("done", "p", "10").figure("received", "c", "9");
  const Pointer cube = rolled(derive(cube_of(reports), {by("left", "100 * [done] / [received]")}));
  EXPECT_EQ(text(*cube, "left", "p"), "");
  EXPECT_EQ(state(*cube, "left", "p"), ValueState::missing);
  EXPECT_EQ(text(*cube, "left", "a"), "75");
  const Pointer again = derive(cube, {by("left", "100 * [done] / [received]")});
  EXPECT_DOUBLE_EQ(again->plane(again->at("left")).figures.value(0, 0), 100.0 * 59 / 71.5);
}

TEST(Derive, asks_for_the_same_units_after_windows_were_derived_too) {
  const Pointer totals =
      derive(skipped(), {by("load", "[received] / 2"), by("left", "[done] / 2")});
  const Period h1 = period_from_text(samples::h1);
  const Pointer windows = resample(totals, {h1}).cube;
  const Pointer cube = derive(windows, {by("grown", "[left] / [load]")});
  EXPECT_EQ(text(*windows, "load", "p"), "26.25");
  EXPECT_EQ(text(*cube, "grown", "p"), "");
}

}  // namespace
}  // namespace cchc
