#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

#include "cchc/base/vietnamese_text.hpp"

namespace cchc {
namespace {

std::string utf8(char32_t c) {
  std::string text;
  const auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return text;
}

TEST(VietnameseText, EveryComposedVowelFoldsToItsBaseLetter) {
  const std::array<std::pair<const char*, char>, 6> letters{{
      {"áàảãạăắằẳẵặâấầẩẫậÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬ", 'a'},
      {"éèẻẽẹêếềểễệÉÈẺẼẸÊẾỀỂỄỆ", 'e'},
      {"íìỉĩịÍÌỈĨỊ", 'i'},
      {"óòỏõọôốồổỗộơớờởỡợÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢ", 'o'},
      {"úùủũụưứừửữựÚÙỦŨỤƯỨỪỬỮỰ", 'u'},
      {"ýỳỷỹỵÝỲỶỸỴ", 'y'},
  }};
  std::size_t count = 0;
  for (const auto& [text, base] : letters) {
    const std::string plain = folded(text);
    EXPECT_EQ(plain, std::string(plain.size(), base)) << text;
    count += plain.size();
  }
  EXPECT_EQ(count, 132U);  // 12 vowels with 5 tones, and the 6 marked ones bare, in two cases
}

TEST(VietnameseText, DecomposedLettersFoldLikeComposedOnes) {
  EXPECT_EQ(folded("qu\u0079\u0301 III n\u0061\u0306m"), "quy iii nam");
  EXPECT_EQ(folded("qu\u00FD III n\u0103m"), "quy iii nam");
  EXPECT_EQ(folded("T\u0068a\u0301ng \u01A1\u0323 o\u031B\u0323"), "thang o o");
  EXPECT_EQ(folded("\u0110\u1EA6U N\u0102M \u0111\u1EA7u n\u0103m"), "dau nam dau nam");
}

TEST(VietnameseText, EthDrawnLikeDStrokeFoldsToD) { EXPECT_EQ(folded("\u00D0\u1EA7u"), "dau"); }

TEST(VietnameseText, EveryKindOfSpaceCollapsesToOneBlankAndNoneAtTheEnds) {
  for (const char32_t space :
       {U'\t',     U'\n',     U'\v',     U'\f',     U'\r',     U' ',      U'\u00A0', U'\u1680',
        U'\u2000', U'\u2001', U'\u2002', U'\u2003', U'\u2004', U'\u2005', U'\u2006', U'\u2007',
        U'\u2008', U'\u2009', U'\u200A', U'\u2028', U'\u2029', U'\u202F', U'\u205F', U'\u3000'}) {
    const std::string s = utf8(space);
    EXPECT_EQ(folded(s + "6" + s + s + " th\u00E1ng\r\n" + s), "6 thang") << unsigned(space);
  }
}

TEST(VietnameseText, InvisibleCharactersVanishAndDashesBecomeOne) {
  EXPECT_EQ(folded("th\u200B\u00E1\u00ADng\uFEFF"), "thang");
  EXPECT_EQ(folded("\uFEFF6"), "6");
  EXPECT_EQ(folded("2024\u20132025\u20142\u22121\u2011"), "2024-2025-2-1-");
}

TEST(VietnameseText, OtherCharactersStay) {
  EXPECT_EQ(folded("Z\u00E7\u00DF\u4E00\U0001F600[1]"), "z\u00E7\u00DF\u4E00\U0001F600[1]");
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded(" \n "), "");
}

TEST(VietnameseText, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
  const std::string r = "\uFFFD";
  EXPECT_EQ(folded("a\xFF"
                   "b"),
            "a" + r + "b");
  EXPECT_EQ(folded("\xC3"), r);                          // cut off
  EXPECT_EQ(folded("\xC3("), r + "(");                   // no continuation
  EXPECT_EQ(folded("\x80"), r);                          // continuation alone
  EXPECT_EQ(folded("\xC0\xAF"), r + r);                  // overlong
  EXPECT_EQ(folded("\xE0\x80\xAF"), r + r + r);          // overlong
  EXPECT_EQ(folded("\xED\xA0\x80"), r + r + r);          // surrogate
  EXPECT_EQ(folded("\xF4\x90\x80\x80"), r + r + r + r);  // above U+10FFFF
  EXPECT_EQ(folded("\xEE\x80\x80 \xF4\x8F\xBF\xBF"), "\xEE\x80\x80 \xF4\x8F\xBF\xBF");
}

TEST(VietnameseText, FoldingTwiceChangesNothing) {
  const std::string once = folded("  B\u00C1O C\u00C1O \u2013 Qu\u00FD III\u00A0/2024 \xFF");
  EXPECT_EQ(once, "bao cao - quy iii /2024 \uFFFD");
  EXPECT_EQ(folded(once), once);
}

TEST(VietnameseText, PositionsLeadBackToTheOriginal) {
  const std::string original = " \u00A0Qu\u0079\u0301 \n III\u00A0";
  const FoldedText result = folded_with_positions(original);
  ASSERT_EQ(result.text, "quy iii");
  ASSERT_EQ(result.positions.size(), result.text.size() + 1);
  const auto begin = static_cast<std::size_t>(result.positions[0]);
  const auto blank = static_cast<std::size_t>(result.positions[3]);
  EXPECT_EQ(original.substr(begin, blank - begin), "Qu\u0079\u0301");
  const auto third = static_cast<std::size_t>(result.positions[4]);
  const auto end = static_cast<std::size_t>(result.positions[7]);
  EXPECT_EQ(original.substr(third, end - third), "III");
}

// Every code point: never longer than written save for the replacement, always idempotent.
TEST(VietnameseText, EveryCodePointFoldsToSomethingThatStays) {
  int moved = 0;
  for (char32_t c = 1; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const std::string once = folded(utf8(c));
    if (folded(once) != once || once.size() > utf8(c).size()) ++moved;
  }
  EXPECT_EQ(moved, 0);
}

}  // namespace
}  // namespace cchc
