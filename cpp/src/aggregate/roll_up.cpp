#include "cchc/aggregate/roll_up.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/asked.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/own_figures.hpp"
#include "cchc/aggregate/rolled_up_origin.hpp"
#include "cchc/aggregate/rolled_up_plane.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/parallel.hpp"

namespace cchc {
namespace {

void require_summed(const Cube& rolled, Index plane) {
  const Plane& figures = rolled.plane(plane);
  // Own figures go by what the catalogue declares, consolidated ones by what was done.
  const OverUnits combined = figures.over_units.value_or(rolled.indicator(plane).over_units);
  if (combined == OverUnits::sum) {
    return;
  }
  const std::string code = rolled.indicator(plane).code;
  const std::string by = std::string(to_text(combined));
  throw AggregationError(
      "CCHC-E1006",
      "only sums of units can be added or taken apart; indicator " + code + " was combined by " +
          by,
      "chỉ số cộng của các đơn vị mới cộng hoặc tách được; chỉ tiêu " + code + " gộp bằng " + by);
}

// A formula that asks for totals itself, [sum:4.2.1], has them on a cube of own figures too. They
// stand as they are: nothing is combined, so nothing is counted twice.
bool is_of_totals(const Cube& cube, Index plane, OverUnits operation) {
  return cube.plane(plane).coverage && operation == OverUnits::none;
}

void require_rolled_up(const Cube& cube, Index plane) {
  if (!cube.plane(plane).coverage) {
    const std::string code = cube.indicator(plane).code;
    throw AggregationError(
        "CCHC-E1006",
        "only sums of units can be taken apart; indicator " + code + " was combined by nothing",
        "chỉ số cộng của các đơn vị mới tách được; chỉ tiêu " + code + " chưa được gộp");
  }
}

bool reads_figures(OverUnits operation) {
  return operation != OverUnits::none && operation != OverUnits::ratio_of_sums &&
         operation != OverUnits::distribution;
}

// A figure that a formula gave in float64 is not the sum of anything; a total of its operands is.
void require_exact(const Cube& cube, Index plane, OverUnits operation) {
  if (reads_figures(operation)) {
    require_exact_figures(cube, plane);
  }
}

// What is done with the figures of a plane that nobody asked for.
OverUnits of_unasked(const Cube& cube, Index plane) {
  const OverUnits declared = cube.indicator(plane).over_units;
  const bool inexact = reads_figures(declared) && !cube.plane(plane).figures.exact;
  return cube.plane(plane).coverage || inexact ? OverUnits::none : declared;
}

// What is done with the figures of a plane that was asked for; throws where it may not be.
OverUnits of_asked(const Cube& cube, Index plane, const RollUpOptions& options) {
  const Indicator& indicator = cube.indicator(plane);
  if (options.outside.at(plane) != nullptr) {
    require_own_figures(cube, plane);
    return OverUnits::mean;  // like a mean, it is no sum that can be taken apart
  }
  const OverUnits operation = options.over_units.value_or(indicator.over_units);
  if (!is_of_totals(cube, plane, operation)) {
    require_own_figures(cube, plane);
    require_legal(indicator, operation);
    require_exact(cube, plane, operation);
  }
  return operation;
}

void refuse_double_counting(const Hierarchy& hierarchy, std::vector<Index> units) {
  // In pre-order a unit stands before all that it holds, so neighbours show every overlap.
  std::sort(units.begin(), units.end());
  for (std::size_t i = 1; i < units.size(); ++i) {
    if (hierarchy.is_within(units[i], units[i - 1])) {
      const std::string upper = hierarchy[units[i - 1]].name;
      const std::string lower = hierarchy[units[i]].name;
      throw AggregationError(
          "CCHC-E1007", "'" + upper + "' already holds '" + lower + "': their sum counts twice",
          "'" + upper + "' đã bao gồm '" + lower + "': cộng hai đơn vị là tính trùng");
    }
  }
}

}  // namespace

std::shared_ptr<const Cube> roll_up(std::shared_ptr<const Cube> cube,
                                    const RollUpOptions& options) {
  check(options.missing);
  std::vector<OverUnits> operations;
  for (Index plane = 0; plane < cube->planes(); ++plane) {
    operations.push_back(is_asked(options.asked, plane) ? of_asked(*cube, plane, options)
                                                        : of_unasked(*cube, plane));
  }
  CubeParts parts = cube->parts();
  parallel_for(cube->planes(), options.threads, [&](Index plane) {
    const auto at = static_cast<std::size_t>(plane);
    if (is_of_totals(*cube, plane, operations[at]) && options.outside.at(plane) == nullptr) {
      return;
    }
    parts.planes[at] = std::make_shared<const Plane>(
        rolled_up_plane(*cube, plane, operations[at], own_coverage(*cube, plane), options.missing,
                        options.outside));
  });
  parts.origin = rolled_up_origin(std::move(cube), std::move(operations), options.outside);
  return std::make_shared<const Cube>(std::move(parts));
}

Figures children_figures(const Cube& rolled, const Cube& observed, Index plane) {
  require_rolled_up(rolled, plane);
  require_summed(rolled, plane);
  const Figures& totals = *rolled.plane(plane).so_far;
  const Plane& before = observed.plane(own_plane(observed, rolled.indicator(plane).code));
  const Figures& own = before.so_far ? *before.so_far : before.figures;
  Figures children(own.units(), own.periods(), own.scale, true);
  for (Index unit = 1; unit < own.units(); ++unit) {
    const Index parent = rolled.hierarchy().parent(unit);
    for (Index period = 0; parent >= 0 && period < own.periods(); ++period) {
      // Children that gave nothing leave their sum missing, whatever the unit itself reported.
      if (totals.has(unit, period)) {
        const Int128 less = own.has(parent, period) ? own.whole(parent, period) : 0;
        children.set_whole(parent, period, totals.whole(parent, period) - less);
      }
    }
  }
  return children;
}

std::optional<Int128> total_of(const Cube& cube, Index plane, Index period,
                               const std::vector<Index>& units) {
  require_legal(cube.indicator(plane), OverUnits::sum);
  require_summed(cube, plane);
  require_exact(cube, plane, OverUnits::sum);
  refuse_double_counting(cube.hierarchy(), units);
  std::optional<Int128> total;
  for (const Index unit : units) {
    const Figures& figures = cube.plane(plane).figures;
    if (!figures.has(unit, period)) {
      return std::nullopt;
    }
    total = checked_sum(total.value_or(0), figures.whole(unit, period));
  }
  return total;
}

}  // namespace cchc
