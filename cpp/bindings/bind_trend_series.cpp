// Statistics of single series: lines, moments, breaks, seasons, control charts, projections.
#include <string>
#include <vector>

#include "cchc/base/moments.hpp"
#include "cchc/base/statistics.hpp"
#include "cchc/trend/level_shift.hpp"
#include "cchc/trend/projection.hpp"
#include "cchc/trend/run_rules.hpp"
#include "cchc/trend/seasonal_kendall.hpp"
#include "cchc/trend/seasonal_position.hpp"
#include "pybind.hpp"
#include "scaled_texts.hpp"

namespace cchc::bindings {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;
using Steps = std::vector<std::int32_t>;

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
  row["rules"] = rules_of(set);
  row["signals"] = signals;
  return row;
}

py::dict projection_dict(const Numbers& figures, const Steps& x, double target, std::int32_t at,
                         const std::string& side, double lowest, double highest,
                         double confidence) {
  const Projection found = project(
      figures, x, -1, {target, at, target_side_from_text(side), lowest, highest}, confidence);
  py::dict row;
  row["value"] = found.expected.value;
  row["low"] = found.expected.low;
  row["high"] = found.expected.high;
  row["verdict"] = std::string(to_text(found.verdict));
  row["reason"] = std::string(to_text(found.reason));
  return row;
}

}  // namespace

void bind_trend_series(py::module_& module) {
  module.def("fit_line", &line_dict, py::arg("x"), py::arg("y"), py::kw_only(),
             py::arg("through_origin") = false, py::arg("degree") = 1);
  module.def("moments", &moments_dict, py::arg("figures"));
  module.def(
      "mann_kendall", [](const Numbers& figures) { return kendall_dict(mann_kendall(figures)); },
      py::arg("figures"));
  module.def(
      "seasonal_mann_kendall",
      [](const Numbers& figures, const Steps& seasons) {
        return kendall_dict(seasonal_mann_kendall(figures, seasons));
      },
      py::arg("figures"), py::arg("seasons"));
  module.def("normal_p", &normal_p, py::arg("s"), py::arg("variance_18"), py::kw_only(),
             py::arg("continuity") = true);
  module.def("student_two_sided", &student_two_sided, py::arg("t"), py::arg("freedom"));
  module.def("level_shift", &shift_dict, py::arg("figures"), py::arg("first_after"));
  module.def("find_shift", &search_dict, py::arg("figures"), py::kw_only(),
             py::arg("orders") = 9999, py::arg("seed") = 20150415);
  module.def("seasonal_position", &season_dict, py::arg("figures"), py::arg("positions"));
  module.def("control_chart", &chart_dict, py::arg("kind"), py::arg("figures"), py::arg("trials"),
             py::kw_only(), py::arg("rules"), py::arg("frozen") = -1);
  module.def(
      "wilson_interval",
      [](double successes, double trials, double confidence) {
        const Interval interval = wilson_interval(successes, trials, confidence);
        return py::make_tuple(interval.low, interval.high);
      },
      py::arg("successes"), py::arg("trials"), py::arg("confidence") = 0.95);
  module.def("project", &projection_dict, py::arg("figures"), py::arg("x"), py::kw_only(),
             py::arg("target"), py::arg("at"), py::arg("side"), py::arg("lowest"),
             py::arg("highest"), py::arg("confidence"));
}

}  // namespace cchc::bindings
