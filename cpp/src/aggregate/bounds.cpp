#include "cchc/aggregate/bounds.hpp"

#include <string>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/own_figures.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

int last_year_of(Period period) { return year_of_month(period.end_month() - 1); }

bool can_stand_in(Kind kind, Period earlier, Period period) {
  if (earlier.end_month() >= period.end_month()) {
    return false;
  }
  if (kind == Kind::cumulative) {
    return last_year_of(earlier) == last_year_of(period) ||
           earlier == period.same_period_last_year();
  }
  return kind != Kind::flow || earlier.length() == period.length();
}

void require_declared_sum(const Indicator& indicator) {
  require_legal(indicator, OverUnits::sum);
  if (indicator.over_units == OverUnits::sum) {
    return;
  }
  const std::string by(to_text(indicator.over_units));
  throw AggregationError(
      "CCHC-E1006",
      "only sums of units have such bounds; indicator " + indicator.code + " is combined by " + by,
      "chỉ số cộng của các đơn vị mới có cận như vậy; chỉ tiêu " + indicator.code + " gộp bằng " +
          by);
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
  require_declared_sum(observed.indicator(place.plane));
  require_own_figures(observed, place.plane);
  require_exact_figures(observed, place.plane);
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
