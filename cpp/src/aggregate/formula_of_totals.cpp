#include "cchc/aggregate/formula_of_totals.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "cchc/cube/made_of.hpp"

namespace cchc {
namespace {

bool is_no_sum(const Cube& cube, Index at, bool adds, Index unit) {
  const auto over = find_modified_reference(cube.indicator(at).code);
  if (over && reads_one_unit(over->modifier)) {
    const Index read = unit_read(cube.hierarchy(), *over, unit);
    const auto base = cube.find(over->code);
    return read >= 0 && base && is_no_sum(cube, *base, adds, read);
  }
  const Plane& plane = cube.plane(at);
  const bool leaf = cube.hierarchy().is_leaf(unit);
  if (!plane.coverage || (leaf && plane.over_units != OverUnits::mean)) {
    return false;  // a unit's own figure
  }
  return plane.over_units == OverUnits::maximum || plane.over_units == OverUnits::minimum ||
         plane.over_units == OverUnits::mean ||
         (adds && plane.over_units == OverUnits::shared_list);
}

// The totals that a cell rests on: itself, or what it was computed from.
void add_terms(WindowTerms& terms, const Cube& cube, CellPlace place) {
  const Plane& plane = cube.plane(place.plane);
  // Combined by nothing, its own coverage tells of no units.
  const bool rests_on_others = plane.is_computed(place.unit, place.period) ||
                               (plane.made_of && plane.over_units == OverUnits::none);
  if (!rests_on_others) {
    terms.push_back({place.plane, place.period, 1});
    return;
  }
  for (const ReadPlane& each : plane.made_of->reads) {
    const auto read = find_plane(cube, each.indicator);
    const Index column = each.period_of[static_cast<std::size_t>(place.period)];
    if (read && column >= 0) {
      terms.push_back({*read, column, 1});
    }
  }
}

// Cells of the operand that lack units, brought to the periods of the formula.
void add_lost(LostUnits& lost, const Plane& operand, const std::vector<Index>& period_of) {
  for (const auto& [cell, units] : *operand.lost) {
    for (std::size_t period = 0; period < period_of.size(); ++period) {
      if (period_of[period] == cell.second) {
        lost[{cell.first, static_cast<Index>(period)}].insert(units.begin(), units.end());
      }
    }
  }
}

}  // namespace

bool means_something(const Cube& cube, const std::vector<PlacedReference>& references, bool adds,
                     Index unit) {
  const auto rests_on_no_sum = [&](const PlacedReference& each) {
    const std::vector<ReadPlane> reads =
        each.plane ? planes_read(cube, *each.plane, each.period_of) : std::vector<ReadPlane>{};
    return std::ranges::any_of(reads, [&](const ReadPlane& read) {
      const auto plane = find_plane(cube, read.indicator);
      return plane && is_no_sum(cube, *plane, adds, unit);
    });
  };
  return references.size() < 2 || std::ranges::none_of(references, rests_on_no_sum);
}

bool are_of_like_units(LikeUnits& like, const Cube& cube,
                       const std::vector<PlacedReference>& references, Index unit, Index period) {
  const bool complete = std::ranges::all_of(references, [&](const PlacedReference& each) {
    const Index column = each.period_of[static_cast<std::size_t>(period)];
    if (!each.plane || column < 0 || !cube.plane(*each.plane).coverage) {
      return true;
    }
    const Coverage& coverage = *cube.plane(*each.plane).coverage;
    return coverage.reported(unit, column) >= coverage.expected(unit, column);
  });
  if (complete) {
    return true;
  }
  WindowTerms terms;
  for (const PlacedReference& each : references) {
    const Index column = each.period_of[static_cast<std::size_t>(period)];
    if (each.plane && column >= 0) {
      add_terms(terms, cube, {*each.plane, unit, column});
    }
  }
  return like.are_like(unit, terms);
}

void take_worst_coverage(Coverage& coverage, const Cube& cube,
                         const std::vector<PlacedReference>& references, Index unit, Index period) {
  double worst = 2.0;  // above every share
  for (const PlacedReference& each : references) {
    const Index column = each.period_of[static_cast<std::size_t>(period)];
    if (!each.plane || column < 0 || !cube.plane(*each.plane).coverage) {
      continue;
    }
    const Coverage& from = *cube.plane(*each.plane).coverage;
    const double expected = from.expected(unit, column);
    const double share = expected == 0 ? 1.0 : from.reported(unit, column) / expected;
    if (share < worst) {
      worst = share;
      coverage.expected(unit, period) = from.expected(unit, column);
      coverage.reported(unit, period) = from.reported(unit, column);
      coverage.not_applicable(unit, period) = from.not_applicable(unit, column);
    }
  }
}

void inherit_from_operands(Plane& plane, const Cube& cube,
                           const std::vector<PlacedReference>& references) {
  const bool cumulative = cube.catalogue()[plane.indicator].kind == Kind::cumulative;
  LostUnits lost;
  for (const PlacedReference& each : references) {
    if (!each.plane) {
      continue;
    }
    const Plane& operand = cube.plane(*each.plane);
    plane.flows = plane.flows || (cumulative && operand.flows);
    plane.over_periods = plane.over_periods ? plane.over_periods : operand.over_periods;
    if (operand.lost) {
      add_lost(lost, operand, each.period_of);
    }
  }
  if (!lost.empty()) {
    plane.lost = std::make_shared<const LostUnits>(std::move(lost));
  }
}

}  // namespace cchc
