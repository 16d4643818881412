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
  EXPECT_EQ(of({4, 3, 2, 1}, {0, 7, TargetSide::at_most}).reason, VerdictReason::too_far);
  EXPECT_EQ(of({4, 3, 2, 1}, {0, 6, TargetSide::at_most}).reason, VerdictReason::interval_meets);
  EXPECT_EQ(of({4, 3, 2, 1}, {gap, 5, TargetSide::at_most}).reason, VerdictReason::no_target);
}

TEST(Projection, of_a_reported_window_is_known) {
  const Projection known = of({4, 3, 2, 1}, {2, 3, TargetSide::at_most});
  EXPECT_EQ(known.reason, VerdictReason::known);
  EXPECT_EQ(known.verdict, ProjectionVerdict::on_track);
  EXPECT_EQ(known.expected.low, 1.0);
  EXPECT_EQ(of({4, 3, 2, 1}, {2, 1, TargetSide::at_most}).verdict, ProjectionVerdict::not_on_track);
}

TEST(Projection, is_cut_to_what_figures_can_be) {
  Target target{98, 6, TargetSide::at_least};
  target.lowest = 0;
  target.highest = 100;
  const Projection found = of({80, 85, 91, 94, 99}, target);
  EXPECT_EQ(found.expected.high, 100.0);
  EXPECT_LE(found.expected.value, 100.0);
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
