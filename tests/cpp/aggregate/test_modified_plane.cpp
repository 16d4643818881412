#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "aggregate/catalogue_rows.hpp"
#include "cchc/aggregate/derive.hpp"
#include "cchc/aggregate/modified_plane.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::coverage;
using samples::golden_catalogue_with;
using samples::group;
using samples::h1;
using samples::marked;
using samples::Reports;
using samples::so_far;
using samples::state;
using samples::text;

constexpr MissingPolicy skip{MissingRule::skip_missing, 1.0};

std::shared_ptr<const Cube> read(const std::shared_ptr<const Cube>& cube,
                                 const std::vector<std::string>& codes,
                                 const MissingPolicy& missing = {}) {
  CubeParts parts = cube->parts();
  std::vector<std::string> rows = codes;
  rows.emplace_back("x");
  parts.catalogue = golden_catalogue_with(rows);
  parts.origin = cube->parts().origin;
  return with_modified_references(std::make_shared<const Cube>(parts), codes, missing);
}

Unit of_level(Unit unit, std::string level) {
  unit.level = std::move(level);
  return unit;
}

// p > a (section) > b (room) > c (section), and d (section) beside a.
std::shared_ptr<const Hierarchy> nested_sections() {
  return samples::tree({of_level(group("p"), "province"), of_level(below("p", "a"), "section"),
                        of_level(below("a", "b"), "room"), of_level(below("b", "c"), "section"),
                        of_level(below("p", "d"), "section")});
}

std::shared_ptr<const Cube> three_figures(bool complete) {
  Reports reports;
  reports.figure("2.1", "a", "40").figure("2.1", "b", "12.5");
  if (complete) {
    reports.figure("2.1", "c", "2");
  } else {
    reports.blank("2.1", "c");
  }
  return reports.cube(samples::three_departments());
}

TEST(ModifiedPlane, reads_the_subtree_as_roll_up_does) {
  const auto cube = read(three_figures(true), {"sum:2.1", "count:2.1", "mean:2.1", "minimum:2.1",
                                               "maximum:2.1", "median:2.1"});
  EXPECT_EQ(text(*cube, "sum:2.1", "p"), "54.5");
  EXPECT_EQ(text(*cube, "sum:2.1", "a"), "40");
  EXPECT_EQ(text(*cube, "count:2.1", "p"), "3");
  EXPECT_EQ(text(*cube, "mean:2.1", "p"), "18.166666666666668");
  EXPECT_EQ(text(*cube, "minimum:2.1", "p"), "2");
  EXPECT_EQ(text(*cube, "maximum:2.1", "p"), "40");
  EXPECT_EQ(text(*cube, "median:2.1", "p"), "12.5");
  EXPECT_EQ(coverage(*cube, "median:2.1", "p"), "3/3");
}

TEST(ModifiedPlane, goes_by_the_missing_policy) {
  const std::vector<std::string> codes = {"sum:2.1", "mean:2.1", "median:2.1", "maximum:2.1"};
  const auto strict = read(three_figures(false), codes);
  const auto half = read(three_figures(false), codes, {MissingRule::minimum_coverage, 0.5});
  const auto most = read(three_figures(false), codes, {MissingRule::minimum_coverage, 0.7});
  const auto loose = read(three_figures(false), codes, skip);
  for (const std::string& code : codes) {
    EXPECT_EQ(text(*strict, code, "p"), "") << code;
    EXPECT_TRUE(marked(*strict, withheld, code, "p")) << code;
    EXPECT_EQ(coverage(*strict, code, "p"), "2/3") << code;
    EXPECT_EQ(text(*most, code, "p"), "") << code;
    EXPECT_EQ(text(*half, code, "p"), text(*loose, code, "p")) << code;
    EXPECT_FALSE(marked(*loose, withheld, code, "p")) << code;
    EXPECT_EQ(so_far(*strict, code, "p"), text(*loose, code, "p")) << code;
  }
  EXPECT_EQ(text(*loose, "sum:2.1", "p"), "52.5");
  EXPECT_EQ(text(*loose, "median:2.1", "p"), "26.25");
}

