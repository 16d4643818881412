#include "cchc/aggregate/bounds.hpp"

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"

namespace cchc {
namespace {

bool can_stand_in(Kind kind, Period earlier, Period period) {
  return earlier.end_month() < period.end_month() &&
         (kind != Kind::flow || earlier.length() == period.length());
}

std::optional<Index> last_known(const Cube& cube, CellPlace place) {
  const Period period = cube.periods()[static_cast<std::size_t>(place.period)];
  const Kind kind = cube.indicator(place.plane).kind;
  std::optional<Index> latest;
  for (Index column = 0; column < static_cast<Index>(cube.periods().size()); ++column) {
    const Period earlier = cube.periods()[static_cast<std::size_t>(column)];
    if (can_stand_in(kind, earlier, period) &&
        cube.plane(place.plane).figures.has(place.unit, column) &&
        (!latest ||
         cube.periods()[static_cast<std::size_t>(*latest)].end_month() < earlier.end_month())) {
      latest = column;
    }
  }
  return latest;
}

}  // namespace

Bounds bounds(const Cube& observed, CellPlace place) {
  require_legal(observed.indicator(place.plane), OverUnits::sum);
  const Figures& figures = observed.plane(place.plane).figures;
  Bounds found;
  for (Index unit = place.unit; unit < observed.hierarchy().end(place.unit); ++unit) {
    if (figures.has(unit, place.period)) {
      found.so_far = checked_sum(found.so_far.value_or(0), figures.whole(unit, place.period));
    }
  }
  found.with_last_known = found.so_far;
  bool all_known = true;
  for (const Index unit : absentees(observed, place)) {
    const auto column = last_known(observed, {place.plane, unit, place.period});
    found.absentees.push_back({unit, column});
    all_known = all_known && column.has_value();
    if (column) {
      found.with_last_known =
          checked_sum(found.with_last_known.value_or(0), figures.whole(unit, *column));
    }
  }
  if (!all_known) {
    found.with_last_known.reset();
  }
  return found;
}

}  // namespace cchc
