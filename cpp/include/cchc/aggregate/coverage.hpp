// Coverage: which units are expected to give a figure, and which did.
#pragma once

#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// Totals taken for own figures would hold every unit as often as it has units above it: throws
// AggregationError E1008 for a plane that is rolled up already.
void require_own_figures(const Cube& cube, Index plane);

// How one unit's own cell counts.
enum class Duty {
  owed,            // expected to report
  by_right_blank,  // optional and left blank: neither expected nor reported
  not_applicable,  // the indicator does not apply to this unit, or no longer
  excluded,        // taken out on purpose (like_for_like)
};

// A unit owes a figure when it is expected to report on the window and the indicator applies to it.
// A unit that reported counts as expected, whatever the hierarchy says.
[[nodiscard]] Duty duty(const Cube& cube, CellPlace place);
[[nodiscard]] bool owes(const Cube& cube, CellPlace place);

// Each unit's own coverage (0 or 1 in every count), before any roll-up.
[[nodiscard]] Coverage own_coverage(const Cube& cube, Index plane);

// Adds every unit's counts to its parent's, from the last unit to the first.
void roll_up_counts(const Hierarchy& hierarchy, Counts& counts);

// What roll_up_counts started from: every unit's counts less its children's.
[[nodiscard]] Counts own_counts(const Hierarchy& hierarchy, const Counts& rolled);

// The units below `place.unit` (itself included) that owed a figure and gave none, in pre-order. On
// an aggregate of a rate also those that gave the rate alone, without the numerator and denominator
// that the total is pooled from.
[[nodiscard]] std::vector<Index> absentees(const Cube& cube, CellPlace place);

}  // namespace cchc
