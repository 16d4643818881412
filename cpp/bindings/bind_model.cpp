#include "pybind.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/catalogue.hpp"
#include "cchc/model/form.hpp"
#include "cchc/model/formula.hpp"
#include "cchc/model/hierarchy.hpp"
#include "cchc/model/model_json.hpp"
#include "cchc/model/period.hpp"

namespace cchc::bindings {
namespace {

std::optional<Date> optional_date(const std::optional<std::string>& text) {
  return text ? std::optional(date_from_text(*text)) : std::nullopt;
}

py::object date_text(const std::optional<Date>& date) {
  return date ? py::object(py::str(to_text(*date))) : py::object(py::none());
}

void bind_period(py::module_& module) {
  py::class_<Period>(module, "Period",
                     "A window of whole reporting months; Period('2024-H1') reads a text.")
      .def(py::init([](const std::string& text, std::optional<int> default_year) {
             return period_from_text(text, default_year);
           }),
           py::arg("text"), py::kw_only(), py::arg("default_year") = py::none())
      .def_static("months", &Period::months, py::arg("first_month"), py::arg("length"))
      .def_property_readonly("first_month", &Period::first_month)
      .def_property_readonly("length", &Period::length)
      .def_property_readonly("end_month", &Period::end_month)
      .def_property_readonly("year", [](Period period) { return period.year(); })
      .def_property_readonly("label_vi", [](Period period) { return label_vi(period); })
      .def_property_readonly("label_en", [](Period period) { return label_en(period); })
      .def_property_readonly("kind",
                             [](Period period) { return std::string(to_text(kind(period))); })
      .def_property_readonly("rule_window",
                             [](Period period) {
                               const DataWindow window = rule_window(period);
                               return py::make_tuple(to_text(window.first), to_text(window.last));
                             })
      .def("shifted", &Period::shifted, py::arg("months"))
      .def("previous", &Period::previous)
      .def("same_period_last_year", &Period::same_period_last_year)
      .def("contains", &Period::contains, py::arg("other"))
      .def("overlaps", &Period::overlaps, py::arg("other"))
      .def("minus", &Period::minus, py::arg("part"))
      .def("plus", &Period::plus, py::arg("next"))
      .def("__str__", [](Period period) { return to_text(period); })
      .def("__repr__", [](Period period) { return "Period('" + to_text(period) + "')"; })
      .def("__eq__", [](Period a, const py::object& b) {
        return py::isinstance<Period>(b) && a == b.cast<Period>();
      })
      .def("__lt__", [](Period a, Period b) { return a < b; })
      .def("__hash__", [](Period a) { return a.first_month() * 4096 + a.length(); })
      .def(py::pickle([](Period period) { return py::make_tuple(to_text(period)); },
                      [](const py::tuple& state) {
                        return period_from_text(state[0].cast<std::string>());
                      }));
  module.def(
      "find_period_in",
      [](const std::string& text, std::optional<int> default_year) -> std::optional<Period> {
        const auto found = find_period_in(text, default_year);
        return found ? std::optional(found->period) : std::nullopt;
      },
      py::arg("text"), py::arg("default_year") = py::none(),
      "The first period named in a longer text, or None.");
}

py::dict indicator_dict(const Catalogue& catalogue, Index position) {
  const Indicator& indicator = catalogue[position];
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
  row["optional"] = indicator.optional;
  py::list answers;
  for (const Answer& answer : indicator.answers) {
    answers.append(py::make_tuple(answer.code, answer.label_vi, answer.label_en));
  }
  row["answers"] = answers;
  return row;
}

void bind_catalogue(py::module_& module) {
  py::class_<Catalogue, std::shared_ptr<Catalogue>>(
      module, "Catalogue", "The ordered set of indicators with their definitions.")
      .def_static("from_json", &Catalogue::from_json, py::arg("text"))
      .def_property_readonly("id", [](const Catalogue& self) { return self.id(); })
      .def_property_readonly("version", [](const Catalogue& self) { return self.version(); })
      .def("__len__", &Catalogue::size)
      .def("at", &Catalogue::at, py::arg("code"))
      .def("find", &Catalogue::find, py::arg("code"))
      .def("indicator", &indicator_dict, py::arg("position"))
      .def("to_json", [](const Catalogue& self) { return to_json(self.definition()); })
      .def("check_form", [](const Catalogue& self, const std::string& text) {
        return Form::from_json(text, self).id();
      }, py::arg("text"), "The id of a form; raises CatalogueError with every fault.");
}

py::dict unit_dict(const Hierarchy& hierarchy, Index position) {
  const Unit& unit = hierarchy[position];
  py::dict row;
  row["id"] = unit.id;
  row["name"] = unit.name;
  row["parent"] = unit.parent;
  row["type"] = unit.type;
  row["level"] = unit.level;
  row["code"] = unit.code;
  row["valid_from"] = date_text(unit.valid_from);
  row["valid_to"] = date_text(unit.valid_to);
  row["reports"] = unit.reports;
  return row;
}

Unit unit_from_dict(const py::dict& row) {
  const auto text = [&](const char* key) {
    return row.contains(key) && !row[key].is_none() ? row[key].cast<std::string>() : "";
  };
  const auto date = [&](const char* key) {
    const std::string value = text(key);
    return optional_date(value.empty() ? std::nullopt : std::optional(value));
  };
  return {.id = text("id"),
          .name = text("name"),
          .parent = text("parent"),
          .type = text("type"),
          .level = text("level"),
          .code = text("code"),
          .valid_from = date("valid_from"),
          .valid_to = date("valid_to"),
          .reports = !row.contains("reports") || row["reports"].cast<bool>()};
}

void bind_hierarchy(py::module_& module) {
  py::class_<Hierarchy, std::shared_ptr<Hierarchy>>(
      module, "Hierarchy", "Organisation units in pre-order, with levels and validity dates.")
      .def(py::init([](const std::vector<py::dict>& rows) {
             std::vector<Unit> units;
             for (const py::dict& row : rows) {
               units.push_back(unit_from_dict(row));
             }
             return std::make_shared<Hierarchy>(std::move(units));
           }),
           py::arg("units"))
      .def("__len__", &Hierarchy::size)
      .def("at", &Hierarchy::at, py::arg("id_or_name"))
      .def("find", &Hierarchy::find, py::arg("id_or_name"))
      .def("parent", &Hierarchy::parent, py::arg("unit"))
      .def("end", &Hierarchy::end, py::arg("unit"))
      .def("depth", &Hierarchy::depth, py::arg("unit"))
      .def("children", &Hierarchy::children, py::arg("unit"))
      .def("levels", &Hierarchy::levels)
      .def("unit", &unit_dict, py::arg("position"));
}

}  // namespace

void bind_model(py::module_& module) {
  bind_period(module);
  bind_catalogue(module);
  bind_hierarchy(module);
  module.def(
      "check_formula", [](const std::string& text) { Formula::compile(text); }, py::arg("text"),
      "Raises FormulaError when the formula does not compile.");
}

}  // namespace cchc::bindings
