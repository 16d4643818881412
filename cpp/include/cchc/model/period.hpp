// A period: a window of whole reporting months, with the algebra that the window equations need.
//
// Months are counted, not named: ordinal = year * 12 + month - 1. A reported window is then the
// stretch between two boundaries, first_month() and end_month(), and Q2 = H1 - Q1 is arithmetic on
// whole numbers. All months lie in the years 1..9999; leaving them throws PeriodError E0303.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cchc/base/index.hpp"
#include "cchc/model/date.hpp"

namespace cchc {

enum class PeriodPart { year, month, quarter, half, length, window };

// Throws PeriodError E0303: `value` is outside what the calendar or the engine has of `part`.
[[noreturn]] void refuse_period_part(PeriodPart part, std::int64_t value);

// Floor division, so that months before a boundary count backwards without a jump at zero.
[[nodiscard]] constexpr int year_of_month(int ordinal) {
  return ordinal >= 0 ? ordinal / 12 : -((11 - ordinal) / 12);
}
// 1..12
[[nodiscard]] constexpr int month_of_month(int ordinal) {
  return ordinal - year_of_month(ordinal) * 12 + 1;
}

class Period {
 public:
  static constexpr int first_year = 1;
  static constexpr int last_year = 9999;

  [[nodiscard]] static constexpr Period month(int year, int month) {
    return part_of_year(year, PeriodPart::month, month, 1);
  }
  [[nodiscard]] static constexpr Period quarter(int year, int quarter) {
    return part_of_year(year, PeriodPart::quarter, quarter, 3);
  }
  [[nodiscard]] static constexpr Period half(int year, int half) {
    return part_of_year(year, PeriodPart::half, half, 6);
  }
  [[nodiscard]] static constexpr Period nine_months(int year) {
    return {checked_year(year) * 12, 9};
  }
  [[nodiscard]] static constexpr Period year(int year) { return {checked_year(year) * 12, 12}; }
  // Any window: `length` months from the month `first_ordinal` = year * 12 + month - 1 on.
  [[nodiscard]] static constexpr Period months(int first_ordinal, int length) {
    return checked(first_ordinal, length);
  }

  [[nodiscard]] constexpr int first_month() const { return first_month_; }
  [[nodiscard]] constexpr int length() const { return length_; }
  // The boundary after the last month.
  [[nodiscard]] constexpr int end_month() const { return first_month_ + length_; }
  // Of the first month.
  [[nodiscard]] constexpr int year() const { return year_of_month(first_month_); }

  [[nodiscard]] constexpr Period shifted(int months) const {
    return checked(std::int64_t{first_month_} + months, length_);
  }
  // The window of the same length that ends where this one begins.
  [[nodiscard]] constexpr Period previous() const { return shifted(-length_); }
  [[nodiscard]] constexpr Period same_period_last_year() const { return shifted(-12); }

  [[nodiscard]] constexpr bool contains(Period other) const {
    return first_month_ <= other.first_month_ && other.end_month() <= end_month();
  }
  [[nodiscard]] constexpr bool overlaps(Period other) const {
    return first_month_ < other.end_month() && other.first_month_ < end_month();
  }
  // From January on, inside one year: Q1, H1, 9M and the year itself.
  [[nodiscard]] constexpr bool is_year_to_date() const {
    return first_month_ % 12 == 0 && length_ <= 12;
  }

  // What is left when `part`, which shares exactly one end with this window, is taken away:
  // H1 - Q1 = Q2, Y - H2 = H1. Empty otherwise.
  [[nodiscard]] constexpr std::optional<Period> minus(Period part) const {
    const bool same_first = part.first_month_ == first_month_;
    const bool same_end = part.end_month() == end_month();
    if (same_first == same_end || part.length_ >= length_) return std::nullopt;
    return Period(same_first ? part.end_month() : first_month_, length_ - part.length_);
  }
  // The two windows as one when they touch without overlapping, in either order; else empty.
  [[nodiscard]] constexpr std::optional<Period> plus(Period next) const {
    if (next.first_month_ == end_month()) return Period(first_month_, length_ + next.length_);
    if (next.end_month() == first_month_) return Period(next.first_month_, length_ + next.length_);
    return std::nullopt;
  }

