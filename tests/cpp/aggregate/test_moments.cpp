#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "cchc/aggregate/groups.hpp"
#include "cchc/aggregate/moments.hpp"
#include "cchc/base/error.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Figures figures(const std::vector<std::vector<double>>& rows, int scale = 0, bool exact = true) {
  Figures made(static_cast<Index>(rows.size()), static_cast<Index>(rows[0].size()), scale, exact);
  for (Index unit = 0; unit < made.units(); ++unit) {
    for (Index period = 0; period < made.periods(); ++period) {
      made.head(unit, period) =
          rows[static_cast<std::size_t>(unit)][static_cast<std::size_t>(period)];
    }
  }
  return made;
}

double moment(Moment wanted, const Figures& own, Index unit = 0, Index period = 0) {
  return subtree_moments(*samples::three_departments(), own, {wanted})[0](unit, period);
}

TEST(Moments, are_those_of_the_subtree) {
  const Figures own = figures({{nan}, {40}, {12}, {nan}});
  EXPECT_EQ(moment(Moment::count, own), 2);
  EXPECT_EQ(moment(Moment::sum, own), 52);
  EXPECT_EQ(moment(Moment::sum_of_squares, own), 1744);
  EXPECT_EQ(moment(Moment::minimum, own), 12);
  EXPECT_EQ(moment(Moment::maximum, own), 40);
  EXPECT_EQ(moment(Moment::sum, own, 1), 40);
}

TEST(Moments, of_nothing_are_missing_and_count_zero) {
  const Figures own = figures({{nan}, {40}, {12}, {nan}});
  EXPECT_EQ(moment(Moment::count, own, 3), 0);
  for (const Moment each :
       {Moment::sum, Moment::sum_of_squares, Moment::minimum, Moment::maximum}) {
    EXPECT_TRUE(std::isnan(moment(each, own, 3))) << to_text(each);
  }
}

TEST(Moments, are_of_the_decimals_and_rounded_once) {
  const Figures own = figures({{nan}, {1}, {2}, {nan}}, 1);  // 0.1 and 0.2
  EXPECT_EQ(moment(Moment::sum, own), 0.3);
  EXPECT_EQ(moment(Moment::sum_of_squares, own), 0.05);
  EXPECT_EQ(moment(Moment::maximum, own), 0.2);
}

TEST(Moments, stay_exact_beyond_53_bits) {
  const Figures own = figures({{1}, {94906267}, {94906265}, {nan}});
  // 94906267^2 + 94906265^2 + 1 = 18014398859481516 + ...: odd sums beyond 2^53 are rounded once.
  const Int128 a = 94906267;
  const Int128 b = 94906265;
  EXPECT_EQ(moment(Moment::sum_of_squares, own), to_double(a * a + b * b + 1, 0));
}

TEST(Moments, refuse_squares_that_leave_128_bits) {
  Figures own = figures({{nan}, {nan}, {nan}, {nan}});
  own.set_whole(1, 0, Int128{1} << 100);
  EXPECT_THROW(static_cast<void>(moment(Moment::sum_of_squares, own)), NumberError);
  EXPECT_EQ(moment(Moment::sum, own), std::ldexp(1.0, 100));
}

TEST(Moments, of_quotients_are_sums_in_one_order) {
  const Figures own = figures({{nan}, {0.1}, {0.2}, {0.25}}, 0, false);
  EXPECT_EQ(moment(Moment::sum, own), (0.25 + 0.2) + 0.1);
  EXPECT_EQ(moment(Moment::count, own), 3);
  EXPECT_EQ(moment(Moment::sum_of_squares, own), (0.25 * 0.25 + 0.2 * 0.2) + 0.1 * 0.1);
}

TEST(Moments, have_words) {
  EXPECT_EQ(moment_from_text("sum_of_squares"), Moment::sum_of_squares);
  EXPECT_EQ(to_text(Moment::minimum), "minimum");
  EXPECT_THROW(static_cast<void>(moment_from_text("variance")), SelectionError);
}

