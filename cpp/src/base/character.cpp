#include "cchc/base/character.hpp"

#include <array>

namespace cchc {
namespace {

// How many bytes a sequence that starts with `lead` has; 0 when no sequence starts so.
Index sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool is_scalar(char32_t code_point, Index bytes) {
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
  return code_point >= smallest[static_cast<std::size_t>(bytes)] && code_point < 0x110000 &&
         !surrogate;
}

}  // namespace

Character character_at(std::string_view text, Index at) {
  const auto byte = [&](Index i) {
    return static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
  };
  const Index bytes = sequence_length(byte(at));
  if (bytes == 1) return {byte(at), 1};
  if (bytes == 0 || at + bytes > std::ssize(text)) return {replacement_character, 1};
  char32_t code_point = byte(at) & (0x7FU >> bytes);
  for (Index i = at + 1; i < at + bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {replacement_character, 1};
    code_point = code_point << 6 | (byte(i) & 0x3FU);
  }
  return is_scalar(code_point, bytes) ? Character{code_point, bytes}
                                      : Character{replacement_character, 1};
}

}  // namespace cchc
