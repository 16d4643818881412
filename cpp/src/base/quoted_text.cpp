#include "cchc/base/quoted_text.hpp"

#include "cchc/base/character.hpp"

namespace cchc {

std::string quoted_text(std::string_view text) {
  constexpr Index most = 80;
  std::string result = "\"";
  Index count = 0;
  for (Index at = 0; at < std::ssize(text); ++count) {
    if (count == most) return result + "...\"";
    const Character character = character_at(text, at);
    if (character.code_point == replacement_character) {
      result += "\xEF\xBF\xBD";
    } else if (character.code_point < 0x20 || character.code_point == 0x7F) {
      result += ' ';
    } else {
      result +=
          text.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(character.bytes));
    }
    at += character.bytes;
  }
  return result + '"';
}

}  // namespace cchc
