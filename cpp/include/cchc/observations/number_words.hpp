// Letters and marks that stand in a number cell beside the digits or instead of them.
#pragma once

#include <optional>

#include "cchc/observations/number_reason.hpp"
#include "cchc/observations/number_tokens.hpp"

namespace cchc {

// Why tokens without any digit are no number: cross, dash, dots, ditto, ocr_suspect, no_digits.
[[nodiscard]] NumberReason reason_without_digits(NumberTokens tokens);

// Why digits with letters are no number: ocr_suspect when every letter looks like a digit to a
// scanner, scale_word when a word multiplies the number, else mixed_text.
[[nodiscard]] NumberReason reason_with_letters(NumberTokens tokens);

// What stands before the words in "39 người": nothing unless a space and only words follow it.
[[nodiscard]] std::optional<NumberTokens> before_words(NumberTokens tokens);

}  // namespace cchc
