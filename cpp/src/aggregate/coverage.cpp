#include "cchc/aggregate/coverage.hpp"

#include <algorithm>
#include <string>

#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// Rows of a form that ended with a reorganisation say so by their last day.
bool is_over(const Indicator& indicator, Period period) {
  return !indicator.valid_to.empty() &&
         date_from_text(indicator.valid_to) <= rule_window(period).last;
}

Duty duty_of(ValueState state, bool over) {
  if (state == ValueState::reported) {
    return Duty::owed;
  }
  if (state == ValueState::not_applicable || over) {
    return Duty::not_applicable;
  }
  return state == ValueState::optional ? Duty::by_right_blank : Duty::owed;
}

// Whether a unit gave what goes into a figure. A pooled rate takes numerator and denominator: of
// a unit that gave the rate alone, nothing. Of own figures parts are kept only of rates that were
// divided anew, and a rate that was not is a figure all the same.
bool enters(const Plane& plane, Index unit, Index period) {
  return plane.parts && plane.coverage ? plane.parts->denominator.has(unit, period)
                                       : plane.state(unit, period) == ValueState::reported;
}

bool lacks_own(const Cube& cube, CellPlace place) {
  return owes(cube, place) && !enters(cube.plane(place.plane), place.unit, place.period);
}

// Whether a unit owed a figure of its own and gave none. On an aggregate the cell of a unit with
// children holds the total; coverage shows it, by what it lacks beyond its children's.
bool is_absent(const Cube& cube, CellPlace place) {
  const Plane& plane = cube.plane(place.plane);
  // What a reference over other units lacks is all in its coverage: some units were not asked.
  const bool modified = find_modified_reference(cube.indicator(place.plane).code).has_value();
  const auto is_own = [&](Index unit) {
    return !plane.coverage || (cube.hierarchy().is_leaf(unit) && !modified);
  };
  const auto lacking = [&](Index unit) {
    return is_own(unit) ? static_cast<int>(lacks_own(cube, {place.plane, unit, place.period}))
                        : plane.coverage->expected(unit, place.period) -
                              plane.coverage->reported(unit, place.period);
  };
  int own = lacking(place.unit);
  if (!is_own(place.unit)) {
    for (const Index child : cube.hierarchy().children(place.unit)) {
      own -= lacking(child);
    }
  }
  return own > 0;
}

}  // namespace

void require_own_figures(const Cube& cube, Index plane) {
  if (cube.plane(plane).coverage) {
    const std::string code = cube.indicator(plane).code;
    throw AggregationError("CCHC-E1008",
                           "indicator " + code +
                               " is rolled up already: a second time would count units twice; "
                               "use the cube of the units' own figures",
                           "chỉ tiêu " + code +
                               " đã được tổng hợp: tổng hợp lần nữa là tính trùng; hãy dùng dữ "
                               "liệu của chính các đơn vị");
  }
}

Duty duty(const Cube& cube, CellPlace place) {
  if (cube.plane(place.plane).has_mark(place.unit, place.period, Mark::excluded)) {
    return Duty::excluded;
  }
  const Period period = cube.periods()[static_cast<std::size_t>(place.period)];
  return duty_of(cube.plane(place.plane).state(place.unit, place.period),
                 is_over(cube.indicator(place.plane), period));
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
  std::vector<Date> days;
  std::vector<char> over;
  for (const Period window : cube.periods()) {
    days.push_back(rule_window(window).last);
    over.push_back(is_over(cube.indicator(plane), window) ? 1 : 0);
  }
  // Along the rows, as the cells lie in memory.
  for (Index unit = 0; unit < units; ++unit) {
    const Unit& row = cube.hierarchy()[unit];
    const bool always = !row.valid_from && !row.valid_to;
    for (Index period = 0; period < periods; ++period) {
      const auto column = static_cast<std::size_t>(period);
      const ValueState state = figures.state(unit, period);
      const Duty duty = figures.has_mark(unit, period, Mark::excluded)
                            ? Duty::excluded
                            : duty_of(state, over[column] != 0);
      const bool reported = state == ValueState::reported;
      const bool owed = duty == Duty::owed && row.reports &&
                        (always || cube.hierarchy().is_valid(unit, days[column]));
      own.reported(unit, period) = reported ? 1 : 0;
      own.expected(unit, period) = reported || owed ? 1 : 0;
      own.not_applicable(unit, period) = duty == Duty::not_applicable && row.reports ? 1 : 0;
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

Counts own_counts(const Hierarchy& hierarchy, const Counts& rolled) {
  Counts own = rolled;
  for (Index unit = 1; unit < hierarchy.size(); ++unit) {
    if (hierarchy.parent(unit) >= 0) {
      own.row(hierarchy.parent(unit)) -= rolled.row(unit);
    }
  }
  return own;
}

std::vector<Index> absentees(const Cube& cube, CellPlace place) {
  std::vector<Index> found;
  for (Index unit = place.unit; unit < cube.hierarchy().end(place.unit); ++unit) {
    if (is_absent(cube, {place.plane, unit, place.period})) {
      found.push_back(unit);
    }
  }
  return found;
}

}  // namespace cchc
