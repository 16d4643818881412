#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/aggregate/bounds.hpp"
#include "cchc/aggregate/day_rate.hpp"
#include "cchc/aggregate/like_for_like.hpp"
#include "cchc/aggregate/own_figures.hpp"
#include "cchc/aggregate/resample.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

py::dict finding_dict(const Cube& cube, const WindowFinding& finding) {
  py::dict row;
  row["kind"] = std::string(to_text(finding.kind));
  row["indicator"] = cube.indicator(finding.plane).code;
  row["unit"] = cube.hierarchy()[finding.unit].id;
  row["period"] = to_text(cube.periods()[static_cast<std::size_t>(finding.period)]);
  row["message_en"] = finding.message_en;
  row["message_vi"] = finding.message_vi;
  return row;
}

py::tuple resample_cube(const CubePointer& cube, const std::vector<Period>& wanted,
                        const std::optional<std::string>& over_periods, bool flows_of_cumulative,
                        const std::vector<Index>& asked, Index threads) {
  ResampleOptions options;
  if (over_periods) {
    options.over_periods = over_periods_from_text(*over_periods);
  }
  options.flows_of_cumulative = flows_of_cumulative;
  options.asked = checked_planes(*cube, asked);
  options.threads = threads;
  ResampleResult result;
  {
    const py::gil_scoped_release unlocked;
    result = resample(cube, wanted, options);
  }
  py::list findings;
  for (const WindowFinding& finding : result.findings) {
    findings.append(finding_dict(*result.cube, finding));
  }
  const py::dict arguments(
      py::arg("cube") = cube, py::arg("wanted") = wanted, py::arg("over_periods") = over_periods,
      py::arg("flows_of_cumulative") = flows_of_cumulative, py::arg("asked") = asked);
  return py::make_tuple(made_by(result.cube, "resample", arguments), findings);
}

// Cube, issues.
py::tuple like_for_like_cube(const CubePointer& cube, Index period, Index baseline_period) {
  OwnFigures own;
  std::shared_ptr<const Cube> matched;
  {
    const py::gil_scoped_release unlocked;
    own = own_figures(cube);
    matched = like_for_like(own.cube, period, baseline_period);
  }
  const py::dict arguments(py::arg("cube") = cube, py::arg("period") = period,
                           py::arg("baseline_period") = baseline_period);
  return py::make_tuple(made_by(matched, "like_for_like", arguments), issue_list(own.issues));
}

py::dict bounds_dict(const Cube& cube, CellPlace place) {
  const Bounds found = bounds(cube, place);
  const int scale = cube.plane(place.plane).figures.scale;
  const auto text = [scale](const std::optional<Int128>& whole) {
    return whole ? py::object(py::str(to_string(*whole, scale))) : py::object(py::none());
  };
  py::dict row;
  row["so_far"] = text(found.so_far);
  row["with_last_known"] = text(found.with_last_known);
  py::dict absentees;
  for (const LastKnown& last : found.absentees) {
    absentees[py::str(cube.hierarchy()[last.unit].id)] =
        last.period
            ? py::object(py::str(to_text(cube.periods()[static_cast<std::size_t>(*last.period)])))
            : py::object(py::none());
  }
  row["absentees"] = absentees;
  return row;
}

py::object day_rate_dict(const Cube& cube, CellPlace place) {
  const auto rate = per_day_rate(cube, place);
  if (!rate) {
    return py::none();
  }
  py::dict row;
  row["days_reported"] = rate->fit.days_reported;
  row["days_rule"] = rate->fit.days_rule;
  row["per_day"] = rate->per_day;
  row["at_rule_days"] = rate->at_rule_days;
  row["rule_en"] = rate->rule_en;
  row["rule_vi"] = rate->rule_vi;
  return row;
}

}  // namespace

void bind_windows(py::module_& module) {
  module.def("resample", &resample_cube, py::arg("cube").none(false), py::arg("wanted"),
             py::kw_only(), py::arg("over_periods") = py::none(),
             py::arg("flows_of_cumulative") = false, py::arg("asked") = std::vector<Index>(),
             py::arg("threads") = 0);
  module.def("own_plane", &own_plane, py::arg("own").none(false), py::arg("code"));
  module.def(
      "bounds",
      [](const CubePointer& cube, Index plane, Index unit, Index period) {
        return bounds_dict(*cube, checked_place(*cube, plane, unit, period));
      },
      py::arg("cube").none(false), py::arg("plane"), py::arg("unit"), py::arg("period"));
  module.def(
      "per_day_rate",
      [](const CubePointer& cube, Index plane, Index unit, Index period) {
        return day_rate_dict(*cube, checked_place(*cube, plane, unit, period));
      },
      py::arg("cube").none(false), py::arg("plane"), py::arg("unit"), py::arg("period"));
  module.def("like_for_like", &like_for_like_cube, py::arg("cube").none(false), py::arg("period"),
             py::arg("baseline_period"));
}

}  // namespace cchc::bindings
