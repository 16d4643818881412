// The value state of an observation. Zero is `reported` with the value 0; a blank is never zero.
#pragma once

#include <cstdint>
#include <string_view>

namespace cchc {

enum class ValueState : std::uint8_t {
  reported,        // a figure, zero included
  missing,         // no figure, though one is owed: left blank, or no report came
  optional,        // left blank by right: a "(nếu có)" row
  not_applicable,  // the row does not apply to this type of unit
  unreadable,      // something is printed that is no figure; the raw text is kept
};

// The text is the enumerator's name.
[[nodiscard]] std::string_view to_text(ValueState state);
// Throws SelectionError E0920 listing the known states.
[[nodiscard]] ValueState value_state_from_text(std::string_view text);

}  // namespace cchc
