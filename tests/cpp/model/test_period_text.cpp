#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cchc/base/error.hpp"
#include "cchc/model/period_text.hpp"
#include "folders.hpp"

namespace cchc {
namespace {

nlohmann::json golden(const std::string& name) {
  std::ifstream file(testing::test_data() / "period_text" / name);
  return nlohmann::json::parse(file);
}

std::optional<int> year_of(const nlohmann::json& value) {
  return value.is_null() ? std::nullopt : std::optional(value.get<int>());
}

// The period's text, or the code of the error.
std::string read(const std::string& text, std::optional<int> default_year) {
  try {
    return to_text(period_from_text(text, default_year));
  } catch (const PeriodError& error) {
    return error.code();
  }
}

TEST(PeriodText, GoldenTextsReadAsExpected) {
  const nlohmann::json cases = golden("cases.json");
  EXPECT_GE(cases.size(), 180U);
  for (const auto& item : cases) {
    const std::string text = item.at("text");
    const auto year = year_of(item.at("default_year"));
    const bool fine = item.contains("period");
    const std::string expected = fine ? item.at("period") : item.at("error");
    EXPECT_EQ(read(text, year), expected) << item.dump();
    EXPECT_EQ(find_period(text, year).has_value(), fine) << item.dump();
  }
}

TEST(PeriodText, GoldenTitlesGiveTheirPeriodsAndPlaces) {
  for (const auto& item : golden("titles.json")) {
    const std::string text = item.at("text");
    const auto year = year_of(item.at("default_year"));
    nlohmann::json found = nlohmann::json::array();
    for (const PeriodInText& one : periods_in(text, year)) {
      const auto phrase =
          text.substr(static_cast<std::size_t>(one.position), static_cast<std::size_t>(one.length));
      found.push_back(
          {{"period", to_text(one.period)}, {"phrase", phrase}, {"year_stated", one.year_stated}});
    }
    EXPECT_EQ(found, item.at("found")) << text;
    const auto first = find_period_in(text, year);
    ASSERT_EQ(first.has_value(), !found.empty()) << text;
    if (first) {
      EXPECT_EQ(to_text(first->period), found.front().at("period")) << text;
    }
  }
}

TEST(PeriodText, AWrittenPeriodKeepsWhatWasWritten) {
  const auto quarter = find_written_period("quý III");
  ASSERT_TRUE(quarter);
  EXPECT_EQ(quarter->first, 6);
  EXPECT_EQ(quarter->length, 3);
  EXPECT_EQ(quarter->year, std::nullopt);
  EXPECT_EQ(quarter->dated(std::nullopt), std::nullopt);
  EXPECT_EQ(quarter->dated(2024), Period::quarter(2024, 3));
  EXPECT_EQ(quarter->dated(0), std::nullopt);
  EXPECT_EQ(quarter->dated(10000), std::nullopt);
  EXPECT_EQ((WrittenPeriod{6, 7, 9999}.dated(2024)), std::nullopt);
  EXPECT_EQ((WrittenPeriod{6, 6, 9999}.dated(2024)), Period::half(9999, 2));
}

// Every byte cut off, and every byte replaced, of a text with marks: a period or nothing, no crash.
TEST(PeriodText, DamagedTextsGiveAPeriodOrNothing) {
  const std::string text = "Báo cáo từ quý I đến sáu tháng đầu năm 2024, ngày 06/6/2024";
  for (std::size_t at = 0; at <= text.size(); ++at) {
    EXPECT_LE(periods_in(text.substr(0, at)).size(), 3U);
    EXPECT_LE(periods_in(text.substr(at)).size(), 3U);
    for (const char byte : {'\0', '\xFF', '\xCC', ' ', '9', '/', '-'}) {
      std::string damaged = text;
      if (at < text.size()) damaged[at] = byte;
      for (const PeriodInText& one : periods_in(damaged, 2024)) {
        EXPECT_GE(one.position, 0);
        EXPECT_LE(one.position + one.length, std::ssize(damaged));
      }
    }
  }
}

// Long texts of nothing but phrases take time in proportion to their length.
TEST(PeriodText, LongTextsAreReadToTheEnd) {
  for (const std::string unit : {"quý I ", "năm ", "6/6/2024 ", "quý I nhiệm vụ "}) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += unit;
    text += "; Năm 2024";
    const auto found = periods_in(text);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back().period, Period::year(2024));
  }
}

}  // namespace
}  // namespace cchc
