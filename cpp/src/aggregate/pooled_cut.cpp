#include "cchc/aggregate/pooled_cut.hpp"

#include <limits>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/subtree.hpp"

namespace cchc {

PooledCut pooled_cut(const Cube& cube, Index plane, Index period, Index base_period) {
  require_legal(cube.indicator(plane), OverUnits::sum);
  const Figures& own = cube.plane(plane).figures;
  const Index units = cube.units();
  PooledCut cut{Figures(units, 1, own.scale, true), Figures(units, 1, own.scale, true),
                Matrix::Constant(units, 1, std::numeric_limits<double>::quiet_NaN()),
                Counts::Zero(units, 1)};
  for (Index unit = 0; unit < units; ++unit) {
    if (own.has(unit, period) && own.has(unit, base_period)) {
      cut.base.set_whole(unit, 0, own.whole(unit, base_period));
      cut.current.set_whole(unit, 0, own.whole(unit, period));
      cut.reported(unit, 0) = 1;
    }
  }
  cut.base = subtree_sums(cube.hierarchy(), cut.base);
  cut.current = subtree_sums(cube.hierarchy(), cut.current);
  roll_up_counts(cube.hierarchy(), cut.reported);
  for (Index unit = 0; unit < units; ++unit) {
    if (cut.base.has(unit, 0) && cut.base.whole(unit, 0) > 0) {
      const Int128 base = cut.base.whole(unit, 0);
      cut.rate(unit, 0) = quotient(checked_product(base - cut.current.whole(unit, 0), 100), base);
    }
  }
  return cut;
}

}  // namespace cchc
