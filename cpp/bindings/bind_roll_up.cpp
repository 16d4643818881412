#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;
using Values = py::array_t<double, py::array::c_style>;

py::object roll_up_cube(const CubePointer& cube, const std::string& missing,
                        double minimum_coverage, const std::optional<std::string>& over_units,
                        const std::vector<Index>& asked, Index threads) {
  RollUpOptions options;
  options.asked = checked_planes(*cube, asked);
  options.missing = {missing_rule_from_text(missing), minimum_coverage};
  if (over_units) {
    options.over_units = over_units_from_text(*over_units);
  }
  options.threads = threads;
  std::shared_ptr<const Cube> rolled;
  {
    const py::gil_scoped_release unlocked;
    rolled = roll_up(cube, options);
  }
  return made_by(rolled, "roll_up",
                 py::dict(py::arg("cube") = cube, py::arg("missing") = missing,
                          py::arg("minimum_coverage") = minimum_coverage,
                          py::arg("over_units") = over_units, py::arg("asked") = asked));
}

// A copy: what a user's function gave may change later, or be a view of something that goes away.
Matrix copied(const Values& values) {
  const bool plane = values.ndim() == 2;
  Matrix matrix(plane ? values.shape(0) : 0, plane ? values.shape(1) : 0);
  if (matrix.size() != 0) {
    std::memcpy(matrix.data(), values.data(),
                static_cast<std::size_t>(matrix.size()) * sizeof(double));
  }
  return matrix;
}

// What outside totals came to, for the recipe: views of the matrices that the cube keeps.
py::list kept_totals(const OutsideTotals& outside) {
  py::list totals;
  for (const std::shared_ptr<const Matrix>& plane : outside.by_plane) {
    if (!plane) {
      totals.append(py::none());
      continue;
    }
    auto kept = std::make_unique<std::shared_ptr<const Matrix>>(plane);
    const py::capsule keeper(kept.release(), [](void* each) {
      delete static_cast<std::shared_ptr<const Matrix>*>(each);
    });
    totals.append(view(*plane, keeper));
  }
  return totals;
}

py::object roll_up_outside(const CubePointer& cube, const std::string& name,
                           const std::vector<std::optional<Values>>& values,
                           const std::string& missing, double minimum_coverage,
                           const std::vector<Index>& asked, Index threads) {
  RollUpOptions options;
  options.asked = checked_planes(*cube, asked);
  options.missing = {missing_rule_from_text(missing), minimum_coverage};
  options.threads = threads;
  options.outside.name = name;
  for (const std::optional<Values>& plane : values) {
    options.outside.by_plane.push_back(plane ? std::make_shared<const Matrix>(copied(*plane))
                                             : nullptr);
  }
  checked(static_cast<Index>(values.size()) - cube->planes(), 1, "list of planes");
  std::shared_ptr<const Cube> rolled;
  {
    const py::gil_scoped_release unlocked;
    rolled = roll_up(cube, options);
  }
  return made_by(
      rolled, "roll_up_outside",
      py::dict(py::arg("cube") = cube, py::arg("name") = name,
               py::arg("values") = kept_totals(options.outside), py::arg("missing") = missing,
               py::arg("minimum_coverage") = minimum_coverage, py::arg("asked") = asked));
}

}  // namespace

void bind_roll_up(py::module_& module) {
  module.def(
      "children_figures",
      [](const CubePointer& rolled, const CubePointer& observed, Index plane) {
        checked(plane, rolled->planes(), "plane");
        auto figures = std::make_unique<Figures>(children_figures(*rolled, *observed, plane));
        Figures* held = figures.release();
        const py::capsule owner(held, [](void* kept) { delete static_cast<Figures*>(kept); });
        return values_array(*held, owner);
      },
      py::arg("rolled").none(false), py::arg("observed").none(false), py::arg("plane"));
  module.def("roll_up", &roll_up_cube, py::arg("cube").none(false), py::kw_only(),
             py::arg("missing") = "complete", py::arg("minimum_coverage") = 1.0,
             py::arg("over_units") = py::none(), py::arg("asked") = std::vector<Index>(),
             py::arg("threads") = 0);
  module.def("roll_up_outside", &roll_up_outside, py::arg("cube").none(false), py::arg("name"),
             py::arg("values"), py::kw_only(), py::arg("missing") = "complete",
             py::arg("minimum_coverage") = 1.0, py::arg("asked") = std::vector<Index>(),
             py::arg("threads") = 0);
}

}  // namespace cchc::bindings
