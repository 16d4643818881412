#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "cchc/trend/order_statistics.hpp"

namespace cchc {
namespace {

template <class Number>
void expect_gathered() {
  // More than one register holds, so that the last is filled in part.
  const std::vector<Number> values{5, 1, 3, 9, 3, -2, 7, 3, 4, 8, 0, 6, 5, 5, 9, 1, 4};
  std::vector<Number> into(values.size() + 16);
  const SplitCounts split =
      gather(values.data(), std::ssize(values), Number{3}, Number{6}, into.data());
  EXPECT_EQ(split.below, 4);
  EXPECT_EQ(std::vector<Number>(into.begin(), into.begin() + split.inside),
            (std::vector<Number>{5, 3, 3, 3, 4, 6, 5, 5, 4}));
}

TEST(OrderStatistics, gathers_in_order_and_counts_below) {
  expect_gathered<double>();
  expect_gathered<std::int32_t>();
}

template <class Number>
std::vector<Number> drawn_set(std::mt19937_64& random) {
  const auto size = 1 + random() % 900;
  const auto kind = random() % 5;
  std::vector<Number> values;
  for (std::size_t i = 0; i < size; ++i) {
    const auto drawn = static_cast<Number>(random() % 1'000'000);
    values.push_back(kind == 0   ? drawn
                     : kind == 1 ? static_cast<Number>(random() % 3)
                     : kind == 2 ? static_cast<Number>(1e9 / (1.0 + static_cast<double>(drawn)))
                     : kind == 3 ? Number{4}
                                 : -drawn);
  }
  return values;
}

// Smooth, tied, heavy-tailed and constant sets; good guesses, bad ones and none.
template <class Number>
void expect_sorted_ranks() {
  std::mt19937_64 random(11);
  OrderStatistics<Number> ranks;
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Number> values = drawn_set<Number>(random);
    std::vector<Number> sorted = values;
    std::ranges::sort(sorted);
    const Index first = static_cast<Index>(random() % values.size());
    const Index last =
        first + static_cast<Index>(random() % (values.size() - static_cast<std::size_t>(first)));
    const Number low =
        random() % 2 == 0 ? sorted[static_cast<std::size_t>(first / 2)] : Number{500'000};
    ranks.open(values.data(), std::ssize(values), low,
               low + static_cast<Number>(random() % 1'000'000), first, last);
    // From the middle outwards, as the slopes of a series are asked for, and neighbours.
    for (const Index rank : {(first + last) / 2, std::min(last, (first + last) / 2 + 1), first,
                             last, first, std::min(last, first + 1)}) {
      ASSERT_EQ(ranks.at(rank), sorted[static_cast<std::size_t>(rank)]) << round << " " << rank;
    }
  }
}

TEST(OrderStatistics, of_doubles_are_those_of_a_sorted_set) { expect_sorted_ranks<double>(); }

TEST(OrderStatistics, of_whole_numbers_are_those_of_a_sorted_set) {
  expect_sorted_ranks<std::int32_t>();
}

}  // namespace
}  // namespace cchc
