// Numbers as Vietnamese reports print them: dots group thousands, a comma begins the decimals.
//
// What the row counts decides what a text may mean; the text alone decides only where one meaning
// is left. A text with two meanings is returned as ambiguous with both, and whatever is no number
// comes back unreadable with the reason: it never becomes 0 and is never guessed.
//
//   text            count                    percent                any
//   16.183          16183                    16183 or 16.183        16183 or 16.183
//   16,183          16183, foreign_grouping  16.183                 16183 or 16.183
//   20,5            not_whole                20.5                   20.5
//   20.5            not_whole                20.5, foreign_decimal  20.5, foreign_decimal
//   0.125 (no group starts with 0)
//                   not_whole                0.125, foreign_decimal the same
//   1 234 567       1234567                  1234567                1234567
//   1.234.567,89    not_whole                1234567.89             1234567.89
//   20,5%           percent_in_count         20.5                   20.5
//   16.181 /16.183  the pair 16181, 16183: both sides of a pair are always counts
//   12/2023         date_like: so is a month with a year, and whatever has two slashes
//   (5)             -5, as accountants write it
//   39 người        39, trailing_text        mixed_text             mixed_text
//
// A coded answer is a plain whole number below 1000; nothing else is read there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/observations/number_reason.hpp"

namespace cchc {

enum class NumberStatus : std::uint8_t { blank, number, pair, ambiguous, unreadable };

// What the unit of measure of the row lets expect.
enum class NumberExpectation : std::uint8_t { count, percent, code, any };

struct NumberReading {
  NumberStatus status = NumberStatus::blank;
  Decimal value;                        // of a number or a pair; 0 otherwise
  std::optional<Decimal> second_value;  // of a pair
  std::string raw;                      // the text exactly as given, bytes that are not UTF-8 too
  bool percent_sign = false;
  std::vector<Decimal> readings;  // the two of an ambiguous text; empty otherwise
  NumberReason reason = NumberReason::none;
  int decimals_printed = 0;  // digits after the decimal mark; 0 unless status is number
};

// Reads the text of one cell (UTF-8, line breaks included). Never throws for its content.
[[nodiscard]] NumberReading read_number(std::string_view text, NumberExpectation expectation);

[[nodiscard]] std::string_view to_text(NumberStatus status);
[[nodiscard]] std::string_view to_text(NumberExpectation expectation);
// Throw SelectionError for an unknown text.
[[nodiscard]] NumberStatus number_status_from_text(std::string_view text);
[[nodiscard]] NumberExpectation number_expectation_from_text(std::string_view text);

}  // namespace cchc
