#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "cchc/trend/residuals.hpp"

namespace cchc {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
using Steps = std::vector<std::int32_t>;

TEST(Residuals, of_whole_figures_need_no_tolerance) {
  EXPECT_TRUE(has_scatter(0.001, 1e15, true));
  EXPECT_FALSE(has_scatter(0.0, 1e15, true));
  EXPECT_FALSE(has_scatter(0.001, 1e15, false));
  EXPECT_TRUE(has_scatter(1.0, 5e12, false));
  EXPECT_TRUE(has_scatter(gap, 1.0, true));
}

TEST(Residuals, go_together_only_with_neighbours) {
  const std::vector<double> waves{1, 1, 1, 1, -1, -1, -1, -1};
  EXPECT_TRUE(goes_together(waves, Steps{0, 1, 2, 3, 4, 5, 6, 7}, 0.0, 0.0));
  EXPECT_FALSE(goes_together(waves, Steps{0, 2, 4, 6, 8, 10, 12, 14}, 0.0, 0.0));
  EXPECT_FALSE(goes_together({waves.data(), 7}, Steps{0, 1, 2, 3, 4, 5, 6}, 0.0, 0.0));
  const std::vector<double> parted{1, gap, 1, gap, 1, 1, gap, -1, gap, -1, gap, -1, -1};
  EXPECT_FALSE(goes_together(parted, Steps{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0.0, 0.0));
}

}  // namespace
}  // namespace cchc
