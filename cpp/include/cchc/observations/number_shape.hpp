// How one number is written: its digit runs, the marks between them, sign and percent sign, before
// anybody decides what the marks mean.
#pragma once

#include <string>
#include <vector>

#include "cchc/observations/number_reason.hpp"
#include "cchc/observations/number_tokens.hpp"

namespace cchc {

// "-1.234,5%" is {fault none, negative, signed, percent, runs 1 234 5, marks dot comma}.
struct NumberShape {
  NumberReason fault = NumberReason::none;  // why it is not a number; then the rest is unfinished
  bool negative = false;
  bool has_sign = false;  // a plus, a minus, or brackets in the way of accountants
  bool percent = false;
  std::vector<std::string> runs;
  std::vector<NumberTokenKind> marks;  // dot, comma or group_space; one less than runs
};

// `tokens` must be trimmed, hold a digit, and no letter or slash.
[[nodiscard]] NumberShape number_shape(NumberTokens tokens);

}  // namespace cchc
