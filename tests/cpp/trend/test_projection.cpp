#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/trend/projection.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

Projection of(const std::vector<double>& figures, const Target& target, double confidence = 0.9) {
  std::vector<std::int32_t> x(figures.size());
  std::iota(x.begin(), x.end(), 0);
  return project(figures, x, 0, target, confidence);
}

TEST(Projection, meets_misses_or_straddles) {
  const std::vector<double> falling{100, 98, 97, 95, 93, 92};
  EXPECT_EQ(of(falling, {92, 8, TargetSide::at_most}).verdict, ProjectionVerdict::on_track);
  EXPECT_EQ(of(falling, {80, 8, TargetSide::at_most}).verdict, ProjectionVerdict::not_on_track);
  const Projection open = of(falling, {87, 8, TargetSide::at_most});
  EXPECT_EQ(open.verdict, ProjectionVerdict::cannot_tell);
  EXPECT_EQ(open.reason, VerdictReason::interval_straddles);
  EXPECT_EQ(of(falling, {80, 8, TargetSide::at_least}).verdict, ProjectionVerdict::on_track);
}

TEST(Projection, cannot_tell_from_few_figures_or_far_ahead) {
  EXPECT_EQ(of({3, 2, gap, 1}, {0, 4, TargetSide::at_most}).reason, VerdictReason::too_few);
  const std::vector<double> falling{40, 31, 20, 11, 0, -9};
  EXPECT_EQ(of(falling, {0, 11, TargetSide::at_most}).reason, VerdictReason::too_far);
  EXPECT_EQ(of(falling, {0, 10, TargetSide::at_most}).reason, VerdictReason::interval_meets);
  EXPECT_EQ(of(falling, {gap, 7, TargetSide::at_most}).reason, VerdictReason::no_target);
}

// A line of `count` figures exactly, and what it is told to reach in the next window.
Projection of_line(int count, double confidence, double slope = 0.1) {
  std::vector<double> figures;
  std::vector<std::int32_t> x;
  for (int i = 0; i < count; ++i) {
    figures.push_back(50 + slope * i);
    x.push_back(i);
  }
  return project(figures, x, -1, {60, count, TargetSide::at_most}, confidence);
}

TEST(Projection, of_few_figures_without_scatter_cannot_tell) {
  for (const double slope : {0.0, 0.1, -2.0}) {
    for (const int count : {4, 5, 12, 23}) {
      const Projection found = of_line(count, 0.9, slope);
      EXPECT_EQ(found.verdict, ProjectionVerdict::cannot_tell) << count;
      EXPECT_EQ(found.reason, VerdictReason::no_scatter) << count;
      EXPECT_TRUE(std::isnan(found.expected.low) && std::isnan(found.expected.high));
      EXPECT_NEAR(found.expected.value, 50 + slope * count, 1e-9);
    }
    EXPECT_EQ(of_line(24, 0.9, slope).verdict, ProjectionVerdict::on_track);
  }
  EXPECT_EQ(of_line(24, 0.95).reason, VerdictReason::no_scatter);
}

TEST(Projection, needs_as_many_figures_without_scatter_as_the_confidence_asks) {
  EXPECT_EQ(fewest_without_scatter(0.9), 22);
  for (const double confidence : {0.5, 0.8, 0.9, 0.95, 0.99}) {
    const Index fewest = fewest_without_scatter(confidence);
    EXPECT_LE(std::pow(confidence, fewest), 1 - confidence);
    EXPECT_GT(std::pow(confidence, fewest - 1), 1 - confidence);
  }
}

TEST(Projection, of_a_reported_window_is_a_fact) {
  const Projection known = of({4, 3, 2, 1}, {2, 3, TargetSide::at_most});
  EXPECT_EQ(known.reason, VerdictReason::known);
  EXPECT_EQ(known.verdict, ProjectionVerdict::reached);
  EXPECT_EQ(known.expected.low, 1.0);
  EXPECT_EQ(of({4, 3, 2, 1}, {2, 1, TargetSide::at_most}).verdict, ProjectionVerdict::not_reached);
}

