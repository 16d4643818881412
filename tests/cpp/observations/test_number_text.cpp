#include <gtest/gtest.h>

#include <array>
#include <clocale>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/observations/number_text.hpp"
#include "folders.hpp"

namespace cchc {
namespace {

using enum NumberExpectation;
using Json = nlohmann::json;

const Json& cases() {
  static const Json loaded = [] {
    std::ifstream file(testing::test_data() / "number_text/cases.json");
    return Json::parse(file);
  }();
  return loaded;
}

// What a reading says, in the words of the golden table.
Json described(const NumberReading& reading, NumberExpectation expectation) {
  const bool has_value =
      reading.status == NumberStatus::number || reading.status == NumberStatus::pair;
  Json readings = Json::array();
  for (const Decimal& value : reading.readings) {
    readings.push_back(to_string(value));
  }
  Json out;
  out["text"] = reading.raw;
  out["expectation"] = to_text(expectation);
  out["status"] = to_text(reading.status);
  out["value"] = has_value ? Json(to_string(reading.value)) : Json();
  out["second_value"] = reading.second_value ? Json(to_string(*reading.second_value)) : Json();
  out["readings"] = readings;
  out["reason"] = to_text(reading.reason);
  return out;
}

void expect_golden_cases() {
  for (const Json& wanted : cases()) {
    const auto expectation =
        number_expectation_from_text(wanted.at("expectation").get<std::string>());
    const auto text = wanted.at("text").get<std::string>();
    EXPECT_EQ(described(read_number(text, expectation), expectation), wanted);
  }
}

TEST(NumberText, reads_every_golden_case) {
  ASSERT_GE(cases().size(), 150U);
  expect_golden_cases();
}

TEST(NumberText, reads_the_same_under_every_locale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "vi_VN.UTF-8", "C.UTF-8", "C"}) {
    std::setlocale(LC_ALL, locale);  // where it is not installed, the locale stays as it was
    expect_golden_cases();
  }
  std::setlocale(LC_ALL, before.c_str());
}

TEST(NumberText, golden_cases_show_every_reason_and_status) {
  std::set<std::string> reasons{"bad_utf8"};  // its texts cannot stand in a JSON file
  std::set<std::string> statuses;
  for (const Json& wanted : cases()) {
    reasons.insert(wanted.at("reason").get<std::string>());
    statuses.insert(wanted.at("status").get<std::string>());
  }
  for (int reason = 0; reason <= static_cast<int>(NumberReason::out_of_range); ++reason) {
    const std::string text(to_text(static_cast<NumberReason>(reason)));
    EXPECT_TRUE(reasons.contains(text)) << text;
  }
  EXPECT_EQ(statuses.size(), 5U);
}

TEST(NumberText, refuses_text_that_is_not_utf8_and_keeps_its_bytes) {
  for (const std::string text : {"\xFF", "5\x80", "\xC0\xB5", "5\xE2\x88", "\xED\xA0\x80",
                                 "\xF4\x90\x80\x80", "16.183\xC3"}) {
    const NumberReading reading = read_number(text, count);
    EXPECT_EQ(reading.status, NumberStatus::unreadable);
    EXPECT_EQ(reading.reason, NumberReason::bad_utf8);
    EXPECT_EQ(reading.raw, text);
  }
}

TEST(NumberText, keeps_the_text_as_given) {
  const std::string text = " \xC2\xA0 16.181 \n/16.183\t";
  EXPECT_EQ(read_number(text, count).raw, text);
  const std::string with_nul("5\0", 2);
  EXPECT_EQ(read_number(with_nul, count).raw, with_nul);
}

TEST(NumberText, tells_the_decimals_as_printed) {
  EXPECT_EQ(read_number("20,50%", percent).decimals_printed, 2);
  EXPECT_EQ(read_number("20%", percent).decimals_printed, 0);
  EXPECT_EQ(read_number("16.183", count).decimals_printed, 0);
  EXPECT_EQ(read_number("1.234,567", any).decimals_printed, 3);
  EXPECT_EQ(read_number("16.181", percent).decimals_printed, 0);
}

