// Totals of several columns over the units that gave a figure in all of them, so that their
// differences and quotients compare like with like.
#pragma once

#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// One indicator's figures of one period.
struct PlaneColumn {
  Index plane;
  Index period;
};

struct MatchedSums {
  std::vector<Figures> sums;  // by column, units x 1, at one scale; NaN where no unit gave all
  Counts reported;            // units x 1: how many units gave all
};

// `cube` holds the units' own figures. Throws AggregationError E1001 unless every indicator may be
// summed over units.
[[nodiscard]] MatchedSums matched_sums(const Cube& cube, const std::vector<PlaneColumn>& columns);

}  // namespace cchc
