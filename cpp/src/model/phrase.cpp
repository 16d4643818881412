#include "cchc/model/phrase.hpp"

#include <array>
#include <span>
#include <utility>

namespace cchc {
namespace {

using Numeral = std::pair<std::string_view, int>;

constexpr std::array<Numeral, 11> vietnamese_numerals{{{"mot", 1},
                                                       {"hai", 2},
                                                       {"ba", 3},
                                                       {"bon", 4},
                                                       {"tu", 4},
                                                       {"nam", 5},
                                                       {"sau", 6},
                                                       {"bay", 7},
                                                       {"tam", 8},
                                                       {"chin", 9},
                                                       {"muoi", 10}}};
constexpr std::array<Numeral, 4> roman_numerals{{{"i", 1}, {"ii", 2}, {"iii", 3}, {"iv", 4}}};
constexpr std::array<Numeral, 12> month_names{{{"january", 1},
                                               {"february", 2},
                                               {"march", 3},
                                               {"april", 4},
                                               {"may", 5},
                                               {"june", 6},
                                               {"july", 7},
                                               {"august", 8},
                                               {"september", 9},
                                               {"october", 10},
                                               {"november", 11},
                                               {"december", 12}}};

// A value read from tokens and how many of them it took; 0 tokens when there is none.
struct Reading {
  int value = 0;
  Index tokens = 0;
};

Reading from_table(std::span<const Numeral> table, const Token& token) {
  for (const auto& [text, value] : table) {
    if (token.text == text) return {value, 1};
  }
  return {};
}

Reading digits(const Token& token, Index fewest, Index most) {
  const Index count = std::ssize(token.text);
  if (token.kind != Token::Kind::number || count < fewest || count > most) return {};
  int value = 0;
  for (const char digit : token.text) value = value * 10 + (digit - '0');
  return {value, 1};
}

Reading vietnamese_numeral(const Phrase& phrase, Index at) {
  const Reading reading = from_table(vietnamese_numerals, phrase[at]);
  // "năm" is five and year: "tháng năm 2024" is a form whose month was left out, not May.
  if (reading.value == 5 && phrase[at + 1].kind == Token::Kind::number) return {};
  if (reading.value != 10) return reading;
  const Reading unit = from_table(std::span(vietnamese_numerals).first(2), phrase[at + 1]);
  return {10 + unit.value, 1 + unit.tokens};
}

Reading number(const Phrase& phrase, Index at) {
  const Reading reading = digits(phrase[at], 1, 2);
  return reading.tokens > 0 ? reading : vietnamese_numeral(phrase, at);
}

Reading quarter_number(const Phrase& phrase, Index at) {
  const Reading reading = from_table(roman_numerals, phrase[at]);
  return reading.tokens > 0 ? reading : number(phrase, at);
}

Reading read_element(char element, const Phrase& phrase, Index at) {
  switch (element) {
    case 'N':
      return number(phrase, at);
    case 'D':
      return digits(phrase[at], 1, 2);
    case 'R':
      return quarter_number(phrase, at);
    case 'Y':
      return digits(phrase[at], 4, 4);
    default:
      return from_table(month_names, phrase[at]);
  }
}

bool is_numeric(std::string_view element) {
  return element.size() == 1 && element[0] >= 'A' && element[0] <= 'Z';
}

// Cuts the first element off `pattern`.
std::string_view next_element(std::string_view& pattern) {
  const std::size_t blank = pattern.find(' ');
  const std::string_view element = pattern.substr(0, blank);
  pattern.remove_prefix(blank == std::string_view::npos ? pattern.size() : blank + 1);
  return element;
}

Token::Kind kind_of(char byte) {
  if (byte >= '0' && byte <= '9') return Token::Kind::number;
  return byte >= 'a' && byte <= 'z' ? Token::Kind::word : Token::Kind::mark;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  bool glued = false;
  for (std::size_t begin = 0; begin < text.size();) {
    if (text[begin] == ' ') {
      glued = false;
      ++begin;
      continue;
    }
    const Token::Kind kind = kind_of(text[begin]);
    std::size_t end = begin + 1;
    while (kind != Token::Kind::mark && end < text.size() && kind_of(text[end]) == kind) ++end;
    tokens.push_back({kind, text.substr(begin, end - begin), static_cast<Index>(begin), glued});
    glued = true;
    begin = end;
  }
  return tokens;
}

}  // namespace

Phrase::Phrase(std::string_view original)
    : folded_(folded_with_positions(original)), tokens_(tokens_of(folded_.text)) {}

const Token& Phrase::operator[](Index token) const {
  static constexpr Token nothing{Token::Kind::mark, {}, 0, false};
  return token >= 0 && token < size() ? tokens_[static_cast<std::size_t>(token)] : nothing;
}

Index Phrase::original_begin(Index token) const {
  return folded_.positions[static_cast<std::size_t>((*this)[token].begin)];
}

Index Phrase::original_end(Index token) const {
  return folded_.positions[static_cast<std::size_t>((*this)[token].end())];
}

std::optional<PatternMatch> find_match(std::string_view pattern, const Phrase& phrase,
                                       Index begin) {
  PatternMatch match{begin, {}};
  while (!pattern.empty()) {
    const std::string_view element = next_element(pattern);
    if (is_numeric(element)) {
      const Reading reading = read_element(element[0], phrase, match.end);
      if (reading.tokens == 0) return std::nullopt;
      match.numbers.push_back(reading.value);
      match.end += reading.tokens;
    } else {
      if (phrase[match.end].text != element) return std::nullopt;
      ++match.end;
    }
  }
  return match;
}

}  // namespace cchc