  // Months from the first month of `b` to the first month of `a`.
  friend constexpr Index operator-(Period a, Period b) { return a.first_month_ - b.first_month_; }
  friend constexpr bool operator==(const Period&, const Period&) = default;
  // By first month, then by length.
  friend constexpr auto operator<=>(const Period&, const Period&) = default;

 private:
  constexpr Period(int first_month, int length) : first_month_(first_month), length_(length) {}

  static constexpr int checked_year(int year) {
    if (year < first_year || year > last_year) refuse_period_part(PeriodPart::year, year);
    return year;
  }
  static constexpr Period part_of_year(int year, PeriodPart part, int number, int length) {
    if (number < 1 || number > 12 / length) refuse_period_part(part, number);
    return {checked_year(year) * 12 + (number - 1) * length, length};
  }
  static constexpr Period checked(std::int64_t first, int length) {
    if (length < 1) refuse_period_part(PeriodPart::length, length);
    if (first < first_year * 12) refuse_period_part(PeriodPart::window, first);
    if (first + length > (last_year + 1) * 12) {
      refuse_period_part(PeriodPart::window, first + length - 1);
    }
    return {static_cast<int>(first), length};
  }

  std::int32_t first_month_;
  std::int32_t length_;
};

static_assert(sizeof(Period) == 8);

enum class PeriodKind { month, quarter, half, nine_months, year, other };
[[nodiscard]] PeriodKind kind(Period period);
// The enumerator's name.
[[nodiscard]] std::string_view to_text(PeriodKind kind);

// "2024-03", "2024-Q1", "2024-H1", "2024-9M", "2024"; any other window "2024-02..2024-06".
[[nodiscard]] std::string to_text(Period period);
// "tháng 3 năm 2024", "quý III năm 2024", "6 tháng đầu năm 2024", "9 tháng đầu năm 2024",
// "năm 2024", "từ tháng 2 năm 2024 đến tháng 6 năm 2024".
[[nodiscard]] std::string label_vi(Period period);
// "March 2024", "Q3 2024", "first half of 2024", "first 9 months of 2024", "2024",
// "February 2024 to June 2024".
[[nodiscard]] std::string label_en(Period period);

// Reads one period and nothing else, in the forms of to_text and of both labels and in those that
// reports use: "2024Q1", "Q1/2024", "H1 2024", "03/2024", "quý 3/2024", "sáu tháng đầu năm 2024",
// "06 tháng năm 2024", "3 tháng cuối năm 2024", "cả năm 2024"; case, marks, NFC or NFD and spaces
// do not matter. A text without a year ("9 tháng", "quý III") takes `default_year`.
// Throws PeriodError: E0301 not a period, with the accepted forms; E0302 the year is missing.
[[nodiscard]] Period period_from_text(std::string_view text, std::optional<int> default_year = {});
// The same, empty instead of throwing.
[[nodiscard]] std::optional<Period> find_period(std::string_view text,
                                                std::optional<int> default_year = {});

// The days that the reports of a period cover by rule: from the 15th of the month before its first
// month to the 14th of its last month (Nghị định 09/2019/NĐ-CP, article 12).
// H1 2024 = 2023-12-15..2024-06-14.
[[nodiscard]] DataWindow rule_window(Period period);

// How a reported data window lies against the rule's. Days; negative when it starts early, ends
// late.
struct WindowFit {
  Index days_reported;
  Index days_rule;
  Index days_late_start;
  Index days_early_end;

  [[nodiscard]] constexpr bool follows_rule() const {
    return days_late_start == 0 && days_early_end == 0;
  }
  friend constexpr bool operator==(const WindowFit&, const WindowFit&) = default;
};
[[nodiscard]] WindowFit fit(const DataWindow& reported, Period period);

}  // namespace cchc
