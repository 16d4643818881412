#include "cchc/aggregate/window_rule.hpp"

#include "cchc/aggregate/window_cover.hpp"
#include "cchc/aggregate/window_last.hpp"
#include "cchc/aggregate/window_perimeter.hpp"
#include "cchc/aggregate/window_ratio.hpp"
#include "cchc/aggregate/window_sum.hpp"
#include "cchc/base/exact_sum.hpp"

namespace cchc {

namespace {

std::unique_ptr<WindowRule> rule_of(const WindowQuestion& question, OverPeriods operation) {
  const bool cumulative = question.cube.indicator(question.plane).kind == Kind::cumulative;
  if (!is_taken_apart_by(question, operation)) {
    return exact_rule(question);
  }
  switch (operation) {
    case OverPeriods::sum:
      return sum_rule(question, Additive::flow);
    case OverPeriods::carry_over:
      return sum_rule(question, Additive::carried);
    case OverPeriods::last:
      if (cumulative && question.source().flows) {
        return sum_rule(question, Additive::flow);
      }
      return cumulative && question.flows_of_cumulative
                 ? sum_rule(question, Additive::since_january)
                 : last_rule(question);
    case OverPeriods::maximum:
    case OverPeriods::minimum:
    case OverPeriods::mean:
      return cover_rule(question, operation);
    case OverPeriods::any:
      return any_rule(question);
    case OverPeriods::ratio_of_sums:
      return ratio_rule(question);
    case OverPeriods::none:
      break;
  }
  return exact_rule(question);
}

}  // namespace

bool is_taken_apart_by(const WindowQuestion& question, OverPeriods operation) {
  return question.source().over_periods.value_or(operation) == operation;
}

bool adds_up(const WindowQuestion& question, Index unit) {
  const Plane& plane = question.source();
  if (!plane.coverage || plane.over_units == OverUnits::sum ||
      plane.over_units == OverUnits::none) {
    return true;
  }
  // A total of one unit alone is its own figure, unless an extension made it.
  return question.cube.hierarchy().is_leaf(unit) && plane.over_units != OverUnits::mean;
}

std::unique_ptr<WindowRule> window_rule(const WindowQuestion& question, OverPeriods operation) {
  return over_like_units(question, rule_of(question, operation));
}

bool is_reported(const Cube& cube, CellPlace place) {
  const Plane& plane = cube.plane(place.plane);
  return plane.state(place.unit, place.period) == ValueState::reported &&
         plane.figures.has(place.unit, place.period);
}

WindowFigure taken_over(const WindowQuestion& question, Index unit, Index period,
                        const WindowRule& rule) {
  WindowFigure figure;
  figure.terms = {{question.plane, period, 1}};
  if (rule.exact()) {
    figure.whole = signed_sum(question.cube, unit, figure.terms, rule.scale());
  } else {
    figure.rounded = question.figures().value(unit, period);
  }
  return figure;
}

Int128 signed_sum(const Cube& cube, Index unit, const WindowTerms& terms, int scale) {
  ExactSum sum;
  for (const WindowTerm& term : terms) {
    const Figures& figures = cube.plane(term.plane).figures;
    const Int128 whole =
        checked_product(figures.whole(unit, term.period), power_of_ten(scale - figures.scale));
    sum.add(checked_product(whole, term.coefficient));
  }
  return sum.total();
}

std::string figure_text(Int128 whole, int scale) {
  Figures one(1, 1, scale, true);
  one.set_whole(0, 0, whole);
  return one.text(0, 0);
}

}  // namespace cchc
