// One indicator's figures computed by formula; derive.hpp says how.
#pragma once

#include <optional>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/model/formula.hpp"

namespace cchc {

// A reference of a formula, placed in a cube.
struct PlacedReference {
  std::optional<Index> plane;    // empty: the cube has no figures of the indicator
  std::vector<Index> period_of;  // referenced_columns
};

// In the order of formula.references(). Throws SelectionError for an unknown code.
[[nodiscard]] std::vector<PlacedReference> placed_references(const Cube& cube,
                                                             const Formula& formula);

// Whether a figure that the cube holds is kept: what was reported is not computed anew, nor are
// totals; but with_gaps_filled. What was computed before is computed anew.
[[nodiscard]] bool stands(const Plane& held, Index unit, Index period);

// The plane of `indicator`, a position in the catalogue of the cube.
[[nodiscard]] Plane derived_plane(const Cube& cube, Index indicator, const Formula& formula);

}  // namespace cchc
