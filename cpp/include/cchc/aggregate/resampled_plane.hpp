// One plane brought to other windows, with all that its figures carry.
#pragma once

#include <vector>

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

struct ResampledPlane {
  Plane plane;
  std::vector<WindowFinding> findings;  // in order of unit, period
};

// Shape: units of the cube x question.wanted. `rows` is empty: no observation stands for a cell.
[[nodiscard]] ResampledPlane resampled_plane(const WindowQuestion& question, OverPeriods operation);

}  // namespace cchc
