#include <gtest/gtest.h>

#include <map>

#include "cchc/aggregate/derive.hpp"
#include "cchc/base/error.hpp"
#include "cchc/compare/contribution.hpp"
#include "cchc/compare/contribution_parts.hpp"
#include "cchc/compare/rate_mix.hpp"
#include "compare/fraction.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;
using testing::periods;
using Group = ContributionGroup;
using Cause = ContributionCause;

ContributionQuery query(const Cube& cube, const std::string& indicator, const std::string& unit,
                        const std::string& current = "2024-H1",
                        const std::string& baseline = "2023-H1") {
  return {indicator, cube.hierarchy().at(unit), periods(current, baseline)};
}

Contribution of(const Cube& cube, const std::string& indicator, const std::string& unit,
                const ContributionOptions& options = {}) {
  return contribution(cube, cube, query(cube, indicator, unit), options);
}

const ContributionPart& part_of(const Contribution& made, Index unit) {
  const auto found = std::ranges::find(made.parts, unit, &ContributionPart::unit);
  EXPECT_NE(found, made.parts.end()) << "no part of unit " << unit;
  return *found;
}

Int128 sum_of(const Contribution& made) {
  Int128 sum = made.rounding;
  for (const ContributionPart& part : made.parts) {
    sum += part.change;
  }
  return sum;
}

// a1 goes on, a2 is new among the reports, b is silent, c was founded, d abolished.
CubeMaker five_fates() {
  CubeMaker maker;
  maker.add("files", "a1", "2023-H1", "40").add("files", "a1", "2024-H1", "45.5");
  maker.add("files", "a2", "2024-H1", "30");
  maker.add("files", "b", "2023-H1", "12");
  maker.add("files", "c", "2024-H1", "7");
  maker.add("files", "d", "2023-H1", "23");
  return maker;
}

TEST(Contribution, tells_what_became_of_each_unit_and_whether_that_is_real) {
  const auto cube = five_fates().cube();
  const Contribution made = of(*cube, "files", "p");
  const Hierarchy& units = cube->hierarchy();
  const auto expect = [&](const char* unit, Group group, Cause cause, Int128 change) {
    const ContributionPart& part = part_of(made, units.at(unit));
    EXPECT_EQ(part.group, group) << unit;
    EXPECT_EQ(part.cause, cause) << unit;
    EXPECT_EQ(part.change, change) << unit;
    EXPECT_EQ(part.members, std::vector<Index>{units.at(unit)}) << unit;
  };
  ASSERT_EQ(made.parts.size(), 5U);
  EXPECT_EQ(made.scale, 1);
  expect("a1", Group::continuing, Cause::real, 55);
  expect("a2", Group::newly_reporting, Cause::data, 300);
  expect("b", Group::no_longer_reporting, Cause::data, -120);
  expect("c", Group::entered, Cause::perimeter, 70);
  expect("d", Group::left, Cause::perimeter, -230);
  EXPECT_EQ(made.now, 825);
  EXPECT_EQ(made.then, 750);
  EXPECT_EQ(made.change, 75);
  EXPECT_EQ(change_by(made, Cause::real), 55);
  EXPECT_EQ(change_by(made, Cause::data), 180);
  EXPECT_EQ(change_by(made, Cause::perimeter), -160);
}

TEST(Contribution, keeps_a_missing_figure_apart_from_zero) {
  CubeMaker maker = five_fates();
  maker.add("files", "a2", "2023-H1", "0");
  const auto missing = five_fates().cube();
  const auto zero = maker.cube();
  const Index a2 = zero->hierarchy().at("a2");
  const Contribution before = of(*missing, "files", "p");
  const Contribution after = of(*zero, "files", "p");
  EXPECT_EQ(part_of(before, a2).then, std::nullopt);
  EXPECT_EQ(part_of(before, a2).cause, Cause::data);
  EXPECT_EQ(part_of(after, a2).then, 0);
  EXPECT_EQ(part_of(after, a2).cause, Cause::real);
  EXPECT_EQ(before.change, after.change);
}

TEST(Contribution, counts_a_row_that_begins_to_apply_as_a_change_of_perimeter) {
  CubeMaker maker;
  maker.add("files", "b", "2023-H1", "", ValueState::not_applicable);
  maker.add("files", "b", "2024-H1", "9");
  const auto cube = maker.cube();
  const Contribution made = of(*cube, "files", "b");
  EXPECT_EQ(made.parts.at(0).group, Group::entered);
  EXPECT_EQ(made.now, 9);
  EXPECT_EQ(made.then, std::nullopt);
  EXPECT_EQ(made.parts.at(0).change, 9);
  EXPECT_EQ(made.change, std::nullopt);  // what is missing is not 0
  EXPECT_TRUE(has(made.reasons, Reason::base_missing));
}

TEST(Contribution, has_no_change_where_nothing_was_reported) {
  CubeMaker maker = five_fates();
  maker.add("staff", "b", "2023-H1", "", ValueState::missing);
  maker.add("staff", "b", "2024-H1", "", ValueState::missing);
  const auto cube = maker.cube();
  const Contribution made = of(*cube, "staff", "p");
  EXPECT_TRUE(made.parts.empty());
  EXPECT_EQ(made.change, std::nullopt);
  EXPECT_TRUE(has(made.reasons, Reason::value_missing));
  EXPECT_TRUE(has(made.reasons, Reason::base_missing));
}

