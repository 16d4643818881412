// Statistics of single series: lines, moments, breaks, seasons, control charts, projections.
#include <optional>
#include <string>
#include <vector>

#include "cchc/base/statistics.hpp"
#include "cchc/trend/chosen_share.hpp"
#include "cchc/trend/mann_kendall.hpp"
#include "cchc/trend/year_orders.hpp"
#include "pybind.hpp"
#include "trend_rows.hpp"

namespace cchc::bindings {

void bind_trend_series(py::module_& module) {
  module.def("fit_line", &line_dict, py::arg("x"), py::arg("y"), py::kw_only(),
             py::arg("through_origin") = false, py::arg("degree") = 1);
  module.def("moments", &moments_dict, py::arg("figures"));
  module.def(
      "mann_kendall", [](const Numbers& figures) { return kendall_dict(mann_kendall(figures)); },
      py::arg("figures"));
  module.def(
      "seasonal_mann_kendall",
      [](const Numbers& figures, const Steps& seasons, const std::optional<Steps>& years) {
        if (!years) {
          return kendall_dict(seasonal_mann_kendall(figures, seasons));
        }
        const SeasonalKendallResult found = YearOrders().run(figures, seasons, *years);
        return kendall_dict({found.counts, found.p});
      },
      py::arg("figures"), py::arg("seasons"), py::arg("years") = py::none());
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
        require_confidence(confidence);
        const Interval interval = wilson_interval(successes, trials, confidence);
        return py::make_tuple(interval.low, interval.high);
      },
      py::arg("successes"), py::arg("trials"), py::arg("confidence") = 0.95);
  module.def(
      "project",
      [](const Numbers& figures, const Steps& x, double target, std::int32_t at,
         const std::string& side, double lowest, double highest, double confidence) {
        return projection_dict({figures, -1}, x,
                               {target, at, target_side_from_text(side), lowest, highest},
                               confidence);
      },
      py::arg("figures"), py::arg("x"), py::kw_only(), py::arg("target"), py::arg("at"),
      py::arg("side"), py::arg("lowest"), py::arg("highest"), py::arg("confidence"));
}

}  // namespace cchc::bindings
