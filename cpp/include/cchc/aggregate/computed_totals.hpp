// Planes that an extension computed, held to what formulas of rolled up figures are held to.
#pragma once

#include <memory>
#include <vector>

#include "cchc/cube/computed.hpp"

namespace cchc {

// Whether an input of the plane is a total, so that some of its figures may not stand.
[[nodiscard]] bool is_of_totals(const Cube& cube, const ComputedPlane& plane);

// with_computed (cube/computed.hpp), and where an input is a total: the plane has the coverage of
// the input with the smallest share reported, and is combined over units by nothing. A cell has no
// figure where its inputs are totals with gaps that unlike units left, or several inputs are totals
// that are no sums (formula_of_totals.hpp). `so_far` is what stands.
//
// Throws what with_computed throws.
[[nodiscard]] std::shared_ptr<const Cube> with_computed_of_totals(
    std::shared_ptr<const Cube> cube, std::shared_ptr<const Catalogue> catalogue,
    const std::vector<ComputedPlane>& planes);

}  // namespace cchc
