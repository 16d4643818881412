#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "cchc/base/dependency_order.hpp"

namespace cchc {
namespace {

using Needs = std::vector<std::vector<Index>>;

bool respects(const std::vector<Index>& order, const Needs& needs) {
  std::vector<Index> place(needs.size(), -1);
  for (Index i = 0; i < std::ssize(order); ++i) {
    place[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = i;
  }
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (!std::ranges::all_of(needs[i], [&](Index need) {
          return place[static_cast<std::size_t>(need)] < place[i];
        })) {
      return false;
    }
  }
  return order.size() == needs.size() && std::ranges::find(place, -1) == place.end();
}

TEST(DependencyOrder, puts_needs_first) {
  const Needs needs = {{1, 2}, {2}, {}, {0, 0}};
  EXPECT_EQ(dependency_order(needs).order, (std::vector<Index>{2, 1, 0, 3}));
  EXPECT_TRUE(dependency_order(needs).cycles.empty());
  EXPECT_TRUE(dependency_order({}).order.empty());
}

TEST(DependencyOrder, tells_each_cycle_in_order) {
  const DependencyOrder result = dependency_order({{1}, {2}, {0}, {3}, {}});
  EXPECT_EQ(result.cycles, (Needs{{0, 1, 2}, {3}}));
  EXPECT_EQ(result.order.size(), 5U);
}

TEST(DependencyOrder, holds_for_random_needs_without_cycles) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    Needs needs(20);
    std::vector<Index> names(needs.size());
    std::iota(names.begin(), names.end(), Index{0});
    std::ranges::shuffle(names, random);
    for (std::size_t i = 1; i < needs.size(); ++i) {
      for (int k = 0; k < 3; ++k) {
        const std::size_t lower = random() % i;
        needs[static_cast<std::size_t>(names[i])].push_back(names[lower]);
      }
    }
    const DependencyOrder result = dependency_order(needs);
    ASSERT_TRUE(result.cycles.empty());
    ASSERT_TRUE(respects(result.order, needs));
  }
}

TEST(DependencyOrder, walks_a_chain_of_any_length) {
  Needs needs(1'000'000);
  for (std::size_t i = 0; i + 1 < needs.size(); ++i) {
    needs[i].push_back(static_cast<Index>(i) + 1);
  }
  EXPECT_EQ(dependency_order(needs).order.front(), 999'999);
  needs.back().push_back(0);
  EXPECT_EQ(dependency_order(needs).cycles.front().size(), 1'000'000U);
}

}  // namespace
}  // namespace cchc
