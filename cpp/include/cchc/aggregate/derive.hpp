// Figures computed from other figures by formula: the derived indicators of the catalogue, and any
// other formulas given.
//
//   3.3.pending = [3.3.received] - [3.3]
//
//   unit        received   resolved   pending
//   province        52         40        12      of the totals, on a cube that is rolled up
//     dept A        40         30        10
//     dept B        12         10         2
//     dept C         .          9         .      a missing operand leaves the figure missing
//
// A formula reads cells: units' own figures on a cube of own figures, totals on a cube that is
// rolled up. A rate of totals is thus the pooled rate; rates are never added up.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/model/formula.hpp"

namespace cchc {

// What one indicator is computed from. The formula need not be the catalogue's.
struct DerivedIndicator {
  std::string indicator;  // code, name or alias of the cube's catalogue
  Formula formula;
};

// The same cube with a plane for each indicator given; planes stay in the order of the catalogue.
// Formulas may read each other, in any order. A figure that was reported stands; one that was
// computed before is computed anew.
//
//   * Sums and differences of exact figures (linear_formula.hpp) are exact; every other formula is
//     evaluated in float64 over the operands, each correctly rounded.
//   * Missing is what Formula::evaluate says: any missing operand gives missing, except in coalesce
//     and if. A reference to a window or an indicator without figures is missing. A cell without a
//     figure is not_applicable, or optional, when all operands that it lacks are; else missing.
//   * A figure carries the marks of all operands that are there, but for `withheld`.
//   * On a cube that is rolled up a cell has the coverage of the operand with the smallest share
//     reported. Operands with gaps that unlike units left give no figure: their totals do not speak
//     of the same units. So does an operand that is withheld; `so_far` then holds what the formula
//     gives of the operands' totals so far. A ratio keeps its numerator and denominator as parts.
//
// Throws SelectionError for a code that the catalogue does not know, AggregationError E1030 for an
// indicator given twice, E1031 for formulas that read each other in a circle; NumberError E0701
// beyond 2^106.
[[nodiscard]] std::shared_ptr<const Cube> derive(std::shared_ptr<const Cube> cube,
                                                 const std::vector<DerivedIndicator>& indicators);

// The same for every derived indicator of the catalogue whose operands the cube holds.
[[nodiscard]] std::shared_ptr<const Cube> derive(std::shared_ptr<const Cube> cube);

}  // namespace cchc
