#include <gtest/gtest.h>

#include <set>
#include <string>

#include "cchc/base/error.hpp"
#include "cchc/compare/reason.hpp"

namespace cchc {
namespace {

Reasons all_reasons() {
  Reasons all = 0;
  for (const ReasonEntry& entry : reason_table()) {
    all |= bit(entry.reason);
  }
  return all;
}

TEST(Reason, has_one_bit_one_code_and_both_languages_each) {
  std::set<std::string_view> codes;
  Reasons seen = 0;
  for (const ReasonEntry& entry : reason_table()) {
    EXPECT_EQ(seen & bit(entry.reason), 0U) << entry.code;
    EXPECT_LT(seen, bit(entry.reason)) << entry.code << " stands out of order";
    seen |= bit(entry.reason);
    EXPECT_TRUE(codes.insert(entry.code).second) << entry.code;
    for (const auto& text :
         {entry.message_en, entry.message_vi, entry.remedy_en, entry.remedy_vi}) {
      EXPECT_FALSE(text.empty()) << entry.code;
    }
    EXPECT_NE(entry.message_en, entry.message_vi) << entry.code;
  }
  // Every bit up to the last one is in the table.
  EXPECT_EQ(seen, 2 * bit(Reason::baseline_function) - 1);
}

TEST(Reason, is_found_by_its_code_and_by_nothing_else) {
  for (const ReasonEntry& entry : reason_table()) {
    EXPECT_EQ(reason_from_text(entry.code), entry.reason);
  }
  try {
    (void)reason_from_text("window_length");
    FAIL() << "codes are upper case";
  } catch (const ComparisonError& error) {
    EXPECT_EQ(error.code(), "CCHC-E1101");
    EXPECT_NE(error.message_en().find("WINDOW_LENGTH"), std::string::npos);
    EXPECT_NE(error.message_vi().find("WINDOW_LENGTH"), std::string::npos);
  }
}

TEST(Reason, lists_what_is_in_a_sum_of_bits) {
  EXPECT_TRUE(reasons_in(0).empty());
  const Reasons two = bit(Reason::base_zero) | bit(Reason::coverage);
  EXPECT_EQ(reasons_in(two), (std::vector<Reason>{Reason::coverage, Reason::base_zero}));
  EXPECT_EQ(reasons_in(all_reasons()).size(), reason_table().size());
  EXPECT_TRUE(has(two, Reason::coverage));
  EXPECT_FALSE(has(two, Reason::perimeter));
}

TEST(Reason, gives_the_worst_verdict_of_all) {
  EXPECT_EQ(comparability_of(0), Comparability::comparable);
  EXPECT_EQ(comparability_of(bit(Reason::base_zero) | bit(Reason::data_window)),
            Comparability::comparable);
  EXPECT_EQ(comparability_of(bit(Reason::rebuilt) | bit(Reason::estimated)),
            Comparability::rebuilt);
  EXPECT_EQ(comparability_of(bit(Reason::rebuilt) | bit(Reason::perimeter)), Comparability::broken);
  EXPECT_EQ(comparability_of(all_reasons()), Comparability::impossible);
  EXPECT_EQ(to_text(Comparability::comparable), "comparable");
  EXPECT_EQ(to_text(Comparability::rebuilt), "rebuilt");
  EXPECT_EQ(to_text(Comparability::broken), "break");
  EXPECT_EQ(to_text(Comparability::impossible), "impossible");
}

TEST(Reason, permits_breaks_by_name_and_the_impossible_never) {
  for (const ReasonEntry& entry : reason_table()) {
    const Reasons only = bit(entry.reason);
    const bool blocks = entry.effect == Effect::impossible || entry.effect == Effect::breaks;
    EXPECT_EQ(gives_number(only, 0), !blocks) << entry.code;
    EXPECT_EQ(gives_number(only, all_reasons()), entry.effect != Effect::impossible) << entry.code;
    EXPECT_EQ(gives_number(only, all_reasons() & ~only), !blocks) << entry.code;
  }
  const Reasons two = bit(Reason::perimeter) | bit(Reason::coverage);
  EXPECT_FALSE(gives_number(two, bit(Reason::perimeter)));
  EXPECT_TRUE(gives_number(two, two));
}

}  // namespace
}  // namespace cchc
