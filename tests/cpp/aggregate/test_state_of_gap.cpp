#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "cchc/aggregate/state_of_gap.hpp"
#include "cube/random_cube.hpp"

namespace cchc {
namespace {

using samples::RandomCubes;

// By the words of the rule, one cell at a time.
ValueState slow_state(const Cube& cube, const std::vector<PlacedReference>& references, Index unit,
                      Index period) {
  std::set<ValueState> lacking;
  for (const PlacedReference& each : references) {
    const Index column = each.period_of[static_cast<std::size_t>(period)];
    const bool held = each.plane && column >= 0;
    lacking.insert(held ? cube.plane(*each.plane).state(unit, column) : ValueState::missing);
  }
  lacking.erase(ValueState::reported);
  const bool by_right = std::ranges::all_of(lacking, [](ValueState state) {
    return state == ValueState::optional || state == ValueState::not_applicable;
  });
  if (lacking.empty() || !by_right) {
    return ValueState::missing;
  }
  return lacking.contains(ValueState::optional) ? ValueState::optional : ValueState::not_applicable;
}

TEST(StateOfGap, RowsAndCellsFollowTheRule) {
  std::set<ValueState> seen;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    RandomCubes random(seed);
    const samples::RandomCube made = random.next();
    const auto cube = random.shuffled(made).cube(samples::tree(made.units));
    for (const char* text : {"[1.1] + [2.1]", "[3.1] / [3.1 @ previous]", "[1.4] - [2.2] + [5.1]",
                             "[1.1] + [1.3 @ 2015]"}) {
      const Formula formula = Formula::compile(text);
      const std::vector<PlacedReference> references = placed_references(*cube, formula);
      Figures figures(cube->units(), std::ssize(cube->periods()), 0, true);
      figures.head = Matrix::Random(figures.units(), figures.periods());
      figures.head = (figures.head > 0).select(figures.head, std::nan(""));
      const Flags states = states_of(*cube, references, figures);
      for (Index unit = 0; unit < figures.units(); ++unit) {
        for (Index period = 0; period < figures.periods(); ++period) {
          const ValueState gap = slow_state(*cube, references, unit, period);
          EXPECT_EQ(state_of_gap(*cube, references, unit, period), gap);
          EXPECT_EQ(static_cast<ValueState>(states(unit, period)),
                    figures.has(unit, period) ? ValueState::reported : gap);
          seen.insert(gap);
        }
      }
    }
  }
  EXPECT_EQ(seen,
            (std::set{ValueState::missing, ValueState::optional, ValueState::not_applicable}));
}

}  // namespace
}  // namespace cchc