TEST(ModifiedPlane, counts_without_ever_withholding) {
  const auto cube = read(three_figures(false), {"count:2.1"});
  EXPECT_EQ(text(*cube, "count:2.1", "p"), "2");
  EXPECT_EQ(text(*cube, "count:2.1", "c"), "0");
  EXPECT_EQ(coverage(*cube, "count:2.1", "p"), "2/3");
}

TEST(ModifiedPlane, reads_one_level_of_own_figures_each_once) {
  const auto cube = read(Reports()
                             .figure("2.1", "a", "1")
                             .figure("2.1", "b", "10")
                             .figure("2.1", "c", "100")
                             .figure("2.1", "d", "1000")
                             .cube(nested_sections()),
                         {"sum:2.1:section", "count:2.1:section", "sum:2.1:room"});
  EXPECT_EQ(text(*cube, "sum:2.1:section", "p"), "1101");
  EXPECT_EQ(text(*cube, "sum:2.1:section", "a"), "101");
  EXPECT_EQ(text(*cube, "sum:2.1:section", "b"), "100");
  EXPECT_EQ(text(*cube, "count:2.1:section", "p"), "3");
  EXPECT_EQ(coverage(*cube, "sum:2.1:section", "p"), "3/3");
  EXPECT_EQ(coverage(*cube, "sum:2.1:room", "p"), "1/1");
  EXPECT_EQ(state(*cube, "sum:2.1:room", "d"), ValueState::not_applicable);
}

TEST(ModifiedPlane, counts_nested_totals_once) {
  const auto totals = roll_up(Reports()
                                  .figure("2.1", "a", "1")
                                  .figure("2.1", "b", "10")
                                  .figure("2.1", "c", "100.5")
                                  .figure("2.1", "d", "1000")
                                  .cube(nested_sections()));
  const auto cube = read(totals, {"sum:2.1:section", "count:2.1:section", "mean:2.1:section",
                                  "maximum:2.1:section", "median:2.1:section"});
  EXPECT_EQ(text(*cube, "sum:2.1:section", "p"), text(*totals, "2.1", "p"));
  EXPECT_EQ(text(*cube, "sum:2.1:section", "a"), "111.5");
  EXPECT_EQ(text(*cube, "sum:2.1:section", "b"), "100.5");
  EXPECT_EQ(text(*cube, "sum:2.1:section", "c"), "100.5");
  EXPECT_EQ(text(*cube, "count:2.1:section", "p"), "2");
  EXPECT_EQ(text(*cube, "count:2.1:section", "b"), "1");
  EXPECT_EQ(text(*cube, "mean:2.1:section", "p"), "555.75");
  EXPECT_EQ(text(*cube, "median:2.1:section", "b"), "100.5");
  EXPECT_EQ(text(*cube, "maximum:2.1:section", "p"), "1000");
  EXPECT_EQ(coverage(*cube, "sum:2.1:section", "p"), "4/4");
  EXPECT_EQ(coverage(*cube, "sum:2.1:section", "b"), "1/1");
}

TEST(ModifiedPlane, decides_anew_about_totals_with_gaps) {
  const auto totals = roll_up(Reports()
                                  .figure("2.1", "a", "1")
                                  .figure("2.1", "b", "10")
                                  .figure("2.1", "d", "1000")
                                  .blank("2.1", "c")
                                  .cube(nested_sections()));
  EXPECT_EQ(text(*totals, "2.1", "a"), "");
  const auto strict = read(totals, {"sum:2.1:section"});
  EXPECT_EQ(text(*strict, "sum:2.1:section", "p"), "");
  EXPECT_EQ(so_far(*strict, "sum:2.1:section", "p"), "1011");
  EXPECT_EQ(coverage(*strict, "sum:2.1:section", "p"), "3/4");
  EXPECT_EQ(text(*read(totals, {"sum:2.1:section"}, skip), "sum:2.1:section", "p"), "1011");
}

