// Why a number text was not read, or was read with a remark.
#pragma once

#include <cstdint>
#include <string_view>

namespace cchc {

// The texts of the enumerators are their names; they are stable and stand in files.
enum class NumberReason : std::uint8_t {
  none,
  // Read, with a remark.
  foreign_grouping,  // 16,183 in a count row, 1,234.5 in a percent row
  foreign_decimal,   // 20.5 in a percent row
  trailing_text,     // 39 người
  // Two readings.
  group_or_decimal,  // 16.181 in a percent row: 16181 or 16.181
  // Not read.
  bad_utf8,
  dash,               // - – — alone
  dots,               // ... alone
  ditto,              // " alone
  cross,              // x alone
  no_digits,          // abc, N/A, %
  ocr_suspect,        // 1O, l2: letters that a scanner takes for digits
  mixed_text,         // 12abc
  scale_word,         // 5 triệu: a number of thousands or millions in words
  symbol,             // 12#, 10:30, 1'234
  not_whole,          // 20,5 in a count row
  misplaced_group,    // 1.23.456
  misplaced_mark,     // .5  5,  1..2
  misplaced_sign,     // - 5  5-  --5  –5
  misplaced_bracket,  // (5  5)  (5)%
  misplaced_percent,  // %5  1/2%
  repeated_percent,   // 10%%
  percent_in_count,   // 10% in a count row
  malformed_pair,     // 5/  /5
  date_like,          // 16/12/2023
  range,              // 5-7
  not_a_code,         // anything but a small plain number in a coded row
  out_of_range,       // more than 18 digits
};

[[nodiscard]] std::string_view to_text(NumberReason reason);
// Throws SelectionError for an unknown text.
[[nodiscard]] NumberReason number_reason_from_text(std::string_view text);

// What to tell the reader of the report, one sentence with the way to fix it.
[[nodiscard]] std::string_view message_en(NumberReason reason);
[[nodiscard]] std::string_view message_vi(NumberReason reason);

}  // namespace cchc
