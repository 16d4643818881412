#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cchc/model/phrase.hpp"

namespace cchc {
namespace {

// The numbers that a pattern catches at the start of a text, when it takes all of it.
std::optional<std::vector<int>> caught(std::string_view pattern, std::string_view text) {
  const Phrase phrase(text);
  const auto match = find_match(pattern, phrase, 0);
  if (!match || match->end != phrase.size()) return std::nullopt;
  return match->numbers;
}

using Numbers = std::vector<int>;

TEST(Phrase, IsCutIntoWordsNumbersAndMarks) {
  const Phrase phrase("Quý III/2024 (Q1)");
  std::string texts;
  std::string glued;
  for (Index token = 0; token < phrase.size(); ++token) {
    texts += std::string(phrase[token].text) + "|";
    glued += phrase[token].glued ? '1' : '0';
  }
  EXPECT_EQ(texts, "quy|iii|/|2024|(|q|1|)|");
  EXPECT_EQ(glued, "00110111");
}

TEST(Phrase, CharactersBeyondTheLettersAreMarksOfTheirOwn) {
  const Phrase phrase("a{~`");
  EXPECT_EQ(phrase.size(), 4);
  EXPECT_EQ(phrase[1].kind, Token::Kind::mark);
}

TEST(Phrase, HasEmptyNeighboursOutside) {
  const Phrase phrase("a");
  EXPECT_EQ(phrase[-1].text, "");
  EXPECT_EQ(phrase[1].text, "");
  EXPECT_EQ(phrase[1].kind, Token::Kind::mark);
}

TEST(Phrase, LeadsBackToTheOriginal) {
  const std::string original = "  Quy\u0301\n III ";
  const Phrase phrase(original);
  EXPECT_EQ(phrase.original_begin(0), 2);
  EXPECT_EQ(phrase.original_end(0), 2 + 5);
  EXPECT_EQ(phrase.original_begin(1), std::ssize(original) - 4);
  EXPECT_EQ(phrase.original_end(1), std::ssize(original) - 1);
}

TEST(Phrase, ElementsCatchTheirNumbers) {
  EXPECT_EQ(caught("D", "07"), Numbers{7});
  EXPECT_EQ(caught("D", "007"), std::nullopt);
  EXPECT_EQ(caught("D", "bảy"), std::nullopt);
  EXPECT_EQ(caught("N", "07"), Numbers{7});
  EXPECT_EQ(caught("Y", "2024"), Numbers{2024});
  EXPECT_EQ(caught("Y", "202"), std::nullopt);
  EXPECT_EQ(caught("Y", "20245"), std::nullopt);
  EXPECT_EQ(caught("R", "III"), Numbers{3});
  EXPECT_EQ(caught("R", "3"), Numbers{3});
  EXPECT_EQ(caught("R", "V"), std::nullopt);
  EXPECT_EQ(caught("M Y", "December 2024"), (Numbers{12, 2024}));
  EXPECT_EQ(caught("M", "Dec"), std::nullopt);
  EXPECT_EQ(caught("N thang", "6 tháng"), Numbers{6});
  EXPECT_EQ(caught("N thang", "6 năm"), std::nullopt);
  EXPECT_EQ(caught("D / Y", "6/2024"), (Numbers{6, 2024}));
}

TEST(Phrase, VietnameseNumeralsRunFromOneToTwelve) {
  const std::vector<std::string> numerals{"một", "hai", "ba",   "bốn",  "năm",      "sáu",
                                          "bảy", "tám", "chín", "mười", "mười một", "mười hai"};
  for (std::size_t i = 0; i < numerals.size(); ++i) {
    EXPECT_EQ(caught("N", numerals[i]), Numbers{static_cast<int>(i) + 1}) << numerals[i];
  }
  EXPECT_EQ(caught("N", "tư"), Numbers{4});
  EXPECT_EQ(caught("N", "bẩy"), Numbers{7});
  EXPECT_EQ(caught("N", "mười ba"), std::nullopt);
  EXPECT_EQ(caught("N", "trăm"), std::nullopt);
}

TEST(Phrase, FiveBeforeANumberIsTheWordYear) {
  EXPECT_EQ(caught("thang N nam Y", "tháng năm năm 2024"), (Numbers{5, 2024}));
  EXPECT_EQ(caught("thang N Y", "tháng năm 2024"), std::nullopt);
}

}  // namespace
}  // namespace cchc
