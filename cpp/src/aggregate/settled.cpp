#include "cchc/aggregate/settled.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace cchc {
namespace {

class Settling {
 public:
  Settling(const Cube& cube, Index plane, OverUnits operation, const MissingPolicy& missing)
      : own_(cube.plane(plane)),
        hierarchy_(cube.hierarchy()),
        operation_(operation),
        missing_(missing) {}

  [[nodiscard]] Plane run(Totals totals) const {
    Plane plane;
    plane.indicator = own_.indicator;
    plane.figures = totals.figures;
    plane.states.resize(totals.figures.units(), totals.figures.periods());
    for (Index unit = 0; unit < plane.figures.units(); ++unit) {
      const bool alone = hierarchy_.is_leaf(unit) || !combines();
      for (Index period = 0; period < plane.figures.periods(); ++period) {
        settle(plane, totals, {unit, period, alone});
      }
    }
    plane.so_far = std::make_shared<const Figures>(totals.so_far ? *std::move(totals.so_far)
                                                                 : std::move(totals.figures));
    plane.over_units = operation_;
    plane.over_periods = own_.over_periods;
    plane.flows = own_.flows;
    plane.lost = own_.lost;
    plane.coverage = std::move(totals.coverage);
    plane.parts = std::move(totals.parts);
    plane.answers = std::move(totals.answers);
    return plane;
  }

 private:
  struct Cell {
    Index unit;
    Index period;
    bool alone;  // its own total: it has no children, or nothing is combined
  };

  void settle(Plane& plane, const Totals& totals, Cell cell) const {
    const auto [unit, period, alone] = cell;
    const int expected = totals.coverage.expected(unit, period);
    const int reported = totals.coverage.reported(unit, period);
    const bool has = !std::isnan(totals.figures.head(unit, period));
    if (has && (alone || missing_.accepts(expected, reported))) {
      plane.states(unit, period) = static_cast<std::uint8_t>(ValueState::reported);
      if (carries_marks(totals)) {
        copy_marks(plane, totals, unit, period);
      }
      return;
    }
    if (has || (totals.so_far && totals.so_far->has(unit, period))) {
      plane.add_mark(unit, period, Mark::withheld);
      plane.figures.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
    }
    plane.states(unit, period) = static_cast<std::uint8_t>(state_without_figure(
        unit, period, alone, expected == 0 && totals.coverage.not_applicable(unit, period) > 0));
  }

  [[nodiscard]] bool carries_marks(const Totals& totals) const {
    return own_.marks.size() != 0 || own_.traits.size() != 0 || totals.traits.size() != 0 ||
           totals.estimated.size() != 0;
  }

  [[nodiscard]] bool combines() const {
    return operation_ != OverUnits::none && operation_ != OverUnits::distribution;
  }

  void copy_marks(Plane& plane, const Totals& totals, Index unit, Index period) const {
    if (totals.estimated.size() != 0 && totals.estimated(unit, period) != 0) {
      plane.add_mark(unit, period, Mark::estimated);
    }
    if (own_.marks.size() == 0 && own_.traits.size() == 0 && totals.traits.size() == 0) {
      return;
    }
    for (Index below = unit; below < hierarchy_.end(unit); ++below) {
      if (totals.traits.size() != 0) {
        plane.add_traits(unit, period, totals.traits(below, period));
      }
      if (own_.state(below, period) != ValueState::reported) {
        continue;  // what did not enter the total says nothing about it
      }
      plane.add_traits(unit, period, own_.traits_of(below, period));
      if (own_.marks.size() != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(own_.marks(below, period) & ~withheld));
      }
    }
  }

  // `alone`: the cell is the unit's own cell, which knows why it is empty.
  [[nodiscard]] ValueState state_without_figure(Index unit, Index period, bool alone,
                                                bool applies_to_nobody) const {
    const ValueState state = alone ? own_.state(unit, period) : ValueState::missing;
    return state == ValueState::missing && applies_to_nobody && !hierarchy_.is_leaf(unit)
               ? ValueState::not_applicable
               : state;
  }

  const Plane& own_;
  const Hierarchy& hierarchy_;
  OverUnits operation_;
  const MissingPolicy& missing_;
};

}  // namespace

Plane settled(const Cube& cube, Index plane, Totals totals, OverUnits operation,
              const MissingPolicy& missing) {
  return Settling(cube, plane, operation, missing).run(std::move(totals));
}

}  // namespace cchc
