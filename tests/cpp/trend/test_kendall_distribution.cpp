#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "cchc/trend/kendall_distribution.hpp"

namespace cchc {
namespace {

using Groups = std::vector<Index>;
using Counts = std::vector<double>;

// Every arrangement, counted one by one.
Counts slow_counts(const Groups& groups) {
  std::vector<Index> figures;
  Index pairs = 0;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    pairs += std::ssize(figures) * groups[group];
    figures.insert(figures.end(), static_cast<std::size_t>(groups[group]),
                   static_cast<Index>(group));
  }
  Counts counts(static_cast<std::size_t>(pairs) + 1, 0.0);
  do {
    std::size_t falls = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      for (std::size_t j = i + 1; j < figures.size(); ++j) {
        falls += figures[i] > figures[j] ? 1U : 0U;
      }
    }
    counts[falls] += 1;
  } while (std::ranges::next_permutation(figures).found);
  return counts;
}

TEST(KendallDistribution, of_four_different_figures) {
  EXPECT_EQ(fall_counts(Groups{1, 1, 1, 1}), (Counts{1, 3, 5, 6, 5, 3, 1}));
}

TEST(KendallDistribution, counts_every_arrangement_of_every_pattern) {
  for (const Groups& groups : {Groups{2, 2}, Groups{3, 1, 2}, Groups{1, 4, 2}, Groups{5}, Groups{},
                               Groups{2, 2, 2, 1}, Groups{1, 1, 1, 1, 3}, Groups{4, 4}}) {
    EXPECT_EQ(fall_counts(groups), slow_counts(groups));
  }
}

TEST(KendallDistribution, does_not_depend_on_the_order_of_groups) {
  EXPECT_EQ(fall_counts(Groups{1, 2, 5}), fall_counts(Groups{5, 1, 2}));
}

TEST(KendallDistribution, is_symmetric_and_adds_up_to_all_arrangements) {
  const Counts counts = fall_counts(Groups{3, 4, 5, 1, 1});
  EXPECT_TRUE(std::equal(counts.begin(), counts.end(), counts.rbegin()));
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0.0), 87178291200.0 / (6 * 24 * 120));
}

TEST(KendallDistribution, tables_give_p_and_the_smallest_one) {
  const KendallTable table(12);
  EXPECT_EQ(table.p(4, 6), 2.0 / 24);
  EXPECT_EQ(table.p(4, -6), 2.0 / 24);
  EXPECT_EQ(table.p(4, 0), 1.0);
  EXPECT_EQ(table.smallest_p(4), 2.0 / 24);
  EXPECT_EQ(table.p(1, 0), 1.0);
  TiedKendallTable tied;
  EXPECT_EQ(tied.p(Groups{1, 1, 1, 1}, 4), table.p(4, 4));
  EXPECT_EQ(tied.p(Groups{2, 2}, 4), 2.0 / 6);
  EXPECT_EQ(tied.smallest_p(Groups{4}), 1.0);
}

TEST(KendallDistribution, of_sixty_figures_is_close_to_normal_and_never_beyond_1) {
  const KendallTable table;
  EXPECT_EQ(table.p(60, 0), 1.0);
  double before = 1.0;
  for (std::int64_t s = 0; s <= 1770; s += 2) {
    EXPECT_LE(table.p(60, s), before);
    before = table.p(60, s);
  }
  EXPECT_GT(before, 0.0);
}

}  // namespace
}  // namespace cchc
