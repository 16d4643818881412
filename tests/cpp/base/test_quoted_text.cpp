#include <gtest/gtest.h>

#include <string>

#include "cchc/base/quoted_text.hpp"

namespace cchc {
namespace {

TEST(QuotedText, PutsTheTextBetweenQuotes) {
  EXPECT_EQ(quoted_text("quý III"), "\"quý III\"");
  EXPECT_EQ(quoted_text(""), "\"\"");
}

TEST(QuotedText, ControlCharactersBecomeBlanksAndBadBytesTheReplacement) {
  EXPECT_EQ(quoted_text("a\n\x01\x7F"
                        "b\xFF"),
            "\"a   b\uFFFD\"");
}

TEST(QuotedText, KeepsEightyCharactersAndSaysThatMoreCame) {
  std::string eighty;
  for (int i = 0; i < 80; ++i) eighty += "ý";
  EXPECT_EQ(quoted_text(eighty), '"' + eighty + '"');
  EXPECT_EQ(quoted_text(eighty + "x"), '"' + eighty + "...\"");
}

}  // namespace
}  // namespace cchc