TEST(ModifiedPlane, takes_the_cell_of_the_unit_above_as_it_is) {
  const auto cube = read(roll_up(three_figures(false)), {"parent:2.1", "top:2.1"});
  for (const char* code : {"parent:2.1", "top:2.1"}) {
    EXPECT_EQ(text(*cube, code, "b"), "") << code;
    EXPECT_EQ(so_far(*cube, code, "b"), "52.5") << code;
    EXPECT_TRUE(marked(*cube, withheld, code, "b")) << code;
    EXPECT_EQ(coverage(*cube, code, "b"), "2/3") << code;
  }
  EXPECT_EQ(state(*cube, "parent:2.1", "p"), ValueState::not_applicable);
  EXPECT_EQ(so_far(*cube, "top:2.1", "p"), "52.5");
  const auto own = read(three_figures(true), {"parent:2.1", "top:2.1"});
  EXPECT_EQ(text(*own, "parent:2.1", "b"), "");
  EXPECT_FALSE(own->plane(own->at("parent:2.1")).coverage.has_value());
}

TEST(ModifiedPlane, keeps_the_largest_of_a_shared_list) {
  const auto cube = read(Reports()
                             .figure("3.1", "x", "30")
                             .figure("3.1", "y", "40")
                             .figure("3.1", "z", "5")
                             .cube(samples::tree({group("p"), below("p", "x", "commune"),
                                                  below("p", "y", "commune"), below("p", "z")})),
                         {"sum:3.1"});
  EXPECT_EQ(text(*cube, "sum:3.1", "p"), "45");
}

TEST(ModifiedPlane, carries_the_marks_of_what_entered) {
  auto cube = three_figures(true);
  CubeParts parts = cube->parts();
  auto& plane = parts.planes[static_cast<std::size_t>(cube->at("2.1"))];
  Plane marked_plane = *plane;
  marked_plane.add_mark(2, 0, estimated);
  plane = std::make_shared<const Plane>(marked_plane);
  const auto found = read(std::make_shared<const Cube>(parts), {"sum:2.1", "median:2.1"});
  EXPECT_TRUE(marked(*found, estimated, "sum:2.1", "p"));
  EXPECT_TRUE(marked(*found, estimated, "median:2.1", "b"));
  EXPECT_FALSE(marked(*found, estimated, "sum:2.1", "a"));
}

TEST(ModifiedPlane, refuses_to_count_twice) {
  const auto totals = roll_up(three_figures(true));
  EXPECT_EQ(samples::refusal([&] { (void)read(totals, {"sum:2.1"}); }), "CCHC-E1043");
  EXPECT_EQ(samples::refusal([&] { (void)read(totals, {"median:2.1"}); }), "CCHC-E1043");
  EXPECT_EQ(text(*read(totals, {"sum:2.1:level_1"}), "sum:2.1:level_1", "p"), "54.5");
}

TEST(ModifiedPlane, refuses_sums_of_what_is_no_quantity) {
  const auto cube = Reports()
                        .figure("2.3", "a", "40")
                        .figure("4.1", "a", "1")
                        .figure("1.3", "a", "7")
                        .cube(samples::three_departments());
  EXPECT_EQ(samples::refusal([&] { (void)read(cube, {"sum:2.3"}); }), "CCHC-E1044");
  EXPECT_EQ(samples::refusal([&] { (void)read(cube, {"median:4.1"}); }), "CCHC-E1044");
  EXPECT_EQ(samples::refusal([&] { (void)read(roll_up(cube), {"sum:1.3:level_1"}); }),
            "CCHC-E1044");
  EXPECT_EQ(samples::refusal([&] { (void)read(cube, {"plain"}); }), "CCHC-E0942");
  EXPECT_EQ(samples::refusal([&] {
              (void)read(cube, {"sum:1.3"}, {MissingRule::complete, 0});
            }),
            "CCHC-E1003");
  EXPECT_EQ(text(*read(cube, {"count:4.1"}), "count:4.1", "p"), "1");
  for (const char* code : {"median:2.3", "mean:2.3"}) {
    EXPECT_EQ(samples::refusal([&] { (void)read(cube, {code}, skip); }), "CCHC-E1044");
  }
  EXPECT_EQ(text(*read(cube, {"maximum:2.3"}, skip), "maximum:2.3", "p"), "40");
}

TEST(ModifiedPlane, refuses_a_level_where_one_unit_is_read) {
  const auto cube = Reports().figure("1.3", "a", "7").cube(samples::three_departments());
  for (const char* code : {"parent:1.3:level_1", "top:1.3:level_1"}) {
    EXPECT_EQ(samples::refusal([&] { (void)read(cube, {code}); }), "CCHC-E0944");
  }
}