TEST(NumberText, tells_whether_a_percent_sign_stands) {
  EXPECT_TRUE(read_number("10 %", percent).percent_sign);
  EXPECT_TRUE(read_number("10%", count).percent_sign);
  EXPECT_TRUE(read_number("16.181%", percent).percent_sign);
  EXPECT_FALSE(read_number("10", percent).percent_sign);
  EXPECT_FALSE(read_number("", percent).percent_sign);
}

TEST(NumberText, never_makes_zero_of_what_it_cannot_read) {
  for (const Json& wanted : cases()) {
    const NumberReading reading =
        read_number(wanted.at("text").get<std::string>(),
                    number_expectation_from_text(wanted.at("expectation").get<std::string>()));
    const bool read =
        reading.status == NumberStatus::number || reading.status == NumberStatus::pair;
    EXPECT_EQ(reading.second_value.has_value(), reading.status == NumberStatus::pair);
    EXPECT_EQ(reading.readings.size(), reading.status == NumberStatus::ambiguous ? 2U : 0U);
    EXPECT_TRUE(read || reading.value.mantissa == 0);
    const bool explained = reading.reason != NumberReason::none;
    EXPECT_TRUE(read || explained || reading.status == NumberStatus::blank);
  }
}

// --- render and read back ---------------------------------------------------------------------

// The digits grouped by three from the right, in the obvious way.
std::string grouped(std::string digits, const std::string& mark) {
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), mark);
  }
  return digits;
}

void expect_count(const std::string& text, std::int64_t wanted) {
  const NumberReading reading = read_number(text, count);
  ASSERT_EQ(reading.status, NumberStatus::number) << text;
  ASSERT_EQ(reading.value.mantissa, wanted) << text;
  ASSERT_EQ(reading.value.scale, 0) << text;
  ASSERT_EQ(reading.reason, NumberReason::none) << text;
}

void expect_whole_reads_back(std::int64_t whole) {
  const std::string digits = std::to_string(whole);
  expect_count(digits, whole);
  expect_count(grouped(digits, "."), whole);
}

void expect_every_rendering_reads_back(std::int64_t whole) {
  const std::string digits = std::to_string(whole);
  expect_whole_reads_back(whole);
  expect_count(grouped(digits, " "), whole);
  expect_count(grouped(digits, "\u00A0"), whole);
  expect_count("-" + grouped(digits, "."), -whole);
  expect_count("(" + grouped(digits, ".") + ")", -whole);
}

TEST(NumberText, reads_back_every_whole_number_to_a_hundred_thousand) {
  for (std::int64_t whole = 0; whole <= 100'000; ++whole) {
    expect_whole_reads_back(whole);
    if (HasFatalFailure()) {
      return;
    }
  }
}

TEST(NumberText, reads_back_powers_and_their_neighbours) {
  for (const std::int64_t base : {2, 3, 7, 10}) {
    for (std::int64_t power = base; power < 999'999'999'999'999'999 / base; power *= base) {
      for (const std::int64_t whole : {power - 1, power, power + 1}) {
        expect_every_rendering_reads_back(whole);
      }
    }
  }
}

TEST(NumberText, reads_back_every_percentage_of_three_decimals) {
  for (int thousandths = 0; thousandths <= 100'000; ++thousandths) {
    const std::string decimals = std::to_string(1000 + thousandths % 1000).substr(1);
    const NumberReading reading =
        read_number(std::to_string(thousandths / 1000) + "," + decimals + "%", percent);
    ASSERT_EQ(reading.status, NumberStatus::number);
    ASSERT_EQ(reading.value.mantissa, thousandths);
    ASSERT_EQ(reading.value.scale, 3);
    ASSERT_EQ(reading.reason, NumberReason::none);
  }
}

TEST(NumberText, reads_back_grouped_numbers_with_decimals) {
  std::uint64_t state = 1;
  for (int round = 0; round < 20'000; ++round) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const auto mantissa = static_cast<std::int64_t>(state >> 6) % 1'000'000'000'000'000;
    const std::size_t scale = 1 + state % 9;
    std::string digits = std::to_string(mantissa);
    digits.insert(0, digits.size() <= scale ? scale + 1 - digits.size() : 0, '0');
    const std::string text = grouped(digits.substr(0, digits.size() - scale), ".") + "," +
                             digits.substr(digits.size() - scale);
    const NumberReading reading = read_number(text, percent);
    ASSERT_EQ(reading.status, NumberStatus::number) << text;
    ASSERT_EQ(reading.value.mantissa, mantissa) << text;
    ASSERT_EQ(static_cast<std::size_t>(reading.value.scale), scale) << text;
    ASSERT_EQ(reading.reason, NumberReason::none) << text;
  }
}

