// The little grammar behind the readers of dates and periods: a text folded and cut into words,
// numbers and marks, and patterns that are matched against it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/base/vietnamese_text.hpp"

namespace cchc {

struct Token {
  enum class Kind { number, word, mark };
  Kind kind;
  std::string_view text;  // of the folded text
  Index begin;            // byte of the folded text
  bool glued;             // no blank before it

  [[nodiscard]] Index end() const { return begin + std::ssize(text); }
};

class Phrase {
 public:
  explicit Phrase(std::string_view original);
  Phrase(const Phrase&) = delete;
  Phrase& operator=(const Phrase&) = delete;

  [[nodiscard]] Index size() const { return std::ssize(tokens_); }
  // A mark with empty text outside the phrase, so that neighbours can be asked without a check.
  [[nodiscard]] const Token& operator[](Index token) const;
  [[nodiscard]] const FoldedText& folded() const { return folded_; }
  // Byte of the original where token `token` begins, and where it ends.
  [[nodiscard]] Index original_begin(Index token) const;
  [[nodiscard]] Index original_end(Index token) const;

 private:
  FoldedText folded_;
  std::vector<Token> tokens_;
};

// What a pattern caught: the token after it, and its numbers in the order of the pattern.
struct PatternMatch {
  Index end = 0;
  std::vector<int> numbers;
};

// Matches `pattern`, elements separated by blanks, against the tokens from `begin` on:
//   N  a number of one or two digits, or a Vietnamese numeral from một to mười hai
//   D  a number of one or two digits
//   R  N, or a Roman numeral from I to IV
//   Y  a year of four digits
//   M  the English name of a month
//   anything else: that word, number or mark
// Numerals take as many tokens as they can (mười hai before mười).
[[nodiscard]] std::optional<PatternMatch> find_match(std::string_view pattern, const Phrase& phrase,
                                                     Index begin);

}  // namespace cchc
