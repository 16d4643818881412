// Figures that a cube holds already stand against those that a formula gives.
#pragma once

#include "cchc/cube/plane.hpp"

namespace cchc {

// Puts every cell of `held` that stands (derived_plane.hpp) in place of the computed one, with its
// state, marks and traits. The plane is exact where both are.
void keep_held(Plane& plane, const Plane& held);

}  // namespace cchc
