// The cut of a stock against a base period, pooled over units:
//
//   100 x (sum of base - sum of now) / sum of base
//
// over the units that gave both figures (domain formula of the staffing reports: quotas assigned in
// the base year against quotas assigned now; the mean of the units' rates is another number).
#pragma once

#include "cchc/cube/cube.hpp"

namespace cchc {

struct PooledCut {
  Figures base;     // units x 1: sum of base over the units with both figures; NaN where none has
  Figures current;  // units x 1: sum of now over the same units
  Matrix rate;      // units x 1, in per cent, correctly rounded; NaN where base is missing or 0
  Counts reported;  // units x 1: how many units have both figures
};

// `cube` holds the units' own figures. Throws AggregationError E1001 unless the indicator may be
// summed over units.
[[nodiscard]] PooledCut pooled_cut(const Cube& cube, Index plane, Index period, Index base_period);

}  // namespace cchc
