#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/cube/build.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

py::dict plane_dict(const py::object& self, Index index) {
  const Cube& cube = self.cast<const Cube&>();
  const Plane& plane = cube.plane(checked(index, cube.planes(), "plane"));
  py::dict arrays;
  arrays["values"] = values_array(plane.figures, self);
  arrays["states"] = view(plane.states, self);
  arrays["scale"] = plane.figures.scale;
  arrays["exact"] = plane.figures.exact;
  if (plane.marks.size() != 0) {
    arrays["marks"] = view(plane.marks, self);
  }
  if (plane.rows.size() != 0) {
    arrays["rows"] = view(plane.rows, self);
  }
  if (plane.so_far) {
    arrays["so_far"] = values_array(*plane.so_far, self);
  }
  if (plane.coverage) {
    arrays["expected"] = view(plane.coverage->expected, self);
    arrays["reported"] = view(plane.coverage->reported, self);
    arrays["not_applicable"] = view(plane.coverage->not_applicable, self);
  }
  if (plane.parts) {
    arrays["numerator"] = values_array(plane.parts->numerator, self);
    arrays["denominator"] = values_array(plane.parts->denominator, self);
  }
  py::list answers;
  for (const Counts& count : plane.answers) {
    answers.append(view(count, self));
  }
  arrays["answers"] = answers;
  return arrays;
}

py::tuple build_cube(const std::shared_ptr<Observations>& observations,
                     const std::shared_ptr<Catalogue>& catalogue,
                     const std::shared_ptr<Hierarchy>& hierarchy,
                     const std::optional<std::string>& as_known) {
  BuildOptions options;
  if (as_known) {
    options.as_known = date_from_text(*as_known);
  }
  // The cube keeps a copy, which shares its rows until observations are appended to in Python.
  auto kept = std::make_shared<const Observations>(*observations);
  BuildResult result;
  {
    const py::gil_scoped_release unlocked;
    result = build(kept, catalogue, hierarchy, options);
  }
  const py::dict arguments(py::arg("observations") = std::const_pointer_cast<Observations>(kept),
                           py::arg("catalogue") = catalogue, py::arg("hierarchy") = hierarchy,
                           py::arg("as_known") = as_known);
  return py::make_tuple(made_by(result.cube, "build", arguments), issue_list(result.issues));
}

}  // namespace

void bind_cube(py::module_& module) {
  py::class_<Cube, CubePointer>(module, "Cube", "Indicators x units x periods, dense by plane.",
                                py::dynamic_attr())
      .def_property_readonly("planes",
                             [](const Cube& self) {
                               std::vector<std::string> codes;
                               for (Index plane = 0; plane < self.planes(); ++plane) {
                                 codes.push_back(self.indicator(plane).code);
                               }
                               return codes;
                             })
      .def_property_readonly("periods", &Cube::periods)
      .def("at", &Cube::at, py::arg("indicator"))
      .def("find", &Cube::find, py::arg("indicator"))
      .def("at_period", &Cube::at_period, py::arg("period"))
      .def("plane", &plane_dict, py::arg("plane"))
      .def(
          "text",
          [](const Cube& self, Index plane, Index unit, Index period) {
            const CellPlace place = checked_place(self, plane, unit, period);
            return self.plane(place.plane).figures.text(place.unit, place.period);
          },
          py::arg("plane"), py::arg("unit"), py::arg("period"))
      .def(
          "absentees",
          [](const Cube& self, Index plane, Index unit, Index period) {
            return absentees(self, checked_place(self, plane, unit, period));
          },
          py::arg("plane"), py::arg("unit"), py::arg("period"))
      .def(
          "total_of",
          [](const Cube& self, Index plane, Index period, const std::vector<Index>& units) {
            for (const Index unit : units) {
              checked_place(self, plane, unit, period);
            }
            const auto total = total_of(self, plane, period, units);
            return total ? std::optional(to_string(*total, self.plane(plane).figures.scale))
                         : std::nullopt;
          },
          py::arg("plane"), py::arg("period"), py::arg("units"));
  module.def("build", &build_cube, py::arg("observations").none(false),
             py::arg("catalogue").none(false), py::arg("hierarchy").none(false), py::kw_only(),
             py::arg("as_known") = py::none());
}

}  // namespace cchc::bindings