TEST(Groups, hold_the_figures_of_each_unit_and_period_side_by_side) {
  const Figures own = figures({{nan, 7}, {40, 39}, {12, nan}, {nan, nan}});
  const auto units = samples::three_departments();
  const Groups top = subtree_groups(*units, own, units->level(0));
  EXPECT_EQ(top.units, (std::vector<Index>{0}));
  EXPECT_EQ(top.values, (std::vector<double>{40, 12, 7, 39}));
  EXPECT_EQ(top.offsets, (std::vector<std::int64_t>{0, 2, 4}));
  const Groups below = subtree_groups(*units, own, units->level(1));
  EXPECT_EQ(below.units, (std::vector<Index>{1, 2, 3}));
  EXPECT_EQ(below.values, (std::vector<double>{40, 39, 12}));
  EXPECT_EQ(below.offsets, (std::vector<std::int64_t>{0, 1, 2, 3, 3, 3, 3}));
}

TEST(Groups, of_an_unknown_level_are_none) {
  const Groups none =
      subtree_groups(*samples::three_departments(), figures({{1}, {2}, {3}, {4}}), "moon");
  EXPECT_TRUE(none.units.empty());
  EXPECT_EQ(none.offsets, (std::vector<std::int64_t>{0}));
}

TEST(Groups, have_quantiles) {
  const std::vector<double> values = {3, 1, 2, 10, 20, 5};
  const std::vector<std::int64_t> offsets = {0, 3, 5, 5, 6};
  const std::vector<double> medians = group_quantiles(values, offsets, 0.5);
  EXPECT_EQ(medians[0], 2);
  EXPECT_EQ(medians[1], 15);
  EXPECT_TRUE(std::isnan(medians[2]));
  EXPECT_EQ(medians[3], 5);
  EXPECT_EQ(group_quantiles(values, offsets, 0)[0], 1);
  EXPECT_EQ(group_quantiles(values, offsets, 1)[1], 20);
  EXPECT_EQ(group_quantiles(values, offsets, 0.25)[1], 12.5);
}

TEST(Groups, quantiles_equal_those_of_sorted_values) {
  std::mt19937 random(5);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> values(1 + random() % 40);
    for (double& value : values) {
      value = static_cast<double>(random() % 100);
    }
    const std::vector<std::int64_t> offsets = {0, std::ssize(values)};
    const double probability = static_cast<double>(random() % 101) / 100;
    const double found = group_quantiles(values, offsets, probability)[0];
    std::sort(values.begin(), values.end());
    const double position = static_cast<double>(values.size() - 1) * probability;
    const auto lower = static_cast<std::size_t>(position);
    const double share = position - static_cast<double>(lower);
    const double expected =
        share == 0 ? values[lower] : values[lower] + (values[lower + 1] - values[lower]) * share;
    EXPECT_EQ(found, expected);
  }
}

TEST(Groups, refuse_offsets_and_probabilities_that_do_not_fit) {
  const std::vector<double> values = {1, 2};
  const auto refused = [&](std::vector<std::int64_t> offsets, double probability) {
    try {
      static_cast<void>(group_quantiles(values, offsets, probability));
    } catch (const AggregationError& error) {
      return error.code();
    }
    return std::string();
  };
  EXPECT_EQ(refused({0, 2}, 1.5), "CCHC-E1041");
  EXPECT_EQ(refused({0, 2}, nan), "CCHC-E1041");
  EXPECT_EQ(refused({}, 0.5), "CCHC-E1042");
  EXPECT_EQ(refused({1, 2}, 0.5), "CCHC-E1042");
  EXPECT_EQ(refused({0, 3}, 0.5), "CCHC-E1042");
  EXPECT_EQ(refused({0, 2, 1, 2}, 0.5), "CCHC-E1042");
}

}  // namespace
}  // namespace cchc
