// Vietnamese text made comparable: one spelling for composed and decomposed letters, upper and
// lower case, with and without marks, whatever the spaces. For matching only, never for showing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

// A folded text that remembers where it came from: byte `i` of `text` was written by the original's
// bytes from `positions[i]` on. `positions` has one element more than `text`: the end of what was
// read, so the original of text[begin, end) is [positions[begin], positions[end]).
struct FoldedText {
  std::string text;
  std::vector<Index> positions;
};

// Lower case; marks removed and đ (also the eth that fonts draw alike) as d, from UTF-8 in NFC or
// NFD alike; every kind of space and line break, repeated or not, as one blank, none at the ends;
// zero-width characters and soft hyphens dropped; every dash as '-'. Other characters stay as they
// are; a byte that is not UTF-8 becomes U+FFFD. Never throws for its content.
[[nodiscard]] std::string folded(std::string_view text);
[[nodiscard]] FoldedText folded_with_positions(std::string_view text);

}  // namespace cchc
