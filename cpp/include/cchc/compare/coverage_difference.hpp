// Which units stand behind two totals, and whether they are the same.
#pragma once

#include "cchc/aggregate/coverage.hpp"
#include "cchc/compare/reason.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// The coverage of one column of a plane of totals, unit by unit.
struct OwnCoverage {
  Counts expected, reported, not_applicable;
  Date day;  // the last one of the window's rule

  // Precondition: the plane has coverage.
  OwnCoverage(const Cube& cube, Index plane, Index column);
};

// How many units below each unit (itself included) are in the perimeter of one side only, and how
// many that are in both gave a figure on one side only: did not report, or left an optional row
// blank. Empty where a side is no total.
struct Differences {
  Counts perimeter;
  Counts coverage;

  [[nodiscard]] Reasons reasons(Index unit) const;
};

[[nodiscard]] Differences differences_between(const Hierarchy& hierarchy, const OwnCoverage& now,
                                              const OwnCoverage& then);

}  // namespace cchc
