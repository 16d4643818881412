// Which months a figure counts, whatever window it was reported for.
//
//   tasks done of the year's plan    2024-Q1: 9    2024-H1: 20    2024-H2: 39
//
// count 3, 6 and 12 months: such figures are of one sort only where they count alike.
#pragma once

#include "cchc/cube/cube.hpp"

namespace cchc {

// A cumulative figure counts from January of the year in which its window ends, or from the start
// of a window that begins before; once it was made a flow it counts its own window, as every other
// figure does.
[[nodiscard]] Period counted_window(const Cube& cube, Index plane, Period window);

}  // namespace cchc
