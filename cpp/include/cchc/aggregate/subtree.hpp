// Totals of every subtree of the hierarchy in one sweep from the last unit to the first: in
// pre-order a unit's row is finished before its parent's is needed.
//
//   unit          own   after the sweep
//   province       .        52
//     dept A       40       40
//     dept B       12       12
#pragma once

#include <string>
#include <vector>

#include "cchc/base/plane.hpp"
#include "cchc/cube/cube.hpp"
#include "cchc/model/hierarchy.hpp"

namespace cchc {

// Exact sums of the figures of each subtree; NaN in a subtree without any figure. Sums that leave
// 2^53 go through 128-bit whole numbers and keep their tail; beyond 2^106 NumberError is thrown.
// Precondition: `own` is exact.
[[nodiscard]] Figures subtree_sums(const Hierarchy& hierarchy, const Figures& own);

// Like subtree_sums, for lists that some units share (the communes of a province hold the same
// procedures): among the units marked in `shares` the largest figure counts once, the others add
// up.
[[nodiscard]] Figures subtree_shared_sums(const Hierarchy& hierarchy, const Figures& own,
                                          const std::vector<bool>& shares);
// The same, with 1 in the cells of `shares` that are held in common in that period.
[[nodiscard]] Figures subtree_shared_sums(const Hierarchy& hierarchy, const Figures& own,
                                          const Flags& shares);

// For each unit whether its type is one of the given ones.
[[nodiscard]] std::vector<bool> units_of_types(const Cube& cube,
                                               const std::vector<std::string>& types);

// For each unit whether it holds the indicator's figure, a shared list, in common with others.
[[nodiscard]] std::vector<bool> holders_in_common(const Cube& cube, const Indicator& indicator);

// units x periods: 1 in all periods of the units so marked.
[[nodiscard]] Flags in_every_period(const std::vector<bool>& units, Index periods);

// The largest (or smallest) figure of each subtree; NaN in a subtree without any.
[[nodiscard]] Figures subtree_extremes(const Hierarchy& hierarchy, const Figures& own,
                                       bool largest);

}  // namespace cchc
