#include "cchc/aggregate/day_rate.hpp"

#include "cchc/aggregate/window_rule.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

void require_flow(const Indicator& indicator) {
  if (indicator.kind == Kind::flow) {
    return;
  }
  const std::string which = indicator.code + " (" + std::string(to_text(indicator.kind)) + ")";
  throw AggregationError(
      "CCHC-E1021",
      "indicator " + which + " has no rate by the day: only a flow grows with the days it covers",
      "chỉ tiêu " + which + " không có số bình quân ngày: chỉ số phát sinh mới tăng theo số ngày");
}

const DataWindow* reported_window(const Cube& cube, CellPlace place) {
  const Plane& plane = cube.plane(place.plane);
  const Index row = plane.rows.size() == 0 ? -1 : plane.rows(place.unit, place.period);
  if (row < 0) {
    return nullptr;
  }
  const Observations& observations = cube.observations();
  const auto source = observations.source_position(row);
  const auto& window = observations.sources()[static_cast<std::size_t>(source)].window;
  return window ? &*window : nullptr;
}

}  // namespace

std::optional<DayRate> per_day_rate(Int128 whole, int scale, const DataWindow& reported,
                                    Period period) {
  const WindowFit days = fit(reported, period);
  if (days.days_reported < 1) {
    return std::nullopt;
  }
  const Int128 below = checked_product(days.days_reported, power_of_ten(scale));
  const std::string over = std::to_string(days.days_reported);
  const std::string of = std::to_string(days.days_rule);
  const std::string figure = figure_text(whole, scale);
  return DayRate{days, quotient(whole, below),
                 quotient(checked_product(whole, days.days_rule), below),
                 "estimate: " + figure + " over " + over + " of " + of + " days",
                 "ước tính: " + figure + " trong " + over + " trên " + of + " ngày"};
}

std::optional<DayRate> per_day_rate(const Cube& cube, CellPlace place) {
  require_flow(cube.indicator(place.plane));
  const DataWindow* window = reported_window(cube, place);
  const Figures& figures = cube.plane(place.plane).figures;
  if (window == nullptr || !figures.exact || !is_reported(cube, place)) {
    return std::nullopt;
  }
  return per_day_rate(figures.whole(place.unit, place.period), figures.scale, *window,
                      cube.periods()[static_cast<std::size_t>(place.period)]);
}

}  // namespace cchc
