#include "cchc/aggregate/held_figures.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "cchc/aggregate/derived_plane.hpp"

namespace cchc {

namespace {

// Which cells the computed plane did not give: those stand when it is derived again.
void tell_held(Plane& plane, const MadeOf& computed, Flags held) {
  MadeOf made = computed;
  made.held = std::move(held);
  plane.made_of = std::make_shared<const MadeOf>(std::move(made));
}

// The held figures where `kept`, else the computed ones; exact where both are.
Figures combined(const Figures& computed, const Figures& held, const Flags& kept) {
  const bool exact = computed.exact && held.exact;
  Figures figures(computed.units(), computed.periods(),
                  exact ? std::max(computed.scale, held.scale) : 0, exact);
  for (Index unit = 0; unit < figures.units(); ++unit) {
    for (Index period = 0; period < figures.periods(); ++period) {
      const Figures& from = kept(unit, period) != 0 ? held : computed;
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
  return figures;
}

// What came in, where a policy or a rebuild withholds a figure.
const Figures& so_far(const Plane& plane) { return plane.so_far ? *plane.so_far : plane.figures; }

void keep_held(Plane& plane, const Plane& held) {
  Flags kept = Flags::Zero(plane.figures.units(), plane.figures.periods());
  for (Index unit = 0; unit < kept.rows(); ++unit) {
    for (Index period = 0; period < kept.cols(); ++period) {
      if (!stands(held, unit, period)) {
        continue;
      }
      kept(unit, period) = 1;
      plane.states(unit, period) = held.states(unit, period);
      plane.clear_marks(unit, period);
      plane.add_traits(unit, period, held.traits_of(unit, period));
      if (held.marks.size() != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(held.marks(unit, period)));
      }
    }
  }
  if (plane.so_far || held.so_far) {
    plane.so_far = std::make_shared<const Figures>(combined(so_far(plane), so_far(held), kept));
  }
  plane.figures = combined(plane.figures, held.figures, kept);
  plane.lost = held.lost ? held.lost : plane.lost;
  plane.rows = held.rows;
  if (plane.made_of) {
    tell_held(plane, *plane.made_of, std::move(kept));
  }
}

bool is_filled(const Plane& held, const Plane& computed, Index unit, Index period) {
  return held.is_computed(unit, period) ||
         (held.state(unit, period) == ValueState::missing && computed.figures.has(unit, period));
}

// The figures of `held`, and where its plane has a gap those of `computed`.
Figures filled(const Figures& held, const Figures& computed, const Plane& plane,
               const Plane& other) {
  Figures figures(held.units(), held.periods(), std::max(held.scale, computed.scale), held.exact);
  for (Index unit = 0; unit < figures.units(); ++unit) {
    for (Index period = 0; period < figures.periods(); ++period) {
      const Figures& from = is_filled(plane, other, unit, period) ? computed : held;
      if (!from.has(unit, period)) {
        continue;
      }
      if (held.exact) {
        figures.set_whole(
            unit, period,
            checked_product(from.whole(unit, period), power_of_ten(figures.scale - from.scale)));
      } else {
        figures.head(unit, period) = from.value(unit, period);
      }
    }
  }
  return figures;
}

// Marks, traits and coverage of the cells that were filled.
void fill_company(Plane& plane, const Plane& held, const Plane& computed) {
  for (Index unit = 0; unit < held.figures.units(); ++unit) {
    for (Index period = 0; period < held.figures.periods(); ++period) {
      if (!is_filled(held, computed, unit, period)) {
        continue;
      }
      plane.states(unit, period) = computed.states(unit, period);
      if (plane.marks.size() != 0) {
        plane.marks(unit, period) = 0;
      }
      if (computed.marks.size() != 0 && computed.marks(unit, period) != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(computed.marks(unit, period)));
      }
      plane.add_traits(unit, period, computed.traits_of(unit, period));
      plane.coverage->expected(unit, period) = computed.coverage->expected(unit, period);
      plane.coverage->reported(unit, period) = computed.coverage->reported(unit, period);
      plane.coverage->not_applicable(unit, period) =
          computed.coverage->not_applicable(unit, period);
    }
  }
}

Plane with_gaps_filled(const Plane& held, const Plane& computed) {
  const bool alike = computed.coverage && computed.over_units == held.over_units &&
                     computed.figures.exact == held.figures.exact && held.so_far && computed.so_far;
  if (!alike) {
    return held;
  }
  Plane plane = held;
  if (computed.made_of) {
    Flags flags = Flags::Ones(held.figures.units(), held.figures.periods());
    for (Index unit = 0; unit < flags.rows(); ++unit) {
      for (Index period = 0; period < flags.cols(); ++period) {
        flags(unit, period) = is_filled(held, computed, unit, period) ? 0 : 1;
      }
    }
    tell_held(plane, *computed.made_of, std::move(flags));
  }
  fill_company(plane, held, computed);
  plane.figures = filled(held.figures, computed.figures, held, computed);
  plane.so_far =
      std::make_shared<const Figures>(filled(*held.so_far, *computed.so_far, held, computed));
  if (held.parts && computed.parts) {
    plane.parts = std::make_shared<const RatioParts>(
        RatioParts{filled(held.parts->numerator, computed.parts->numerator, held, computed),
                   filled(held.parts->denominator, computed.parts->denominator, held, computed)});
  }
  return plane;
}

}  // namespace

bool holds_figures(const Plane& held) { return !held.made_of || held.made_of->held.size() != 0; }

Plane beside_held(Plane computed, const Plane& held) {
  if (held.coverage) {
    return with_gaps_filled(held, computed);
  }
  keep_held(computed, held);
  return computed;
}

bool stands(const Plane& held, Index unit, Index period) {
  const ValueState state = held.state(unit, period);
  if (held.is_computed(unit, period)) {
    return false;
  }
  return held.coverage || (state != ValueState::missing && state != ValueState::optional);
}

}  // namespace cchc