TEST(Contribution, puts_predecessors_and_successors_of_a_merger_into_one_part) {
  const auto cube = five_fates().cube();
  const Hierarchy& units = cube->hierarchy();
  ContributionOptions options;
  options.merged = {{units.at("d"), units.at("c")}};
  const Contribution made = of(*cube, "files", "p", options);
  ASSERT_EQ(made.parts.size(), 4U);
  const ContributionPart& part = made.parts.back();
  EXPECT_EQ(part.unit, -1);
  EXPECT_EQ(part.members, (std::vector<Index>{units.at("c"), units.at("d")}));
  EXPECT_EQ(part.group, Group::merged);
  EXPECT_EQ(part.cause, Cause::perimeter);
  EXPECT_EQ(part.now, 70);
  EXPECT_EQ(part.then, 230);
  EXPECT_EQ(part.change, -160);
  EXPECT_EQ(sum_of(made), made.change);
}

TEST(Contribution, calls_a_merger_with_a_silent_member_a_data_effect) {
  const auto cube = five_fates().cube();
  const Hierarchy& units = cube->hierarchy();
  ContributionOptions options;
  options.merged = {{units.at("b"), units.at("c")}};  // b owed a figure now
  const Contribution made = of(*cube, "files", "p", options);
  const ContributionPart& part = part_of(made, -1);
  EXPECT_EQ(part.group, Group::merged);
  EXPECT_EQ(part.cause, Cause::data);
  EXPECT_EQ(part.change, -50);
}

TEST(Contribution, passes_over_the_members_of_a_merger_outside_the_subtree) {
  const auto cube = five_fates().cube();
  const Hierarchy& units = cube->hierarchy();
  ContributionOptions options;
  options.merged = {{units.at("a2"), units.at("d")}};
  const Contribution made = of(*cube, "files", "a", options);
  EXPECT_EQ(part_of(made, units.at("a2")).group, Group::merged);
  EXPECT_EQ(made.change, 355);
  EXPECT_EQ(sum_of(made), 355);
}

TEST(Contribution, splits_level_by_level_down_to_the_units) {
  const auto cube = five_fates().cube();
  const Index a = cube->hierarchy().at("a");
  const Contribution province = split(*cube, *cube, query(*cube, "files", "p"));
  const Contribution department = split(*cube, *cube, query(*cube, "files", "a"));
  Int128 under_a = 0;
  std::vector<Group> groups;
  for (const ContributionPart& part : province.parts) {
    under_a += part.unit == a ? part.change : 0;
    if (part.unit == a) {
      groups.push_back(part.group);
    }
  }
  // A child keeps what is real apart from what is only known now.
  EXPECT_EQ(groups, (std::vector<Group>{Group::continuing, Group::newly_reporting}));
  EXPECT_EQ(under_a, *department.change);
  EXPECT_EQ(sum_of(province), province.change);
  EXPECT_EQ(sum_of(department), department.change);
}

TEST(Contribution, shows_a_merger_across_children_under_no_unit) {
  const auto cube = five_fates().cube();
  const Hierarchy& units = cube->hierarchy();
  ContributionOptions options;
  options.merged = {{units.at("a1"), units.at("a2")}};
  const Contribution inside = split(*cube, *cube, query(*cube, "files", "p"), options);
  EXPECT_EQ(inside.parts.front().unit, units.at("a"));
  EXPECT_EQ(inside.parts.front().group, Group::merged);
  options.merged = {{units.at("a1"), units.at("b")}};
  const Contribution across = split(*cube, *cube, query(*cube, "files", "p"), options);
  EXPECT_EQ(across.parts.front().unit, -1);
  EXPECT_EQ(sum_of(across), across.change);
}

// Two vintages of 2023-H1: a1 corrected from 40 to 38, a2 came late with 5.
CubeMaker two_vintages() {
  CubeMaker maker;
  Source early;
  early.received = date_from_text("2023-07-01");
  Source late;
  late.received = date_from_text("2024-02-01");
  maker.new_source(early);
  maker.add("files", "a1", "2023-H1", "40").add("files", "b", "2023-H1", "12");
  maker.add("early", "a1", "2023-H1", "20").add("early", "b", "2023-H1", "6");
  maker.add("on_time", "b", "2023-H1", "50");
  maker.new_source(late);
  maker.add("files", "a1", "2023-H1", "38.5").add("files", "a2", "2023-H1", "5");
  maker.add("early", "a1", "2023-H1", "20").add("early", "a2", "2023-H1", "5");
  maker.add("files", "a1", "2024-H1", "45").add("files", "a2", "2024-H1", "6");
  maker.add("files", "b", "2024-H1", "12");
  maker.add("early", "a1", "2024-H1", "33").add("early", "a2", "2024-H1", "6");
  maker.add("early", "b", "2024-H1", "3");
  return maker;
}

TEST(Contribution, shows_a_later_vintage_of_one_window_as_revisions) {
  const CubeMaker maker = two_vintages();
  const auto then = maker.cube({date_from_text("2023-12-31")});
  const auto now = maker.cube();
  const Contribution made =
      contribution(*now, *then, query(*now, "files", "p", "2023-H1", "2023-H1"));
  const Hierarchy& units = now->hierarchy();
  EXPECT_EQ(part_of(made, units.at("a1")).group, Group::revised);
  EXPECT_EQ(part_of(made, units.at("a1")).cause, Cause::data);
  EXPECT_EQ(part_of(made, units.at("a1")).change, -15);
  EXPECT_EQ(part_of(made, units.at("a2")).group, Group::newly_reporting);
  EXPECT_EQ(part_of(made, units.at("b")).group, Group::continuing);
  EXPECT_EQ(made.change, 35);
  EXPECT_EQ(change_by(made, Cause::data), 35);
}

