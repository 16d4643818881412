#include "cchc/aggregate/pooled_share.hpp"

#include <algorithm>
#include <limits>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/subtree.hpp"

namespace cchc {
namespace {

Figures combined(const Cube& cube, Index plane, const Figures& own) {
  const Indicator& indicator = cube.indicator(plane);
  return indicator.over_units == OverUnits::shared_list
             ? subtree_shared_sums(cube.hierarchy(), own, units_of_types(cube, indicator.shared_by))
             : subtree_sums(cube.hierarchy(), own);
}

// The figures of `plane` at a wider scale, where `other` has a figure too.
Figures beside(const Cube& cube, Index plane, Index other, int scale) {
  const Figures& own = cube.plane(plane).figures;
  const Figures& needed = cube.plane(other).figures;
  Figures kept(own.units(), own.periods(), scale, true);
  for (Index unit = 0; unit < own.units(); ++unit) {
    for (Index period = 0; period < own.periods(); ++period) {
      if (own.has(unit, period) && needed.has(unit, period)) {
        kept.set_whole(unit, period,
                       checked_product(own.whole(unit, period), power_of_ten(scale - own.scale)));
      }
    }
  }
  return kept;
}

}  // namespace

PooledShare pooled_share(const Cube& cube, Index part, Index whole) {
  require_legal(cube.indicator(part), OverUnits::sum);
  require_legal(cube.indicator(whole), OverUnits::sum);
  const int scale = std::max(cube.plane(part).figures.scale, cube.plane(whole).figures.scale);
  const Figures own_part = beside(cube, part, whole, scale);
  PooledShare share{
      {combined(cube, part, own_part), combined(cube, whole, beside(cube, whole, part, scale))},
      Matrix::Constant(own_part.units(), own_part.periods(),
                       std::numeric_limits<double>::quiet_NaN()),
      (!own_part.head.isNaN()).cast<std::int32_t>()};
  roll_up_counts(cube.hierarchy(), share.reported);
  for (Index unit = 0; unit < own_part.units(); ++unit) {
    for (Index period = 0; period < own_part.periods(); ++period) {
      share.rate(unit, period) = ratio_value(share.parts, 100, unit, period);
    }
  }
  return share;
}

}  // namespace cchc
