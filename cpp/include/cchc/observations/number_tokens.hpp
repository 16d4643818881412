// The characters of a number text, each with its part in the grammar.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

enum class NumberTokenKind : std::uint8_t {
  digit,        // 0-9, also full-width
  dot,          // . also full-width
  comma,        // , also full-width
  group_space,  // the spaces that may stand between groups of three digits
  other_space,  // tab, line breaks, and every other width of space
  slash,
  percent,
  plus,
  minus,  // hyphen-minus, U+2212 and their like
  dash,   // en dash, em dash: a mark of their own, never a sign
  open,
  close,
  ellipsis,
  quote,
  letter,
  symbol,  // any other character
};

struct NumberToken {
  NumberTokenKind kind;
  char32_t character;  // a digit as '0'..'9', anything else as it came
};

using NumberTokens = std::span<const NumberToken>;

// The tokens of the text without zero-width characters; nothing when the text is not UTF-8.
[[nodiscard]] std::optional<std::vector<NumberToken>> number_tokens(std::string_view text);

// The same tokens without spaces at the ends.
[[nodiscard]] NumberTokens trimmed(NumberTokens tokens);

[[nodiscard]] bool is_space(NumberToken token);
[[nodiscard]] Index count(NumberTokens tokens, NumberTokenKind kind);
[[nodiscard]] bool contains(NumberTokens tokens, NumberTokenKind kind);

}  // namespace cchc
