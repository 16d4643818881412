// UTF-8, one character at a time, whatever the bytes.
#pragma once

#include <string_view>

#include "cchc/base/index.hpp"

namespace cchc {

constexpr char32_t replacement_character = 0xFFFD;

struct Character {
  char32_t code_point;  // U+FFFD for a byte that starts no well-formed sequence
  Index bytes;          // 1..4; 1 for such a byte
};

// The character whose first byte is `text[at]`, 0 <= at < text.size(). Overlong forms, surrogates
// and values above U+10FFFF are not well-formed (Unicode 15, table 3-7).
[[nodiscard]] Character character_at(std::string_view text, Index at);

}  // namespace cchc
