#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

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
    for (std::int64_t baseline = 1; baseline <= limit; ++baseline) {
      const std::int64_t digits = printed(hundred * (baseline - quota), baseline, rounding);
      if (digits < 0) continue;
      Seen& seen = seen_[static_cast<std::size_t>(digits)];
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

// Every baseline up to where only the rate printed 100 is left, or the last one cut off below it.
void expect_equal_to_all_baselines(std::int64_t quota, int decimals) {
  const std::int64_t limit = 2 * quota * 100 * AllBaselines::power(decimals) + 2;
  for (const Rounding rounding : roundings) {
    const AllBaselines brute(quota, decimals, limit, rounding);
    for (std::size_t digits = 0; digits < brute.seen().size(); ++digits) {
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

// All baselines again, but only the low ones one by one. A printed rate never falls as the baseline
// grows, so the baselines of a rate are one stretch: its two ends print the rate, and the baselines
// next to them do not. Once a step to the next baseline changes the rate by less than one unit of
// the last digit, no printed rate is passed over; before that, every baseline is tried.
class EveryRate {
 public:
  EveryRate(std::int64_t quota, int decimals, Rounding rounding)
      : quota_(quota),
        hundred_(100 * AllBaselines::power(decimals)),
        decimals_(static_cast<std::int8_t>(decimals)),
        rounding_(rounding),
        top_(of(far)) {}

  void expect_equal() const {
    std::vector<bool> reached(static_cast<std::size_t>(hundred_ + 1));
    std::int64_t baseline = 1;
    for (; hundred_ * quota_ >= baseline * (baseline + 1); ++baseline) mark(reached, baseline);
    mark(reached, baseline);
    for (std::int64_t digits = 0; digits <= hundred_; ++digits) {
      const bool passed = digits >= of(baseline) && digits <= top_;
      const auto range = feasible_baselines({digits, decimals_}, quota_, rounding_);
      ASSERT_EQ(range.has_value(), passed || reached[static_cast<std::size_t>(digits)])
          << digits << " with " << quota_ << " and " << int{decimals_};
      if (range) expect_ends(digits, *range);
    }
  }

 private:
  static constexpr std::int64_t far = 1'000'000'000'000;

  [[nodiscard]] std::int64_t of(std::int64_t baseline) const {
    return printed(hundred_ * (baseline - quota_), baseline, rounding_);
  }
  void mark(std::vector<bool>& reached, std::int64_t baseline) const {
    const std::int64_t digits = of(baseline);
    if (digits >= 0) reached[static_cast<std::size_t>(digits)] = true;
  }
  void expect_ends(std::int64_t digits, const BaselineRange& range) const {
    ASSERT_EQ(of(range.first), digits) << quota_;
    ASSERT_TRUE(range.first == 1 || of(range.first - 1) < digits) << digits << " with " << quota_;
    ASSERT_EQ(range.last.has_value(), digits != top_) << digits << " with " << quota_;
    if (!range.last) return;
    ASSERT_EQ(of(*range.last), digits) << quota_;
    ASSERT_GT(of(*range.last + 1), digits) << quota_;
  }

  std::int64_t quota_;
  std::int64_t hundred_;
  std::int8_t decimals_;
  Rounding rounding_;
  std::int64_t top_;
};

TEST(feasible_rate, equals_a_walk_over_all_baselines_without_decimals) {
  for (std::int64_t quota = 1; quota <= 500; quota += 7) expect_equal_to_all_baselines(quota, 0);
}

TEST(feasible_rate, equals_a_walk_over_all_baselines_with_decimals) {
  for (std::int64_t quota = 1; quota <= 500; quota += 167) expect_equal_to_all_baselines(quota, 1);
  for (std::int64_t quota = 1; quota <= 8; ++quota) expect_equal_to_all_baselines(quota, 2);
}

TEST(feasible_rate, is_exact_for_every_quota_to_500_every_rate_and_rounding_with_0_to_2_decimals) {
  for (int decimals = 0; decimals <= 2; ++decimals) {
    for (std::int64_t quota = 0; quota <= 500; ++quota) {
      for (const Rounding rounding : roundings) EveryRate(quota, decimals, rounding).expect_equal();
    }
  }
}

TEST(feasible_rate, nothing_cut_of_nothing_is_no_rate) {
  EXPECT_TRUE(is_cut_of_nothing({0, 2}, 0));
  EXPECT_FALSE(is_cut_of_nothing({0, 2}, 1));
  EXPECT_FALSE(is_cut_of_nothing({10, 0}, 0));
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
