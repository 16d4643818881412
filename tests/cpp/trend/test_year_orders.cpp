#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "cchc/trend/trend_error.hpp"
#include "cchc/trend/year_orders.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
using Steps = std::vector<std::int32_t>;
using Years = std::vector<std::vector<double>>;  // of seasons

SeasonalKendallResult of(const Years& years) {
  std::vector<double> figures;
  Steps seasons;
  Steps numbers;
  for (std::size_t year = 0; year < years.size(); ++year) {
    for (std::size_t season = 0; season < years[year].size(); ++season) {
      figures.push_back(years[year][season]);
      seasons.push_back(static_cast<std::int32_t>(season));
      numbers.push_back(static_cast<std::int32_t>(2015 + year));
    }
  }
  return YearOrders().run(figures, seasons, numbers);
}

// S, slowly: season by season.
std::int64_t s_of(const Years& years, const std::vector<std::size_t>& order) {
  std::int64_t s = 0;
  for (std::size_t season = 0; season < years.front().size(); ++season) {
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = i + 1; j < order.size(); ++j) {
        const double rise = years[order[j]][season] - years[order[i]][season];
        s += (rise > 0 ? 1 : 0) - (rise < 0 ? 1 : 0);
      }
    }
  }
  return s;
}

Years random_years(std::mt19937& random, std::size_t years, std::size_t seasons, int gaps) {
  Years made(years, std::vector<double>(seasons));
  for (std::vector<double>& year : made) {
    for (double& figure : year) {
      figure = static_cast<int>(random() % 10) < gaps ? gap : static_cast<double>(random() % 6);
    }
  }
  return made;
}

TEST(YearOrders, are_all_tried_for_p_and_the_variance) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const Years years = random_years(random, 2 + random() % 5, 1 + random() % 4, round % 3);
    std::vector<std::size_t> order(years.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::int64_t observed = s_of(years, order);
    double orders = 0;
    double beyond = 0;
    double squares = 0;
    std::vector<std::int64_t> sizes;
    do {
      sizes.push_back(std::abs(s_of(years, order)));
      squares += static_cast<double>(sizes.back() * sizes.back());
      beyond += sizes.back() >= std::abs(observed) ? 1 : 0;
      ++orders;
    } while (std::ranges::next_permutation(order).found);
    const SeasonalKendallResult found = of(years);
    if (found.p.rule == PRule::none) {
      EXPECT_EQ(*std::ranges::max_element(sizes), 0);
      continue;
    }
    EXPECT_EQ(found.counts.s, observed);
    EXPECT_NEAR(found.p.p, beyond / orders, 1e-15);
    const auto most = std::ranges::count(sizes, *std::ranges::max_element(sizes));
    EXPECT_NEAR(found.p.smallest, static_cast<double>(most) / orders, 1e-15);
    EXPECT_NEAR(static_cast<double>(found.counts.variance_18) / 18, squares / orders, 1e-9);
  }
}

TEST(YearOrders, count_a_figure_that_stands_in_every_season_once) {
  const std::vector<double> quota{45, 44, 42, 41};
  Years years;
  for (const double figure : quota) {
    years.emplace_back(4, figure);
  }
  const SeasonalKendallResult found = of(years);
  const MannKendallResult by_year = mann_kendall(quota);
  EXPECT_EQ(found.counts.s, 4 * by_year.counts.s);
  EXPECT_EQ(found.counts.variance_18, 16 * by_year.counts.variance_18);
  EXPECT_DOUBLE_EQ(found.p.p, by_year.p.p);
  EXPECT_DOUBLE_EQ(found.p.smallest, by_year.p.smallest);
}

// Dietz and Killeen: cov(g, h) = (K + 4 sum R R' - n (n + 1)^2) / 3.
TEST(YearOrders, have_the_variance_of_hirsch_and_slack) {
  std::mt19937 random(11);
  const auto n = std::size_t{12};
  const Years years = random_years(random, n, 3, 0);
  const auto sign = [](double d) { return (d > 0 ? 1.0 : 0.0) - (d < 0 ? 1.0 : 0.0); };
  double variance = 0;
  for (std::size_t g = 0; g < 3; ++g) {
    for (std::size_t h = 0; h < 3; ++h) {
      double k = 0;
      double products = 0;
      for (std::size_t i = 0; i < n; ++i) {
        double rank_g = static_cast<double>(n + 1) / 2;
        double rank_h = rank_g;
        for (std::size_t j = 0; j < n; ++j) {
          const double rise_g = sign(years[j][g] - years[i][g]);
          const double rise_h = sign(years[j][h] - years[i][h]);
          k += j > i ? rise_g * rise_h : 0.0;
          rank_g -= rise_g / 2;
          rank_h -= rise_h / 2;
        }
        products += rank_g * rank_h;
      }
      variance += (k + 4 * products - static_cast<double>(n * (n + 1) * (n + 1))) / 3;
    }
  }
  const SeasonalKendallResult found = of(years);
  EXPECT_NEAR(static_cast<double>(found.counts.variance_18) / 18, variance, 1e-9);
  EXPECT_EQ(found.p.rule, PRule::normal);
  EXPECT_DOUBLE_EQ(found.p.p, normal_p(found.counts.s, found.counts.variance_18));
}

TEST(YearOrders, without_two_figures_of_a_season_say_nothing) {
  EXPECT_EQ(of({{1, 2, 3, 4}}).p.rule, PRule::none);
  EXPECT_EQ(of({{1, gap}, {gap, 2}}).p.rule, PRule::none);
  EXPECT_EQ(of({{1, gap}, {gap, 2}}).smallest_untied_p, 1.0);
  const SeasonalKendallResult flat = of({{7, 7}, {7, 7}, {7, 7}});
  EXPECT_EQ(flat.p.p, 1.0);
  EXPECT_EQ(flat.p.smallest, 1.0);
  EXPECT_TRUE(flat.ties);
  EXPECT_NEAR(flat.smallest_untied_p, 2.0 / 6, 1e-15);
}

TEST(YearOrders, want_a_season_and_a_year_for_each_figure) {
  YearOrders orders;
  EXPECT_THROW((void)orders.run(std::vector<double>{1, 2}, Steps{0}, Steps{1, 2}), TrendError);
  EXPECT_THROW((void)orders.run(std::vector<double>{1, 2}, Steps{0, 0}, Steps{1}), TrendError);
}

}  // namespace
}  // namespace cchc
