// Why two figures cannot, or not fully, be compared; and what would remove the reason.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

enum class Comparability : std::uint8_t { comparable, rebuilt, broken, impossible };

// "comparable", "rebuilt", "break", "impossible" ("break" is a word of C++).
[[nodiscard]] std::string_view to_text(Comparability comparability);

// A cell's reasons are the sum of their bits.
enum class Reason : std::uint32_t {
  value_missing = 1U << 0,
  base_missing = 1U << 1,
  kind = 1U << 2,
  unit_of_measure = 1U << 3,
  coded = 1U << 4,
  window_length = 1U << 5,
  form_version = 1U << 6,
  perimeter = 1U << 7,
  coverage = 1U << 8,
  window_position = 1U << 9,
  data_window = 1U << 10,
  base_zero = 1U << 11,
  base_negative = 1U << 12,
  estimated = 1U << 13,
  rebuilt = 1U << 14,
  conflict = 1U << 15,
  correction = 1U << 16,
  baseline_function = 1U << 17,
};

using Reasons = std::uint32_t;

[[nodiscard]] constexpr Reasons bit(Reason reason) { return static_cast<Reasons>(reason); }
[[nodiscard]] constexpr bool has(Reasons reasons, Reason reason) {
  return (reasons & bit(reason)) != 0;
}

// What a reason does to a comparison.
enum class Effect {
  impossible,   // no number, whatever is asked for
  breaks,       // no number unless the reason is permitted by name
  rebuilds,     // a number, marked rebuilt
  no_relative,  // change, but no relative change
  note,         // a number, with the reason beside it
};

struct ReasonEntry {
  Reason reason;
  std::string_view code;  // stable, "WINDOW_LENGTH"
  Effect effect;
  std::string_view message_en, message_vi;
  std::string_view remedy_en, remedy_vi;
};

// Every reason, in order of its bit.
[[nodiscard]] const std::vector<ReasonEntry>& reason_table();
// Throws ComparisonError E1101 listing the known codes.
[[nodiscard]] Reason reason_from_text(std::string_view code);
[[nodiscard]] std::vector<Reason> reasons_in(Reasons reasons);

// The verdict of all reasons of a comparison together.
[[nodiscard]] Comparability comparability_of(Reasons reasons);
// Whether a number is given; `permitted` holds the breaking reasons that the caller permits by
// name.
[[nodiscard]] bool gives_number(Reasons reasons, Reasons permitted);

}  // namespace cchc
