#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "cchc/trend/order_statistics.hpp"

namespace cchc {
namespace {

TEST(OrderStatistics, gathers_in_order_and_counts_below) {
  const std::vector<double> values{5, 1, 3, 9, 3, -2, 7, 3, 4, 8, 0, 6};
  std::vector<double> into(values.size() + 8);
  const SplitCounts split = gather(values.data(), std::ssize(values), 3, 6, into.data());
  EXPECT_EQ(split.below, 3);
  EXPECT_EQ(std::vector<double>(into.begin(), into.begin() + split.inside),
            (std::vector<double>{5, 3, 3, 3, 4, 6}));
}

// Smooth, tied, heavy-tailed and constant sets; good guesses, bad ones and none.
TEST(OrderStatistics, are_those_of_a_sorted_set) {
  std::mt19937_64 random(11);
  OrderStatistics ranks;
  for (int round = 0; round < 2000; ++round) {
    const auto size = static_cast<Index>(1 + random() % 900);
    const auto kind = random() % 5;
    std::vector<double> values;
    for (Index i = 0; i < size; ++i) {
      const auto drawn = static_cast<double>(random() % 1'000'000);
      values.push_back(kind == 0   ? drawn
                       : kind == 1 ? static_cast<double>(random() % 3)
                       : kind == 2 ? 1e9 / (1 + drawn)
                       : kind == 3 ? 4.0
                                   : drawn * drawn * drawn);
    }
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    const Index first = static_cast<Index>(random() % static_cast<std::uint64_t>(size));
    const Index last =
        first + static_cast<Index>(random() % static_cast<std::uint64_t>(size - first));
    const double low = random() % 2 == 0 ? sorted[static_cast<std::size_t>(first / 2)] : 5e5;
    ranks.open(values.data(), size, low, low + static_cast<double>(random() % 1'000'000), first,
               last);
    for (Index rank = first; rank <= last; rank += 1 + (last - first) / 7) {
      const bool with_next = rank < last;
      const OrderStatistics::Pair found = ranks.at(rank, with_next);
      EXPECT_EQ(found.value, sorted[static_cast<std::size_t>(rank)]);
      if (with_next) {
        EXPECT_EQ(found.next, sorted[static_cast<std::size_t>(rank) + 1]);
      }
    }
  }
}

}  // namespace
}  // namespace cchc
