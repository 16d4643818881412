#include "cchc/base/utf8.hpp"

#include <algorithm>

namespace cchc {
namespace {

// Table 3-7 of the Unicode standard: the lead byte gives the length and narrows the second byte.
struct Lead {
  unsigned length;
  unsigned char second_low;
  unsigned char second_high;
};

Lead lead(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Length of the well-formed sequence that begins `text`, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const Lead first = lead(static_cast<unsigned char>(text.front()));
  if (first.length <= 1) {
    return first.length;
  }
  if (text.size() < first.length) {
    return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool fits = second >= first.second_low && second <= first.second_high &&
                    std::ranges::all_of(text.substr(2, first.length - 2), is_continuation);
  return fits ? first.length : 0;
}

}  // namespace

std::optional<Index> find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) {
      return static_cast<Index>(at);
    }
    at += length;
  }
  return std::nullopt;
}

Index count_code_points(std::string_view text) {
  return std::ranges::count_if(text, [](char byte) { return !is_continuation(byte); });
}

std::size_t next_boundary(std::string_view text, std::size_t at) {
  while (at < text.size() && is_continuation(text[at])) {
    ++at;
  }
  return std::min(at, text.size());
}

}  // namespace cchc