TEST(ModifiedPlane, gives_no_rate_of_unlike_units) {
  const auto cube = Reports()
                        .figure("2.2", "a", "40")
                        .figure("2.1", "b", "20")
                        .figure("1.1", "a", "3")
                        .figure("1.1", "b", "4")
                        .cube(samples::three_departments());
  const auto rate = [&](const char* above, const char* under) {
    const std::vector<std::string> codes = {above, under};
    const std::string formula = std::string("100 * [") + above + "] / [" + under + "]";
    return derive(read(cube, codes, skip), {{"x", Formula::compile(formula)}});
  };
  EXPECT_EQ(text(*rate("sum:2.2", "sum:2.1"), "x", "p"), "");
  EXPECT_EQ(coverage(*rate("sum:2.2", "sum:2.1"), "x", "p"), "1/3");
  EXPECT_EQ(text(*rate("sum:2.1", "sum:1.1"), "x", "p"), "");
  EXPECT_EQ(text(*rate("sum:2.1", "count:1.1"), "x", "p"), "");
  EXPECT_EQ(text(*rate("sum:1.1", "count:1.1"), "x", "p"), "350");
  EXPECT_EQ(text(*rate("count:2.1", "count:1.1"), "x", "p"), "50");
  EXPECT_EQ(text(*rate("sum:1.1", "maximum:1.1"), "x", "p"), "175");
}

TEST(ModifiedPlane, looks_inside_totals_for_who_reported) {
  // Section a holds two rooms; one of them gave files, the other one documents: 1 of 2 each.
  const auto hierarchy =
      samples::tree({of_level(group("p"), "province"), of_level(group("a", "p"), "section"),
                     of_level(below("a", "x"), "room"), of_level(below("a", "y"), "room")});
  const auto rate = [&](const char* giver) {
    const auto totals = roll_up(
        Reports().figure("2.2", "x", "40").figure("2.1", giver, "20").cube(hierarchy), {skip});
    const auto cube =
        read(totals, {"sum:2.2:section", "sum:2.1:section", "parent:2.2", "parent:2.1"}, skip);
    return std::pair(
        text(*derive(cube, {{"x", Formula::compile("[sum:2.2:section] / [sum:2.1:section]")}}), "x",
             "p"),
        text(*derive(cube, {{"x", Formula::compile("[parent:2.2] / [parent:2.1]")}}), "x", "a"));
  };
  EXPECT_EQ(rate("x"), std::pair(std::string("2"), std::string("2")));
  EXPECT_EQ(rate("y"), std::pair(std::string(), std::string()));
}

TEST(ModifiedPlane, names_each_cell_that_entered_once) {
  const auto totals = roll_up(Reports()
                                  .figure("2.1", "a", "1")
                                  .figure("2.1", "c", "100")
                                  .blank("2.1", "d")
                                  .cube(nested_sections()));
  const auto cube = read(totals, {"sum:2.1:section", "parent:2.1"}, skip);
  const auto entered = [&](const char* code, const char* unit) {
    std::vector<std::string> units;
    for (const auto& part : cube->derivation(samples::cell(*cube, code, unit)).parts) {
      units.push_back(part.cube->hierarchy()[part.place.unit].id);
    }
    return units;
  };
  EXPECT_EQ(entered("sum:2.1:section", "p"), std::vector<std::string>{"a"});
  EXPECT_EQ(entered("sum:2.1:section", "b"), std::vector<std::string>{"c"});
  EXPECT_EQ(entered("parent:2.1", "c"), std::vector<std::string>{"b"});
  EXPECT_TRUE(entered("parent:2.1", "p").empty());
}

TEST(ModifiedPlane, stands_when_the_cube_is_rolled_up_afterwards) {
  const auto cube = read(three_figures(true), {"sum:2.1"});
  const auto totals = roll_up(cube);
  EXPECT_EQ(text(*totals, "sum:2.1", "p"), "54.5");
  EXPECT_EQ(text(*totals, "2.1", "p"), "54.5");
  EXPECT_EQ(totals->derivation(samples::cell(*totals, "sum:2.1", "p")).parts.size(), 3U);
  EXPECT_EQ(samples::refusal([&] { (void)roll_up(totals); }), "CCHC-E1008");
}

}  // namespace
}  // namespace cchc
