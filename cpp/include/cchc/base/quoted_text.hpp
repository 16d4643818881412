// Texts from outside, made safe to quote in a message.
#pragma once

#include <string>
#include <string_view>

namespace cchc {

// The text between double quotes for a message: well-formed UTF-8, control characters as blanks,
// and no more than 80 characters, with "..." for the rest.
[[nodiscard]] std::string quoted_text(std::string_view text);

}  // namespace cchc
