// Figures that a cube holds already stand against those that a formula or a function gives.
#pragma once

#include "cchc/cube/plane.hpp"

namespace cchc {

// Whether the cube holds figures of an indicator that are not all computed from others: of what is
// computed the formula, the policy or the operands may be others now.
[[nodiscard]] bool holds_figures(const Plane& held);

// A computed plane beside the one that the cube holds, which holds_figures:
//   * of units' own figures every cell of `held` that stands (derived_plane.hpp) takes the place of
//     the computed one, with its state, marks and traits. The plane is exact where both are;
//   * totals stand, and where one is missing the figure that was computed of the totals of its
//     operands: one unit's own figure does not outweigh what all units reported of its operands.
//     Both must be combined alike over units, else `held` as it is.
[[nodiscard]] Plane beside_held(Plane computed, const Plane& held);

}  // namespace cchc
