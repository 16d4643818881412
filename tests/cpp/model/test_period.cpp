#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/model/period.hpp"
#include "cchc/model/period_text.hpp"

namespace cchc {
namespace {

namespace chrono = std::chrono;

constexpr std::array<int, 5> kind_lengths{1, 3, 6, 9, 12};

// A month by name, moved one month at a time: the slow twin of the ordinal.
struct NamedMonth {
  int year;
  int month;

  void next() {
    if (++month > 12) month = 1, ++year;
  }
  void back() {
    if (--month < 1) month = 12, --year;
  }
  friend bool operator==(const NamedMonth&, const NamedMonth&) = default;
};

NamedMonth named(int ordinal) { return {year_of_month(ordinal), month_of_month(ordinal)}; }

// Calls f(Period) for every period of the five kinds that lies in 1900..2100.
template <typename F>
void for_every_period(F f) {
  for (int year = 1900; year <= 2100; ++year) {
    for (int month = 1; month <= 12; ++month) f(Period::month(year, month));
    for (int quarter = 1; quarter <= 4; ++quarter) f(Period::quarter(year, quarter));
    for (int half = 1; half <= 2; ++half) f(Period::half(year, half));
    f(Period::nine_months(year));
    f(Period::year(year));
  }
}
constexpr int periods_of_the_kinds = 201 * (12 + 4 + 2 + 1 + 1);

template <typename F>
std::string code_of(F f) {
  try {
    f();
  } catch (const PeriodError& error) {
    return error.code();
  }
  return "nothing thrown";
}

static_assert(Period::half(2024, 1).minus(Period::quarter(2024, 1)) == Period::quarter(2024, 2));
static_assert(Period::quarter(2024, 1).same_period_last_year() == Period::quarter(2023, 1));
static_assert(Period::month(2024, 1).previous() == Period::month(2023, 12));
static_assert(year_of_month(-1) == -1 && month_of_month(-1) == 12);
static_assert(year_of_month(-12) == -1 && month_of_month(-12) == 1);
static_assert(year_of_month(-13) == -2 && month_of_month(-13) == 12);
static_assert(year_of_month(0) == 0 && month_of_month(11) == 12);

TEST(PeriodKind, has_the_text_of_its_enumerator) {
  EXPECT_EQ(to_text(PeriodKind::month), "month");
  EXPECT_EQ(to_text(kind(Period::nine_months(2024))), "nine_months");
  EXPECT_EQ(to_text(kind(Period::months(2024 * 12 + 1, 5))), "other");
}

TEST(Period, ShiftsAndDifferencesEqualCalendarArithmetic) {
  std::int64_t cases = 0;
  std::int64_t wrong = 0;
  for (NamedMonth first{1900, 1}; first != NamedMonth{2101, 1}; first.next()) {
    const int ordinal = Period::month(first.year, first.month).first_month();
    for (const int length : kind_lengths) {
      const Period period = Period::months(ordinal, length);
      NamedMonth begin = first;
      NamedMonth last = first;
      for (int i = 1; i < length; ++i) last.next();
      for (int i = 0; i < 240; ++i) begin.back(), last.back();
      for (int shift = -240; shift <= 240; ++shift, begin.next(), last.next()) {
        const Period shifted = period.shifted(shift);
        const bool right = named(shifted.first_month()) == begin &&
                           named(shifted.end_month() - 1) == last && shifted.length() == length &&
                           shifted.year() == begin.year && shifted - period == shift &&
                           shifted.shifted(-shift) == period;
        ++cases;
        if (!right) ++wrong;
      }
    }
  }
  RecordProperty("cases", std::to_string(cases));
  RecordProperty("wrong", std::to_string(wrong));
  EXPECT_EQ(cases, 5'800'860);
  EXPECT_EQ(wrong, 0) << "of " << cases;
}

TEST(Period, MonthOrdinalsCountBackwardsThroughZeroWithoutAJump) {
  NamedMonth expected{-30, 1};
  for (int ordinal = -30 * 12; ordinal < 30 * 12; ++ordinal, expected.next()) {
    EXPECT_EQ(named(ordinal), expected) << ordinal;
  }
}

TEST(Period, KindsHaveTheMonthsOfTheCalendar) {
  int count = 0;
  for_every_period([&](Period period) {
    ++count;
    const NamedMonth first = named(period.first_month());
    const NamedMonth last = named(period.end_month() - 1);
    EXPECT_EQ(first.year, last.year);
    EXPECT_EQ(last.month - first.month + 1, period.length());
    EXPECT_EQ(period.is_year_to_date(), first.month == 1);
    EXPECT_EQ(period.year(), first.year);
  });
  EXPECT_EQ(count, periods_of_the_kinds);
}

TEST(Period, KindIsToldFromTheWindowAlone) {
  EXPECT_EQ(kind(Period::month(2024, 12)), PeriodKind::month);
  EXPECT_EQ(kind(Period::quarter(2024, 4)), PeriodKind::quarter);
  EXPECT_EQ(kind(Period::half(2024, 2)), PeriodKind::half);
  EXPECT_EQ(kind(Period::nine_months(2024)), PeriodKind::nine_months);
  EXPECT_EQ(kind(Period::year(2024)), PeriodKind::year);
  EXPECT_EQ(kind(Period::quarter(2024, 1).shifted(1)), PeriodKind::other);
  EXPECT_EQ(kind(Period::half(2024, 1).shifted(3)), PeriodKind::other);
  EXPECT_EQ(kind(Period::nine_months(2024).shifted(3)), PeriodKind::other);
  EXPECT_EQ(kind(Period::year(2024).shifted(1)), PeriodKind::other);
  EXPECT_EQ(kind(Period::months(2024 * 12, 2)), PeriodKind::other);
  EXPECT_EQ(kind(Period::months(2024 * 12, 24)), PeriodKind::other);
}

TEST(Period, IsYearToDateOnlyFromJanuaryInsideOneYear) {
  EXPECT_TRUE(Period::months(2024 * 12, 7).is_year_to_date());
  EXPECT_FALSE(Period::months(2024 * 12, 13).is_year_to_date());
  EXPECT_FALSE(Period::half(2024, 2).is_year_to_date());
}

TEST(Period, PreviousEndsWhereThePeriodBegins) {
  for_every_period([](Period period) {
    EXPECT_EQ(period.previous().end_month(), period.first_month());
    EXPECT_EQ(period.previous().length(), period.length());
    EXPECT_EQ(period - period.same_period_last_year(), 12);
  });
}

// All windows of months inside two years, two by two, against sets of months written as bits.
TEST(Period, AlgebraEqualsSetsOfMonths) {
  std::vector<std::pair<Period, std::uint32_t>> windows;
  for (int first = 0; first < 24; ++first) {
    for (int length = 1; first + length <= 24; ++length) {
      windows.emplace_back(Period::months(2023 * 12 + first, length), ((1U << length) - 1)
                                                                          << first);
    }
  }
  const auto find_window = [&](std::uint32_t bits) -> std::optional<Period> {
    for (const auto& [period, months] : windows) {
      if (months == bits) return period;
    }
    return std::nullopt;
  };
  ASSERT_EQ(windows.size(), 300U);
  int wrong = 0;
  for (const auto& [a, bits_a] : windows) {
    for (const auto& [b, bits_b] : windows) {
      const bool inside = (bits_a & bits_b) == bits_b;
      const bool apart = (bits_a & bits_b) == 0;
      const auto difference = inside ? find_window(bits_a & ~bits_b) : std::nullopt;
      const auto sum = apart ? find_window(bits_a | bits_b) : std::nullopt;
      wrong += a.contains(b) != inside;
      wrong += a.overlaps(b) == apart;
      wrong += a.minus(b) != difference;
      wrong += a.plus(b) != sum;
    }
  }
  EXPECT_EQ(wrong, 0) << "of 4 * 300 * 300";
}

TEST(Period, OrdersByFirstMonthThenByLength) {
  EXPECT_LT(Period::quarter(2024, 1), Period::half(2024, 1));
  EXPECT_LT(Period::year(2024), Period::month(2024, 2));
  EXPECT_GT(Period::month(2025, 1), Period::year(2024));
}

TEST(Period, RefusesWhatTheCalendarDoesNotHave) {
  EXPECT_EQ(code_of([] { (void)Period::month(2024, 13); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::month(2024, 0); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::quarter(2024, 5); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::half(2024, 3); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::year(0); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::year(10000); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::nine_months(-1); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::months(2024 * 12, 0); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::months(2024 * 12, -3); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::months(11, 1); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::months(12, std::numeric_limits<int>::max()); }),
            "CCHC-E0303");
}

TEST(Period, RefusesToLeaveTheYears1To9999AndNeverWraps) {
  constexpr int far = std::numeric_limits<int>::max();
  EXPECT_EQ(code_of([] { (void)Period::year(1).shifted(-1); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::year(9999).shifted(1); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::year(2024).shifted(far); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)Period::year(2024).shifted(-far - 1); }), "CCHC-E0303");
  EXPECT_EQ(Period::year(1).shifted(9998 * 12), Period::year(9999));
}

TEST(Period, AnErrorNamesThePartTheValueAndTheLimits) {
  const std::array<std::pair<PeriodPart, std::string>, 6> expected{{
      {PeriodPart::year, "year 77 of a period: expected a year from 1 to 9999"},
      {PeriodPart::month, "month 77 of a period: expected a month from 1 to 12"},
      {PeriodPart::quarter, "quarter 77 of a period: expected a quarter from 1 to 4"},
      {PeriodPart::half, "half year 77 of a period: expected a half year 1 or 2"},
      {PeriodPart::length, "length 77 of a period: expected at least one month"},
      {PeriodPart::window,
       "month ordinal 77 of a period: expected months from 12 (January of year 1) to 119999 "
       "(December 9999)"},
  }};
  for (const auto& [part, message] : expected) {
    try {
      refuse_period_part(part, 77);
    } catch (const PeriodError& error) {
      EXPECT_EQ(error.message_en(), message);
      EXPECT_NE(error.message_vi().find("77 của kỳ báo cáo: cần "), std::string::npos);
    }
  }
}

TEST(PeriodText, CodesAndLabelsReadAsForms) {
  EXPECT_EQ(to_text(Period::month(2024, 3)), "2024-03");
  EXPECT_EQ(to_text(Period::quarter(2024, 3)), "2024-Q3");
  EXPECT_EQ(to_text(Period::half(2024, 2)), "2024-H2");
  EXPECT_EQ(to_text(Period::nine_months(2024)), "2024-9M");
  EXPECT_EQ(to_text(Period::year(2024)), "2024");
  EXPECT_EQ(to_text(Period::year(7)), "0007");
  EXPECT_EQ(to_text(Period::months(2023 * 12 + 10, 4)), "2023-11..2024-02");
  EXPECT_EQ(label_vi(Period::month(2024, 3)), "tháng 3 năm 2024");
  EXPECT_EQ(label_vi(Period::quarter(2024, 3)), "quý III năm 2024");
  EXPECT_EQ(label_vi(Period::half(2024, 1)), "6 tháng đầu năm 2024");
  EXPECT_EQ(label_vi(Period::half(2024, 2)), "6 tháng cuối năm 2024");
  EXPECT_EQ(label_vi(Period::nine_months(2024)), "9 tháng đầu năm 2024");
  EXPECT_EQ(label_vi(Period::year(2024)), "năm 2024");
  EXPECT_EQ(label_vi(Period::months(2024 * 12 + 1, 5)), "từ tháng 2 năm 2024 đến tháng 6 năm 2024");
  EXPECT_EQ(label_en(Period::month(2024, 3)), "March 2024");
  EXPECT_EQ(label_en(Period::quarter(2024, 3)), "Q3 2024");
  EXPECT_EQ(label_en(Period::half(2024, 1)), "first half of 2024");
  EXPECT_EQ(label_en(Period::half(2024, 2)), "second half of 2024");
  EXPECT_EQ(label_en(Period::nine_months(2024)), "first 9 months of 2024");
  EXPECT_EQ(label_en(Period::year(2024)), "2024");
  EXPECT_EQ(label_en(Period::months(2024 * 12 + 1, 5)), "February 2024 to June 2024");
}

TEST(PeriodText, CodesAndBothLabelsReadBackForEveryPeriodOf1900To2100) {
  int read_back = 0;
  for_every_period([&](Period period) {
    read_back += find_period(to_text(period)) == period;
    read_back += find_period(label_vi(period)) == period;
    read_back += find_period(label_en(period)) == period;
  });
  EXPECT_EQ(read_back, 3 * periods_of_the_kinds);
}

TEST(PeriodText, EveryWindowOfTwoYearsReadsBack) {
  for (int first = 0; first < 24; ++first) {
    for (int length = 1; first + length <= 24; ++length) {
      const Period period = Period::months(2023 * 12 + first, length);
      EXPECT_EQ(find_period(to_text(period)), period);
      EXPECT_EQ(find_period(label_vi(period)), period) << label_vi(period);
      EXPECT_EQ(find_period(label_en(period)), period) << label_en(period);
    }
  }
}

TEST(PeriodText, FirstAndLastYearReadBack) {
  for (const Period period : {Period::month(1, 1), Period::year(1), Period::month(9999, 12),
                              Period::months(12, 9999 * 12)}) {
    EXPECT_EQ(period_from_text(to_text(period)), period);
  }
}

TEST(PeriodText, AMissingYearIsSaidAndShownHowToAdd) {
  try {
    (void)period_from_text("9 tháng");
    FAIL() << "nothing thrown";
  } catch (const PeriodError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0302");
    EXPECT_EQ(error.message_en(),
              "\"9 tháng\" names a period without its year; write it with the year, as "
              "\"2024-9M\", or give default_year");
    EXPECT_EQ(error.message_vi(),
              "\"9 tháng\" nêu kỳ báo cáo mà thiếu năm; hãy ghi cả năm, như "
              "\"9 tháng đầu năm 2024\", hoặc cho default_year");
  }
  EXPECT_EQ(find_period("9 tháng"), std::nullopt);
  EXPECT_EQ(find_period("9 tháng", 2024), Period::nine_months(2024));
}

TEST(PeriodText, NonsenseIsRefusedWithTheAcceptedForms) {
  try {
    (void)period_from_text("hôm qua\xFF\n");
    FAIL() << "nothing thrown";
  } catch (const PeriodError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0301");
    EXPECT_TRUE(error.message_en().starts_with("\"hôm qua\uFFFD \" is not a period; accepted"));
    for (const char* form : {"2024-03", "2024-Q1", "Q1/2024", "2024-H1", "2024-9M", "quý III"}) {
      EXPECT_NE(error.message_en().find(form), std::string::npos) << form;
      EXPECT_NE(error.message_vi().find(form), std::string::npos) << form;
    }
  }
}

TEST(PeriodText, YearsOutsideTheCalendarAreRefused) {
  EXPECT_EQ(code_of([] { (void)period_from_text("0000-Q1"); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)period_from_text("quý I", 0); }), "CCHC-E0303");
  EXPECT_EQ(code_of([] { (void)period_from_text("quý I", 10000); }), "CCHC-E0303");
  EXPECT_EQ(find_period("quý I", 10000), std::nullopt);
  EXPECT_EQ(find_period("năm 0000"), std::nullopt);
}

