// The value state of a cell that a formula gives no figure: why there is none.
#pragma once

#include <vector>

#include "cchc/aggregate/derived_plane.hpp"

namespace cchc {

// By the rule of cube/gap.hpp. An operand that the cube does not hold, or not of that period, is
// missing.
[[nodiscard]] ValueState state_of_gap(const Cube& cube,
                                      const std::vector<PlacedReference>& references, Index unit,
                                      Index period);

// Units x periods of the figures: reported where there is one, else state_of_gap.
[[nodiscard]] Flags states_of(const Cube& cube, const std::vector<PlacedReference>& references,
                              const Figures& figures);

}  // namespace cchc
