#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/compare/plan.hpp"
#include "cchc/compare/rolling_mean.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

Plan plan_of(const std::string& start, const std::string& due, const std::string& start_value,
             const std::string& target, const std::string& pro_rata) {
  return {.start = date_from_text(start),
          .due = date_from_text(due),
          .start_value = exact_decimal(start_value),
          .target = exact_decimal(target),
          .pro_rata = pro_rata_from_text(pro_rata)};
}

py::object pace_dict(const std::optional<Pace>& pace) {
  if (!pace) {
    return py::none();
  }
  py::dict row;
  row["expected"] = pace->expected;
  row["distance"] = pace->distance;
  row["done_percent"] = pace->done_percent;
  row["verdict"] = std::string(to_text(pace->verdict));
  row["needed_per_month"] = pace->needed_per_month;
  return row;
}

py::object rolling_mean_cube(const CubePointer& cube, const std::vector<Period>& wanted,
                             int windows, int step_months, bool skip_missing) {
  std::shared_ptr<const Cube> means;
  {
    const py::gil_scoped_release unlocked;
    means = rolling_mean(cube, wanted, {windows, step_months, skip_missing});
  }
  return made_by(
      means, "rolling_mean",
      py::dict(py::arg("cube") = cube, py::arg("wanted") = wanted, py::arg("windows") = windows,
               py::arg("step_months") = step_months, py::arg("skip_missing") = skip_missing));
}

}  // namespace

void bind_plan(py::module_& module) {
  module.def("rolling_mean", &rolling_mean_cube, py::arg("cube").none(false), py::arg("wanted"),
             py::kw_only(), py::arg("windows") = 3, py::arg("step_months") = 0,
             py::arg("skip_missing") = false);
  module.def(
      "pace",
      [](const CubePointer& cube, Index plane, Index unit, Index period, const std::string& start,
         const std::string& due, const std::string& start_value, const std::string& target,
         const std::string& pro_rata, const std::string& target_indicator) {
        return pace_dict(pace(*cube, checked_place(*cube, plane, unit, period),
                              plan_of(start, due, start_value, target, pro_rata),
                              target_indicator));
      },
      py::arg("cube").none(false), py::arg("plane"), py::arg("unit"), py::arg("period"),
      py::kw_only(), py::arg("start"), py::arg("due"), py::arg("start_value"), py::arg("target"),
      py::arg("pro_rata") = "days", py::arg("target_indicator") = "");
}

}  // namespace cchc::bindings
