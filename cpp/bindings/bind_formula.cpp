#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "cchc/aggregate/modified_plane.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/form.hpp"
#include "cchc/model/formula.hpp"
#include "cchc/model/formula_measure.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"

namespace cchc::bindings {
namespace {

using Column = py::array_t<double, py::array::c_style>;

// Cell by cell over arrays of any one shape; the result has that shape.
py::array evaluate(const Formula& formula, const std::vector<Column>& columns) {
  if (columns.empty()) {
    throw FormulaError("CCHC-E0610", "the formula has no reference: there is nothing to run over",
                       "công thức không có chỉ tiêu nào để tính");
  }
  std::vector<std::span<const double>> spans;
  for (const Column& column : columns) {
    spans.emplace_back(column.data(), static_cast<std::size_t>(column.size()));
  }
  const std::vector<py::ssize_t> shape(columns[0].shape(), columns[0].shape() + columns[0].ndim());
  Column result(shape);
  const std::span<double> out(result.mutable_data(), static_cast<std::size_t>(result.size()));
  {
    const py::gil_scoped_release unlocked;
    formula.evaluate(spans, out);
  }
  return result;
}

std::vector<std::string> reference_codes(const Formula& formula) {
  std::vector<std::string> codes;
  for (const Reference& reference : formula.references()) {
    codes.push_back(reference.code);
  }
  return codes;
}

std::vector<std::string> reference_texts(const Formula& formula) {
  std::vector<std::string> texts;
  for (const Reference& reference : formula.references()) {
    texts.push_back(to_text(reference));
  }
  return texts;
}

Formula with_codes(const Formula& formula, const Catalogue& catalogue,
                   const std::optional<std::string>& form) {
  if (!form) {
    return with_catalogue_codes(formula, catalogue);
  }
  const Form read = Form::from_json(*form, catalogue);
  return with_catalogue_codes(formula, catalogue, &read);
}

py::object modified_reference(const std::string& code) {
  const auto found = find_modified_reference(code);
  if (!found) {
    return py::none();
  }
  return py::make_tuple(std::string(to_text(found->modifier)), found->code, found->level);
}

py::object with_modified(const std::shared_ptr<Cube>& cube, const std::vector<std::string>& codes,
                         const std::string& missing, double minimum_coverage) {
  const MissingPolicy policy{missing_rule_from_text(missing), minimum_coverage};
  std::shared_ptr<const Cube> made;
  {
    const py::gil_scoped_release unlocked;
    made = with_modified_references(cube, codes, policy);
  }
  return made_by(
      made, "with_modified",
      py::dict(py::arg("cube") = cube, py::arg("codes") = codes, py::arg("missing") = missing,
               py::arg("minimum_coverage") = minimum_coverage));
}

}  // namespace

void bind_formula(py::module_& module) {
  py::class_<Formula>(module, "Formula", "A formula over indicators, compiled once.")
      .def(py::init(&Formula::compile), py::arg("text"))
      .def_property_readonly("text", [](const Formula& self) { return self.text(); })
      .def_property_readonly("codes", &reference_codes)
      .def_property_readonly("references", &reference_texts)
      .def("evaluate", &evaluate, py::arg("columns"))
      .def(
          "measure",
          [](const Formula& self, const Catalogue& catalogue) {
            return to_text(measure_of(self, catalogue));
          },
          py::arg("catalogue").none(false))
      .def(
          "check_measure",
          [](const Formula& self, const Catalogue& catalogue, const std::string& unit_of_measure) {
            check_measure(self, catalogue, unit_of_measure);
          },
          py::arg("catalogue").none(false), py::arg("unit_of_measure"))
      .def("with_catalogue_codes", &with_codes, py::arg("catalogue").none(false),
           py::arg("form") = py::none());
  module.def("modified_reference", &modified_reference, py::arg("code"));
  module.def("with_modified", &with_modified, py::arg("cube").none(false), py::arg("codes"),
             py::kw_only(), py::arg("missing") = "complete", py::arg("minimum_coverage") = 1.0);
}

}  // namespace cchc::bindings
