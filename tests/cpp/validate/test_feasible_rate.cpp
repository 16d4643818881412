#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/validate/feasible_rate.hpp"

namespace cchc {
namespace {

constexpr std::array roundings = {Rounding::half_up, Rounding::half_even, Rounding::truncated};

std::optional<BaselineRange> any(std::string_view rate, std::int64_t quota) {
  return feasible_baselines(*decimal_from_text(rate), quota);
}

// Prints `numerator / denominator` by long division and a look at the remainder: digits before the
// decimal point and `digits` of them after it are in numerator already.
std::int64_t printed(std::int64_t numerator, std::int64_t denominator, Rounding rounding) {
  const std::int64_t size = numerator < 0 ? -numerator : numerator;
  std::int64_t digits = size / denominator;
  const std::int64_t rest = size % denominator;
  const bool half = 2 * rest == denominator;
  const bool more = 2 * rest > denominator;
  if (rounding == Rounding::half_up && (half || more)) ++digits;
  if (rounding == Rounding::half_even && (more || (half && digits % 2 == 1))) ++digits;
  return numerator < 0 ? -digits : digits;
}

struct Seen {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t count = 0;
};

// For one quota and number of decimals: which baselines up to `limit` print each rate.
class AllBaselines {
 public:
  AllBaselines(std::int64_t quota, int decimals, std::int64_t limit, Rounding rounding)
      : seen_(static_cast<std::size_t>(100 * power(decimals) + 1)) {
    const std::int64_t hundred = 100 * power(decimals);
    for (std::int64_t baseline = quota > 0 ? quota : 1; baseline <= limit; ++baseline) {
      Seen& seen = seen_[static_cast<std::size_t>(
          printed(hundred * (baseline - quota), baseline, rounding))];
      seen.first = seen.count == 0 ? baseline : seen.first;
      seen.last = baseline;
      ++seen.count;
    }
  }
  static std::int64_t power(int decimals) { return decimals == 0 ? 1 : 10 * power(decimals - 1); }
  [[nodiscard]] const std::vector<Seen>& seen() const { return seen_; }

 private:
  std::vector<Seen> seen_;
};

void expect_equal_to_brute_force(std::int64_t quota, int decimals) {
  // Beyond this baseline only the rate printed 100 is left, or the last one cut off below it.
  const std::int64_t limit = 2 * quota * 100 * AllBaselines::power(decimals) + 2;
  for (const Rounding rounding : roundings) {
    const AllBaselines brute(quota, decimals, limit, rounding);
    for (std::size_t digits = 1; digits < brute.seen().size(); ++digits) {
      const Seen& seen = brute.seen()[digits];
      const Decimal rate{static_cast<std::int64_t>(digits), static_cast<std::int8_t>(decimals)};
      const auto range = feasible_baselines(rate, quota, rounding);
      ASSERT_EQ(range.has_value(), seen.count > 0) << to_string(rate) << " with " << quota;
      if (!range) continue;
      ASSERT_EQ(range->first, seen.first) << to_string(rate) << " with " << quota;
      ASSERT_EQ(range->last.value_or(limit), seen.last) << to_string(rate) << " with " << quota;
      ASSERT_EQ(seen.count, seen.last - seen.first + 1) << "not one range";
    }
  }
}

// CCHC_FEASIBLE_QUOTAS=500 tries every quota up to 500 with two decimals as well (minutes).
std::int64_t quotas_with_two_decimals() {
  const char* given = std::getenv("CCHC_FEASIBLE_QUOTAS");
  return given == nullptr ? 12 : std::atoll(given);
}

TEST(feasible_rate, equals_brute_force_for_every_quota_without_decimals) {
  for (std::int64_t quota = 1; quota <= 500; ++quota) expect_equal_to_brute_force(quota, 0);
}

TEST(feasible_rate, equals_brute_force_with_one_decimal) {
  for (std::int64_t quota = 1; quota <= 500; quota += quotas_with_two_decimals() < 500 ? 29 : 1) {
    expect_equal_to_brute_force(quota, 1);
  }
}

TEST(feasible_rate, equals_brute_force_with_two_decimals) {
  for (std::int64_t quota = 1; quota <= quotas_with_two_decimals(); ++quota) {
    expect_equal_to_brute_force(quota, 2);
  }
}

TEST(feasible_rate, ten_per_cent_cannot_come_from_forty_or_fifteen_posts) {
  for (const std::int64_t quota : {40, 15, 39, 11}) EXPECT_FALSE(any("10", quota)) << quota;
}

TEST(feasible_rate, ten_per_cent_can_come_from_the_pooled_fifty_five) {
  EXPECT_EQ(any("10", 55), (BaselineRange{61, 61}));
}

TEST(feasible_rate, more_decimals_leave_fewer_baselines) {
  EXPECT_EQ(any("9.84", 55), (BaselineRange{61, 61}));
  EXPECT_EQ(any("9.83", 55), (BaselineRange{61, 61}));  // 9.836 cut off
  EXPECT_FALSE(any("9.85", 55));
}

TEST(feasible_rate, no_cut_means_that_baseline_and_quota_agree) {
  EXPECT_EQ(any("0.00", 40), (BaselineRange{40, 40}));
}

TEST(feasible_rate, growth_is_a_negative_cut) {
  EXPECT_EQ(any("-100", 40), (BaselineRange{20, 20}));
  EXPECT_FALSE(any("-3900.0001", 40));
}

TEST(feasible_rate, an_abolished_quota_comes_from_any_baseline) {
  EXPECT_EQ(any("100", 0), (BaselineRange{1, std::nullopt}));
  EXPECT_FALSE(any("99", 0));
}

TEST(feasible_rate, nearly_everything_cut_has_no_largest_baseline) {
  const auto range = any("100", 1);
  ASSERT_TRUE(range);
  EXPECT_EQ(range->first, 200);  // 99.5
  EXPECT_FALSE(range->last);
}

TEST(feasible_rate, more_than_everything_cannot_be_cut) { EXPECT_FALSE(any("101", 40)); }

TEST(feasible_rate, halves_part_the_roundings) {
  // (200 - 199) / 200 is exactly 0.5.
  const Decimal one{1, 0};
  const Decimal zero{0, 0};
  EXPECT_EQ(feasible_baselines(one, 199, Rounding::half_up)->first, 200);
  EXPECT_EQ(feasible_baselines(one, 199, Rounding::half_even)->first, 201);
  EXPECT_EQ(feasible_baselines(one, 199, Rounding::truncated)->first, 202);
  EXPECT_EQ(feasible_baselines(zero, 199, Rounding::half_even)->last, 200);
  EXPECT_EQ(feasible_baselines(zero, 199, Rounding::half_up)->last, 199);
}

TEST(feasible_rate, refuses_a_negative_quota) {
  try {
    static_cast<void>(any("10", -1));
    FAIL() << "no error";
  } catch (const NumberError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0711");
  }
}

TEST(feasible_rate, the_words_of_the_roundings_are_their_names) {
  EXPECT_EQ(to_text(Rounding::half_even), "half_even");
}

}  // namespace
}  // namespace cchc
