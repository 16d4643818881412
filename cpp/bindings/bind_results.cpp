#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "cchc/compare/baseline.hpp"
#include "cchc/compare/comparison.hpp"
#include "cchc/report/explanation.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

py::dict plane_dict(const py::object& self, Index index) {
  const auto& comparison = self.cast<const Comparison&>();
  const PlaneComparison& plane = comparison.planes.at(static_cast<std::size_t>(index));
  py::dict arrays;
  arrays["value"] = values_array(plane.value, self);
  arrays["baseline"] = values_array(plane.baseline, self);
  arrays["change"] = values_array(plane.change, self);
  arrays["relative_change"] = view(plane.relative_change, self);
  arrays["point_change"] = view(plane.point_change, self);
  arrays["reasons"] = view(plane.reasons, self);
  return arrays;
}

py::object compare_cubes(const CubePointer& current, const CubePointer& baseline,
                         const std::vector<std::pair<Period, Period>>& pairs,
                         const std::vector<std::string>& permitted, Index threads,
                         const std::string& baseline_name, bool of_rows) {
  std::vector<PeriodPair> periods;
  for (const auto& [now, then] : pairs) {
    periods.push_back({now, then});
  }
  CompareOptions options;
  options.threads = threads;
  options.baseline_name = baseline_name;
  options.of_rows = of_rows;
  for (const std::string& code : permitted) {
    options.permitted |= bit(reason_from_text(code));
  }
  std::shared_ptr<Comparison> made;
  {
    const py::gil_scoped_release unlocked;
    made = std::make_shared<Comparison>(compare(current, baseline, std::move(periods), options));
  }
  py::dict recipe(py::arg("current") = current, py::arg("baseline") = baseline,
                  py::arg("pairs") = pairs, py::arg("permitted") = permitted);
  if (!baseline_name.empty()) {
    recipe["baseline_name"] = baseline_name;
    recipe["of_rows"] = of_rows;
  }
  return made_by(made, "compare", recipe);
}

py::list reason_rows() {
  py::list rows;
  for (const ReasonEntry& entry : reason_table()) {
    py::dict row;
    row["bit"] = bit(entry.reason);
    row["code"] = std::string(entry.code);
    row["message_en"] = std::string(entry.message_en);
    row["message_vi"] = std::string(entry.message_vi);
    row["remedy_en"] = std::string(entry.remedy_en);
    row["remedy_vi"] = std::string(entry.remedy_vi);
    rows.append(row);
  }
  return rows;
}

}  // namespace

void bind_results(py::module_& module) {
  py::class_<Comparison, std::shared_ptr<Comparison>>(
      module, "Comparison", "Figures beside their baseline.", py::dynamic_attr())
      .def_property_readonly("indicators",
                             [](const Comparison& self) {
                               std::vector<std::string> codes;
                               for (const PlaneComparison& plane : self.planes) {
                                 codes.push_back(self.current->catalogue()[plane.indicator].code);
                               }
                               return codes;
                             })
      .def("plane", &plane_dict, py::arg("plane"))
      .def(
          "comparability",
          [](const Comparison& self, Index plane, Index unit, Index pair) {
            return std::string(to_text(
                self.planes.at(static_cast<std::size_t>(plane))
                    .comparability(checked(unit, self.current->units(), "unit"),
                                   checked(pair, static_cast<Index>(self.pairs.size()), "pair"))));
          },
          py::arg("plane"), py::arg("unit"), py::arg("pair"))
      .def(
          "explain",
          [](const Comparison& self, Index plane, Index unit, Index pair, Index depth,
             Index parts) {
            checked(plane, static_cast<Index>(self.planes.size()), "plane");
            checked(unit, self.current->units(), "unit");
            checked(pair, static_cast<Index>(self.pairs.size()), "pair");
            return to_json(explain(self, plane, unit, pair, {depth, parts}));
          },
          py::arg("plane"), py::arg("unit"), py::arg("pair"), py::kw_only(), py::arg("depth") = 16,
          py::arg("parts") = 100);
  module.def("compare", &compare_cubes, py::arg("current").none(false),
             py::arg("baseline").none(false), py::arg("pairs"), py::kw_only(),
             py::arg("permitted") = std::vector<std::string>{}, py::arg("threads") = 0,
             py::arg("baseline_name") = "", py::arg("of_rows") = false);
  module.def(
      "baseline_period",
      [](const std::string& baseline, Period current, int base_year) {
        return baseline_period(baseline_from_text(baseline), current, base_year);
      },
      py::arg("baseline").none(false), py::arg("current").none(false), py::arg("base_year") = 0);
  module.def("reason_table", &reason_rows);
  module.def(
      "explain",
      [](const CubePointer& cube, Index plane, Index unit, Index period, Index depth, Index parts) {
        return to_json(explain(cube, checked_place(*cube, plane, unit, period), {depth, parts}));
      },
      py::arg("cube").none(false), py::arg("plane"), py::arg("unit"), py::arg("period"),
      py::kw_only(), py::arg("depth") = 16, py::arg("parts") = 100,
      "The explanation of a cell as JSON.");
}

}  // namespace cchc::bindings
