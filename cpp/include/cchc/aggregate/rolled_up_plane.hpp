// One indicator's consolidated figures; roll_up.hpp says how units combine.
#pragma once

#include "cchc/aggregate/missing_policy.hpp"
#include "cchc/aggregate/outside_totals.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// `own` says of every unit what it owed and gave: own_coverage() of the plane, or of those units
// alone that are to enter. Whether the operation is legal for the indicator is for the caller to
// ask. Throws NumberError E0701 beyond 2^106 and what outside_figures() throws.
[[nodiscard]] Plane rolled_up_plane(const Cube& cube, Index plane, OverUnits operation,
                                    Coverage own, const MissingPolicy& missing,
                                    const OutsideTotals& outside = {});

}  // namespace cchc
