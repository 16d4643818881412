#include "cchc/compare/coverage_difference.hpp"

namespace cchc {
namespace {

Counts own_column(const Cube& cube, const Counts& rolled, Index column) {
  return own_counts(cube.hierarchy(), rolled.col(column));
}

}  // namespace

OwnCoverage::OwnCoverage(const Cube& cube, Index plane, Index column)
    : expected(own_column(cube, cube.plane(plane).coverage->expected, column)),
      reported(own_column(cube, cube.plane(plane).coverage->reported, column)),
      not_applicable(own_column(cube, cube.plane(plane).coverage->not_applicable, column)),
      day(rule_window(cube.periods()[static_cast<std::size_t>(column)]).last) {}

Reasons Differences::reasons(Index unit) const {
  Reasons found = 0;
  if (perimeter.size() != 0 && perimeter(unit, 0) > 0) {
    found |= bit(Reason::perimeter);
  }
  if (coverage.size() != 0 && coverage(unit, 0) > 0) {
    found |= bit(Reason::coverage);
  }
  return found;
}

Differences differences_between(const Hierarchy& hierarchy, const OwnCoverage& now,
                                const OwnCoverage& then) {
  Differences found{Counts::Zero(hierarchy.size(), 1), Counts::Zero(hierarchy.size(), 1)};
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    const bool expected_alike = now.expected(unit, 0) == then.expected(unit, 0);
    const bool there_alike =
        hierarchy.is_valid(unit, now.day) == hierarchy.is_valid(unit, then.day) &&
        now.not_applicable(unit, 0) == then.not_applicable(unit, 0);
    found.perimeter(unit, 0) = expected_alike || there_alike ? 0 : 1;
    found.coverage(unit, 0) =
        found.perimeter(unit, 0) == 0 &&
                (!expected_alike || now.reported(unit, 0) != then.reported(unit, 0))
            ? 1
            : 0;
  }
  roll_up_counts(hierarchy, found.perimeter);
  roll_up_counts(hierarchy, found.coverage);
  return found;
}

}  // namespace cchc
