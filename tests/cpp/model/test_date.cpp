#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/date.hpp"

namespace cchc {
namespace {

namespace chrono = std::chrono;

constexpr Date day(int y, unsigned m, unsigned d) {
  return chrono::year{y} / chrono::month{m} / chrono::day{d};
}

TEST(Date, EveryDayOf1900To2100ReadsBackInAllForms) {
  int wrong = 0;
  int days = 0;
  for (Date date = day(1900, 1, 1); date <= day(2100, 12, 31); date += chrono::days{1}) {
    const chrono::year_month_day ymd{date};
    const std::string d = std::to_string(unsigned(ymd.day()));
    const std::string m = std::to_string(unsigned(ymd.month()));
    const std::string y = std::to_string(int(ymd.year()));
    ++days;
    wrong += find_date(to_text(date)) != date;
    wrong += find_date(d + "/" + m + "/" + y) != date;
    wrong += find_date("ngày " + d + " tháng " + m + " năm " + y) != date;
  }
  EXPECT_EQ(days, 73'414);  // 201 * 365 and 49 leap days: 1900 and 2100 have none
  EXPECT_EQ(wrong, 0);
}

TEST(Date, FormsOfReportsAreRead) {
  for (const char* text :
       {"2024-06-06", "2024-6-6", "06/6/2024", "6/06/2024", "06.6.2024", "6-6-2024",
        "6 tháng 6 năm 2024", "ngày 06 tháng 6 năm 2024", "NGÀY 6 THÁNG 6 NĂM 2024",
        "ngày 06/6/2024", "06/6 năm 2024", " 06 / 6 / 2024\n", "ngày\u00A06\nthang 06 nam 2024"}) {
    EXPECT_EQ(date_from_text(text), day(2024, 6, 6)) << text;
  }
  EXPECT_EQ(date_from_text("16/12/2023"), day(2023, 12, 16));
  EXPECT_EQ(date_from_text("29/02/2024"), day(2024, 2, 29));
  EXPECT_EQ(date_from_text("0000-02-29"), day(0, 2, 29));
}

TEST(Date, TextsThatAreNoDayAreRefused) {
  for (const char* text : {"", "ngày", "29/02/2023", "31/4/2024", "00/1/2024", "1/13/2024",
                           "6/6/24", "2024-06", "2024-06-06T00:00", "6 tháng 6", "tháng 6 năm 2024",
                           "6/6/2024 và 7/6/2024", "6//6/2024", "2024-13-01", "hôm nay"}) {
    EXPECT_EQ(find_date(text), std::nullopt) << text;
    try {
      (void)date_from_text(text);
      FAIL() << "nothing thrown for " << text;
    } catch (const PeriodError& error) {
      EXPECT_EQ(error.code(), "CCHC-E0304");
      EXPECT_NE(error.message_en().find("\" is not a date; write 2024-06-06"), std::string::npos);
      EXPECT_NE(error.message_vi().find("\" không phải là ngày; hãy viết"), std::string::npos);
    }
  }
}

TEST(Date, TextIsIsoAndRefusesYearsThatDoNotFit) {
  EXPECT_EQ(to_text(day(2024, 6, 6)), "2024-06-06");
  EXPECT_EQ(to_text(day(0, 1, 1)), "0000-01-01");
  EXPECT_EQ(to_text(day(9999, 12, 31)), "9999-12-31");
  for (const Date date : {day(-1, 12, 31), day(10000, 1, 1), Date::max(), Date::min()}) {
    EXPECT_THROW((void)to_text(date), PeriodError);
  }
}

TEST(Date, DatesInsideATextComeWithTheirPlaces) {
  const std::string text =
      "Kế hoạch số 05/2024/KH-UBND ngày 06/9/2021; ngày 15 tháng 4\n năm 2022, 20/4 năm 2024, "
      "2024-06-06; không phải: 5/22/12/2023, 31/02/2024, 22/12/2023/QĐ";
  const std::vector<std::pair<Date, std::string>> expected{
      {day(2021, 9, 6), "06/9/2021"},
      {day(2022, 4, 15), "15 tháng 4\n năm 2022"},
      {day(2024, 4, 20), "20/4 năm 2024"},
      {day(2024, 6, 6), "2024-06-06"}};
  const std::vector<DateInText> found = dates_in(text);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].date, expected[i].first);
    EXPECT_EQ(text.substr(std::size_t(found[i].position), std::size_t(found[i].length)),
              expected[i].second);
  }
  EXPECT_TRUE(dates_in("").empty());
}

TEST(DataWindow, IsFoundInTheFormsOfReports) {
  const DataWindow expected{day(2023, 12, 16), day(2024, 6, 6)};
  for (const char* text :
       {"(Số liệu từ ngày 16/12/2023 đến ngày 06/6/2024)", "16/12/2023-06/6/2024",
        "16/12/2023 \u2013 06/6/2024", "từ 16/12/2023 đến hết ngày 6 tháng 6 năm 2024",
        "2023-12-16..2024-06-06", "Quyết định ngày 22/12/2022; tính từ 16/12/2023 tới 06/6/2024"}) {
    EXPECT_EQ(find_data_window_in(text), expected) << text;
  }
  EXPECT_EQ(find_data_window_in("ngày 16/12/2023 và ngày 06/6/2024"), std::nullopt);
  EXPECT_EQ(find_data_window_in("16/12/2023 06/6/2024"), std::nullopt);
  EXPECT_NE(expected, (DataWindow{expected.first, day(2024, 6, 7)}));
  EXPECT_NE(expected, (DataWindow{day(2023, 12, 15), expected.last}));
  EXPECT_EQ(find_data_window_in("đến ngày 06/6/2024"), std::nullopt);
  EXPECT_EQ(find_data_window_in(""), std::nullopt);
}

TEST(DataWindow, CountsBothEndsAndWritesItself) {
  EXPECT_EQ((DataWindow{day(2024, 2, 28), day(2024, 3, 1)}.days()), 3);
  EXPECT_EQ((DataWindow{day(2024, 2, 28), day(2024, 2, 28)}.days()), 1);
  EXPECT_EQ((DataWindow{day(2024, 2, 28), day(2024, 2, 27)}.days()), 0);
  EXPECT_EQ(to_text(DataWindow{day(2023, 12, 16), day(2024, 6, 6)}), "2023-12-16..2024-06-06");
}

}  // namespace
}  // namespace cchc