// Days counted through std::chrono's civil calendar, month by month.
TEST(DataWindow, RuleWindowRunsFromThe15thBeforeToThe14thForEveryPeriodOf1900To2100) {
  for_every_period([](Period period) {
    const chrono::year_month first{chrono::year{period.year()},
                                   chrono::month{unsigned(month_of_month(period.first_month()))}};
    Index days = 0;
    for (int i = 0; i < period.length(); ++i) {
      const chrono::year_month before = first + chrono::months{i - 1};
      days += unsigned(chrono::year_month_day_last{before / chrono::last}.day());
    }
    const DataWindow window = rule_window(period);
    EXPECT_EQ(window.first, Date{(first - chrono::months{1}) / chrono::day{15}});
    EXPECT_EQ(window.last, Date{(first + chrono::months{period.length() - 1}) / chrono::day{14}});
    EXPECT_EQ(window.days(), days);
  });
}

TEST(DataWindow, RuleWindowsOfNeighboursLeaveNoDayOut) {
  for_every_period([](Period period) {
    const DataWindow before = rule_window(period.previous());
    EXPECT_EQ(before.last + chrono::days{1}, rule_window(period).first);
  });
}

// Day counts of 2024 and of the first half of 2023 as the reporting rules count them.
TEST(DataWindow, DayCountsOfKnownPeriods) {
  EXPECT_EQ(rule_window(Period::quarter(2024, 1)).days(), 91);
  EXPECT_EQ(rule_window(Period::quarter(2024, 2)).days(), 92);
  EXPECT_EQ(rule_window(Period::quarter(2024, 3)).days(), 92);
  EXPECT_EQ(rule_window(Period::quarter(2024, 4)).days(), 91);
  EXPECT_EQ(rule_window(Period::half(2024, 1)).days(), 183);
  EXPECT_EQ(rule_window(Period::half(2023, 1)).days(), 182);
  EXPECT_EQ(rule_window(Period::year(2024)).days(), 366);
  EXPECT_EQ(to_text(rule_window(Period::half(2024, 1))), "2023-12-15..2024-06-14");
}

