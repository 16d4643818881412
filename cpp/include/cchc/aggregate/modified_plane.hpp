// The figures that references over other units read, as planes of the cube beside the others.
//
//   [sum:4.2.1], complete       own   figure   so far   coverage
//   province                     .       .       52      2 of 3     department C did not report
//     dept A                    40      40       40      1 of 1
//     dept B                    12      12       12      1 of 1
//     dept C                     .       .        .      0 of 1
//
// They are totals like those of roll_up: the same policy says what one with gaps is worth, coverage
// and marks stand beside it, and derive() asks whether the operands of a formula are totals of the
// same units.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/aggregate/missing_policy.hpp"
#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// The cube with a plane for each code, such as "sum:4.2.1:commune", which its catalogue has.
//
//   * Of units' own figures those of the subtree enter, or of its units of the level.
//   * On a cube that is rolled up the totals of the uppermost units of the level enter, each with
//     what came in of it: a unit of the level inside another is part of the other's total. Coverage
//     counts the units that made these totals.
//   * sum, minimum, maximum of decimals are exact; a sum of shared lists is what roll_up makes of
//     them. The median is the mean of the two in the middle.
//   * count is how many of these units gave anything, 0 of none; it lacks nothing and is never
//     withheld.
//   * parent and top are that unit's cell, as it is.
//   * A unit without any unit of the level has no figure and is not_applicable.
//
// Throws SelectionError for an indicator without figures (as Cube::at), a code without modifier
// (E0942), an unknown level (E0941) or one for parent or top (E0944); AggregationError E1003 for
// the policy, E1043 for a subtree without a level on figures that are rolled up and hold the units
// below already, E1044 for a sum, mean or median of answer codes or of rates, or a sum of totals
// that are no sums.
[[nodiscard]] std::shared_ptr<const Cube> with_modified_references(
    std::shared_ptr<const Cube> cube, const std::vector<std::string>& codes,
    const MissingPolicy& missing = {});

}  // namespace cchc
