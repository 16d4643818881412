// A baseline that somebody's function computed from whole planes: what each figure is compared
// with.
//
//   files        2023-H1   2023-H2   2024-H1
//   province          25        40        34      what the function saw
//                      .        25        40      what it gave: the window before
//
// Which of the figures went into one that it gave nobody knows, so each is held to all that the
// function saw of its unit: it carries the marks of all of them, and compare() tells where any of
// them is a total over other units than the figure looked at. The function is given the windows,
// so what it makes of windows of unlike lengths is its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/compare/coverage_difference.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// A cube of the baselines alone: of the planes of `computed` that are not those of `cube`. Both
// have the same units and periods, and a plane was computed from that of the same indicator. The
// parts of a cell are all figures of its unit's row. `function` is its name.
[[nodiscard]] std::shared_ptr<const Cube> given_baseline(const std::shared_ptr<const Cube>& cube,
                                                         const Cube& computed,
                                                         const std::string& function);

// What the totals of a plane have against a baseline that a function made of them.
class RowPerimeter {
 public:
  RowPerimeter(const Cube& cube, Index plane);

  // By unit, PERIMETER and COVERAGE: where the total in the column `at` is one over other units
  // than the unit's total in any column that has one, as between two totals; and PERIMETER where
  // they lack unlike units that ended. Empty for a plane that holds no totals.
  [[nodiscard]] std::vector<Reasons> reasons(Index at) const;

 private:
  const Cube& cube_;
  const Plane& totals_;
  std::vector<OwnCoverage> columns_;
};

}  // namespace cchc
