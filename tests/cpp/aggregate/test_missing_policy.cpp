#include <gtest/gtest.h>

#include <cmath>

#include "cchc/aggregate/missing_policy.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

MissingPolicy at_least(double share) { return {MissingRule::minimum_coverage, share}; }

TEST(MissingPolicy, CompleteTakesAllOrNothing) {
  const MissingPolicy policy;
  EXPECT_TRUE(policy.accepts(3, 3));
  EXPECT_FALSE(policy.accepts(3, 2));
  EXPECT_FALSE(policy.accepts(3, 0));
}

TEST(MissingPolicy, SkipMissingTakesWhoeverReported) {
  const MissingPolicy policy{MissingRule::skip_missing, 1.0};
  EXPECT_TRUE(policy.accepts(300, 1));
  EXPECT_FALSE(policy.accepts(300, 0));
}

TEST(MissingPolicy, NothingReportedIsNeverAFigure) {
  for (const MissingPolicy& policy :
       {MissingPolicy{}, at_least(0.1), MissingPolicy{MissingRule::skip_missing, 1.0}}) {
    EXPECT_FALSE(policy.accepts(0, 0));
  }
}

TEST(MissingPolicy, MinimumCoverageTakesTheShareItself) {
  EXPECT_TRUE(at_least(0.9).accepts(10, 9));
  EXPECT_FALSE(at_least(0.9).accepts(10, 8));
  EXPECT_TRUE(at_least(1.0).accepts(10, 10));
  EXPECT_FALSE(at_least(1.0).accepts(1000, 999));
}

// The slow twin compares whole numbers.
TEST(MissingPolicy, AShareWrittenInPerCentIsMetExactly) {
  for (int percent = 1; percent <= 100; ++percent) {
    const MissingPolicy policy = at_least(percent / 100.0);
    for (int expected = 1; expected <= 200; ++expected) {
      for (int reported = 1; reported <= expected; ++reported) {
        ASSERT_EQ(policy.accepts(expected, reported), 100 * reported >= percent * expected)
            << reported << " of " << expected << " at " << percent << " %";
      }
    }
  }
}

TEST(MissingPolicy, EveryRuleReadsBackFromItsName) {
  for (const MissingRule rule :
       {MissingRule::complete, MissingRule::minimum_coverage, MissingRule::skip_missing}) {
    EXPECT_EQ(missing_rule_from_text(to_text(rule)), rule);
  }
  EXPECT_THROW((void)missing_rule_from_text("ignore"), SelectionError);
}

TEST(MissingPolicy, AShareOutsideZeroToOneIsRefused) {
  EXPECT_NO_THROW(check(at_least(1.0)));
  EXPECT_NO_THROW(check(at_least(1e-9)));
  for (const double share : {0.0, -1.0, 1.5, std::nan("")}) {
    EXPECT_THROW(check(at_least(share)), AggregationError);
  }
}

}  // namespace
}  // namespace cchc
