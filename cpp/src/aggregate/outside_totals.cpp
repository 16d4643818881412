#include "cchc/aggregate/outside_totals.hpp"

#include <cmath>

#include "cchc/cube/computed_check.hpp"

namespace cchc {

Figures outside_figures(const Cube& cube, Index plane, const Matrix& values,
                        const Coverage& coverage, const OutsideTotals& outside) {
  const std::string& code = cube.indicator(plane).code;
  require_shape(cube, outside.name, code, values.rows(), values.cols());
  const ComputedCellCheck check(cube, outside.name, code);
  for (Index unit = 0; unit < values.rows(); ++unit) {
    for (Index period = 0; period < values.cols(); ++period) {
      if (!std::isnan(values(unit, period))) {
        check.require(values(unit, period), coverage.reported(unit, period) > 0, unit, period);
      }
    }
  }
  Figures figures;
  figures.exact = false;
  figures.head = values;
  return figures;
}

}  // namespace cchc
