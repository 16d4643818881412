#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <type_traits>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/indicator_words.hpp"

namespace cchc {
namespace {

Indicator indicator(Kind kind) {
  Indicator made;
  made.code = "4.2";
  made.kind = kind;
  return made;
}

// The table of aggregation.hpp, written down a second time.
const std::map<Kind, std::set<std::string>>& legal_over_units() {
  static const std::set<std::string> quantity = {"sum",     "shared_list", "maximum",
                                                 "minimum", "mean",        "none"};
  static const std::map<Kind, std::set<std::string>> table = {
      {Kind::stock, quantity},
      {Kind::flow, quantity},
      {Kind::cumulative, quantity},
      {Kind::ratio, {"ratio_of_sums", "maximum", "minimum", "none"}},
      {Kind::coded, {"distribution", "none"}},
      {Kind::header, {"none"}}};
  return table;
}

const std::map<Kind, std::set<std::string>>& legal_over_periods() {
  static const std::map<Kind, std::set<std::string>> table = {
      {Kind::stock, {"last", "maximum", "minimum", "mean", "none"}},
      {Kind::flow, {"sum", "carry_over", "maximum", "minimum", "mean", "none"}},
      {Kind::cumulative, {"last", "maximum", "none"}},
      {Kind::ratio, {"ratio_of_sums", "last", "maximum", "minimum", "none"}},
      {Kind::coded, {"last", "any", "none"}},
      {Kind::header, {"none"}}};
  return table;
}

template <typename Operation>
void expect_legal(Kind kind, Operation operation, bool legal, const char* code,
                  std::string_view axis) {
  SCOPED_TRACE(std::string(to_text(kind)) + " by " + std::string(to_text(operation)));
  if (legal) {
    EXPECT_NO_THROW(require_legal(indicator(kind), operation));
    return;
  }
  try {
    require_legal(indicator(kind), operation);
    ADD_FAILURE() << "was allowed";
  } catch (const AggregationError& error) {
    EXPECT_EQ(error.code(), code);
    const std::string& message = error.message_en();
    EXPECT_NE(message.find("indicator 4.2 (" + std::string(to_text(kind)) + ")"),
              std::string::npos);
    // The nearest call is named, and it is legal itself.
    const std::string mark = "Nearest legal call: " + std::string(axis) + "=";
    const auto found = message.find(mark);
    ASSERT_NE(found, std::string::npos) << message;
    const std::string nearest = message.substr(found + mark.size());
    if constexpr (std::is_same_v<Operation, OverUnits>) {
      EXPECT_NO_THROW(require_legal(indicator(kind), over_units_from_text(nearest)));
    } else {
      EXPECT_NO_THROW(require_legal(indicator(kind), over_periods_from_text(nearest)));
    }
    EXPECT_NE(error.message_vi().find(nearest), std::string::npos);
  }
}

TEST(Aggregation, OverUnitsFollowsTheTable) {
  for (const auto& [kind, legal] : legal_over_units()) {
    for (const auto& word : over_units_words.words()) {
      expect_legal(kind, word.value, legal.contains(std::string(word.text)), "CCHC-E1001",
                   "over_units");
    }
  }
}

TEST(Aggregation, OverPeriodsFollowsTheTable) {
  for (const auto& [kind, legal] : legal_over_periods()) {
    for (const auto& word : over_periods_words.words()) {
      expect_legal(kind, word.value, legal.contains(std::string(word.text)), "CCHC-E1002",
                   "over_periods");
    }
  }
}

TEST(Aggregation, ARefusalSaysWhy) {
  try {
    require_legal(indicator(Kind::ratio), OverUnits::sum);
    FAIL();
  } catch (const AggregationError& error) {
    EXPECT_NE(error.message_en().find("rates have unlike denominators"), std::string::npos);
  }
  try {
    require_legal(indicator(Kind::stock), OverPeriods::sum);
    FAIL();
  } catch (const AggregationError& error) {
    EXPECT_NE(error.message_en().find("counts the same things twice"), std::string::npos);
  }
}

}  // namespace
}  // namespace cchc
