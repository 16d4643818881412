// What a formula of rolled up figures may say, and what its figures inherit from their operands.
#pragma once

#include <vector>

#include "cchc/aggregate/derived_plane.hpp"
#include "cchc/aggregate/window_perimeter.hpp"

namespace cchc {

// Whether a formula of several totals of `unit` means anything: of sums of units it does. The
// largest figures of two indicators may be those of two units, so that their difference or quotient
// is nobody's; nor are means, and two shared lists added are no shared list. A computed operand is
// as good as what it was computed from.
[[nodiscard]] bool means_something(const Cube& cube, const std::vector<PlacedReference>& references,
                                   bool adds, Index unit);

// Whether the operands of a cell are totals of the same units. Operands that everybody reported
// speak of the units that each applies to; with gaps the same units must have reported each. Of a
// computed operand the totals count that it was computed from.
[[nodiscard]] bool are_of_like_units(LikeUnits& like, const Cube& cube,
                                     const std::vector<PlacedReference>& references, Index unit,
                                     Index period);

// Gives a cell the coverage of the operand with the smallest share reported.
void take_worst_coverage(Coverage& coverage, const Cube& cube,
                         const std::vector<PlacedReference>& references, Index unit, Index period);

// Sets how the windows were combined, whether a cumulative figure is a flow, and which units were
// lost, as it is of the operands.
void inherit_from_operands(Plane& plane, const Cube& cube,
                           const std::vector<PlacedReference>& references);

}  // namespace cchc
