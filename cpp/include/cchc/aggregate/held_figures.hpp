// Figures that a cube holds already stand against those that a formula gives.
#pragma once

#include "cchc/cube/plane.hpp"

namespace cchc {

// Puts every cell of `held` that stands (derived_plane.hpp) in place of the computed one, with its
// state, marks and traits. The plane is exact where both are.
void keep_held(Plane& plane, const Plane& held);

// Totals that the cube holds, and where one is missing the figure that the formula gives of the
// totals of its operands: one unit's own figure of a derived indicator does not outweigh what all
// units reported of its operands. Both must be combined alike over units, else `held` as it is.
[[nodiscard]] Plane with_gaps_filled(const Plane& held, const Plane& computed);

}  // namespace cchc
