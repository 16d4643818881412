#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cchc/observations/text_columns.hpp"

namespace cchc {
namespace {

TEST(Dictionary, HoldsEachTextOnceAndTheEmptyOneFirst) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.code(""), 0);
  EXPECT_EQ(dictionary.code("Sở A"), 1);
  EXPECT_EQ(dictionary.code("b"), 2);
  EXPECT_EQ(dictionary.code("Sở A"), 1);
  EXPECT_EQ(dictionary.text(1), "Sở A");
  EXPECT_EQ(dictionary.size(), 3);
  EXPECT_EQ(dictionary.find("b"), 2);
  EXPECT_EQ(dictionary.find("c"), std::nullopt);
}

TEST(TextColumn, GivesBlanksWhereNothingWasSet) {
  TextColumn column;
  column.set(0, "");
  column.set(1, "x");
  column.set(5, "Sở A");
  column.set(6, "");
  column.set(7, "x");
  const std::vector<std::string> expected = {"", "x", "", "", "", "Sở A", "", "x", "", ""};
  for (Index row = 0; row < std::ssize(expected); ++row) {
    EXPECT_EQ(column[row], expected[static_cast<std::size_t>(row)]) << row;
  }
}

TEST(NumberedTextColumn, GivesEachTextBackAsItWas) {
  const std::vector<std::string> texts = {"",
                                          "row 0",
                                          "row 12",
                                          "row 007",
                                          "0",
                                          "00",
                                          "9",
                                          "999999999",
                                          "1000000000",
                                          "2147483648",
                                          "Biểu 1!C7",
                                          "dòng 12, ô 3",
                                          "12 dòng",
                                          "x9999999999x",
                                          "x99999999999999999999",
                                          "-5",
                                          "row -0",
                                          "row 1.50",
                                          "row 10",
                                          "a0000000001"};
  NumberedTextColumn column;
  column.reserve(texts.size());
  for (const std::string& text : texts) {
    column.push_back(text);
  }
  for (Index row = 0; row < std::ssize(texts); ++row) {
    EXPECT_EQ(column[row], texts[static_cast<std::size_t>(row)]) << row;
  }
}

TEST(NumberedTextColumn, GivesBackAllShortTextsOfDigits) {
  NumberedTextColumn column;
  std::vector<std::string> texts;
  for (int length = 0; length <= 5; ++length) {
    for (int number = 0; number < 1024; ++number) {
      std::string text;
      for (int at = 0, rest = number; at < length; ++at, rest /= 4) {
        text += "01x9"[rest % 4];
      }
      texts.push_back(text);
      column.push_back(text);
    }
  }
  for (std::size_t row = 0; row < texts.size(); ++row) {
    ASSERT_EQ(column[static_cast<Index>(row)], texts[row]);
  }
}

}  // namespace
}  // namespace cchc
