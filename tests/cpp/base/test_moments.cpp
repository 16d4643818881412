#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "cchc/base/moments.hpp"

namespace cchc {
namespace {

TEST(Moments, of_decimals_are_those_that_people_compute) {
  const std::vector<Int128> figures{100000001, 100000003, 100000002};  // 10000000.1, .3, .2
  const Moments found = moments(figures, 1);
  EXPECT_EQ(found.mean, 10000000.2);
  EXPECT_EQ(found.standard_deviation, 0.1);
  EXPECT_EQ(found.autocorrelation, -0.5);
}

TEST(Moments, of_nothing_are_no_values) {
  const Moments none = moments({}, 0);
  EXPECT_EQ(none.count, 0);
  EXPECT_TRUE(std::isnan(none.mean));
  const std::vector<Int128> one{7};
  EXPECT_EQ(moments(one, 0).mean, 7.0);
  EXPECT_TRUE(std::isnan(moments(one, 0).standard_deviation));
}

TEST(Moments, of_equal_figures_have_no_autocorrelation) {
  const std::vector<Int128> same(5, 3);
  EXPECT_EQ(moments(same, 0).standard_deviation, 0.0);
  EXPECT_TRUE(std::isnan(moments(same, 0).autocorrelation));
}

TEST(Moments, do_not_overflow_at_the_edge_of_64_bits) {
  const std::vector<Int128> figures{INT64_MAX, INT64_MIN, INT64_MAX, INT64_MIN};
  const Moments found = moments(figures, 0);
  EXPECT_EQ(found.mean, -0.5);
  EXPECT_DOUBLE_EQ(found.standard_deviation, 0x1p63 * std::sqrt(4.0 / 3.0));
}

}  // namespace
}  // namespace cchc
