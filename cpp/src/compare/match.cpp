#include "cchc/compare/match.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cchc/aggregate/window_last.hpp"
#include "cchc/base/error.hpp"
#include "cchc/cube/counted_window.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

bool any_reported(const Cube& cube, Index plane, Index period) {
  return (cube.plane(plane).states.col(period) == static_cast<std::uint8_t>(ValueState::reported))
      .any();
}

}  // namespace

void require_same_units(const Cube& current, const Cube& baseline) {
  const Hierarchy& a = current.hierarchy();
  const Hierarchy& b = baseline.hierarchy();
  bool same = a.size() == b.size();
  for (Index unit = 0; same && unit < a.size(); ++unit) {
    same = a[unit].id == b[unit].id && a.parent(unit) == b.parent(unit);
  }
  if (!same) {
    throw ComparisonError("CCHC-E1102",
                          "the two cubes have different units; build both on one hierarchy",
                          "hai tập số liệu có cây đơn vị khác nhau; hãy dựng trên cùng một cây");
  }
}

bool is_level(const Indicator& indicator) {
  return indicator.kind == Kind::stock || indicator.kind == Kind::coded ||
         (indicator.kind == Kind::ratio && indicator.over_periods == OverPeriods::last);
}

bool is_percent(const Cube& cube, Index plane) {
  const UnitOfMeasure* unit = cube.catalogue().unit_of_measure(cube.plane(plane).indicator);
  return unit != nullptr && unit->percent;
}

std::optional<Index> find_column(const Cube& cube, Index plane, Period wanted) {
  const std::optional<Index> exact = cube.find_period(wanted);
  if (!is_level(cube.indicator(plane))) {
    return exact;
  }
  const std::vector<Index> columns = same_end(cube, wanted);
  const auto found = std::ranges::find_if(
      columns, [&](Index column) { return any_reported(cube, plane, column); });
  return found == columns.end() ? exact : *found;
}

Reasons cell_mark_reasons(const Plane& plane, Index unit, Index period) {
  constexpr std::array<std::pair<Mark, Reason>, 4> table{{{Mark::estimated, Reason::estimated},
                                                          {Mark::rebuilt, Reason::rebuilt},
                                                          {Mark::conflict, Reason::conflict},
                                                          {Mark::correction, Reason::correction}}};
  Reasons found = (plane.traits_of(unit, period) & off_window) != 0 ? bit(Reason::data_window) : 0;
  for (const auto& [mark, reason] : table) {
    found |= plane.has_mark(unit, period, mark) ? bit(reason) : 0;
  }
  return found;
}

Reasons window_reasons(const Cube& cube, Index plane, const PeriodPair& pair) {
  Reasons reasons = 0;
  const Indicator& indicator = cube.indicator(plane);
  const Period current = counted_window(cube, plane, pair.current);
  const Period baseline = counted_window(cube, plane, pair.baseline);
  const bool level = is_level(indicator);
  const bool rate = indicator.kind == Kind::ratio;
  const bool same_length = current.length() == baseline.length();
  if (!same_length && !level && !rate) {
    reasons |= bit(Reason::window_length);
  }
  const bool same_months = (current.end_month() - baseline.end_month()) % 12 == 0;
  if (!(same_months && same_length) && !level) {
    reasons |= bit(Reason::window_position);
  }
  if (indicator.kind == Kind::coded) {
    reasons |= bit(Reason::coded);
  }
  return reasons;
}

Reasons sort_reasons(const Plane& plane, const Plane& baseline, bool leaf) {
  const bool by_extension =
      plane.over_units == OverUnits::mean || baseline.over_units == OverUnits::mean;
  const bool same_units =
      (leaf && !by_extension) || (plane.coverage.has_value() == baseline.coverage.has_value() &&
                                  plane.over_units == baseline.over_units);
  const bool same_windows =
      plane.over_periods == baseline.over_periods && plane.flows == baseline.flows;
  return same_units && same_windows ? 0 : bit(Reason::kind);
}

Reasons version_reasons(const std::vector<std::string>& versions,
                        const std::vector<std::string>& base_versions) {
  return versions_differ(versions, base_versions) ? bit(Reason::form_version) : 0;
}

Reasons lost_reasons(const Hierarchy& hierarchy, Index unit, const Plane& plane, Index period,
                     const Plane& baseline, Index base_period) {
  if (!plane.lost && !baseline.lost) {
    return 0;
  }
  const Index end = hierarchy.end(unit);
  const bool same =
      lost_below(plane, unit, end, period) == lost_below(baseline, unit, end, base_period);
  return same ? 0 : bit(Reason::perimeter);
}

Reasons definition_reasons(const Cube& current, Index plane, const Cube& baseline,
                           Index base_plane) {
  if (&current.catalogue() == &baseline.catalogue()) {
    return 0;
  }
  const Indicator& indicator = current.indicator(plane);
  const Indicator& other = baseline.indicator(base_plane);
  Reasons reasons = 0;
  if (other.kind != indicator.kind) {
    reasons |= bit(Reason::kind);
  }
  if (other.unit_of_measure != indicator.unit_of_measure) {
    reasons |= bit(Reason::unit_of_measure);
  }
  if (current.catalogue().version() != baseline.catalogue().version()) {
    reasons |= bit(Reason::form_version);
  }
  return reasons;
}

}  // namespace cchc
