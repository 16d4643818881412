#include <gtest/gtest.h>

#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/base/error.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::three_departments;

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

TEST(ModifiedReference, speaks_of_the_unit_itself_the_one_above_or_the_uppermost) {
  const auto hierarchy = samples::tree(
      {samples::group("p"), samples::below("p", "a"), samples::below("a", "b", "commune")});
  const auto read = [&](const char* code, Index unit) {
    return unit_read(*hierarchy, *find_modified_reference(code), unit);
  };
  EXPECT_EQ(read("sum:2.1", 2), 2);
  EXPECT_EQ(read("parent:2.1", 2), 1);
  EXPECT_EQ(read("parent:2.1", 0), -1);
  EXPECT_EQ(read("top:2.1", 2), 0);
  EXPECT_EQ(read("top:2.1", 0), 0);
  EXPECT_TRUE(reads_one_unit(UnitModifier::parent));
  EXPECT_TRUE(reads_one_unit(UnitModifier::top));
  EXPECT_FALSE(reads_one_unit(UnitModifier::sum));
}

TEST(ModifiedReference, names_the_units_of_a_level_written_with_or_without_blanks) {
  const auto hierarchy = three_departments();
  ASSERT_EQ(hierarchy->level(1), "level 1");
  const std::vector<bool> below = {false, true, true, true};
  EXPECT_EQ(units_named(*hierarchy, *find_modified_reference("sum:2.1:level_1")), below);
  EXPECT_EQ(units_named(*hierarchy, *find_modified_reference("sum:2.1:level 1")), below);
  EXPECT_EQ(units_named(*hierarchy, *find_modified_reference("sum:2.1")),
            std::vector<bool>(4, true));
}

TEST(ModifiedReference, refuses_an_unknown_level_and_lists_the_known) {
  try {
    (void)units_named(*three_departments(), *find_modified_reference("sum:2.1:moon"));
    FAIL();
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0941");
    EXPECT_NE(error.message_en().find("level 1"), std::string::npos);
  }
}

}  // namespace
}  // namespace cchc