TEST(Contribution, splits_a_change_over_a_revised_baseline_into_revision_and_the_rest) {
  const CubeMaker maker = two_vintages();
  const auto then = maker.cube({date_from_text("2023-12-31")});
  const auto now = maker.cube();
  const RevisedContribution made =
      contribution_with_revision(*now, *then, *now, query(*now, "files", "p"));
  EXPECT_EQ(made.revision.scale, 1);
  EXPECT_EQ(made.since.scale, 1);
  EXPECT_EQ(made.revision.parts.size(), 2U);  // b was not revised
  EXPECT_EQ(made.revision.change, 35);
  EXPECT_EQ(made.since.change, 75);
  EXPECT_EQ(change_by(made.since, Cause::real), 75);
  EXPECT_EQ(made.change, 110);  // 63 now, 52 as known then
  EXPECT_EQ(made.rounding, 0);
}

TEST(Contribution, closes_the_change_of_a_ratio_over_a_revised_baseline) {
  const CubeMaker maker = two_vintages();
  const auto then = maker.cube({date_from_text("2023-12-31")});
  const auto now = maker.cube();
  const RevisedContribution made =
      contribution_with_revision(*now, *then, *now, query(*now, "on_time", "p"));
  EXPECT_EQ(made.change, 16666667);  // 42 / 63 less 26 / 52: 16.666667 points
  EXPECT_EQ(*made.revision.change + *made.since.change + made.rounding, *made.change);
  EXPECT_EQ(sum_of(made.revision), made.revision.change);
  EXPECT_EQ(sum_of(made.since), made.since.change);
}

TEST(Contribution, does_not_take_another_scale_for_a_revision) {
  CubeMaker maker = two_vintages();
  const auto then = maker.cube({date_from_text("2023-12-31")});
  const auto now = maker.cube();  // 38.5 gives the whole plane a decimal
  const Contribution made =
      contribution(*now, *then, query(*now, "on_time", "p", "2023-H1", "2023-H1"));
  EXPECT_EQ(part_of(made, now->hierarchy().at("b")).group, Group::continuing);
  EXPECT_EQ(part_of(made, now->hierarchy().at("a1")).group, Group::revised);
}

// b: 50 of 100 -> 90 of 100; a1: 30 of 100 -> 90 of 300.
CubeMaker two_rates() {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-H1", "90");
  maker.add("files", "b", "2023-H1", "100").add("early", "b", "2023-H1", "50");
  maker.add("files", "b", "2024-H1", "100").add("early", "b", "2024-H1", "90");
  maker.add("files", "a1", "2023-H1", "100").add("early", "a1", "2023-H1", "30");
  maker.add("files", "a1", "2024-H1", "300").add("early", "a1", "2024-H1", "90");
  return maker;
}

TEST(Contribution, splits_the_change_of_a_ratio_into_rate_and_mix) {
  const auto cube = two_rates().cube();
  ContributionOptions options;
  options.decimals = 3;
  const Contribution made = of(*cube, "on_time", "p", options);
  EXPECT_TRUE(made.is_ratio);
  EXPECT_EQ(made.then, 40000);  // 80 of 200
  EXPECT_EQ(made.now, 45000);   // 180 of 400
  EXPECT_EQ(made.change, 5000);
  // b: mean share 3/8, rate +40; share -1/4, mean rate 70 less mean of all 42.5.
  const ContributionPart& b = part_of(made, cube->hierarchy().at("b"));
  EXPECT_EQ(b.rate_effect, 15000);
  EXPECT_EQ(b.mix_effect, -6875);
  EXPECT_EQ(b.change, 8125);
  EXPECT_EQ(b.now, 90000);
  EXPECT_EQ(b.then, 50000);
  // a1: the rate stayed 30; share +1/4 x (30 - 42.5).
  const ContributionPart& a1 = part_of(made, cube->hierarchy().at("a1"));
  EXPECT_EQ(a1.rate_effect, 0);
  EXPECT_EQ(a1.mix_effect, -3125);
  EXPECT_EQ(made.rounding, 0);
}

TEST(Contribution, splits_a_per_cent_of_another_name_in_points) {
  CubeMaker maker = two_rates();
  maker.add("quick", "b", "2024-H1", "90");
  const auto cube = maker.cube();
  EXPECT_EQ(of(*cube, "quick", "p").change, 5000000);
  EXPECT_EQ(of(*cube, "quick", "p").scale, 6);
}

TEST(Contribution, makes_up_no_rate_for_units_that_enter_leave_or_had_nothing) {
  CubeMaker maker = two_rates();
  maker.add("files", "c", "2024-H1", "100").add("early", "c", "2024-H1", "100");
  maker.add("files", "a2", "2023-H1", "0").add("early", "a2", "2023-H1", "0");
  maker.add("files", "a2", "2024-H1", "100").add("early", "a2", "2024-H1", "20");
  const auto cube = maker.cube();
  const Contribution made = of(*cube, "on_time", "p");
  const ContributionPart& entered = part_of(made, cube->hierarchy().at("c"));
  EXPECT_EQ(entered.group, Group::entered);
  EXPECT_EQ(entered.rate_effect, 0);
  EXPECT_EQ(entered.then, std::nullopt);
  // 1/6 x (100 - mean of 40 and 50).
  EXPECT_EQ(entered.mix_effect, 9166667);
  const ContributionPart& empty = part_of(made, cube->hierarchy().at("a2"));
  EXPECT_EQ(empty.group, Group::continuing);
  EXPECT_EQ(empty.then, std::nullopt);
  EXPECT_EQ(empty.rate_effect, 0);
  EXPECT_EQ(empty.mix_effect, -4166667);
  EXPECT_EQ(sum_of(made), made.change);
}

