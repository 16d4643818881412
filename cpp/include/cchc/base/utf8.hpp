// UTF-8 as the Unicode standard defines it: no overlong forms, no surrogates, nothing above
// U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "cchc/base/index.hpp"

namespace cchc {

// Byte offset of the first byte that does not begin a well-formed sequence; nullopt if all do.
[[nodiscard]] std::optional<Index> find_invalid_utf8(std::string_view text);

// Number of code points of well-formed text; a malformed text counts its non-continuation bytes.
[[nodiscard]] Index count_code_points(std::string_view text);

// The first byte at or after `at` that begins a code point; the size of the text when there is
// none.
[[nodiscard]] std::size_t next_boundary(std::string_view text, std::size_t at);

}  // namespace cchc
