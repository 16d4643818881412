// What a total would come to if the units that gave no figure had repeated their last one.
#pragma once

#include <optional>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// A figure that stands in for an absentee's: its last one before the window.
struct LastKnown {
  Index unit;
  std::optional<Index> period;  // of the cube; empty: the unit never gave a figure
};

// Whole numbers stand for themselves / 10^scale of the plane.
struct Bounds {
  std::optional<Int128> so_far;           // total of what came in; empty: nothing did
  std::optional<Int128> with_last_known;  // with the absentees' last figures; empty: one has none
  std::vector<LastKnown> absentees;       // in pre-order
};

// `observed` holds the units' own figures; `place` is the unit whose subtree is added. The last
// known figure of a flow is that of the latest earlier window of the same length, of a level that
// of the latest earlier window. A cumulative figure starts again on 1 January: the latest earlier
// window of the same year stands in, else the same window a year before. Never a fill: a bound
// beside the figure, to see how much is open.
// Throws AggregationError: E1001 the kind has no sum over units, E1006 the catalogue combines units
// otherwise than by sum, E1008 the plane holds totals already, E1032 a formula gave float64.
[[nodiscard]] Bounds bounds(const Cube& observed, CellPlace place);

}  // namespace cchc
