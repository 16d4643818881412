#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/aggregate/derive.hpp"
#include "pybind.hpp"
#include "recipe.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;
using FormulaTexts = std::vector<std::pair<std::string, std::string>>;

std::shared_ptr<const Cube> derived(const CubePointer& cube,
                                    const std::optional<FormulaTexts>& formulas) {
  const py::gil_scoped_release unlocked;
  if (!formulas) {
    return derive(cube);
  }
  std::vector<DerivedIndicator> indicators;
  for (const auto& [code, text] : *formulas) {
    indicators.push_back({code, Formula::compile(text)});
  }
  return derive(cube, indicators);
}

py::object derive_cube(const CubePointer& cube, const std::optional<FormulaTexts>& formulas) {
  return made_by(derived(cube, formulas), "derive",
                 py::dict(py::arg("cube") = cube, py::arg("formulas") = formulas));
}

}  // namespace

void bind_derive(py::module_& module) {
  module.def("derive", &derive_cube, py::arg("cube").none(false), py::arg("formulas") = py::none(),
             "Planes of derived indicators; of the catalogue's when no formulas are given.");
}

}  // namespace cchc::bindings
