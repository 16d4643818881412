// Brings a cube to other windows: quarters out of year-to-date reports, years out of quarters.
//
//   reported   2024-Q1 40   2024-H1 91   2024-9M 120   2024 180
//   wanted     2024-Q2      2024-Q3      2024-Q4
//   figure     51           29           60
//   because    H1 - Q1      9M - H1      Y - 9M
//
// What a wanted window's figure is, by how the indicator combines over periods:
//
//   sum            the signed sum along the shortest path of reported windows (window_path.hpp). A
//                  negative flow is kept and marked `correction`
//   carry_over     like sum, with the stock that each window takes over counted once: the figure of
//                  a window is its opening stock and its new files (opening_stock.hpp)
//   last           the figure of a reported window with the same last month: the wanted window
//                  itself first, then the longest. A cumulative figure means "since 1 January", so
//                  the same holds for it
//   ratio_of_sums  numerator over denominator, both resampled and divided once, correctly rounded;
//                  what was reported for the wanted window itself stands
//   maximum, minimum, mean
//                  over disjoint reported windows that fill the wanted one, as many as there are;
//                  the mean weights a window by its months. What was reported for the wanted window
//                  itself stands
//   any            1 when a reported window inside the wanted one says 1; 0 when reported windows
//                  that say 0 cover the wanted one completely; else missing
//   none           what was reported for the wanted window itself
//
// Only reported figures take part. A cell without a figure keeps the value state that its windows
// share, else it is missing. Figures of a plane that is not exact are taken over, never added.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cchc/aggregate/window_finding.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

struct ResampleOptions {
  // Instead of what the catalogue declares; must be legal for every indicator asked for.
  std::optional<OverPeriods> over_periods = {};
  // Cumulative indicators as flows of the wanted windows: 9M - H1 and so on inside a year.
  bool flows_of_cumulative = false;
  Index threads = 0;  // 0: as many as the machine has; results never depend on it
  // The planes asked for; all when empty. Others go by the catalogue.
  std::vector<Index> asked = {};
};

struct ResampleResult {
  std::shared_ptr<const Cube> cube;
  std::vector<WindowFinding> findings;  // in order of plane, unit, period
};

// The same indicators and units over the wanted periods, in their order. A figure inherits the
// marks of all that it is made of; `conflict` is added where a finding says so, and the shortest
// path's or nearest window's figure stands. A missing figure of a window that cannot be separated
// is marked `span`, and a finding names the larger window that is known.
//
// Any cube can be resampled. Rolled up totals are combined over windows only when the same units
// make them (window_perimeter.hpp), else the cell is missing with a finding: resample first, then
// roll up. Coverage of a derived cell is the worst (smallest share reported) among its sources; a
// cell without a figure counts nobody as reported. A window that the cube holds keeps its coverage,
// `so_far`, parts and answers. Answers of a rolled up coded indicator cannot be taken to other
// windows.
//
// Throws AggregationError: E1002 an operation that the kind forbids, E1005 a ratio whose numerator
// or denominator is no sum of references, E1020 a window wanted twice; NumberError E0701 beyond
// 2^106.
[[nodiscard]] ResampleResult resample(std::shared_ptr<const Cube> cube, std::vector<Period> wanted,
                                      const ResampleOptions& options = {});

}  // namespace cchc
