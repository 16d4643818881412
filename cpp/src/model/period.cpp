#include "cchc/model/period.hpp"

#include <algorithm>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/quoted_text.hpp"
#include "cchc/model/period_text.hpp"

namespace cchc {
namespace {

struct PartLimits {
  std::string_view name_en;
  std::string_view name_vi;
  std::string_view limits_en;
  std::string_view limits_vi;
};

constexpr PartLimits limits_of(PeriodPart part) {
  switch (part) {
    case PeriodPart::year:
      return {"year", "năm", "a year from 1 to 9999", "năm từ 1 đến 9999"};
    case PeriodPart::month:
      return {"month", "tháng", "a month from 1 to 12", "tháng từ 1 đến 12"};
    case PeriodPart::quarter:
      return {"quarter", "quý", "a quarter from 1 to 4", "quý từ 1 đến 4"};
    case PeriodPart::half:
      return {"half year", "nửa năm", "a half year 1 or 2", "nửa năm 1 hoặc 2"};
    case PeriodPart::length:
      return {"length", "độ dài", "at least one month", "ít nhất một tháng"};
    default:
      return {"month ordinal", "số thứ tự tháng",
              "months from 12 (January of year 1) to 119999 (December 9999)",
              "các tháng từ 12 (tháng 1 năm 1) đến 119999 (tháng 12 năm 9999)"};
  }
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

// Which part of its year a period is, from 1: the third quarter, the second half.
int number_in_year(Period period) { return period.first_month() % 12 / period.length() + 1; }

std::string month_text(int ordinal) {
  return padded(year_of_month(ordinal), 4) + '-' + padded(month_of_month(ordinal), 2);
}

std::string month_vi(int ordinal) {
  return "tháng " + std::to_string(month_of_month(ordinal)) + " năm " +
         padded(year_of_month(ordinal), 4);
}

std::string month_en(int ordinal) {
  constexpr std::string_view names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
  return std::string(names[month_of_month(ordinal) - 1]) + ' ' + padded(year_of_month(ordinal), 4);
}

Date day_of_month(int ordinal, int day) {
  return std::chrono::year{year_of_month(ordinal)} /
         std::chrono::month{static_cast<unsigned>(month_of_month(ordinal))} /
         std::chrono::day{static_cast<unsigned>(day)};
}

PeriodError unreadable(std::string_view text) {
  const std::string given = quoted_text(text);
  const std::string forms =
      "2024-03, 2024-Q1, Q1/2024, 2024-H1, 2024-9M, 2024, 2024-02..2024-06, \"tháng 3 năm 2024\", "
      "\"quý III năm 2024\", \"6 tháng đầu năm 2024\", \"6 tháng cuối năm 2024\", "
      "\"9 tháng năm 2024\", \"năm 2024\", \"first half of 2024\"";
  return {"CCHC-E0301", given + " is not a period; accepted forms: " + forms,
          given + " không phải là kỳ báo cáo; các cách viết được nhận: " + forms};
}

// `example` is the period that the text would mean in some year.
PeriodError without_year(std::string_view text, Period example) {
  const std::string given = quoted_text(text);
  return {"CCHC-E0302",
          given + " names a period without its year; write it with the year, as " +
              quoted_text(to_text(example)) + ", or give default_year",
          given + " nêu kỳ báo cáo mà thiếu năm; hãy ghi cả năm, như " +
              quoted_text(label_vi(example)) + ", hoặc cho default_year"};
}

}  // namespace

void refuse_period_part(PeriodPart part, std::int64_t value) {
  const PartLimits limits = limits_of(part);
  const std::string number = std::to_string(value);
  throw PeriodError("CCHC-E0303",
                    std::string(limits.name_en) + ' ' + number + " of a period: expected " +
                        std::string(limits.limits_en),
                    std::string(limits.name_vi) + ' ' + number + " của kỳ báo cáo: cần " +
                        std::string(limits.limits_vi));
}

std::string_view to_text(PeriodKind kind) {
  static constexpr auto words = enum_text<PeriodKind>("kind of period", "loại kỳ",
                                                      {{PeriodKind::month, "month"},
                                                       {PeriodKind::quarter, "quarter"},
                                                       {PeriodKind::half, "half"},
                                                       {PeriodKind::nine_months, "nine_months"},
                                                       {PeriodKind::year, "year"},
                                                       {PeriodKind::other, "other"}});
  return words.text(kind);
}

PeriodKind kind(Period period) {
  const int month = period.first_month() % 12;
  const int length = period.length();
  if (length == 9 && month == 0) return PeriodKind::nine_months;
  if (month % length != 0) return PeriodKind::other;
  switch (length) {
    case 1:
      return PeriodKind::month;
    case 3:
      return PeriodKind::quarter;
    case 6:
      return PeriodKind::half;
    case 12:
      return PeriodKind::year;
    default:
      return PeriodKind::other;
  }
}

std::string to_text(Period period) {
  const std::string year = padded(period.year(), 4);
  switch (kind(period)) {
    case PeriodKind::month:
      return month_text(period.first_month());
    case PeriodKind::quarter:
      return year + "-Q" + std::to_string(number_in_year(period));
    case PeriodKind::half:
      return year + "-H" + std::to_string(number_in_year(period));
    case PeriodKind::nine_months:
      return year + "-9M";
    case PeriodKind::year:
      return year;
    default:
      return month_text(period.first_month()) + ".." + month_text(period.end_month() - 1);
  }
}

std::string label_vi(Period period) {
  constexpr std::string_view quarters[] = {"I", "II", "III", "IV"};
  const std::string year = "năm " + padded(period.year(), 4);
  switch (kind(period)) {
    case PeriodKind::month:
      return month_vi(period.first_month());
    case PeriodKind::quarter:
      return "quý " + std::string(quarters[number_in_year(period) - 1]) + ' ' + year;
    case PeriodKind::half:
      return (number_in_year(period) == 1 ? "6 tháng đầu " : "6 tháng cuối ") + year;
    case PeriodKind::nine_months:
      return "9 tháng đầu " + year;
    case PeriodKind::year:
      return year;
    default:
      return "từ " + month_vi(period.first_month()) + " đến " + month_vi(period.end_month() - 1);
  }
}

std::string label_en(Period period) {
  const std::string year = padded(period.year(), 4);
  switch (kind(period)) {
    case PeriodKind::month:
      return month_en(period.first_month());
    case PeriodKind::quarter:
      return 'Q' + std::to_string(number_in_year(period)) + ' ' + year;
    case PeriodKind::half:
      return (number_in_year(period) == 1 ? "first half of " : "second half of ") + year;
    case PeriodKind::nine_months:
      return "first 9 months of " + year;
    case PeriodKind::year:
      return year;
    default:
      return month_en(period.first_month()) + " to " + month_en(period.end_month() - 1);
  }
}

std::optional<Period> find_period(std::string_view text, std::optional<int> default_year) {
  const auto written = find_written_period(text);
  return written ? written->dated(default_year) : std::nullopt;
}

Period period_from_text(std::string_view text, std::optional<int> default_year) {
  const auto written = find_written_period(text);
  if (!written) throw unreadable(text);
  const auto year = written->year ? written->year : default_year;
  if (!year) throw without_year(text, written->dated(2024).value());
  const auto period = written->dated(*year);
  if (!period) refuse_period_part(PeriodPart::year, *year);
  return *period;
}

DataWindow rule_window(Period period) {
  return {day_of_month(period.first_month() - 1, 15), day_of_month(period.end_month() - 1, 14)};
}

WindowFit fit(const DataWindow& reported, Period period) {
  const DataWindow rule = rule_window(period);
  return {reported.days(), rule.days(), (reported.first - rule.first).count(),
          (rule.last - reported.last).count()};
}

}  // namespace cchc
