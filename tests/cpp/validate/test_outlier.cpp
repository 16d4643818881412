#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/validate/outlier.hpp"

namespace cchc {
namespace {

OutlierTest counts(std::vector<std::int64_t> series, double alpha = 0.01) {
  std::vector<CountPoint> points;
  for (const std::int64_t count : series) {
    points.push_back({count, 3});
  }
  return count_outlier(points, alpha);
}

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

OutlierVerdict shares(const std::vector<SharePoint>& series) {
  return share_outlier(series, 0.01).verdict;
}

double choose(int n, int k) {
  double result = 1;
  for (int i = 1; i <= k; ++i) {
    result = result * (n - k + i) / i;
  }
  return result;
}

TEST(outlier, fewer_than_four_points_say_nothing) {
  EXPECT_EQ(counts({10, 10, 900}).verdict, OutlierVerdict::too_few_to_say);
  EXPECT_EQ(share_outlier(std::vector<SharePoint>(3, {1, 2}), 0.01).verdict,
            OutlierVerdict::too_few_to_say);
  EXPECT_EQ(counts({}).verdict, OutlierVerdict::too_few_to_say);
}

TEST(outlier, a_misread_thousands_mark_is_unusual) {
  EXPECT_EQ(counts({16, 15, 17, 16, 16000}).verdict, OutlierVerdict::unusual);
}

TEST(outlier, a_figure_like_the_others_is_ordinary) {
  const OutlierTest test = counts({16, 15, 17, 16, 18});
  EXPECT_EQ(test.verdict, OutlierVerdict::ordinary);
  EXPECT_DOUBLE_EQ(test.expected, 16);
}

TEST(outlier, the_chance_of_a_count_is_binomial) {
  // Totals 3 + 3 + 3 + 1 = 10 in four equal windows; the last is Binomial(10, 1/4).
  double p = 0;
  const auto chance = [](int k) {
    return choose(10, k) * std::pow(0.25, k) * std::pow(0.75, 10 - k);
  };
  for (int k = 0; k <= 10; ++k) {
    p += chance(k) <= chance(1) * (1 + 1e-9) ? chance(k) : 0;
  }
  EXPECT_NEAR(counts({3, 3, 3, 1}).p, p, 1e-12);
}

TEST(outlier, the_chance_of_a_share_is_hypergeometric) {
  // 3 of 4 last, 2 of 12 before.
  const std::vector<SharePoint> series = {{1, 4}, {1, 4}, {0, 4}, {3, 4}};
  const auto chance = [](int k) { return choose(4, k) * choose(12, 5 - k) / choose(16, 5); };
  double p = 0;
  for (int k = 0; k <= 4; ++k) {
    p += chance(k) <= chance(3) * (1 + 1e-9) ? chance(k) : 0;
  }
  EXPECT_NEAR(share_outlier(series, 0.01).p, p, 1e-12);
}

TEST(outlier, counts_that_always_vary_much_make_a_high_one_less_unusual) {
  const double calm = counts({50, 50, 50, 50, 80}).p;
  const OutlierTest wild = counts({20, 90, 40, 50, 80});
  EXPECT_GT(wild.dispersion, 5);
  EXPECT_LT(calm, 0.01);
  EXPECT_GT(wild.p, 0.1);
}

TEST(outlier, the_last_point_does_not_widen_its_own_measure) {
  EXPECT_DOUBLE_EQ(counts({50, 50, 50, 50, 500}).dispersion, 1);
}

TEST(outlier, exposure_is_taken_into_account) {
  const std::vector<CountPoint> longer = {{30, 3}, {30, 3}, {30, 3}, {120, 12}};
  EXPECT_GT(count_outlier(longer, 0.01).p, 0.9);
}

TEST(outlier, all_zero_is_ordinary) {
  EXPECT_EQ(counts({0, 0, 0, 0}).verdict, OutlierVerdict::ordinary);
  EXPECT_DOUBLE_EQ(counts({0, 0, 0, 0}).p, 1);
}

TEST(outlier, a_first_file_after_zeros_is_judged_by_its_share_of_the_windows) {
  EXPECT_NEAR(counts({0, 0, 0, 1}).p, 0.25, 1e-12);
  EXPECT_EQ(counts({0, 0, 0, 40}).verdict, OutlierVerdict::unusual);
}

TEST(outlier, false_alarms_are_rarer_than_alpha) {
  // Every possible last count for fixed others: the chance of those called unusual.
  const std::vector<CountPoint> others = {{10, 1}, {10, 1}, {10, 1}};
  double alarmed = 0;
  double all = 0;
  for (int last = 0; last <= 60; ++last) {
    // Given the others' total 30, the last is negative binomial with the same unknown rate.
    const double chance = choose(30 + last, last) * std::pow(0.75, 31) * std::pow(0.25, last);
    auto series = others;
    series.push_back({last, 1});
    all += chance;
    alarmed += count_outlier(series, 0.05).verdict == OutlierVerdict::unusual ? chance : 0;
  }
  EXPECT_NEAR(all, 1, 1e-9);
  EXPECT_LT(alarmed, 0.05);
}

TEST(outlier, many_files_do_not_leave_the_range_of_a_double) {
  const OutlierTest test = counts({100000, 100500, 99500, 100200, 100100});
  EXPECT_GT(test.p, 0.3);
  EXPECT_LE(test.p, 1);
}

template <typename Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const NumberError& error) {
    return error.code();
  }
  return {};
}

TEST(outlier, says_why_a_series_cannot_be_tested) {
  EXPECT_EQ(counts({1, 2, 3, -1}).verdict, OutlierVerdict::not_a_count);
  EXPECT_EQ(counts({1, 2, 3, 20'000'000}).verdict, OutlierVerdict::too_large);
  EXPECT_EQ(counts({most, most, most, most}).verdict, OutlierVerdict::too_large);
  EXPECT_EQ(shares({{1, 2}, {1, 2}, {1, 2}, {101, 100}}), OutlierVerdict::part_above_whole);
  EXPECT_EQ(shares({{1, 2}, {-1, 2}, {1, 2}, {1, 2}}), OutlierVerdict::not_a_count);
  EXPECT_EQ(shares({{most, most}, {most, most}, {1, 2}, {1, 2}}), OutlierVerdict::too_large);
  EXPECT_EQ(shares({{1, most}, {1, most}, {1, 2}, {1, 2}}), OutlierVerdict::too_large);
}

TEST(outlier, ten_million_files_are_still_tested) {
  EXPECT_TRUE(counts({2'500'000, 2'500'000, 2'500'000, 2'500'000}).is_tested());
  EXPECT_FALSE(counts({1, 2, 3, -1}).is_tested());
}

TEST(outlier, refuses_windows_without_months) {
  EXPECT_EQ(code_of([] {
              static_cast<void>(count_outlier(std::vector<CountPoint>{{1, 0}}, 0.1));
            }),
            "CCHC-E0712");
}

}  // namespace
}  // namespace cchc