TEST(Projection, of_a_window_that_passed_without_a_figure_cannot_tell) {
  for (const std::int32_t at : {-3, 1}) {
    const Projection found = of({4, gap, 2, 1}, {2, at, TargetSide::at_most});
    EXPECT_EQ(found.verdict, ProjectionVerdict::cannot_tell);
    EXPECT_EQ(found.reason, VerdictReason::passed);
    EXPECT_TRUE(std::isnan(found.expected.value));
  }
}

TEST(Projection, is_cut_to_what_figures_can_be) {
  Target target{98, 6, TargetSide::at_least};
  target.lowest = 0;
  target.highest = 100;
  const Projection found = of({96, 97, 96, 98, 97, 99}, target);
  EXPECT_EQ(found.expected.high, 100.0);
  EXPECT_LE(found.expected.value, 100.0);
}

TEST(Projection, of_a_line_that_leaves_what_figures_can_be_cannot_tell) {
  for (const TargetSide side : {TargetSide::at_most, TargetSide::at_least}) {
    const Target target{0, 6, side, 0.0};
    const Projection found = of({40, 33, 24, 17, 9, 2}, target);
    EXPECT_EQ(found.verdict, ProjectionVerdict::cannot_tell);
    EXPECT_EQ(found.reason, VerdictReason::beyond_bounds);
    EXPECT_LT(found.expected.value, 0.0);
    EXPECT_TRUE(std::isnan(found.expected.low) && std::isnan(found.expected.high));
  }
  EXPECT_EQ(of({40, 33, 24, 17, 9, 2}, {0, 5, TargetSide::at_most, 0.0}).reason,
            VerdictReason::known);
}

TEST(Projection, of_an_interval_that_is_cut_at_the_target_cannot_tell) {
  const Projection found = of({94, 99, 95, 99, 96, 99}, {100, 6, TargetSide::at_least, 0, 100});
  EXPECT_EQ(found.reason, VerdictReason::interval_straddles);
  EXPECT_LT(found.expected.low, found.expected.high);
  EXPECT_EQ(of({-2, -3, -4.5, -5, -6.2, -7.1}, {0, 6, TargetSide::at_least}).verdict,
            ProjectionVerdict::not_on_track);
}

TEST(Projection, of_neighbours_that_go_together_cannot_tell) {
  const std::vector<double> wave{100, 101, 103, 106, 108, 111, 113, 114,
                                 116, 117, 117, 118, 118, 117, 117, 116};
  const Projection found = of(wave, {119, 19, TargetSide::at_least});
  EXPECT_EQ(found.reason, VerdictReason::serial);
  EXPECT_TRUE(std::isnan(found.expected.low));
  EXPECT_EQ(of({100, 102, 101, 104, 103, 106, 105, 108}, {100, 9, TargetSide::at_least}).verdict,
            ProjectionVerdict::on_track);
}

TEST(Projection, sees_small_scatter_of_large_whole_figures) {
  const std::vector<double> large{5e12, 5e12 + 1, 5e12, 5e12 + 2, 5e12 + 1, 5e12 + 3};
  const Projection found = of(large, {5e12 + 100, 7, TargetSide::at_most});
  EXPECT_EQ(found.reason, VerdictReason::interval_meets);
}

TEST(Projection, refuses_impossible_confidence_and_words) {
  for (const double confidence : {0.0, 1.0, gap}) {
    EXPECT_THROW((void)of({1, 2, 3, 4}, {1, 5, TargetSide::at_most}, confidence), TrendError);
  }
  EXPECT_THROW((void)target_side_from_text("below"), SelectionError);
  EXPECT_EQ(to_text(ProjectionVerdict::cannot_tell), "cannot_tell");
  EXPECT_EQ(to_text(VerdictReason::too_far), "too_far");
  EXPECT_EQ(to_text(target_side_from_text("at_least")), "at_least");
}

}  // namespace
}  // namespace cchc