TEST(DataWindow, AReportOf174DaysStartsADayLateAndEndsEightEarly) {
  const DataWindow reported{date_from_text("16/12/2023"), date_from_text("06/6/2024")};
  const WindowFit found = fit(reported, Period::half(2024, 1));
  EXPECT_EQ(found, (WindowFit{174, 183, 1, 8}));
  EXPECT_FALSE(found.follows_rule());
}

TEST(DataWindow, FitsAreEqualOnlyWhenEveryPartIs) {
  const WindowFit fit_of_report{174, 183, 1, 8};
  EXPECT_NE(fit_of_report, (WindowFit{173, 183, 1, 8}));
  EXPECT_NE(fit_of_report, (WindowFit{174, 182, 1, 8}));
  EXPECT_NE(fit_of_report, (WindowFit{174, 183, 2, 8}));
  EXPECT_NE(fit_of_report, (WindowFit{174, 183, 1, 7}));
}

TEST(DataWindow, AWindowMayAlsoReachBeyondTheRule) {
  const Period period = Period::quarter(2024, 3);
  EXPECT_TRUE(fit(rule_window(period), period).follows_rule());
  const DataWindow wider{date_from_text("2024-06-14"), date_from_text("2024-09-15")};
  EXPECT_EQ(fit(wider, period), (WindowFit{94, 92, -1, -1}));
  const DataWindow late{rule_window(period).first, date_from_text("2024-09-13")};
  EXPECT_FALSE(fit(late, period).follows_rule());
}

}  // namespace
}  // namespace cchc
