// Periods as people write them: phrases that may leave the year out, alone or inside a longer
// title.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"

namespace cchc {

// A window as written: `first` months after January (0..11), `length` months, and the year if it
// was stated.
struct WrittenPeriod {
  int first;
  int length;
  std::optional<int> year;

  // With the stated year, else with `default_year`; empty when there is neither, or when the window
  // leaves the years 1..9999.
  [[nodiscard]] std::optional<Period> dated(std::optional<int> default_year) const;
};

// Reads a whole text; the forms are those of period_from_text. Empty when it is anything else.
[[nodiscard]] std::optional<WrittenPeriod> find_written_period(std::string_view text);

// A period found inside a longer text; `position` and `length` count bytes of that text.
struct PeriodInText {
  Period period;
  Index position;
  Index length;
  bool year_stated;  // by the phrase itself; otherwise default_year or a neighbour's year
};

// Every period phrase of a title, from left to right. Inside other text only phrases in words and
// the codes that hold a letter count ("6 tháng đầu năm 2024", "năm 2024", "Q1/2024", "2024-H1"):
// a bare "2024", "2024-03" or "3/2024" may be anything. Dates are not periods.
//
// A phrase without a year takes `default_year`; without that, the year of the phrase after it:
// "6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024". Where words of planning stand between (phương
// hướng, nhiệm vụ, kế hoạch), the plan comes after the results, so the latest year is taken in
// which the phrase ends before the next begins: "quý IV, phương hướng năm 2025" is 2024-Q4. A
// phrase that stays without a year is left out.
[[nodiscard]] std::vector<PeriodInText> periods_in(std::string_view text,
                                                   std::optional<int> default_year = {});
// The first of periods_in: in a report's title, the period that it is about.
[[nodiscard]] std::optional<PeriodInText> find_period_in(std::string_view text,
                                                         std::optional<int> default_year = {});

}  // namespace cchc
