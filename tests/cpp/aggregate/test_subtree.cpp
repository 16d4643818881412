#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "cchc/aggregate/subtree.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;

Hierarchy random_tree(std::mt19937_64& random) {
  std::vector<Unit> units;
  const std::uint64_t count = 1 + random() % 15;
  for (std::uint64_t k = 0; k < count; ++k) {
    const bool root = k == 0 || random() % 8 == 0;
    units.push_back(below(root ? "" : "u" + std::to_string(random() % k), "u" + std::to_string(k)));
  }
  return Hierarchy(std::move(units));
}

Figures random_figures(std::mt19937_64& random, Index units, int digits) {
  Figures figures(units, 2, 1, true);
  for (Index cell = 0; cell < 2 * units; ++cell) {
    if (random() % 4 != 0) {
      const auto size = static_cast<Int128>(random() >> (64 - digits));
      figures.set_whole(cell / 2, cell % 2, random() % 3 == 0 ? -size : size);
    }
  }
  return figures;
}

using Combine = std::function<Int128(Int128, Int128)>;

// The slow twin: every unit looks at every unit and asks whether it lies below.
std::optional<Int128> slow(const Hierarchy& hierarchy, const Figures& own, Index top, Index period,
                           const Combine& combine, const std::function<bool(Index)>& counts) {
  std::optional<Int128> total;
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    Index above = unit;
    while (above >= 0 && above != top) {
      above = hierarchy.parent(above);
    }
    if (above == top && own.has(unit, period) && counts(unit)) {
      const Int128 cell = own.whole(unit, period);
      total = total ? combine(*total, cell) : cell;
    }
  }
  return total;
}

Int128 add(Int128 a, Int128 b) { return a + b; }
Int128 larger(Int128 a, Int128 b) { return a < b ? b : a; }
Int128 smaller(Int128 a, Int128 b) { return b < a ? b : a; }
bool all(Index) { return true; }

void expect_cell(const Figures& figures, Index unit, Index period, std::optional<Int128> expected) {
  ASSERT_EQ(figures.has(unit, period), expected.has_value());
  if (expected) {
    ASSERT_EQ(to_string(figures.whole(unit, period), 0), to_string(*expected, 0));
  }
}

TEST(Subtree, SumsAndExtremesEqualTheirSlowTwins) {
  std::mt19937_64 random(106);
  for (int round = 0; round < 1500; ++round) {
    const Hierarchy hierarchy = random_tree(random);
    // Around 2^53 the fast sums give way to the wide ones.
    const Figures own = random_figures(random, hierarchy.size(), 1 + round % 64);
    const Figures sums = subtree_sums(hierarchy, own);
    const Figures most = subtree_extremes(hierarchy, own, true);
    const Figures least = subtree_extremes(hierarchy, own, false);
    for (Index unit = 0; unit < hierarchy.size(); ++unit) {
      for (Index period = 0; period < 2; ++period) {
        expect_cell(sums, unit, period, slow(hierarchy, own, unit, period, add, all));
        expect_cell(most, unit, period, slow(hierarchy, own, unit, period, larger, all));
        expect_cell(least, unit, period, slow(hierarchy, own, unit, period, smaller, all));
      }
    }
    ASSERT_EQ(sums.scale, 1);
  }
}

TEST(Subtree, SharedListsEqualTheirSlowTwin) {
  std::mt19937_64 random(10);
  for (int round = 0; round < 800; ++round) {
    const Hierarchy hierarchy = random_tree(random);
    const Figures own = random_figures(random, hierarchy.size(), 1 + round % 64);
    ListNumbers lists;
    for (Index unit = 0; unit < hierarchy.size(); ++unit) {
      lists.push_back(static_cast<std::uint8_t>(random() % 4));
    }
    const Figures sums = subtree_shared_sums(hierarchy, own, lists);
    for (Index unit = 0; unit < hierarchy.size(); ++unit) {
      std::optional<Int128> expected;
      for (int list = 0; list < 4; ++list) {
        const auto is_of = [&](Index at) { return lists[static_cast<std::size_t>(at)] == list; };
        const auto part = slow(hierarchy, own, unit, 0, list == 0 ? add : larger, is_of);
        expected = part ? std::optional(expected.value_or(0) + *part) : expected;
      }
      expect_cell(sums, unit, 0, expected);
    }
  }
}

TEST(Subtree, ANarrowTotalHasNoTail) {
  const Hierarchy pair({below("", "p"), below("p", "a")});
  Figures own(2, 1, 0, true);
  own.set_whole(0, 0, (Int128{1} << 53) - 2);
  own.set_whole(1, 0, 1);
  EXPECT_EQ(subtree_sums(pair, own).tail.size(), 0);
  own.set_whole(1, 0, 3);
  EXPECT_EQ(subtree_sums(pair, own).text(0, 0), "9007199254740993");
}

TEST(Subtree, LargeFiguresThatCancelLeaveTheExactRest) {
  const Hierarchy three({below("", "p"), below("p", "a"), below("p", "b")});
  Figures own(3, 1, 0, true);
  own.set_whole(0, 0, 1);
  own.set_whole(1, 0, Int128{1} << 100);
  own.set_whole(2, 0, -(Int128{1} << 100));
  EXPECT_EQ(subtree_sums(three, own).text(0, 0), "1");
}

TEST(Subtree, ATotalOf106BinaryDigitsIsRefused) {
  const Hierarchy pair({below("", "p"), below("p", "a")});
  Figures own(2, 1, 0, true);
  own.set_whole(0, 0, Int128{1} << 105);
  own.set_whole(1, 0, Int128{1} << 105);
  EXPECT_EQ(samples::refusal([&] { (void)subtree_sums(pair, own); }), "CCHC-E0701");
}

TEST(Subtree, UnitsOfOneTypeHoldOneList) {
  const auto cube = samples::Reports().cube(
      samples::tree({samples::group("p"), below("p", "a"), below("p", "x", "commune"),
                     below("p", "d", "district"), below("d", "y", "commune")}));
  Indicator list;
  list.over_units = OverUnits::shared_list;
  list.shared_by = {"district", "commune"};
  const ListNumbers numbers = lists_in_common(*cube, list);
  const auto of = [&](std::string_view id) {
    return numbers[static_cast<std::size_t>(cube->hierarchy().at(id))];
  };
  EXPECT_EQ(of("p"), 0);
  EXPECT_EQ(of("a"), 0);
  EXPECT_NE(of("x"), 0);
  EXPECT_EQ(of("x"), of("y"));
  EXPECT_NE(of("d"), 0);
  EXPECT_NE(of("d"), of("x"));
  list.over_units = OverUnits::sum;
  EXPECT_EQ(lists_in_common(*cube, list), ListNumbers(5, 0));
}

TEST(Subtree, UnitsOfTypesAreMarked) {
  const auto cube = samples::Reports().cube(
      samples::tree({samples::group("p"), below("p", "a"), below("p", "x", "commune")}));
  EXPECT_EQ(units_of_types(*cube, {"commune"}), (std::vector<bool>{false, false, true}));
  EXPECT_EQ(units_of_types(*cube, {}), (std::vector<bool>{false, false, false}));
}

}  // namespace
}  // namespace cchc
