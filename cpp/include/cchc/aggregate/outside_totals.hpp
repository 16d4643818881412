// Consolidated figures that an aggregation outside the engine made, plane by plane.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

struct OutsideTotals {
  std::string name;  // of the aggregation, for explanations and errors
  // By plane of the cube: units x periods, NaN where it gives no figure; null where the catalogue
  // says how units combine. Empty: null for every plane.
  std::vector<std::shared_ptr<const Matrix>> by_plane;

  [[nodiscard]] const Matrix* at(Index plane) const {
    return by_plane.empty() ? nullptr : by_plane[static_cast<std::size_t>(plane)].get();
  }
};

// The values as figures. They are quotients as far as the engine knows, hence not exact.
// Throws ExtensionError: E1404 wrong shape, E1405 an infinite figure, E1406 a figure where no unit
// below gave any (missing never becomes a number). `coverage` is that of the whole subtree.
[[nodiscard]] Figures outside_figures(const Cube& cube, Index plane, const Matrix& values,
                                      const Coverage& coverage, const OutsideTotals& outside);

}  // namespace cchc
