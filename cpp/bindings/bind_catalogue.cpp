#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/model/catalogue.hpp"
#include "cchc/model/form.hpp"
#include "cchc/model/formula.hpp"
#include "cchc/model/model_json.hpp"
#include "positions.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

py::dict indicator_dict(const Catalogue& catalogue, Index position) {
  const Indicator& indicator = catalogue[checked(position, catalogue.size(), "indicator")];
  py::dict row;
  row["code"] = indicator.code;
  row["name"] = indicator.name;
  row["label_vi"] = indicator.label_vi;
  row["label_en"] = indicator.label_en;
  row["unit_of_measure"] = indicator.unit_of_measure;
  row["kind"] = std::string(to_text(indicator.kind));
  row["over_units"] = std::string(to_text(indicator.over_units));
  row["over_periods"] = std::string(to_text(indicator.over_periods));
  row["parent"] = indicator.parent;
  row["second_value"] = indicator.second_value;
  row["numerator"] = indicator.numerator;
  row["denominator"] = indicator.denominator;
  row["formula"] = indicator.formula;
  row["applies_to"] = indicator.applies_to;
  row["shared_by"] = indicator.shared_by;
  row["optional"] = indicator.optional;
  py::list answers;
  for (const Answer& answer : indicator.answers) {
    answers.append(py::make_tuple(answer.code, answer.label_vi, answer.label_en));
  }
  row["answers"] = answers;
  return row;
}

}  // namespace

void bind_catalogue(py::module_& module) {
  py::class_<Catalogue, std::shared_ptr<Catalogue>>(
      module, "Catalogue", "The ordered set of indicators with their definitions.",
      py::dynamic_attr())
      .def_static("from_json", &Catalogue::from_json, py::arg("text"))
      .def_property_readonly("id", [](const Catalogue& self) { return self.id(); })
      .def_property_readonly("version", [](const Catalogue& self) { return self.version(); })
      .def("__len__", &Catalogue::size)
      .def("at", &Catalogue::at, py::arg("code"))
      .def("find", &Catalogue::find, py::arg("code"))
      .def("indicator", &indicator_dict, py::arg("position"))
      .def("to_json", [](const Catalogue& self) { return to_json(self.definition()); })
      .def(
          "check_form",
          [](const Catalogue& self, const std::string& text) {
            return Form::from_json(text, self).id();
          },
          py::arg("text"), "The id of a form; raises CatalogueError with every fault.");
  module.def(
      "check_formula", [](const std::string& text) { static_cast<void>(Formula::compile(text)); },
      py::arg("text"), "Raises FormulaError when the formula does not compile.");
}

}  // namespace cchc::bindings
