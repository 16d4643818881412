#include "cchc/cube/plane.hpp"

namespace cchc {

void Plane::add_mark(Index unit, Index period, Mark mark) {
  if (marks.size() == 0) {
    marks = Flags::Zero(states.rows(), states.cols());
  }
  marks(unit, period) = static_cast<std::uint8_t>(marks(unit, period) | mark);
}

void Plane::add_traits(Index unit, Index period, ReportTraits more) {
  if (more == 0) {
    return;
  }
  if (traits.size() == 0) {
    traits.setZero(states.rows(), states.cols());
  }
  traits(unit, period) |= more;
}

void Plane::clear_marks(Index unit, Index period) {
  if (marks.size() != 0) {
    marks(unit, period) = 0;
  }
  if (traits.size() != 0) {
    traits(unit, period) = 0;
  }
}

void Plane::report(Index unit, Index period, Int128 whole) {
  figures.set_whole(unit, period, whole);
  states(unit, period) = static_cast<std::uint8_t>(ValueState::reported);
}

Plane empty_plane(Index indicator, Index units, Index periods, int scale, bool exact) {
  Plane plane;
  plane.indicator = indicator;
  plane.figures = Figures(units, periods, scale, exact);
  plane.states = Flags::Constant(units, periods, static_cast<std::uint8_t>(ValueState::missing));
  return plane;
}

}  // namespace cchc
