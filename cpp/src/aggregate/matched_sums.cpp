#include "cchc/aggregate/matched_sums.hpp"

#include <algorithm>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/subtree.hpp"

namespace cchc {

MatchedSums matched_sums(const Cube& cube, const std::vector<PlaneColumn>& columns) {
  int scale = 0;
  for (const PlaneColumn& column : columns) {
    require_legal(cube.indicator(column.plane), OverUnits::sum);
    scale = std::max(scale, cube.plane(column.plane).figures.scale);
  }
  const auto gave = [&cube](const PlaneColumn& column, Index unit) {
    return cube.plane(column.plane).figures.has(unit, column.period);
  };
  MatchedSums matched{{columns.size(), Figures(cube.units(), 1, scale, true)},
                      Counts::Zero(cube.units(), 1)};
  for (Index unit = 0; unit < cube.units(); ++unit) {
    if (!std::all_of(columns.begin(), columns.end(),
                     [&](const PlaneColumn& column) { return gave(column, unit); })) {
      continue;
    }
    matched.reported(unit, 0) = 1;
    for (std::size_t at = 0; at < columns.size(); ++at) {
      const Figures& own = cube.plane(columns[at].plane).figures;
      matched.sums[at].set_whole(
          unit, 0,
          checked_product(own.whole(unit, columns[at].period), power_of_ten(scale - own.scale)));
    }
  }
  for (Figures& sums : matched.sums) {
    sums = subtree_sums(cube.hierarchy(), sums);
  }
  roll_up_counts(cube.hierarchy(), matched.reported);
  return matched;
}

}  // namespace cchc