TEST(Contribution, states_what_rounding_leaves_as_a_line_of_its_own) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-H1", "");
  for (const char* name : {"a1", "a2", "b"}) {
    maker.add("files", name, "2023-H1", "1").add("early", name, "2023-H1", "0");
    maker.add("files", name, "2024-H1", "1").add("early", name, "2024-H1", "1");
  }
  const auto cube = maker.cube();
  ContributionOptions options;
  options.decimals = 0;
  const Contribution made = of(*cube, "on_time", "p", options);
  for (const ContributionPart& part : made.parts) {
    EXPECT_EQ(part.change, 33);  // a third of 100 points
  }
  EXPECT_EQ(made.change, 100);
  EXPECT_EQ(made.rounding, 1);
}

TEST(Contribution, gives_no_parts_to_a_ratio_without_a_rate_on_one_side) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-H1", "", ValueState::missing);
  maker.add("files", "b", "2023-H1", "0").add("early", "b", "2023-H1", "0");
  maker.add("files", "b", "2024-H1", "10").add("early", "b", "2024-H1", "9");
  const auto cube = maker.cube();
  const Contribution made = of(*cube, "on_time", "p");
  EXPECT_EQ(made.now, 90000000);
  EXPECT_EQ(made.then, std::nullopt);
  EXPECT_EQ(made.change, std::nullopt);
  EXPECT_TRUE(made.parts.empty());
  EXPECT_EQ(made.reasons, bit(Reason::base_missing));
}

TEST(Contribution, says_when_the_parts_of_a_ratio_are_estimates) {
  CubeMaker maker;
  maker.add("score", "b", "2023-H1", "0.5").add("score", "b", "2024-H1", "0.75");
  maker.add("files", "b", "2023-H1", "8").add("files", "b", "2024-H1", "8");
  const auto cube = maker.cube();
  const Contribution made = of(*cube, "score", "p");
  EXPECT_EQ(made.change, 250000);
  EXPECT_TRUE(has(made.reasons, Reason::estimated));
}

TEST(Contribution, lists_the_largest_parts_and_the_rest_as_one) {
  const auto cube = five_fates().cube();
  const Hierarchy& units = cube->hierarchy();
  const Contribution made = top(of(*cube, "files", "p"), 2);
  ASSERT_EQ(made.parts.size(), 3U);
  EXPECT_EQ(made.parts[0].unit, units.at("a2"));
  EXPECT_EQ(made.parts[1].unit, units.at("d"));
  const ContributionPart& rest = made.parts[2];
  EXPECT_EQ(rest.group, Group::others);
  EXPECT_EQ(rest.cause, Cause::mixed);
  EXPECT_EQ(rest.members.size(), 3U);
  EXPECT_EQ(rest.now, 525);
  EXPECT_EQ(rest.then, 520);
  EXPECT_EQ(rest.change, 5);
  EXPECT_EQ(sum_of(made), made.change);
  EXPECT_EQ(label_en(rest, units), "others (3 units)");
  EXPECT_EQ(label_vi(rest, units), "các đơn vị khác (3 đơn vị)");
}

TEST(Contribution, orders_equal_changes_as_the_units_stand) {
  CubeMaker maker;
  for (const char* name : {"b", "a1", "a2"}) {
    maker.add("files", name, "2023-H1", "5");
    maker.add("files", name, "2024-H1", name[0] == 'b' ? "1" : "9");
  }
  const auto cube = maker.cube();
  const Hierarchy& units = cube->hierarchy();
  const Contribution all = of(*cube, "files", "p");
  const Contribution made = top(all, 1);
  EXPECT_EQ(made.parts[0].unit, units.at("a1"));
  EXPECT_EQ(made.parts[1].cause, Cause::real);
  EXPECT_EQ(top(all, 3).parts.size(), 3U);
  EXPECT_EQ(top(all, 3).parts[2].unit, units.at("b"));
  EXPECT_EQ(top(all, 0).parts.size(), 1U);
}

TEST(Contribution, names_every_group_in_both_languages) {
  for (const ContributionGroupEntry& entry : contribution_group_table()) {
    EXPECT_EQ(&entry_of(entry.group), &entry);
    EXPECT_EQ(contribution_group_from_text(to_text(entry.group)), entry.group);
    EXPECT_EQ(contribution_cause_from_text(to_text(entry.cause)), entry.cause);
    EXPECT_NE(entry.message_en, entry.message_vi);
  }
  const auto cube = five_fates().cube();
  const Contribution made = of(*cube, "files", "b");
  EXPECT_EQ(label_en(made.parts.at(0), cube->hierarchy()),
            "b: reported the time before, not this time: the real change is not known");
  EXPECT_EQ(label_vi(made.parts.at(0), cube->hierarchy()),
            "b: kỳ gốc có số liệu, kỳ này chưa có: không biết mức tăng, giảm thực");
}

