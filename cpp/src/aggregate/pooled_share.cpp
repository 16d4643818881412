#include "cchc/aggregate/pooled_share.hpp"

#include <algorithm>
#include <limits>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/subtree.hpp"

namespace cchc {
namespace {

// A list counts once, and so does what is a part of one.
Figures combined(const Cube& cube, const Figures& own, const ListNumbers& lists) {
  return std::ranges::any_of(lists, [](std::uint8_t list) { return list != 0; })
             ? subtree_shared_sums(cube.hierarchy(), own, lists)
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
  // A list counts once, and so does what is a part of one.
  const ListNumbers whole_lists = lists_in_common(cube, cube.indicator(whole));
  ListNumbers lists = lists_in_common(cube, cube.indicator(part));
  for (std::size_t unit = 0; unit < lists.size(); ++unit) {
    lists[unit] = std::max(lists[unit], whole_lists[unit]);
  }
  PooledShare share{{combined(cube, own_part, lists),
                     combined(cube, beside(cube, whole, part, scale), whole_lists)},
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
