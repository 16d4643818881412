// Why a cell that was computed has no figure, from the value states of what it was computed from.
//
// Blank by right when every operand that lacks a figure is: optional if one of them is optional,
// otherwise not_applicable. Else missing, also where every operand has a figure and the result is
// none, as of a quotient by zero.
#pragma once

#include <cstdint>

#include "cchc/observations/value_state.hpp"

namespace cchc {

// How much an operand in this state keeps the result from being blank by right: 0 has a figure, 1
// (not applicable) and 2 (optional) are blank by right, 3 is owed. The largest gap of the operands
// decides. Sums, not choices, so that loops over states become vector instructions.
[[nodiscard]] constexpr std::uint8_t gap_of(std::uint8_t state) {
  const int owed = 3 * static_cast<int>(state != static_cast<std::uint8_t>(ValueState::reported));
  const int not_applicable =
      static_cast<int>(state == static_cast<std::uint8_t>(ValueState::not_applicable));
  const int optional = static_cast<int>(state == static_cast<std::uint8_t>(ValueState::optional));
  return static_cast<std::uint8_t>(owed - 2 * not_applicable - optional);
}

// The state of a cell without a figure, by the largest gap of its operands.
[[nodiscard]] constexpr std::uint8_t state_of_largest(std::uint8_t gap) {
  constexpr int missing = static_cast<int>(ValueState::missing);
  constexpr int not_applicable = static_cast<int>(ValueState::not_applicable);
  constexpr int optional = static_cast<int>(ValueState::optional);
  return static_cast<std::uint8_t>(missing +
                                   (not_applicable - missing) * static_cast<int>(gap == 1) +
                                   (optional - missing) * static_cast<int>(gap == 2));
}

}  // namespace cchc