// Communes x and y of p hold one list; the department b holds its own.
CubeMaker shared_lists() {
  std::vector<Unit> units{testing::unit("p"), testing::unit("x", "p"), testing::unit("y", "p"),
                          testing::unit("b", "p")};
  units[0].reports = false;
  units[1].type = units[2].type = "commune";
  CubeMaker maker(units);
  const auto add = [&maker](const char* unit, const char* period, const char* online,
                            const char* common, const char* files) {
    maker.add("online", unit, period, online).add("common", unit, period, common);
    maker.add("files", unit, period, files);
  };
  add("x", "2023-H1", "40", "100", "7");
  add("y", "2023-H1", "30", "90", "5");
  add("b", "2023-H1", "10", "50", "20");
  add("x", "2024-H1", "60", "100", "9");
  add("y", "2024-H1", "80", "100", "6");
  add("b", "2024-H1", "20", "60", "30");
  maker.add("online_share", "b", "2024-H1", "").add("files_each", "b", "2024-H1", "");
  return maker;
}

TEST(Contribution, counts_a_list_that_units_share_once) {
  const auto cube = shared_lists().cube();
  const Hierarchy& units = cube->hierarchy();
  const Contribution made = of(*cube, "common", "p");
  EXPECT_EQ(made.then, 150);
  EXPECT_EQ(made.now, 160);
  ASSERT_EQ(made.parts.size(), 2U);
  const ContributionPart& list = part_of(made, -1);
  EXPECT_EQ(list.group, Group::shared_list);
  EXPECT_EQ(list.cause, Cause::real);
  EXPECT_EQ(list.members, (std::vector<Index>{units.at("x"), units.at("y")}));
  EXPECT_EQ(list.now, 100);
  EXPECT_EQ(list.change, 0);
  EXPECT_EQ(part_of(made, units.at("b")).change, 10);
  EXPECT_EQ(label_en(list, units),
            "x + y: units that hold one list in common: the longest counts once");
}

TEST(Contribution, leaves_the_one_holder_of_a_list_a_unit_like_others) {
  const auto cube = shared_lists().cube();
  const Contribution made = of(*cube, "common", "y");
  ASSERT_EQ(made.parts.size(), 1U);
  EXPECT_EQ(made.parts[0].group, Group::continuing);
  EXPECT_EQ(made.change, 10);
}

TEST(Contribution, does_not_know_the_real_change_of_a_list_with_a_silent_holder) {
  CubeMaker maker = shared_lists();
  const auto cube = maker.add("common", "x", "2022-H1", "70").cube();
  const Contribution made =
      contribution(*cube, *cube, query(*cube, "common", "p", "2023-H1", "2022-H1"));
  EXPECT_EQ(part_of(made, -1).cause, Cause::data);
  EXPECT_EQ(part_of(made, -1).change, 30);
}

TEST(Contribution, takes_merged_holders_of_a_list_with_all_that_share_it) {
  const auto cube = shared_lists().cube();
  const Hierarchy& units = cube->hierarchy();
  ContributionOptions options;
  options.merged = {{units.at("x"), units.at("b")}};
  const Contribution made = of(*cube, "online", "p", options);
  EXPECT_EQ(part_of(made, -1).group, Group::shared_list);
  EXPECT_EQ(part_of(made, units.at("b")).group, Group::merged);
  EXPECT_EQ(made.change, 50);  // 80 + 20 less 40 + 10
  EXPECT_EQ(sum_of(made), made.change);
}

// 100 x (80 + 20) / (100 + 60) less 100 x (40 + 10) / (100 + 50), as the roll-up counts them.
TEST(Contribution, closes_a_share_of_shared_lists_to_the_change_of_the_rolled_up_rates) {
  const auto cube = shared_lists().cube();
  const Contribution made = of(*cube, "online_share", "p");
  EXPECT_EQ(made.now, 62500000);
  EXPECT_EQ(made.then, 33333333);
  EXPECT_EQ(made.change, 29166667);
  EXPECT_EQ(sum_of(made), made.change);
  const auto total = testing::rolled(cube);
  const Plane& plane = total->plane(total->at("online_share"));
  EXPECT_DOUBLE_EQ(plane.figures.value(0, 1), 62.5);
  EXPECT_DOUBLE_EQ(plane.figures.value(0, 0), 100.0 / 3);
}

// The files of communes add up though the procedures they are for are one list.
TEST(Contribution, adds_what_is_not_shared_beside_a_shared_denominator) {
  const auto cube = shared_lists().cube();
  ContributionOptions options;
  options.decimals = 3;
  const Contribution made = of(*cube, "files_each", "p", options);
  EXPECT_EQ(made.now, 281);   // 45 / 160
  EXPECT_EQ(made.then, 213);  // 32 / 150
  EXPECT_EQ(sum_of(made), made.change);
}

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_NE(error.message_en(), error.message_vi());
    return error.code();
  }
  return "no error";
}

TEST(Contribution, refuses_what_has_no_parts_that_add_up) {
  CubeMaker maker = five_fates();
  maker.add("list", "b", "2023-H1", "1").add("list", "b", "2024-H1", "2");
  const auto cube = maker.cube();
  EXPECT_EQ(code_of([&] { (void)of(*cube, "list", "p"); }), "CCHC-E1103");
  EXPECT_EQ(code_of([&] { (void)of(*cube, "staff", "p"); }), "CCHC-E0903");
  ContributionOptions options;
  options.merged = {{2, 3}, {3}};
  EXPECT_EQ(code_of([&] { (void)of(*cube, "files", "p", options); }), "CCHC-E1104");
  options.merged = {{7}};
  EXPECT_EQ(code_of([&] { (void)of(*cube, "files", "p", options); }), "CCHC-E1104");
  options.merged.clear();
  options.decimals = 19;
  EXPECT_EQ(code_of([&] { (void)of(*cube, "files", "p", options); }), "CCHC-E1106");
  const auto total = testing::rolled(cube);
  EXPECT_EQ(code_of([&] { (void)of(*total, "files", "p"); }), "CCHC-E1107");
  const auto other = CubeMaker({testing::unit("p")}).add("files", "p", "2023-H1", "1").cube();
  EXPECT_EQ(code_of([&] { (void)contribution(*cube, *other, query(*cube, "files", "p")); }),
            "CCHC-E1102");
}

