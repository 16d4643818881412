// A share of one indicator in another, pooled over units:
//
//   100 x sum of part / sum of whole
//
// over the units that gave both figures, so that a unit which left one of them blank bends neither.
#pragma once

#include "cchc/cube/cube.hpp"

namespace cchc {

// Everything is units x periods.
struct PooledShare {
  RatioParts parts;  // sums over the units with both figures; NaN where none has both
  Matrix rate;       // in per cent, correctly rounded; NaN where parts are missing or whole is 0
  Counts reported;   // how many units have both figures
};

// `cube` holds the units' own figures. Throws AggregationError E1001 unless both indicators may be
// summed over units. Lists that units share are combined as the catalogue says,
// and so is what is a part of one, or it might exceed it.
[[nodiscard]] PooledShare pooled_share(const Cube& cube, Index part, Index whole);

}  // namespace cchc
