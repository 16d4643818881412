#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/validate/feasible_rate.hpp"
#include "cchc/validate/outlier_series.hpp"
#include "cchc/validate/placed_rule.hpp"
#include "cchc/validate/rule_json.hpp"
#include "cchc/validate/rule_set.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

py::object range_tuple(const std::optional<BaselineRange>& range) {
  return range ? py::object(py::make_tuple(range->first, range->last)) : py::object(py::none());
}

py::dict feasible_dict(const std::string& rate_text, std::int64_t quota) {
  const Decimal rate = exact_decimal(rate_text);
  py::dict ranges;
  for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::truncated}) {
    const std::string name(to_text(rounding));
    ranges[py::str(name)] = range_tuple(feasible_baselines(rate, quota, rounding));
  }
  ranges["any"] = range_tuple(feasible_baselines(rate, quota));
  return ranges;
}

py::list outlier_list(const std::shared_ptr<Cube>& cube, Index plane, Index whole,
                      const std::vector<Index>& units, const std::vector<Index>& periods,
                      double alpha) {
  checked(plane, cube->planes(), "plane");
  checked(whole, cube->planes() + 1, "plane");
  for (const Index unit : units) {
    checked(unit, cube->units(), "unit");
  }
  for (const Index period : periods) {
    checked(period, std::ssize(cube->periods()), "period");
  }
  py::list rows;
  const SeriesPlanes planes{plane, whole < cube->planes() ? std::optional(whole) : std::nullopt};
  for (const UnitOutlier& found : outliers(*cube, planes, units, periods, alpha)) {
    py::dict row;
    row["unit"] = found.unit;
    row["points"] = found.points;
    row["verdict"] = std::string(to_text(found.test.verdict));
    row["p"] = found.test.p;
    row["expected"] = found.test.expected;
    row["dispersion"] = found.test.dispersion;
    rows.append(row);
  }
  return rows;
}

}  // namespace

void bind_rules(py::module_& module) {
  py::class_<RuleSet>(module, "RuleSet", "Rules of one file, compiled and checked.")
      .def_static("from_json", &RuleSet::from_json, py::arg("text"))
      .def("to_json", [](const RuleSet& self) { return to_json(self.definition()); })
      .def("at", &RuleSet::at, py::arg("rule"))
      .def(
          "check",
          [](const RuleSet& self, const std::shared_ptr<Cube>& cube) {
            refuse_unfit_rules(*cube, self);
          },
          py::arg("cube").none(false), "Raises CatalogueError when the rules do not fit the cube.")
      .def("__len__", &RuleSet::size);
  module.def("outliers", &outlier_list, py::arg("cube").none(false), py::arg("plane"),
             py::arg("whole"), py::arg("units"), py::arg("periods"), py::arg("alpha"));
  module.def("feasible_baselines", &feasible_dict, py::arg("rate_text"), py::arg("quota"));
}

}  // namespace cchc::bindings
