// Rebuilds the figures of a cube on other units than those that reported them: through the lineage
// to the units of one day ("as it is"), or on the smallest groups of units that no figure left or
// entered ("constant perimeter").
//
//   2024-Q3   Hà Nam 10   Nam Định 20   Ninh Bình 30      as reported
//             Ninh Bình (2025) 60                          as it is on 2025-07-01
//
// Additive figures (stocks, flows, cumulative figures) are carried exactly: figure x share. Of a
// list that the merged units held in common the longest stands for all, an estimate. A ratio is
// rebuilt from its carried parts. A coded answer, and a rate without parts, stays only with a unit
// that nothing happened to. Carried figures are marked `rebuilt`, and `estimated` where they rest
// on a share or on amounts moved with a part.
#pragma once

#include <memory>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/model/lineage.hpp"
#include "cchc/observations/issue.hpp"

namespace cchc {

struct RebuildResult {
  // On a hierarchy of its own: the units valid on the day (or the groups), valid at all times.
  std::shared_ptr<const Cube> cube;
  // I1001: figures that no one can carry (a split or transfer without shares), I1002: figures of
  // units that ended without a successor, I1003: answers and rates that cannot be carried,
  // I1004: figures of units that begin after the day, which are left out, I1005: a transfer of
  // amounts that took more from a unit than it had, whose figure is then missing, I1006: figures
  // made of other units', which are left out (own_figures.hpp).
  std::vector<Issue> issues;
};

// Every period's figures, as of the last day of its rule, carried to the units valid on `day`. A
// unit whose figure is missing leaves the figure of its successor missing. Throws LineageError when
// the lineage cannot be followed exactly, AggregationError E1008 for a cube that is rolled up.
[[nodiscard]] RebuildResult rebuild_as_it_is(std::shared_ptr<const Cube> cube,
                                             const Lineage& lineage, Date day);

// Every period's figures summed over the groups of constant_perimeter(first, second); not
// applicable where a group has no unit at the end of the window (I1002 when it ended). Throws
// AggregationError E1008 for a cube that is rolled up.
[[nodiscard]] RebuildResult rebuild_constant_perimeter(std::shared_ptr<const Cube> cube,
                                                       const Lineage& lineage, Date first,
                                                       Date second);

}  // namespace cchc
