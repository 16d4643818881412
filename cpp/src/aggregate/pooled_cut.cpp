#include "cchc/aggregate/pooled_cut.hpp"

#include <limits>
#include <utility>

#include "cchc/aggregate/matched_sums.hpp"

namespace cchc {

PooledCut pooled_cut(const Cube& cube, Index plane, Index period, Index base_period) {
  MatchedSums matched = matched_sums(cube, {{plane, base_period}, {plane, period}});
  PooledCut cut{std::move(matched.sums[0]), std::move(matched.sums[1]),
                Matrix::Constant(cube.units(), 1, std::numeric_limits<double>::quiet_NaN()),
                std::move(matched.reported)};
  for (Index unit = 0; unit < cube.units(); ++unit) {
    if (cut.base.has(unit, 0) && cut.base.whole(unit, 0) > 0) {
      const Int128 base = cut.base.whole(unit, 0);
      cut.rate(unit, 0) = quotient(checked_product(base - cut.current.whole(unit, 0), 100), base);
    }
  }
  return cut;
}

}  // namespace cchc
