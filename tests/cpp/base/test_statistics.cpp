#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "cchc/base/statistics.hpp"

namespace cchc {
namespace {

TEST(Statistics, normal_quantiles_undo_the_tail) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-15);
  EXPECT_NEAR(normal_quantile(0.995), 2.5758293035489004, 1e-15);
  EXPECT_EQ(normal_quantile(0.025), -normal_quantile(0.975));
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_TRUE(std::isnan(normal_quantile(0.0)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.0)));
}

TEST(Statistics, student_of_one_and_two_degrees_has_a_closed_form) {
  for (const double t : {1e-9, 0.3, 1.0, 6.3, 1e5}) {
    const double one =
        t > 1 ? 2 / std::numbers::pi * std::atan(1 / t) : 1 - 2 / std::numbers::pi * std::atan(t);
    EXPECT_NEAR(student_two_sided(t, 1) / one, 1.0, 4e-15) << t;
    if (t < 100) {
      EXPECT_NEAR(student_two_sided(t, 2), 1 - t / std::sqrt(2 + t * t), 4e-16) << t;
    }
    EXPECT_EQ(student_two_sided(-t, 2), student_two_sided(t, 2));
  }
  EXPECT_TRUE(std::isnan(student_two_sided(1.0, 0)));
  EXPECT_EQ(student_two_sided(INFINITY, 3), 0.0);
}

TEST(Statistics, student_quantiles_are_those_of_the_tables) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.706204736174694, 1e-12);
  EXPECT_NEAR(student_quantile(0.975, 10), 2.2281388519862744, 1e-14);
  EXPECT_NEAR(student_quantile(0.8, 3), 0.9784723123633045, 1e-14);
  EXPECT_EQ(student_quantile(0.5, 4), 0.0);
  EXPECT_EQ(student_quantile(0.25, 3), -student_quantile(0.75, 3));
  EXPECT_TRUE(std::isnan(student_quantile(0.9, 0)));
}

TEST(Statistics, many_degrees_are_nearly_normal) {
  EXPECT_NEAR(student_quantile(0.975, 2000), normal_quantile(0.975), 2e-3);
  EXPECT_NEAR(student_two_sided(2.0, 2000), normal_two_sided(2.0), 3e-4);
}

TEST(Statistics, wilson_stays_inside_and_is_open_for_none_of_ten) {
  const Interval none = wilson_interval(0, 10, 0.95);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_NEAR(none.high, 0.27753279, 1e-8);
  const Interval all = wilson_interval(10, 10, 0.95);
  EXPECT_NEAR(all.low, 1 - none.high, 1e-15);
  EXPECT_EQ(all.high, 1.0);
  EXPECT_TRUE(std::isnan(wilson_interval(0, 0, 0.95).low));
  EXPECT_TRUE(std::isnan(wilson_interval(3, 2, 0.95).low));
  EXPECT_TRUE(std::isnan(wilson_interval(-1, 2, 0.95).low));
}

}  // namespace
}  // namespace cchc
