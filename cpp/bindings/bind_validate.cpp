#include <memory>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "cchc/validate/finding.hpp"
#include "cchc/validate/repair.hpp"
#include "cchc/validate/rule_coverage.hpp"
#include "cchc/validate/validate.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;
// The engine hands out a validation to be read only; pybind11 holds a pointer to non-const.
using ValidationPointer = std::shared_ptr<Validation>;

py::dict cell_dict(const FindingCell& cell) {
  py::dict row;
  row["indicator"] = cell.indicator;
  row["reference"] = cell.reference;
  row["period"] = cell.period;
  row["value"] = cell.value;
  row["printed"] = cell.printed;
  row["state"] = cell.state;
  row["place"] = cell.place;
  row["file"] = cell.file;
  row["missing"] = cell.missing;
  return row;
}

void check_place(const Validation& self, Index unit, Index period) {
  checked(unit, self.cube->units(), "unit");
  checked(period, std::ssize(self.cube->periods()), "period");
}

py::dict finding_dict(const Validation& self, Index rule, Index unit, Index period) {
  check_place(self, unit, period);
  const Finding found = finding(self, checked(rule, self.rules.size(), "rule"), unit, period);
  py::list cells;
  for (const FindingCell& cell : found.cells) {
    cells.append(cell_dict(cell));
  }
  py::dict row;
  row["verdict"] = std::string(to_text(found.verdict));
  row["cells"] = cells;
  row["left"] = found.left;
  row["right"] = found.right;
  row["difference"] = found.difference;
  row["expected_vi"] = found.expected_vi;
  row["expected_en"] = found.expected_en;
  row["question_vi"] = found.question_vi;
  row["question_en"] = found.question_en;
  row["message_vi"] = found.message_vi;
  row["message_en"] = found.message_en;
  return row;
}

py::list coverage_list(const Validation& self, const std::vector<Index>& units,
                       const std::vector<Index>& periods) {
  for (const Index unit : units) {
    checked(unit, self.cube->units(), "unit");
  }
  for (const Index period : periods) {
    checked(period, std::ssize(self.cube->periods()), "period");
  }
  py::list rows;
  for (const RuleCoverage& coverage : rule_coverage(self, units, periods)) {
    py::dict row;
    row["instances"] = coverage.instances;
    row["judged"] = coverage.judged();
    row["holds"] = coverage.holds;
    row["fails"] = coverage.fails;
    row["undecidable"] = coverage.undecidable;
    row["not_applicable"] = coverage.not_applicable;
    row["vacuous"] = coverage.vacuous;
    rows.append(row);
  }
  return rows;
}

py::list repair_list(const Validation& self, Index unit, Index period, Index limit) {
  check_place(self, unit, period);
  std::vector<Repair> found;
  {
    const py::gil_scoped_release unlocked;
    found = repairs(self, unit, period, limit);
  }
  py::list rows;
  for (const Repair& repair : found) {
    py::list edits;
    for (const Edit& edit : repair.edits) {
      const std::string code = self.cube->indicator(edit.plane).code;
      edits.append(
          py::make_tuple(code, edit.old_text, edit.new_text, std::string(to_text(edit.how))));
    }
    py::dict row;
    row["edits"] = edits;
    row["mends"] = repair.mends;
    row["fails"] = repair.fails;
    rows.append(row);
  }
  return rows;
}

}  // namespace

void bind_validate(py::module_& module) {
  py::class_<Validation, ValidationPointer>(module, "Validation", "The verdicts of all rules.",
                                            py::dynamic_attr())
      .def(
          "verdicts",
          [](const py::object& self, Index rule) {
            const auto& validation = self.cast<const Validation&>();
            checked(rule, validation.rules.size(), "rule");
            return view(validation.verdicts[static_cast<std::size_t>(rule)], self);
          },
          py::arg("rule"))
      .def_property_readonly("instances",
                             [](const py::object& self) {
                               return view(self.cast<const Validation&>().summary.instances, self);
                             })
      .def("finding", &finding_dict, py::arg("rule"), py::arg("unit"), py::arg("period"))
      .def("coverage", &coverage_list, py::arg("units"), py::arg("periods"))
      .def("repairs", &repair_list, py::arg("unit"), py::arg("period"), py::arg("limit") = 5);
  module.def(
      "validate",
      [](const CubePointer& cube, const py::object& rules, Index threads) {
        const RuleSet& compiled = rules.cast<const RuleSet&>();
        std::shared_ptr<const Validation> verdicts;
        {
          const py::gil_scoped_release unlocked;
          verdicts = validate(cube, compiled, {threads});
        }
        return made_by(verdicts, "validate",
                       py::dict(py::arg("cube") = cube, py::arg("rules") = rules));
      },
      py::arg("cube").none(false), py::arg("rules").none(false), py::kw_only(),
      py::arg("threads") = 0);
}

}  // namespace cchc::bindings
