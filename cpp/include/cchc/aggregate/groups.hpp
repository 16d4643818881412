// Figures gathered so that those of one group stand side by side, for aggregations that need all of
// them at once, such as a median.
//
// A group is a unit of one level at one period: the own figures of the unit's subtree that are
// there. Groups run by unit, then by period; group g is values[offsets[g]] to values[offsets[g+1]].
//
//   province (level 1), 2 periods     A: 40, 39   B: 12, -      values   40 12 39
//                                                               offsets  0 2 3
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cchc/base/plane.hpp"
#include "cchc/model/hierarchy.hpp"

namespace cchc {

struct Groups {
  std::vector<Index> units;           // of the level, in pre-order
  std::vector<double> values;         // correctly rounded, in pre-order inside a group
  std::vector<std::int64_t> offsets;  // units.size() * periods + 1 of them
};

// Empty for a level that the hierarchy does not have.
[[nodiscard]] Groups subtree_groups(const Hierarchy& hierarchy, const Figures& own,
                                    std::string_view level);

// The quantile of each group, by linear interpolation between the order statistics around
// (n - 1) * probability (R type 7; 0.5 is the median); NaN for a group without values. Any NaN in a
// group makes its quantile NaN. Throws AggregationError: E1041 unless probability is in [0, 1],
// E1042 unless the offsets begin with 0, never fall and end with the number of values.
[[nodiscard]] std::vector<double> group_quantiles(std::span<const double> values,
                                                  std::span<const std::int64_t> offsets,
                                                  double probability);

}  // namespace cchc
