#include <gtest/gtest.h>

#include <algorithm>

#include "cchc/base/near_names.hpp"

namespace cchc {
namespace {

// The definition by recursion over the last bytes.
Index slow_distance(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) {
    return std::ssize(left) + std::ssize(right);
  }
  const std::string_view left_start = left.substr(0, left.size() - 1);
  const std::string_view right_start = right.substr(0, right.size() - 1);
  return std::min({slow_distance(left_start, right_start) + (left.back() == right.back() ? 0 : 1),
                   slow_distance(left_start, right) + 1, slow_distance(left, right_start) + 1});
}

TEST(NearNames, distance_agrees_with_its_definition) {
  const std::vector<std::string> words = {"",      "a",    "ab",    "ba",   "abc", "3.3",
                                          "3.3.1", "33.1", "staff", "fast", "3..3"};
  for (const std::string& left : words) {
    for (const std::string& right : words) {
      EXPECT_EQ(edit_distance(left, right), slow_distance(left, right)) << left << " " << right;
    }
  }
}

TEST(NearNames, come_nearest_first_and_not_too_far) {
  const std::vector<std::string> known = {"present", "quota", "quotas", "quote", "q"};
  EXPECT_EQ(near_names("quota", known), (std::vector<std::string>{"quota", "quotas", "quote"}));
  EXPECT_EQ(near_names("quota", known, 1), (std::vector<std::string>{"quota"}));
  EXPECT_TRUE(near_names("zzzz", known).empty());
  EXPECT_TRUE(near_names("a", {}).empty());
}

TEST(NearNames, stand_in_the_message_of_both_languages) {
  const std::vector<std::string> known = {"3.3", "3.4"};
  const SelectionError error = no_such_name("CCHC-E0000", "3.5", known, "row", "dòng", "PL1");
  EXPECT_EQ(error.message_en(), "no row \"3.5\" (PL1); near: \"3.3\", \"3.4\"");
  EXPECT_EQ(error.message_vi(), "không có dòng \"3.5\" (PL1); gần giống: \"3.3\", \"3.4\"");
  EXPECT_EQ(no_such_name("CCHC-E0000", "x", {}, "row", "dòng", "PL1").message_en(),
            "no row \"x\" (PL1)");
}

}  // namespace
}  // namespace cchc
