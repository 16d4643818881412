#include <gtest/gtest.h>

#include "cchc/aggregate/modified_units.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;

Unit of_level(Unit unit, std::string level) {
  unit.level = std::move(level);
  return unit;
}

// Positions: p 0, a 1 (section), b 2 (room), c 3 (section), d 4 (section).
std::shared_ptr<const Cube> own_figures() {
  return samples::Reports()
      .figure("2.1", "a", "1")
      .cube(samples::tree({of_level(samples::group("p"), "province"),
                           of_level(below("p", "a"), "section"), of_level(below("a", "b"), "room"),
                           of_level(below("b", "c"), "section"),
                           of_level(below("p", "d"), "section")}));
}

ModifiedUnits units(const Cube& cube, const char* code) {
  return {cube, cube.at("2.1"), *find_modified_reference(code)};
}

using Positions = std::vector<Index>;

TEST(ModifiedUnits, all_of_the_level_enter_with_their_own_figures) {
  const auto cube = own_figures();
  const ModifiedUnits found = units(*cube, "sum:2.1:section");
  EXPECT_EQ(found.entering(0), (Positions{1, 3, 4}));
  EXPECT_EQ(found.entering(1), (Positions{1, 3}));
  EXPECT_EQ(found.entering(2), Positions{3});
  EXPECT_EQ(found.deepest(), 0);
  EXPECT_EQ(units(*cube, "sum:2.1").entering(1), (Positions{1, 2, 3}));
}

TEST(ModifiedUnits, only_the_uppermost_enter_with_totals) {
  const auto cube = roll_up(own_figures());
  const ModifiedUnits found = units(*cube, "sum:2.1:section");
  EXPECT_EQ(found.entering(0), (Positions{1, 4}));
  EXPECT_EQ(found.entering(1), Positions{1});
  EXPECT_EQ(found.entering(2), Positions{3});
  EXPECT_EQ(found.entering(3), Positions{3});
  EXPECT_EQ(found.depth(3), 1);
  EXPECT_EQ(found.deepest(), 1);
  EXPECT_EQ(found.at_depth(0), (std::vector<bool>{false, true, false, false, true}));
  EXPECT_EQ(found.at_depth(1), (std::vector<bool>{false, false, false, true, false}));
}

TEST(ModifiedUnits, a_unit_may_have_none) {
  const auto cube = own_figures();
  const ModifiedUnits rooms = units(*cube, "sum:2.1:room");
  EXPECT_TRUE(rooms.has_any(0));
  EXPECT_TRUE(rooms.has_any(2));
  EXPECT_FALSE(rooms.has_any(3));
  EXPECT_FALSE(rooms.has_any(4));
  EXPECT_TRUE(rooms.entering(4).empty());
}

}  // namespace
}  // namespace cchc
