// The mean of the windows before: a baseline that no single odd window decides.
#pragma once

#include <memory>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

struct RollingMeanOptions {
  int windows = 3;      // how many windows before the wanted one
  int step_months = 0;  // from window to window; 0: their own length, 12: the same of each year
  bool skip_missing = false;  // a mean of the windows that have a figure, marked estimated
};

// A cube whose periods are `wanted`; each column holds the mean of the windows of the same length
// before it, to be compared with the wanted windows of `cube`.
//
//   wanted 2024-Q2 of three: (2024-Q1 + 2023-Q4 + 2023-Q3) / 3
//
// Sums are exact and rounded once by the division. A ratio is the sum of the numerators over the
// sum of the denominators; a level is read from any window with the same last month. A figure is
// missing when any window's is. Indicators without a mean over such windows have no plane: coded
// answers; figures to date, unless step_months is a multiple of 12; means over units.
//
// Coverage of aggregates: a unit's counts are those of a window in which they differ from the
// wanted one's, if there is any, so that compare() sees the difference.
//
// ComparisonError E1108 when windows < 1 or step_months < 0.
[[nodiscard]] std::shared_ptr<const Cube> rolling_mean(std::shared_ptr<const Cube> cube,
                                                       std::vector<Period> wanted,
                                                       const RollingMeanOptions& options = {});

}  // namespace cchc