TEST(Contribution, refuses_figures_of_a_formula_that_is_no_sum) {
  const auto cube = derive(five_fates().cube(), {{"early", Formula::compile("0.5 * [files]")},
                                                 {"staff", Formula::compile("2 * [files]")}});
  EXPECT_EQ(code_of([&] { (void)of(*cube, "early", "p"); }), "CCHC-E1130");
  EXPECT_EQ(of(*cube, "staff", "p").change, 2 * *of(*cube, "files", "p").change);
}

TEST(Contribution, splits_a_break_only_when_it_is_permitted_by_name) {
  CubeMaker maker = five_fates();
  maker.add("files", "a1", "2024-Q1", "20");
  const auto cube = maker.cube();
  const ContributionQuery unlike = query(*cube, "files", "p", "2024-H1", "2024-Q1");
  EXPECT_EQ(code_of([&] { (void)contribution(*cube, *cube, unlike); }), "CCHC-E1105");
  ContributionOptions options;
  options.permitted = bit(Reason::window_length);
  const Contribution made = contribution(*cube, *cube, unlike, options);
  EXPECT_TRUE(has(made.reasons, Reason::window_length));
  EXPECT_EQ(part_of(made, cube->hierarchy().at("a1")).change, 255);
  EXPECT_EQ(code_of([&] {
              (void)contribution(*cube, *cube, query(*cube, "files", "p", "2025-H1", "2024-H1"));
            }),
            "CCHC-E0904");
}

TEST(Contribution, refuses_cumulative_figures_of_unlike_months_since_january) {
  CubeMaker maker;
  maker.add("ytd", "b", "2023-H1", "19").add("ytd", "b", "2023-H2", "39");
  maker.add("ytd", "b", "2024-H1", "20");
  const auto cube = maker.cube();
  const auto split = [&cube](const char* baseline) {
    return contribution(*cube, *cube, query(*cube, "ytd", "b", "2024-H1", baseline));
  };
  EXPECT_EQ(code_of([&] { (void)split("2023-H2"); }), "CCHC-E1105");
  EXPECT_EQ(split("2023-H1").change, 1);
}

TEST(Contribution, stays_exact_beyond_53_bits) {
  CubeMaker maker;
  maker.add("files", "a1", "2024-H1", "9007199254740993");
  maker.add("files", "a2", "2024-H1", "0.001");
  maker.add("files", "a1", "2023-H1", "-9007199254740993");
  maker.add("files", "a2", "2023-H1", "0.002");
  const auto cube = maker.cube();
  const Contribution made = of(*cube, "files", "p");
  EXPECT_EQ(to_string(*made.change, made.scale), "18014398509481985.999");
  EXPECT_EQ(sum_of(made), made.change);
}

// ---- random trees against twins straight from the definitions ----

struct Drawn {
  std::shared_ptr<const Cube> cube;
  std::vector<std::optional<int>> files_now, files_then, early_now, early_then;
};

std::optional<int> draw(std::mt19937_64& random, int most) {
  return random() % 4 == 0
             ? std::nullopt
             : std::optional(static_cast<int>(random() % static_cast<unsigned>(most)));
}

void add_drawn(CubeMaker& maker, const Hierarchy& units, const std::string& indicator,
               const std::string& period, const std::vector<std::optional<int>>& cells) {
  for (Index unit = 0; unit < units.size(); ++unit) {
    const auto& cell = cells[static_cast<std::size_t>(unit)];
    maker.add(indicator, units[unit].id, period, cell ? std::to_string(*cell) : "");
  }
}

Drawn draw_cube(std::mt19937_64& random, int most_units,
                const std::shared_ptr<const Catalogue>& catalogue) {
  const auto units = std::make_shared<const Hierarchy>(testing::random_units(random, most_units));
  Drawn drawn;
  for (Index unit = 0; unit < units->size(); ++unit) {
    drawn.files_now.push_back(draw(random, 20));
    drawn.files_then.push_back(draw(random, 20));
    drawn.early_now.push_back(draw(random, 20));
    drawn.early_then.push_back(draw(random, 20));
  }
  CubeMaker maker(units, catalogue);
  add_drawn(maker, *units, "files", "2024-H1", drawn.files_now);
  add_drawn(maker, *units, "files", "2023-H1", drawn.files_then);
  add_drawn(maker, *units, "early", "2024-H1", drawn.early_now);
  add_drawn(maker, *units, "early", "2023-H1", drawn.early_then);
  maker.add("on_time", (*units)[0].id, "2024-H1", "");
  drawn.cube = maker.cube();
  return drawn;
}

std::shared_ptr<const Catalogue> shared_catalogue() {
  return std::make_shared<const Catalogue>(Catalogue::from_json(testing::compare_catalogue()));
}

