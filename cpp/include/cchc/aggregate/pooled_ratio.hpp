// A ratio over many units: the sum of the numerators over the sum of the denominators. Rates are
// never added and never averaged.
#pragma once

#include "cchc/aggregate/subtree.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// Each unit's own parts of a ratio, and how they were found.
struct OwnRatioParts {
  RatioParts parts;  // NaN where they are not known
  Flags estimated;   // 1 where they were estimated
  // What is true of the reports behind them, as in Plane::traits; 0 x 0 when there is nothing.
  decltype(Plane::traits) traits;
};

// The numerator and denominator of every unit's own cell, exactly:
//   * from the formulas `numerator` and `denominator` of the indicator, when all they read was
//     reported;
//   * else, when the indicator names a weight and both the rate and the weight were reported,
//     numerator = rate x weight and denominator = weight: an estimate, marked as one;
//   * else unknown: the unit cannot enter a pooled figure.
// Formulas that are not sums of references are not pooled: AggregationError E1005.
[[nodiscard]] OwnRatioParts own_ratio_parts(const Cube& cube, Index plane);

// By unit, which list a part of its ratio is that it holds in common with others: the largest of a
// list counts once, as a shared list itself does. A part is one when every reference in it is to a
// shared list, whether anyone gave that list or not. The numerator of a percentage counts as its
// denominator does, so that no percentage of several units exceeds those of each of them.
struct PartSharing {
  ListNumbers numerator;
  ListNumbers denominator;
};

// Of the parts that were reported, and of those that were estimated by rate x weight: the weight
// may be another list than the denominator, or none.
struct SharedParts {
  PartSharing reported;
  PartSharing estimated;
};

[[nodiscard]] SharedParts shared_parts(const Cube& cube, Index plane);

// The same by cell, for the part that is there.
struct SharedCells {
  Flags numerator;
  Flags denominator;
};

[[nodiscard]] SharedCells shared_cells(const Cube& cube, Index plane, const Flags& estimated);

// The parts of every unit's pooled ratio: those held in common count once among the units that
// share them, the largest standing for them; every other part adds up.
[[nodiscard]] RatioParts pooled_parts(const Cube& cube, Index plane, const OwnRatioParts& own);

// 100 for a rate in percent, whatever the catalogue calls that unit of measure; else 1.
[[nodiscard]] int ratio_factor(const Cube& cube, Index plane);

// factor x numerator / denominator, correctly rounded; NaN when the denominator is 0.
[[nodiscard]] double ratio_value(const RatioParts& parts, int factor, Index unit, Index period);

}  // namespace cchc
