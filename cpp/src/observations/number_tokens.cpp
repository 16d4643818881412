#include "cchc/observations/number_tokens.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "cchc/base/utf8.hpp"

namespace cchc {
namespace {

using enum NumberTokenKind;

// The kinds of the characters from first to last.
struct CharacterRange {
  char32_t first;
  char32_t last;
  NumberTokenKind kind;
};

// Sorted by `last`. Letters are those of Latin scripts, with the marks of decomposed Vietnamese.
constexpr std::array character_ranges{
    CharacterRange{0x09, 0x0D, other_space},
    CharacterRange{' ', ' ', group_space},
    CharacterRange{'"', '"', quote},
    CharacterRange{'%', '%', percent},
    CharacterRange{'(', '(', open},
    CharacterRange{')', ')', close},
    CharacterRange{'+', '+', plus},
    CharacterRange{',', ',', comma},
    CharacterRange{'-', '-', minus},
    CharacterRange{'.', '.', dot},
    CharacterRange{'/', '/', slash},
    CharacterRange{'0', '9', digit},
    CharacterRange{'A', 'Z', letter},
    CharacterRange{'a', 'z', letter},
    CharacterRange{'|', '|', letter},  // a scanner's 1
    CharacterRange{0x85, 0x85, other_space},
    CharacterRange{0xA0, 0xA0, group_space},
    CharacterRange{0xC0, 0x24F, letter},
    CharacterRange{0x300, 0x36F, letter},
    CharacterRange{0x1680, 0x1680, other_space},
    CharacterRange{0x1E00, 0x1EFF, letter},
    CharacterRange{0x2000, 0x2006, other_space},
    CharacterRange{0x2007, 0x2007, group_space},
    CharacterRange{0x2008, 0x2008, other_space},
    CharacterRange{0x2009, 0x2009, group_space},
    CharacterRange{0x200A, 0x200A, other_space},
    CharacterRange{0x2010, 0x2011, minus},
    CharacterRange{0x2012, 0x2015, dash},
    CharacterRange{0x201C, 0x201E, quote},
    CharacterRange{0x2026, 0x2026, ellipsis},
    CharacterRange{0x2028, 0x2029, other_space},
    CharacterRange{0x202F, 0x202F, group_space},
    CharacterRange{0x2033, 0x2033, quote},
    CharacterRange{0x2044, 0x2044, slash},
    CharacterRange{0x205F, 0x205F, other_space},
    CharacterRange{0x2212, 0x2212, minus},
    CharacterRange{0x2215, 0x2215, slash},
    CharacterRange{0x3000, 0x3000, other_space},
    CharacterRange{0x3003, 0x3003, quote},
    CharacterRange{0xFF05, 0xFF05, percent},
    CharacterRange{0xFF08, 0xFF08, open},
    CharacterRange{0xFF09, 0xFF09, close},
    CharacterRange{0xFF0B, 0xFF0B, plus},
    CharacterRange{0xFF0C, 0xFF0C, comma},
    CharacterRange{0xFF0D, 0xFF0D, minus},
    CharacterRange{0xFF0E, 0xFF0E, dot},
    CharacterRange{0xFF0F, 0xFF0F, slash},
    CharacterRange{0xFF10, 0xFF19, digit},
};
static_assert(std::ranges::is_sorted(character_ranges, {}, &CharacterRange::last));

// Characters without width: soft hyphen, zero-width spaces and joiners, direction marks, BOM.
bool is_invisible(char32_t character) {
  return character == 0xAD || (character >= 0x200B && character <= 0x200F) || character == 0x2060 ||
         character == 0xFEFF;
}

NumberToken token(char32_t character) {
  const auto* range =
      std::ranges::lower_bound(character_ranges, character, {}, &CharacterRange::last);
  if (range == character_ranges.end() || character < range->first) {
    return {symbol, character};
  }
  const bool full_width_digit = range->kind == digit && character > '9';
  return {range->kind, full_width_digit ? character - 0xFF10 + '0' : character};
}

// Takes the first character off a non-empty text that is well-formed.
char32_t next_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const int ones = std::countl_one(lead);
  char32_t character = lead & (0xFFU >> (ones + 1));
  text.remove_prefix(1);
  for (int continuation = 1; continuation < ones; ++continuation) {
    character = character << 6 | (static_cast<unsigned char>(text.front()) & 0x3FU);
    text.remove_prefix(1);
  }
  return character;
}

}  // namespace

std::optional<std::vector<NumberToken>> number_tokens(std::string_view text) {
  if (find_invalid_utf8(text)) {
    return std::nullopt;
  }
  std::vector<NumberToken> tokens;
  while (!text.empty()) {
    const char32_t character = next_character(text);
    if (!is_invisible(character)) {
      tokens.push_back(token(character));
    }
  }
  return tokens;
}

NumberTokens trimmed(NumberTokens tokens) {
  while (!tokens.empty() && is_space(tokens.front())) {
    tokens = tokens.subspan(1);
  }
  while (!tokens.empty() && is_space(tokens.back())) {
    tokens = tokens.first(tokens.size() - 1);
  }
  return tokens;
}

bool is_space(NumberToken token) { return token.kind == group_space || token.kind == other_space; }

Index count(NumberTokens tokens, NumberTokenKind kind) {
  return std::ranges::count(tokens, kind, &NumberToken::kind);
}

bool contains(NumberTokens tokens, NumberTokenKind kind) { return count(tokens, kind) > 0; }

}  // namespace cchc
