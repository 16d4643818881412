#include <gtest/gtest.h>

#include <string>

#include "cchc/base/character.hpp"

namespace cchc {
namespace {

TEST(Character, EveryByteSequenceOfOneAndTwoBytesIsReadByTheTable) {
  int well_formed = 0;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      const Character character = character_at(text, 0);
      const bool pair = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
      if (first < 0x80) {
        EXPECT_EQ(character.code_point, static_cast<char32_t>(first));
      } else if (pair) {
        EXPECT_EQ(character.code_point, static_cast<char32_t>((first - 0xC0) * 64 + second - 0x80));
      } else {
        EXPECT_EQ(character.code_point, replacement_character);
      }
      EXPECT_EQ(character.bytes, pair ? 2 : 1);
      well_formed += pair;
    }
  }
  EXPECT_EQ(well_formed, 30 * 64);
}

TEST(Character, LongSequencesAreReadToTheLimitsOfUnicode) {
  EXPECT_EQ(character_at("\xE1\xBA\xA7", 0).code_point, 0x1EA7U);
  EXPECT_EQ(character_at("x\xE1\xBA\xA7", 1).bytes, 3);
  EXPECT_EQ(character_at("\xF4\x8F\xBF\xBF", 0).code_point, 0x10FFFFU);
  EXPECT_EQ(character_at("\xF0\x90\x80\x80", 0).bytes, 4);
  for (const char* malformed :
       {"\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x9F\xBF", "\xF5\x80\x80\x80", "\xF0\x8F\xBF\xBF",
        "\xE1\xBA", "\xE1(\xA7", "\xE1\xBA("}) {
    EXPECT_EQ(character_at(malformed, 0).code_point, replacement_character);
    EXPECT_EQ(character_at(malformed, 0).bytes, 1);
  }
}

}  // namespace
}  // namespace cchc
