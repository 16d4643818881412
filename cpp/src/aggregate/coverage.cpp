#include "cchc/aggregate/coverage.hpp"

#include <algorithm>

namespace cchc {
namespace {

// Rows of a form that ended with a reorganisation say so by their last day.
bool is_over(const Indicator& indicator, Period period) {
  return !indicator.valid_to.empty() &&
         date_from_text(indicator.valid_to) <= rule_window(period).last;
}

}  // namespace

Duty duty(const Cube& cube, CellPlace place) {
  const Plane& plane = cube.plane(place.plane);
  const ValueState state = plane.state(place.unit, place.period);
  if (state == ValueState::reported) {
    return Duty::owed;
  }
  const Period period = cube.periods()[static_cast<std::size_t>(place.period)];
  if (state == ValueState::not_applicable || is_over(cube.indicator(place.plane), period)) {
    return Duty::not_applicable;
  }
  return state == ValueState::optional ? Duty::by_right_blank : Duty::owed;
}

bool owes(const Cube& cube, CellPlace place) {
  const Period period = cube.periods()[static_cast<std::size_t>(place.period)];
  const bool reported =
      cube.plane(place.plane).state(place.unit, place.period) == ValueState::reported;
  return duty(cube, place) == Duty::owed &&
         (reported || cube.hierarchy().is_expected(place.unit, period));
}

Coverage own_coverage(const Cube& cube, Index plane) {
  const Index units = cube.units();
  const auto periods = static_cast<Index>(cube.periods().size());
  Coverage own{Counts::Zero(units, periods), Counts::Zero(units, periods),
               Counts::Zero(units, periods)};
  const Plane& figures = cube.plane(plane);
  for (Index unit = 0; unit < units; ++unit) {
    for (Index period = 0; period < periods; ++period) {
      const CellPlace place{plane, unit, period};
      own.expected(unit, period) = owes(cube, place) ? 1 : 0;
      own.reported(unit, period) =
          figures.state(unit, period) == ValueState::reported ? 1 : 0;
      own.not_applicable(unit, period) =
          duty(cube, place) == Duty::not_applicable && cube.hierarchy()[unit].reports ? 1 : 0;
    }
  }
  return own;
}

void roll_up_counts(const Hierarchy& hierarchy, Counts& counts) {
  for (Index unit = hierarchy.size() - 1; unit > 0; --unit) {
    if (hierarchy.parent(unit) >= 0) {
      counts.row(hierarchy.parent(unit)) += counts.row(unit);
    }
  }
}

std::vector<Index> absentees(const Cube& observed, CellPlace place) {
  std::vector<Index> found;
  const Plane& plane = observed.plane(place.plane);
  for (Index unit = place.unit; unit < observed.hierarchy().end(place.unit); ++unit) {
    if (plane.state(unit, place.period) != ValueState::reported &&
        owes(observed, {place.plane, unit, place.period})) {
      found.push_back(unit);
    }
  }
  return found;
}

}  // namespace cchc
