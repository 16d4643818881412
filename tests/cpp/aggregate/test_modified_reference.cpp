#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

std::shared_ptr<const Cube> observed() {
  return samples::Reports()
      .figure("2.1", "a", "40")
      .figure("2.1", "b", "12")
      .figure("2.1", "c", "2")
      .cube(samples::three_departments());
}

double value(const Cube& cube, const std::string& code, Index unit = 0) {
  return modified_values(cube, *find_modified_reference(code))(unit, 0);
}

TEST(ModifiedReference, is_a_word_a_code_and_perhaps_a_level) {
  const auto found = find_modified_reference("median:4.2.1:level_1");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->modifier, UnitModifier::median);
  EXPECT_EQ(found->code, "4.2.1");
  EXPECT_EQ(found->level, "level_1");
  EXPECT_EQ(to_text(found->modifier), "median");
  EXPECT_FALSE(find_modified_reference("4.2.1").has_value());
  EXPECT_FALSE(find_modified_reference("BM3:2.4").has_value());
  EXPECT_FALSE(find_modified_reference(":4.2.1").has_value());
}

TEST(ModifiedReference, reads_the_subtree) {
  const auto cube = observed();
  EXPECT_EQ(value(*cube, "sum:2.1"), 54);
  EXPECT_EQ(value(*cube, "sum:2.1", 1), 40);
  EXPECT_EQ(value(*cube, "count:2.1"), 3);
  EXPECT_EQ(value(*cube, "mean:2.1"), 18);
  EXPECT_EQ(value(*cube, "minimum:2.1"), 2);
  EXPECT_EQ(value(*cube, "maximum:2.1"), 40);
  EXPECT_EQ(value(*cube, "median:2.1"), 12);
}

TEST(ModifiedReference, reads_one_level_only) {
  const auto cube = observed();
  const std::string below = cube->hierarchy().level(1);
  std::string written = below;
  std::ranges::replace(written, ' ', '_');
  EXPECT_EQ(value(*cube, "sum:2.1:" + written), 54);
  std::string top = cube->hierarchy().level(0);
  std::ranges::replace(top, ' ', '_');
  EXPECT_TRUE(std::isnan(value(*cube, "sum:2.1:" + top)));
  EXPECT_EQ(value(*cube, "count:2.1:" + top), 0);
  EXPECT_THROW(static_cast<void>(value(*cube, "sum:2.1:moon")), SelectionError);
}

TEST(ModifiedReference, reads_the_unit_above_and_the_uppermost) {
  RollUpOptions options;
  const auto cube = roll_up(observed(), options);
  EXPECT_EQ(value(*cube, "parent:2.1", 2), 54);
  EXPECT_EQ(value(*cube, "top:2.1", 2), 54);
  EXPECT_EQ(value(*cube, "top:2.1", 0), 54);
  EXPECT_TRUE(std::isnan(value(*cube, "parent:2.1", 0)));
}

TEST(ModifiedReference, refuses_to_count_twice) {
  const auto cube = roll_up(observed(), {});
  EXPECT_THROW(static_cast<void>(value(*cube, "sum:2.1")), AggregationError);
  std::string level = cube->hierarchy().level(1);
  std::ranges::replace(level, ' ', '_');
  EXPECT_EQ(value(*cube, "sum:2.1:" + level), 54);
}

TEST(ModifiedReference, refuses_sums_of_rates_and_arithmetic_with_answers) {
  const auto& catalogue = *samples::golden_catalogue();
  std::string ratio;
  std::string coded;
  for (const Indicator& indicator : catalogue) {
    ratio = indicator.kind == Kind::ratio && ratio.empty() ? indicator.code : ratio;
    coded = indicator.kind == Kind::coded && coded.empty() ? indicator.code : coded;
  }
  const auto cube = samples::Reports()
                        .figure(ratio, "a", "40")
                        .figure(coded, "a", "1")
                        .cube(samples::three_departments());
  EXPECT_THROW(static_cast<void>(value(*cube, "sum:" + ratio)), AggregationError);
  EXPECT_THROW(static_cast<void>(value(*cube, "median:" + coded)), AggregationError);
  EXPECT_EQ(value(*cube, "count:" + coded), 1);
  EXPECT_EQ(value(*cube, "median:" + ratio), 40);
}

}  // namespace
}  // namespace cchc
