// Which column of one cube stands beside which column of another, and what already the windows and
// the definitions have against comparing them.
#pragma once

#include <optional>

#include "cchc/compare/reason.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// What is compared with what: the same indicator and unit in two windows.
struct PeriodPair {
  Period current;
  Period baseline;
};

// Throws ComparisonError E1102 unless both cubes have the same units under the same parents.
void require_same_units(const Cube& current, const Cube& baseline);

// A level is read at the end of its window, so only the last month matters: a stock, a coded
// answer, a ratio of levels.
[[nodiscard]] bool is_level(const Indicator& indicator);

// Whether figures are counted in per cent, whatever the catalogue calls that unit of measure.
[[nodiscard]] bool is_percent(const Cube& cube, Index plane);

// The column of a plane that holds a window; for a level the first column of same_end
// (window_last.hpp) in which any unit gave a figure, as resample takes it.
[[nodiscard]] std::optional<Index> find_column(const Cube& cube, Index plane, Period wanted);

// What the marks of a cell and the reports behind it say: ESTIMATED, REBUILT, CONFLICT, CORRECTION
// and DATA_WINDOW.
[[nodiscard]] Reasons cell_mark_reasons(const Plane& plane, Index unit, Index period);

// WINDOW_LENGTH, WINDOW_POSITION and CODED. What matters are the months that the figures count
// (counted_window.hpp), not those of which they were reported.
[[nodiscard]] Reasons window_reasons(const Cube& cube, Index plane, const PeriodPair& pair);

// KIND where the figures are not of one sort: own figures and totals, totals that were combined in
// unlike ways over units or windows, cumulative figures and the flows made of them. The total of a
// unit without children (`leaf`) is its own figure.
[[nodiscard]] Reasons sort_reasons(const Plane& plane, const Plane& baseline, bool leaf);

// FORM_VERSION where reports printed in these versions do not compare; nothing known is no reason.
[[nodiscard]] Reasons version_reasons(const std::vector<std::string>& versions,
                                      const std::vector<std::string>& base_versions);

// PERIMETER where the totals of two cells lack unlike units: such as ended without a successor.
[[nodiscard]] Reasons lost_reasons(const Hierarchy& hierarchy, Index unit, const Plane& plane,
                                   Index period, const Plane& baseline, Index base_period);

// KIND, UNIT_OF_MEASURE and FORM_VERSION, when the cubes have different catalogues.
[[nodiscard]] Reasons definition_reasons(const Cube& current, Index plane, const Cube& baseline,
                                         Index base_plane);

}  // namespace cchc
