// Totals of every subtree of the hierarchy in one sweep from the last unit to the first: in
// pre-order a unit's row is finished before its parent's is needed.
//
//   unit          own   after the sweep
//   province       .        52
//     dept A       40       40
//     dept B       12       12
#pragma once

#include <cstdint>
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

// By unit the number of the list that it holds in common with others, 0 for none. Units of one type
// hold one list: all communes of a province the same procedures, all districts others.
using ListNumbers = std::vector<std::uint8_t>;

// Like subtree_sums, for lists that some units share: among the units of one list the largest
// figure counts once; lists, and all other figures, add up.
[[nodiscard]] Figures subtree_shared_sums(const Hierarchy& hierarchy, const Figures& own,
                                          const ListNumbers& lists);
// The same, with the number of the list for each cell.
[[nodiscard]] Figures subtree_shared_sums(const Hierarchy& hierarchy, const Figures& own,
                                          const Flags& lists);

// For each unit whether its type is one of the given ones.
[[nodiscard]] std::vector<bool> units_of_types(const Cube& cube,
                                               const std::vector<std::string>& types);

// The lists that units hold in common of an indicator that is a shared list; else of no unit.
[[nodiscard]] ListNumbers lists_in_common(const Cube& cube, const Indicator& indicator);

// units x periods: the same number in all periods.
[[nodiscard]] Flags in_every_period(const ListNumbers& lists, Index periods);

// The largest (or smallest) figure of each subtree; NaN in a subtree without any.
[[nodiscard]] Figures subtree_extremes(const Hierarchy& hierarchy, const Figures& own,
                                       bool largest);

}  // namespace cchc
