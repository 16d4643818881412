#include <gtest/gtest.h>

#include "cchc/base/pointed_at.hpp"

namespace cchc {
namespace {

TEST(PointedAt, puts_the_caret_below_the_code_point) {
  EXPECT_EQ(pointed_at("1 + * 2", 4), "\n  1 + * 2\n      ^");
  EXPECT_EQ(pointed_at("tỷ\t*", 5), "\n  tỷ *\n     ^");
  EXPECT_EQ(pointed_at("1 +", 3), "\n  1 +\n     ^");
  EXPECT_EQ(pointed_at("", 0), "\n  \n  ^");
}

TEST(PointedAt, cuts_long_texts_between_code_points) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "ỷ";
  }
  const std::string shown = pointed_at(text, 150);
  std::string expected = "\n  …";
  for (int i = 0; i < 30; ++i) {
    expected += "ỷ";
  }
  EXPECT_EQ(shown, expected + "…\n  " + std::string(21, ' ') + "^");
}

}  // namespace
}  // namespace cchc
