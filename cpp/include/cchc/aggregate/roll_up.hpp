// Rolls a cube up along its hierarchy: every unit's consolidated figure is its own figure together
// with its children's, combined as the catalogue declares for the indicator.
//
//   unit        own figure   children   consolidated   coverage
//   province        .          52           52          2 of 3     (department C did not report)
//     dept A        40          .           40          1 of 1
//     dept B        12          .           12          1 of 1
//     dept C         .          .            .          0 of 1
//
// Own, children and consolidated are three figures: own is the cell of the cube given, consolidated
// the cell of the cube returned, children what children_figures() says.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cchc/aggregate/missing_policy.hpp"
#include "cchc/aggregate/outside_totals.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

struct RollUpOptions {
  MissingPolicy missing;
  // Instead of what the catalogue declares; must be legal for every indicator asked for.
  std::optional<OverUnits> over_units;
  Index threads = 0;  // 0: as many as the machine has; results never depend on it
  // Totals that somebody else's aggregation gave, instead of what the catalogue declares.
  OutsideTotals outside = {};
  // The planes asked for; all when empty. Others go by the catalogue, and keep the units' own
  // figures alone where that cannot be: what nobody asked for stops nothing.
  std::vector<Index> asked = {};
};

// The same indicators, units and periods; every plane carries its coverage and `so_far`, the total
// of what came in. Where the missing policy does not accept a total the figure is missing and
// marked `withheld`; so_far still holds it.
//
//   sum, shared_list, maximum, minimum   exact
//   mean            exact sum over the number of units that reported, correctly rounded
//   ratio_of_sums   sum of numerators over sum of denominators (own_ratio_parts); a unit without
//                   children keeps the rate it reported
//   distribution    how many units gave each answer (Plane::answers); no figure above the unit
//                   itself
//   none            no figure above the unit itself; one that was computed of the own figures of a
//                   unit with children is left out: derive(roll_up(cube)) has it
//
// Derived indicators have planes only after derive(). Of a formula that is a sum, totals are rolled
// up; a derived ratio is pooled from its numerator and denominator.
//
// Throws AggregationError, of planes asked for, for an operation that the kind forbids, E1008 for a
// cube that is rolled up already, and E1032 for figures that a formula gave in float64:
// derive(roll_up(cube)) has those.
[[nodiscard]] std::shared_ptr<const Cube> roll_up(std::shared_ptr<const Cube> cube,
                                                  const RollUpOptions& options = {});

// What the children of each unit come to together: consolidated figures of `rolled` less the unit's
// own; NaN where no child gave anything. AggregationError E1006 unless the plane was added by sum,
// E1046 where `observed` has no figures of the indicator.
[[nodiscard]] Figures children_figures(const Cube& rolled, const Cube& observed, Index plane);

// The total of some units' own or consolidated figures. AggregationError E1007 when one of the
// units is given twice or is an ancestor of another: its figure already holds the other's; E1001 or
// E1006 for figures that are no sums. Empty when any figure is missing, and for no units.
[[nodiscard]] std::optional<Int128> total_of(const Cube& cube, Index plane, Index period,
                                             const std::vector<Index>& units);

}  // namespace cchc