// --- a slow, obvious twin ---------------------------------------------------------------------

// Plain grouped counts, by trying every way to write a number: the text must be the number's
// digits or its grouping by dots, commas or single spaces.
bool twin_reads_as_count(const std::string& text) {
  std::string digits;
  for (const char character : text) {
    digits += character >= '0' && character <= '9' ? std::string(1, character) : "";
  }
  const std::size_t first = digits.find_first_not_of('0');
  const bool groupable = !digits.empty() && first == 0;
  return !digits.empty() && (text == digits || (groupable && (text == grouped(digits, ".") ||
                                                              text == grouped(digits, ",") ||
                                                              text == grouped(digits, " "))));
}

TEST(NumberText, agrees_with_the_twin_on_every_short_text_of_digits_and_marks) {
  constexpr std::string_view alphabet = "01., ";
  for (int length = 1; length <= 7; ++length) {
    int texts = 1;
    for (int i = 0; i < length; ++i) {
      texts *= static_cast<int>(alphabet.size());
    }
    for (int number = 0; number < texts; ++number) {
      std::string text;
      for (int rest = number, i = 0; i < length; ++i, rest /= 5) {
        text += alphabet[static_cast<std::size_t>(rest % 5)];
      }
      if (text.front() == ' ' || text.back() == ' ') {
        continue;  // trimmed texts are among the shorter ones
      }
      const bool read = read_number(text, count).status == NumberStatus::number;
      ASSERT_EQ(read, twin_reads_as_count(text)) << '"' << text << '"';
    }
  }
}

TEST(NumberText, survives_every_text_of_three_bytes_from_a_nasty_alphabet) {
  const std::array<std::string, 16> pieces{"1", "0", ".", ",", "%",  "/",      "-",    "(",
                                           ")", " ", "x", "O", "\"", "\u2013", "\xC3", "\u1EC7"};
  for (const NumberExpectation expectation : {count, percent, code, any}) {
    for (const std::string& a : pieces) {
      for (const std::string& b : pieces) {
        for (const std::string& c : pieces) {
          for (const std::string& d : pieces) {
            const std::string text = a + b + c + d;
            ASSERT_EQ(read_number(text, expectation).raw, text);
          }
        }
      }
    }
  }
}

// --- words ------------------------------------------------------------------------------------

TEST(NumberText, gives_every_reason_a_word_and_two_messages) {
  std::set<std::string_view> english;
  std::set<std::string_view> vietnamese;
  for (int i = 0; i <= static_cast<int>(NumberReason::out_of_range); ++i) {
    const auto reason = static_cast<NumberReason>(i);
    EXPECT_EQ(number_reason_from_text(to_text(reason)), reason);
    EXPECT_FALSE(message_en(reason).empty());
    EXPECT_FALSE(message_vi(reason).empty());
    english.insert(message_en(reason));
    vietnamese.insert(message_vi(reason));
  }
  EXPECT_EQ(english.size(), 28U);
  EXPECT_EQ(vietnamese.size(), 28U);
}

TEST(NumberText, turns_status_and_expectation_into_words_and_back) {
  for (const auto status : {NumberStatus::blank, NumberStatus::number, NumberStatus::pair,
                            NumberStatus::ambiguous, NumberStatus::unreadable}) {
    EXPECT_EQ(number_status_from_text(to_text(status)), status);
  }
  for (const auto expectation : {count, percent, code, any}) {
    EXPECT_EQ(number_expectation_from_text(to_text(expectation)), expectation);
  }
}

TEST(NumberText, refuses_unknown_words) {
  EXPECT_THROW((void)number_status_from_text("zero"), SelectionError);
  EXPECT_THROW((void)number_expectation_from_text("Count"), SelectionError);
  EXPECT_THROW((void)number_reason_from_text(""), SelectionError);
  EXPECT_THROW((void)to_text(static_cast<NumberReason>(200)), SelectionError);
}

}  // namespace
}  // namespace cchc
