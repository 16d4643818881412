#include <gtest/gtest.h>

#include <string>

#include "cchc/base/utf8.hpp"

namespace cchc {
namespace {

// The straightforward definition, to compare with: decode, then check length and range.
bool is_well_formed_twin(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : 4;
    if ((first & 0xC0U) == 0x80 || first >= 0xF8 || at + length > text.size()) return false;
    unsigned point = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xC0U) != 0x80) return false;
      point = point << 6 | (byte(at + i) & 0x3FU);
    }
    const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) {
      return false;
    }
    at += length;
  }
  return true;
}

TEST(Utf8, agrees_with_decoding_on_all_pairs_and_many_longer_texts) {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const std::string pair = {static_cast<char>(first), static_cast<char>(second)};
      for (const std::string& tail :
           {std::string(), std::string("\x80"), std::string("\xBF\x80"), std::string("a\x80")}) {
        ASSERT_EQ(!find_invalid_utf8(pair + tail), is_well_formed_twin(pair + tail))
            << first << " " << second << " + " << tail.size();
      }
    }
  }
}

TEST(Utf8, gives_the_offset_of_the_first_bad_sequence) {
  EXPECT_EQ(find_invalid_utf8("tỷ lệ"), std::nullopt);
  EXPECT_EQ(find_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("abc\xff"), 3);
  EXPECT_EQ(find_invalid_utf8("đ\xe1\xbb"), 2);         // cut off
  EXPECT_EQ(find_invalid_utf8("a\xc0\xaf"), 1);         // overlong
  EXPECT_EQ(find_invalid_utf8("ab\xed\xa0\x80"), 2);    // surrogate
  EXPECT_EQ(find_invalid_utf8("\xf4\x90\x80\x80"), 0);  // above U+10FFFF
  EXPECT_EQ(find_invalid_utf8("\xf4\x8f\xbf\xbf"), std::nullopt);
}

TEST(Utf8, finds_the_next_beginning_of_a_code_point) {
  EXPECT_EQ(next_boundary("aỷb", 1), 1U);
  EXPECT_EQ(next_boundary("aỷb", 2), 4U);
  EXPECT_EQ(next_boundary("aỷ", 2), 4U);
  EXPECT_EQ(next_boundary("a", 9), 1U);
}

TEST(Utf8, counts_code_points) {
  EXPECT_EQ(count_code_points(""), 0);
  EXPECT_EQ(count_code_points("tỷ lệ"), 5);
}

}  // namespace
}  // namespace cchc
