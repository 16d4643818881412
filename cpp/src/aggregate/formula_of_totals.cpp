#include "cchc/aggregate/formula_of_totals.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace cchc {
namespace {

bool is_no_sum(const Plane& plane, bool adds, bool leaf) {
  if (!plane.coverage || (leaf && plane.over_units != OverUnits::mean)) {
    return false;  // a unit's own figure
  }
  return plane.over_units == OverUnits::maximum || plane.over_units == OverUnits::minimum ||
         plane.over_units == OverUnits::mean ||
         (adds && plane.over_units == OverUnits::shared_list);
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
  const bool leaf = cube.hierarchy().is_leaf(unit);
  return references.size() < 2 ||
         std::ranges::none_of(references, [&](const PlacedReference& each) {
           return each.plane && is_no_sum(cube.plane(*each.plane), adds, leaf);
         });
}

bool are_of_like_units(LikeUnits& like, const Cube& cube,
                       const std::vector<PlacedReference>& references, Index unit, Index period) {
  WindowTerms terms;
  bool complete = true;
  for (const PlacedReference& each : references) {
    const Index column = each.period_of[static_cast<std::size_t>(period)];
    if (!each.plane || column < 0) {
      continue;
    }
    terms.push_back({*each.plane, column, 1});
    const auto& coverage = cube.plane(*each.plane).coverage;
    complete = complete &&
               (!coverage || coverage->reported(unit, column) >= coverage->expected(unit, column));
  }
  return complete || like.are_like(unit, terms);
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
