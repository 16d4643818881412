// Keeps two periods to the units that gave a figure in both, so that their totals compare.
#pragma once

#include <memory>

#include "cchc/cube/cube.hpp"

namespace cchc {

// The cube with every cell of the two periods (positions) taken out whose unit gave a figure of
// that indicator in only one of them. Such a cell is missing and marked `excluded`: it is no longer
// owed, so coverage counts the units that are left. A ratio needs its parts in both periods, or a
// rate and a weight. What rests on other units' figures is left out (own_figures.hpp tells which).
// Nothing else changes, and the observations stay.
// Throws AggregationError E1008 for a cube that is rolled up already.
[[nodiscard]] std::shared_ptr<const Cube> like_for_like(std::shared_ptr<const Cube> cube,
                                                        Index period, Index baseline_period);

}  // namespace cchc
