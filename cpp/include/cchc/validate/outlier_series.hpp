// The last window of each unit's series, tested against the windows before it.
#pragma once

#include <optional>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/validate/outlier.hpp"

namespace cchc {

// A count, or a part of a whole (case files on time of case files resolved).
struct SeriesPlanes {
  Index count;
  std::optional<Index> whole;
};

struct UnitOutlier {
  Index unit;
  Index points;  // windows with figures, the last included
  OutlierTest test;
};

// `periods` are positions in time order; the last of them is tested. Units without a figure there
// are left out, earlier windows without one are passed over. `alpha` is shared by all tests that
// are made (Bonferroni), so that among all units it is the chance of one false alarm.
// Throws NumberError E0714 for indicators whose figures are quotients. A figure that is no count
// hinders the test of its own unit alone.
[[nodiscard]] std::vector<UnitOutlier> outliers(const Cube& cube, const SeriesPlanes& planes,
                                                const std::vector<Index>& units,
                                                const std::vector<Index>& periods, double alpha);

}  // namespace cchc
