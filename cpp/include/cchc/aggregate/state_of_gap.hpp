// The value state of a cell that a formula gives no figure: why there is none.
#pragma once

#include <vector>

#include "cchc/aggregate/derived_plane.hpp"

namespace cchc {

// Blank by right when every operand that lacks a figure is: optional if one of them is optional,
// otherwise not_applicable. Else missing, also where every operand has a figure.
[[nodiscard]] ValueState state_of_gap(const Cube& cube,
                                      const std::vector<PlacedReference>& references, Index unit,
                                      Index period);

// Units x periods of the figures: reported where there is one, else state_of_gap.
[[nodiscard]] Flags states_of(const Cube& cube, const std::vector<PlacedReference>& references,
                              const Figures& figures);

}  // namespace cchc