// The group of a unit, told again in the plainest words.
Group twin_group(const Unit& unit, bool now, bool then) {
  if (now && then) {
    return Group::continuing;
  }
  if (now) {
    return unit.valid_from ? Group::entered : Group::newly_reporting;
  }
  return unit.valid_to ? Group::left : Group::no_longer_reporting;
}

TEST(Contribution, closes_over_random_trees_and_equals_the_plain_sums) {
  std::mt19937_64 random(3);
  const auto catalogue = shared_catalogue();
  for (int round = 0; round < 2500; ++round) {
    const Drawn drawn = draw_cube(random, 12, catalogue);
    const Hierarchy& units = drawn.cube->hierarchy();
    const Index asked = static_cast<Index>(random() % static_cast<unsigned>(units.size()));
    const Contribution made = of(*drawn.cube, "files", units[asked].id);
    Int128 change = 0;
    std::size_t parts = 0;
    for (Index unit = asked; unit < units.end(asked); ++unit) {
      const auto now = drawn.files_now[static_cast<std::size_t>(unit)];
      const auto then = drawn.files_then[static_cast<std::size_t>(unit)];
      if (!now && !then) {
        continue;
      }
      const ContributionPart& part = made.parts.at(parts++);
      change += now.value_or(0) - then.value_or(0);
      ASSERT_EQ(part.unit, unit);
      ASSERT_EQ(part.change, now.value_or(0) - then.value_or(0));
      ASSERT_EQ(part.group, twin_group(units[unit], now.has_value(), then.has_value()));
    }
    ASSERT_EQ(made.parts.size(), parts);
    ASSERT_EQ(made.change.has_value(), made.now && made.then);
    ASSERT_EQ(made.change.value_or(change), change);
    ASSERT_EQ(sum_of(made), change);
  }
}

// At random some units are merged; whatever is merged and however deep, parts close.
TEST(Contribution, closes_at_every_level_and_for_any_merger) {
  std::mt19937_64 random(4);
  const auto catalogue = shared_catalogue();
  for (int round = 0; round < 2500; ++round) {
    const Drawn drawn = draw_cube(random, 12, catalogue);
    const Hierarchy& units = drawn.cube->hierarchy();
    ContributionOptions options;
    options.merged.resize(2);
    for (Index unit = 0; unit < units.size(); ++unit) {
      if (const auto choice = random() % 5; choice < 2) {
        options.merged[choice].push_back(unit);
      }
    }
    const auto total = testing::rolled(drawn.cube);
    for (Index unit = 0; unit < units.size(); ++unit) {
      const Contribution made =
          split(*drawn.cube, *drawn.cube, query(*drawn.cube, "files", units[unit].id), options);
      ASSERT_EQ(made.change.has_value(), made.now && made.then);
      ASSERT_EQ(sum_of(made), made.now.value_or(0) - made.then.value_or(0));
      const Figures& so_far = *total->plane(total->at("files")).so_far;
      for (const auto& [figure, column] : {std::pair(made.now, 1), std::pair(made.then, 0)}) {
        ASSERT_EQ(figure.has_value(), so_far.has(unit, column));
        ASSERT_EQ(figure.value_or(0), figure ? so_far.whole(unit, column) : 0);
      }
      std::map<Index, int> seen;
      for (const ContributionPart& part : made.parts) {
        for (const Index member : part.members) {
          ASSERT_EQ(++seen[member], 1) << "a unit in two parts";
          ASSERT_TRUE(units.is_within(member, unit));
        }
      }
    }
  }
}

// Shares of lists that some units hold in common: whatever the tree, parts close to the change of
// the parts that roll_up pools, at both levels.
TEST(Contribution, closes_shares_of_shared_lists_over_random_trees) {
  std::mt19937_64 random(8);
  const auto catalogue = shared_catalogue();
  int shared = 0;
  for (int round = 0; round < 1000; ++round) {
    std::vector<Unit> drawn_units = testing::random_units(random, 9);
    for (Unit& unit : drawn_units) {
      unit.type = random() % 2 == 0 ? "commune" : "department";
    }
    const auto units = std::make_shared<const Hierarchy>(std::move(drawn_units));
    CubeMaker maker(units, catalogue);
    for (const char* indicator : {"online", "common", "files"}) {
      for (const char* period : {"2023-H1", "2024-H1"}) {
        std::vector<std::optional<int>> cells;
        for (Index unit = 0; unit < units->size(); ++unit) {
          cells.push_back(draw(random, 30));
        }
        add_drawn(maker, *units, indicator, period, cells);
      }
    }
    maker.add("online_share", "u0", "2024-H1", "").add("files_each", "u0", "2024-H1", "");
    const auto cube = maker.cube();
    const auto total = testing::rolled(cube);
    for (const char* indicator : {"online_share", "files_each"}) {
      const RatioParts& parts = *total->plane(total->at(indicator)).parts;
      const Int128 whole = (indicator == std::string("online_share") ? 100 : 1) * Int128{1000000};
      const auto rate = [&](Index column) -> std::optional<Int128> {
        return parts.denominator.has(0, column)
                   ? rate_of(RatioAmount{parts.numerator.whole(0, column),
                                         parts.denominator.whole(0, column)},
                             whole)
                   : std::nullopt;
      };
      for (const auto level : {ContributionLevel::by_unit, ContributionLevel::by_child}) {
        ContributionOptions options;
        options.level = level;
        const Contribution made = of(*cube, indicator, "u0", options);
        ASSERT_EQ(made.now, rate(1));
        ASSERT_EQ(made.then, rate(0));
        ASSERT_EQ(sum_of(made), made.change.value_or(0));
        shared += std::ranges::count(made.parts, Group::shared_list, &ContributionPart::group) > 0;
      }
    }
  }
  EXPECT_GT(shared, 500);
}

