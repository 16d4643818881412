// Planes that an extension computed, held to what formulas of rolled up figures are held to.
#pragma once

#include <memory>
#include <vector>

#include "cchc/cube/computed.hpp"

namespace cchc {

// Whether with_computed_of_totals may keep other figures than the plane gives.
[[nodiscard]] bool may_differ(const Cube& cube, const ComputedPlane& plane);

// with_computed (cube/computed.hpp), and where an input is a total: the plane has the coverage of
// the input with the smallest share reported, and is combined over units by nothing. A cell has no
// figure where its inputs are totals with gaps that unlike units left, or several inputs are totals
// that are no sums (formula_of_totals.hpp). `so_far` is what stands. Figures that the cube
// holds of the indicator, and that were not computed, stand beside the plane's (held_figures.hpp).
//
// Throws what with_computed throws.
[[nodiscard]] std::shared_ptr<const Cube> with_computed_of_totals(
    std::shared_ptr<const Cube> cube, std::shared_ptr<const Catalogue> catalogue,
    const std::vector<ComputedPlane>& planes);

}  // namespace cchc
