// Calendar days and the data window of a report: the first and the last day that it covers.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

using Date = std::chrono::sys_days;

// ISO 8601, "2024-06-06". PeriodError E0303 outside the years 0..9999.
[[nodiscard]] std::string to_text(Date date);

// Reads one date and nothing else: "2024-06-06", "06/6/2024", "6.6.2024", "6-6-2024",
// "[ngày] 6 tháng 6 năm 2024"; day before month, four digits for the year. PeriodError E0304.
[[nodiscard]] Date date_from_text(std::string_view text);
[[nodiscard]] std::optional<Date> find_date(std::string_view text);

// A date inside a longer text; `position` and `length` count bytes of that text.
struct DateInText {
  Date date;
  Index position;
  Index length;
};

// All dates of a text, from left to right. What is not a day of the calendar is passed over.
[[nodiscard]] std::vector<DateInText> dates_in(std::string_view text);

// Both ends included. `days` is below 1 when the ends are the wrong way round: such a window is
// data to be reported as a finding, not a wrong call.
struct DataWindow {
  Date first;
  Date last;

  [[nodiscard]] constexpr Index days() const { return (last - first).count() + 1; }
  friend constexpr bool operator==(const DataWindow&, const DataWindow&) = default;
};

// "2023-12-16..2024-06-06"
[[nodiscard]] std::string to_text(const DataWindow& window);

// The first two dates that stand as from and to: "từ ngày 16/12/2023 đến ngày 06/6/2024",
// "16/12/2023 - 06/6/2024", "2023-12-16..2024-06-06".
[[nodiscard]] std::optional<DataWindow> find_data_window_in(std::string_view text);

}  // namespace cchc
