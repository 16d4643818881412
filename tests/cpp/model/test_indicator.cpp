#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/indicator.hpp"
#include "cchc/model/indicator_words.hpp"
#include "cchc/model/kind_rules.hpp"

namespace cchc {
namespace {

TEST(Indicator, words_read_back_to_the_enumerator_they_stand_for) {
  for (const auto& word : kind_words.words()) {
    EXPECT_EQ(kind_from_text(to_text(word.value)), word.value);
  }
  for (const auto& word : over_units_words.words()) {
    EXPECT_EQ(over_units_from_text(to_text(word.value)), word.value);
  }
  for (const auto& word : over_periods_words.words()) {
    EXPECT_EQ(over_periods_from_text(to_text(word.value)), word.value);
  }
  EXPECT_EQ(to_text(Kind::cumulative), "cumulative");
  EXPECT_EQ(to_text(OverUnits::shared_list), "shared_list");
  EXPECT_EQ(to_text(OverPeriods::carry_over), "carry_over");
}

TEST(Indicator, refuses_an_unknown_word_and_lists_the_known) {
  try {
    static_cast<void>(kind_from_text("ytd"));
    FAIL() << "no error";
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0920");
    EXPECT_EQ(error.message_en(),
              "unknown kind \"ytd\"; known: stock, flow, cumulative, ratio, coded, header");
  }
  EXPECT_THROW(static_cast<void>(kind_from_text("")), SelectionError);
  EXPECT_THROW(static_cast<void>(kind_from_text("Stock")), SelectionError);
  EXPECT_THROW(static_cast<void>(to_text(static_cast<Kind>(99))), SelectionError);
}

TEST(Indicator, codes_are_what_a_formula_can_hold) {
  for (const std::string code : {"1", "4.1.2.r", "3.3.resolved_on_time", "PAR-INDEX", "tỷ.lệ"}) {
    EXPECT_TRUE(is_code(code)) << code;
  }
  for (const std::string code : {"", "1 2", "[1]", "a@b", "a\"", "a\\", "a\n", "a\x7f"}) {
    EXPECT_FALSE(is_code(code)) << code;
  }
}

TEST(Indicator, names_are_identifiers) {
  for (const std::string name : {"quota", "group1", "_x"}) {
    EXPECT_TRUE(is_name(name)) << name;
  }
  for (const std::string name : {"", "1st", "Quota", "a-b", "a b", "tỷ"}) {
    EXPECT_FALSE(is_name(name)) << name;
  }
}

TEST(KindRules, never_sum_stocks_or_rates_over_periods) {
  for (const Kind kind : {Kind::stock, Kind::cumulative, Kind::ratio, Kind::coded, Kind::header}) {
    EXPECT_FALSE(combines(kind, OverPeriods::sum)) << to_text(kind);
  }
  EXPECT_TRUE(combines(Kind::flow, OverPeriods::sum));
}

TEST(KindRules, never_average_rates_or_answers) {
  for (const Kind kind : {Kind::ratio, Kind::coded, Kind::header}) {
    EXPECT_FALSE(combines(kind, OverUnits::mean)) << to_text(kind);
    EXPECT_FALSE(combines(kind, OverUnits::sum)) << to_text(kind);
    EXPECT_FALSE(combines(kind, OverPeriods::mean)) << to_text(kind);
  }
}

TEST(KindRules, list_what_each_kind_allows) {
  EXPECT_EQ(allowed_over_units(Kind::stock), "sum, maximum, minimum, mean, shared_list, none");
  EXPECT_EQ(allowed_over_units(Kind::ratio), "maximum, minimum, ratio_of_sums, none");
  EXPECT_EQ(allowed_over_units(Kind::coded), "distribution, none");
  EXPECT_EQ(allowed_over_units(Kind::header), "none");
  EXPECT_EQ(allowed_over_periods(Kind::flow), "sum, maximum, minimum, mean, carry_over, none");
  EXPECT_EQ(allowed_over_periods(Kind::cumulative), "last, maximum, none");
  EXPECT_EQ(allowed_over_periods(Kind::coded), "last, any, none");
  EXPECT_EQ(allowed_over_periods(Kind::header), "none");
}

}  // namespace
}  // namespace cchc
