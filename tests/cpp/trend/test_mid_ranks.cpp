#include <gtest/gtest.h>

#include <vector>

#include "cchc/trend/mid_ranks.hpp"

namespace cchc {
namespace {

TEST(DoubledRanks, of_equal_figures_are_shared) {
  EXPECT_EQ(doubled_ranks(std::vector<double>{3, 1, 2}), (std::vector<Index>{6, 2, 4}));
  EXPECT_EQ(doubled_ranks(std::vector<double>{5, 1, 5, 5}), (std::vector<Index>{6, 2, 6, 6}));
  EXPECT_TRUE(doubled_ranks({}).empty());
}

}  // namespace
}  // namespace cchc
