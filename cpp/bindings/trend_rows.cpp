#include "trend_rows.hpp"

#include "cchc/base/moments.hpp"
#include "cchc/trend/level_shift.hpp"
#include "cchc/trend/run_rules.hpp"
#include "cchc/trend/seasonal_position.hpp"
#include "scaled_texts.hpp"

namespace cchc::bindings {

py::dict line_dict(const Texts& x, const Texts& y, bool through_origin, int degree) {
  require_line(degree);
  const ScaledTexts at(x);
  const ScaledTexts value(y);
  const LineFit fit = fit_line({at.wholes, at.scale}, {value.wholes, value.scale}, through_origin);
  py::dict row;
  row["count"] = fit.count;
  row["freedom"] = fit.freedom;
  row["slope"] = fit.slope;
  row["intercept"] = fit.intercept;
  row["slope_error"] = fit.slope_error;
  row["intercept_error"] = fit.intercept_error;
  row["residual_deviation"] = fit.residual_deviation;
  return row;
}

py::dict moments_dict(const Texts& figures) {
  const ScaledTexts scaled_figures(figures);
  const Moments found = moments(scaled_figures.wholes, scaled_figures.scale);
  py::dict row;
  row["count"] = found.count;
  row["mean"] = found.mean;
  row["standard_deviation"] = found.standard_deviation;
  row["autocorrelation"] = found.autocorrelation;
  return row;
}

py::dict kendall_dict(const MannKendallResult& result) {
  py::dict row;
  row["count"] = result.counts.count;
  row["s"] = result.counts.s;
  row["variance_18"] = result.counts.variance_18;
  row["p"] = result.p.p;
  row["smallest_p"] = result.p.smallest;
  row["rule"] = std::string(to_text(result.p.rule));
  return row;
}

py::dict shift_dict(const Numbers& figures, Index first_after) {
  const LevelShift shift = level_shift(figures, first_after);
  py::dict row;
  row["before"] = shift.before;
  row["after"] = shift.after;
  row["median_before"] = shift.median_before;
  row["median_after"] = shift.median_after;
  row["p"] = shift.p;
  row["smallest_p"] = shift.smallest_p;
  row["rule"] = std::string(to_text(shift.rule));
  return row;
}

py::dict search_dict(const Numbers& figures, Index orders, std::uint64_t seed) {
  const ShiftSearch found = find_shift(figures, {orders, seed});
  py::dict row;
  row["first_after"] = found.first_after;
  row["p"] = found.p;
  row["p_alone"] = found.p_alone;
  row["smallest_p"] = found.smallest_p;
  row["enumerated"] = found.enumerated;
  row["orders"] = found.orders;
  return row;
}

py::dict season_dict(const Numbers& figures, Index positions) {
  const SeasonalPosition found = seasonal_position(figures, positions);
  py::dict row;
  row["years"] = found.years;
  row["effect"] = found.effect;
  row["share"] = found.share;
  row["p"] = found.p;
  row["smallest_p"] = found.smallest_p;
  row["rule"] = std::string(to_text(found.rule));
  return row;
}

py::dict chart_dict(const std::string& kind, const Numbers& figures, const Numbers& trials,
                    const std::string& rules, Index frozen) {
  const ChartKind chart_kind = chart_kind_from_text(kind);
  const RunRuleSet set = run_rule_set_from_text(rules);
  const ControlLimits chart = chart_kind == ChartKind::xmr
                                  ? xmr_chart(figures, frozen)
                                  : p_chart(figures, trials, chart_kind, frozen);
  py::list signals;
  for (const RunSignal& signal : run_signals(chart, set)) {
    signals.append(py::make_tuple(signal.rule, signal.first, signal.last));
  }
  py::dict row;
  row["windows_used"] = chart.windows_used;
  row["centre"] = chart.centre;
  row["value"] = chart.value;
  row["low"] = chart.low;
  row["high"] = chart.high;
  row["moving_range_limit"] = chart.moving_range_limit;
  row["degenerate"] = chart.degenerate;
  row["rules"] = rules_of(set);
  row["signals"] = signals;
  return row;
}

py::dict projection_dict(const ScaledSeries& series, const Steps& x, const Target& target,
                         double confidence) {
  const Projection found = project(series.figures, x, series.scale, target, confidence);
  py::dict row;
  row["value"] = found.expected.value;
  row["low"] = found.expected.low;
  row["high"] = found.expected.high;
  row["verdict"] = std::string(to_text(found.verdict));
  row["reason"] = std::string(to_text(found.reason));
  return row;
}

}  // namespace cchc::bindings