using testing::Fraction;

struct TwinPart {
  Fraction rate, mix;
};

// n/d and share of one unit on one side, if it has them.
struct TwinSide {
  std::optional<Fraction> rate;
  Fraction share, weighted;
};

TwinSide twin_side(std::optional<int> n, std::optional<int> d, int all) {
  if (!n || !d) {
    return {};
  }
  return {*d == 0 ? std::nullopt : std::optional(Fraction(*n, *d)), Fraction(*d, all),
          Fraction(*n, all)};
}

TwinPart twin_part(const TwinSide& now, const TwinSide& then, Fraction mean_of_all) {
  const Fraction share_change = now.share - then.share;
  if (now.rate && then.rate) {
    return {mean(now.share, then.share) * (*now.rate - *then.rate),
            share_change * (mean(*now.rate, *then.rate) - mean_of_all)};
  }
  return {0, now.weighted - then.weighted - share_change * mean_of_all};
}

// Numerator and denominator over the units below `asked` where both parts are known.
std::pair<int, int> twin_total(const Hierarchy& units, Index asked,
                               const std::vector<std::optional<int>>& numerators,
                               const std::vector<std::optional<int>>& denominators) {
  std::pair<int, int> total{0, 0};
  for (Index unit = asked; unit < units.end(asked); ++unit) {
    const auto at = static_cast<std::size_t>(unit);
    if (numerators[at] && denominators[at]) {
      total.first += *numerators[at];
      total.second += *denominators[at];
    }
  }
  return total;
}

TEST(Contribution, closes_ratios_over_random_trees_and_equals_the_exact_fractions) {
  std::mt19937_64 random(5);
  const auto catalogue = shared_catalogue();
  const Fraction multiplier(100 * 1000000);
  int with_change = 0;
  for (int round = 0; round < 2500; ++round) {
    const Drawn drawn = draw_cube(random, 7, catalogue);
    const Hierarchy& units = drawn.cube->hierarchy();
    const Contribution made = of(*drawn.cube, "on_time", units[0].id);
    const auto [n1, d1] = twin_total(units, 0, drawn.early_now, drawn.files_now);
    const auto [n0, d0] = twin_total(units, 0, drawn.early_then, drawn.files_then);
    ASSERT_EQ(made.change.has_value(), d1 != 0 && d0 != 0);
    if (!made.change) {
      ASSERT_TRUE(made.parts.empty());
      continue;
    }
    ++with_change;
    const auto total = testing::rolled(drawn.cube);
    const RatioParts& parts = *total->plane(total->at("on_time")).parts;
    const Int128 whole = 100 * 1000000;
    ASSERT_EQ(
        made.now,
        rate_of(RatioAmount{parts.numerator.whole(0, 1), parts.denominator.whole(0, 1)}, whole));
    ASSERT_EQ(
        made.then,
        rate_of(RatioAmount{parts.numerator.whole(0, 0), parts.denominator.whole(0, 0)}, whole));
    const Fraction mean_of_all = testing::mean(Fraction(n1, d1), Fraction(n0, d0));
    Fraction closed(0);
    for (const ContributionPart& part : made.parts) {
      const auto at = static_cast<std::size_t>(part.unit);
      const TwinPart twin =
          twin_part(twin_side(drawn.early_now[at], drawn.files_now[at], d1),
                    twin_side(drawn.early_then[at], drawn.files_then[at], d0), mean_of_all);
      ASSERT_EQ(part.rate_effect, (multiplier * twin.rate).rounded());
      ASSERT_EQ(part.mix_effect, (multiplier * twin.mix).rounded());
      closed = closed + twin.rate + twin.mix;
    }
    ASSERT_TRUE(closed == Fraction(n1, d1) - Fraction(n0, d0));
    ASSERT_EQ(*made.change, (multiplier * closed).rounded());
    ASSERT_EQ(sum_of(made), *made.change);
    ASSERT_LE(magnitude(made.rounding), Uint128{made.parts.size() + 1});
  }
  EXPECT_GT(with_change, 1500);
}

TEST(Contribution, closes_ratios_by_child_with_figures_of_any_size) {
  std::mt19937_64 random(6);
  const auto catalogue = shared_catalogue();
  for (int round = 0; round < 300; ++round) {
    const auto units = std::make_shared<const Hierarchy>(testing::random_units(random, 8));
    CubeMaker maker(units, catalogue);
    for (Index unit = 0; unit < units->size(); ++unit) {
      for (const char* period : {"2023-H1", "2024-H1"}) {
        const auto size = random() >> (1 + random() % 60);
        maker.add("files", (*units)[unit].id, period, std::to_string(size + 1));
        maker.add("early", (*units)[unit].id, period, std::to_string(random() % (size + 2)));
      }
    }
    maker.add("on_time", (*units)[0].id, "2024-H1", "");
    const auto cube = maker.cube();
    const Contribution made = split(*cube, *cube, query(*cube, "on_time", "u0"));
    ASSERT_TRUE(made.change);
    ASSERT_EQ(sum_of(made), *made.change);
    ASSERT_LE(magnitude(made.rounding), Uint128{made.parts.size() + 1});
  }
}

}  // namespace
}  // namespace cchc
