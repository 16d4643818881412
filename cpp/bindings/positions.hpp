// Positions that come from Python: checked once, at the border.
#pragma once

#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/cube/cube.hpp"
#include "pybind.hpp"

namespace cchc::bindings {

// Throws SelectionError E0905 unless 0 <= position < size.
inline Index checked(Index position, Index size, const char* what) {
  if (position >= 0 && position < size) {
    return position;
  }
  const std::string asked = std::string(what) + " " + std::to_string(position);
  const std::string held = std::to_string(size);
  throw SelectionError("CCHC-E0905", asked + " does not exist: there are " + held,
                       asked + " không có: chỉ có " + held);
}

inline std::vector<Index> checked_planes(const Cube& cube, const std::vector<Index>& planes) {
  for (const Index plane : planes) {
    checked(plane, cube.planes(), "plane");
  }
  return planes;
}

inline CellPlace checked_place(const Cube& cube, Index plane, Index unit, Index period) {
  return {checked(plane, cube.planes(), "plane"), checked(unit, cube.units(), "unit"),
          checked(period, static_cast<Index>(cube.periods().size()), "period")};
}

}  // namespace cchc::bindings
