#include <gtest/gtest.h>

#include "cchc/cube/made_of.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

const std::vector<Index> same = {0};

// "5.1" rests on "2.1" in every cell, or where `held` is 0.
std::shared_ptr<const Cube> cube_with(Flags held) {
  const auto cube = samples::Reports()
                        .figure("2.1", "a", "40")
                        .figure("5.1", "a", "5")
                        .cube(samples::three_departments());
  CubeParts parts = cube->parts();
  for (auto& each : parts.planes) {
    if (each->indicator == cube->catalogue().at("5.1")) {
      Plane plane = *each;
      plane.made_of = std::make_shared<const MadeOf>(
          MadeOf{{{cube->catalogue().at("2.1"), {0}}}, std::move(held)});
      each = std::make_shared<const Plane>(std::move(plane));
    }
  }
  return std::make_shared<const Cube>(std::move(parts));
}

TEST(MadeOf, a_plane_of_its_own_rests_on_itself) {
  const auto cube = cube_with({});
  const std::vector<ReadPlane> expected = {{cube->catalogue().at("2.1"), same}};
  EXPECT_EQ(planes_read(*cube, cube->at("2.1"), same), expected);
}

TEST(MadeOf, a_computed_plane_rests_on_what_it_reads) {
  const auto cube = cube_with({});
  const std::vector<ReadPlane> expected = {{cube->catalogue().at("2.1"), same}};
  EXPECT_EQ(planes_read(*cube, cube->at("5.1"), same), expected);
  EXPECT_TRUE(cube->plane(cube->at("5.1")).is_computed(0, 0));
  EXPECT_FALSE(cube->plane(cube->at("2.1")).is_computed(0, 0));
}

TEST(MadeOf, a_plane_computed_in_part_rests_on_both) {
  Flags held = Flags::Zero(4, 1);
  held(1, 0) = 1;
  const auto cube = cube_with(held);
  EXPECT_EQ(planes_read(*cube, cube->at("5.1"), same).size(), 2);
  EXPECT_TRUE(cube->plane(cube->at("5.1")).is_computed(0, 0));
  EXPECT_FALSE(cube->plane(cube->at("5.1")).is_computed(1, 0));
}

TEST(MadeOf, columns_are_followed_through) {
  const auto cube = cube_with({});
  const auto found = planes_read(*cube, cube->at("5.1"), {-1, 0});
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found.front().period_of, (std::vector<Index>{-1, 0}));
}

TEST(MadeOf, what_is_read_twice_is_named_once) {
  std::vector<ReadPlane> reads = {{3, {0}}};
  add_reads(reads, {{3, {0}}, {3, {1}}, {4, {0}}, {4, {0}}});
  EXPECT_EQ(reads.size(), 3);
}

TEST(MadeOf, planes_are_found_by_their_place_in_the_catalogue) {
  const auto cube = cube_with({});
  EXPECT_EQ(find_plane(*cube, cube->catalogue().at("5.1")), cube->at("5.1"));
  EXPECT_EQ(find_plane(*cube, cube->catalogue().at("1.3")), std::nullopt);
}

}  // namespace
}  // namespace cchc
