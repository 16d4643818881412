#include <gtest/gtest.h>

#include "aggregate/catalogue_rows.hpp"
#include "cchc/aggregate/derive.hpp"
#include "cchc/aggregate/like_for_like.hpp"
#include "cchc/aggregate/modified_plane.hpp"
#include "cchc/aggregate/own_figures.hpp"
#include "cchc/aggregate/rebuild.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::refusal;
using samples::Reports;
using samples::state;
using samples::text;
using samples::three_departments;

// The golden catalogue with rows for what a test reads over other units and computes: x, y, z.
std::shared_ptr<const Catalogue> catalogue() {
  return samples::golden_catalogue_with({"sum:1.1", "parent:1.1", "x", "y", "z"});
}

// Departments a, b and c below p; b has a figure of z of its own.
std::shared_ptr<const Cube> reported() {
  Reports reports;
  reports.figure("1.1", "a", "10").figure("1.1", "b", "20").figure("1.1", "c", "30");
  reports.figure("z", "b", "7");
  return build(std::make_shared<const Observations>(reports.observations()), catalogue(),
               three_departments(), {})
      .cube;
}

// x = the sum; y = x twice; z, where nobody gave one, is the figure of the unit above.
std::shared_ptr<const Cube> computed() {
  const auto read = with_modified_references(reported(), {"sum:1.1", "parent:1.1"});
  return derive(read, {{"x", Formula::compile("[sum:1.1]")},
                       {"y", Formula::compile("[x] + [x]")},
                       {"z", Formula::compile("coalesce([parent:1.1], [1.1])")}});
}

std::vector<std::string> indicators(const Cube& cube) {
  std::vector<std::string> codes;
  for (Index plane = 0; plane < cube.planes(); ++plane) {
    codes.push_back(cube.indicator(plane).code);
  }
  return codes;
}

TEST(OwnFigures, are_all_of_a_cube_that_reads_no_other_units) {
  const auto cube = reported();
  const OwnFigures own = own_figures(cube);
  EXPECT_EQ(own.cube, cube);
  EXPECT_TRUE(own.issues.empty());
  const auto own_formula = derive(cube, {{"x", Formula::compile("[1.1] + [1.1]")}});
  EXPECT_EQ(own_figures(own_formula).cube, own_formula);
}

TEST(OwnFigures, are_computed_from_other_units_once_wherever_their_planes_stand) {
  EXPECT_EQ(indicators(*computed()),
            (std::vector<std::string>{"1.1", "z", "sum:1.1", "parent:1.1", "x", "y"}));
}

TEST(OwnFigures, leave_out_what_was_made_of_other_units_and_tell_what_was_asked_for) {
  const OwnFigures own = own_figures(computed());
  EXPECT_EQ(indicators(*own.cube), (std::vector<std::string>{"1.1", "z"}));
  std::vector<std::string> told;
  for (const Issue& issue : own.issues) {
    EXPECT_EQ(issue.code, "CCHC-I1006");
    EXPECT_NE(issue.message_en, issue.message_vi);
    told.push_back(issue.place);
  }
  EXPECT_EQ(told, (std::vector<std::string>{"z", "x", "y"}));
  EXPECT_NE(own.issues[1].message_en.find("[sum:1.1]"), std::string::npos);
}

TEST(OwnFigures, keep_what_was_there_before_the_rest_was_computed) {
  const auto cube = computed();
  EXPECT_EQ(text(*cube, "z", "b"), "7");
  EXPECT_EQ(text(*cube, "z", "a"), "10");
  const OwnFigures own = own_figures(cube);
  EXPECT_EQ(text(*own.cube, "z", "b"), "7");
  EXPECT_EQ(text(*own.cube, "z", "a"), "");
  EXPECT_EQ(state(*own.cube, "z", "a"), ValueState::missing);
  const auto place = [&](const char* unit) { return samples::cell(*own.cube, "z", unit); };
  EXPECT_GE(own.cube->derivation(place("b")).observation, 0);
  EXPECT_TRUE(own.cube->derivation(place("a")).parts.empty());
  EXPECT_NE(own.cube->derivation(place("a")).rule_en.find("derive it again"), std::string::npos);
}

TEST(OwnFigures, explain_themselves_as_before) {
  const OwnFigures own = own_figures(computed());
  const auto step = own.cube->derivation(samples::cell(*own.cube, "1.1", "c"));
  EXPECT_GE(step.observation, 0);
}

TEST(OwnFigures, are_what_like_for_like_matches) {
  const auto matched = like_for_like(computed(), 0, 0);
  EXPECT_EQ(indicators(*matched), (std::vector<std::string>{"1.1", "z"}));
  EXPECT_EQ(text(*matched, "1.1", "a"), "10");
}

TEST(OwnFigures, are_what_is_rebuilt) {
  const auto cube = computed();
  const Date day = date_from_text("2025-01-01");
  const RebuildResult rebuilt = rebuild_as_it_is(cube, Lineage(cube->hierarchy(), {}), day);
  EXPECT_EQ(indicators(*rebuilt.cube), (std::vector<std::string>{"1.1", "z"}));
  EXPECT_EQ(text(*rebuilt.cube, "1.1", "a"), "10");
  EXPECT_EQ(rebuilt.issues.size(), 3U);
  const RebuildResult groups =
      rebuild_constant_perimeter(cube, Lineage(cube->hierarchy(), {}), day, day);
  EXPECT_EQ(groups.issues.size(), 3U);
}

TEST(OwnFigures, of_a_cube_that_is_rolled_up_are_refused_all_the_same) {
  const auto rolled = roll_up(computed());
  EXPECT_EQ(refusal([&] { (void)like_for_like(rolled, 0, 0); }), "CCHC-E1008");
}

TEST(OwnPlane, is_told_to_be_none_where_an_indicator_was_computed_from_totals) {
  const auto own = reported();
  EXPECT_EQ(own_plane(*own, "z"), own->at("z"));
  EXPECT_EQ(refusal([&] { (void)own_plane(*own, "x"); }), "CCHC-E1046");
  RollUpOptions by_sum;
  by_sum.over_units = OverUnits::sum;
  const auto sums = roll_up(derive(own, {{"x", Formula::compile("[1.1] + [1.1]")}}), by_sum);
  EXPECT_EQ(refusal([&] { (void)children_figures(*sums, *own, sums->at("x")); }), "CCHC-E1046");
}

// Planes of a cube that was derived stand elsewhere than in the cube before.
TEST(OwnPlane, is_found_by_its_code_where_the_planes_stand_otherwise) {
  const auto own = reported();
  RollUpOptions by_sum;
  by_sum.over_units = OverUnits::sum;
  CubeParts parts = roll_up(own, by_sum)->parts();
  std::swap(parts.planes[0], parts.planes[1]);
  const Cube swapped(std::move(parts));
  const Figures children = children_figures(swapped, *own, swapped.at("1.1"));
  EXPECT_EQ(children.text(own->hierarchy().at("p"), 0), "60");
}

TEST(ExactFigures, are_asked_for_where_units_are_added) {
  const auto cube = derive(
      reported(), {{"x", Formula::compile("[1.1] / 7")}, {"y", Formula::compile("[1.1] + [1.1]")}});
  EXPECT_EQ(refusal([&] { require_exact_figures(*cube, cube->at("x")); }), "CCHC-E1032");
  EXPECT_EQ(refusal([&] { require_exact_figures(*cube, cube->at("y")); }), "");
}

}  // namespace
}  // namespace cchc
