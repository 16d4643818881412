// Shows a place in a text: one line of it, and a caret below the place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cchc {

// "\n  1 + * 2\n      ^": the text around byte `at`, long texts cut, for the end of a message.
// White space shows as blanks, because tabs and line ends would move the caret. The text is UTF-8.
[[nodiscard]] std::string pointed_at(std::string_view text, std::size_t at);

}  // namespace cchc
