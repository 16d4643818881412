#include "cchc/aggregate/held_figures.hpp"

#include <algorithm>
#include <utility>

#include "cchc/aggregate/derived_plane.hpp"

namespace cchc {

void keep_held(Plane& plane, const Plane& held) {
  const bool exact = plane.figures.exact && held.figures.exact;
  Figures figures(plane.figures.units(), plane.figures.periods(),
                  exact ? std::max(plane.figures.scale, held.figures.scale) : 0, exact);
  for (Index unit = 0; unit < figures.units(); ++unit) {
    for (Index period = 0; period < figures.periods(); ++period) {
      const bool kept = stands(held, unit, period);
      const Figures& from = kept ? held.figures : plane.figures;
      if (kept) {
        plane.states(unit, period) = held.states(unit, period);
        if (plane.marks.size() != 0) {
          plane.marks(unit, period) = 0;
        }
        if (plane.traits.size() != 0) {
          plane.traits(unit, period) = 0;
        }
        plane.add_traits(unit, period, held.traits_of(unit, period));
        if (held.marks.size() != 0) {
          plane.add_mark(unit, period, static_cast<Mark>(held.marks(unit, period)));
        }
      }
      if (!from.has(unit, period)) {
        continue;
      }
      if (exact) {
        figures.set_whole(
            unit, period,
            checked_product(from.whole(unit, period), power_of_ten(figures.scale - from.scale)));
      } else {
        figures.head(unit, period) = from.value(unit, period);
      }
    }
  }
  plane.figures = std::move(figures);
  plane.rows = held.rows;
}

bool stands(const Plane& held, Index unit, Index period) {
  const ValueState state = held.state(unit, period);
  return held.coverage || (state != ValueState::missing && state != ValueState::optional);
}

}  // namespace cchc
