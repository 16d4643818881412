#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "cchc/aggregate/computed_totals.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/groups.hpp"
#include "cchc/aggregate/moments.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cchc/cube/computed.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;
using Values = py::array_t<double, py::array::c_style>;
using Offsets = py::array_t<std::int64_t, py::array::c_style>;

const Figures& figures_of(const Cube& cube, Index plane) {
  return cube.plane(checked(plane, cube.planes(), "plane")).figures;
}

py::list moments_of(const Cube& cube, Index plane, const std::vector<std::string>& moments) {
  const Figures& own = figures_of(cube, plane);
  require_own_figures(cube, plane);
  std::vector<Moment> wanted;
  for (const std::string& moment : moments) {
    wanted.push_back(moment_from_text(moment));
  }
  std::vector<Matrix> found;
  {
    const py::gil_scoped_release unlocked;
    found = subtree_moments(cube.hierarchy(), own, wanted);
  }
  py::list arrays;
  for (Matrix& matrix : found) {
    arrays.append(owned(std::move(matrix)));
  }
  return arrays;
}

py::tuple groups_of(const Cube& cube, Index plane, const std::string& level) {
  const Figures& own = figures_of(cube, plane);
  require_own_figures(cube, plane);
  Groups groups;
  {
    const py::gil_scoped_release unlocked;
    groups = subtree_groups(cube.hierarchy(), own, level);
  }
  return py::make_tuple(groups.units, owned(std::move(groups.values)),
                        owned(std::move(groups.offsets)));
}

py::array quantiles(const Values& values, const Offsets& offsets, double probability) {
  const std::span<const double> cells(values.data(), static_cast<std::size_t>(values.size()));
  const std::span<const std::int64_t> starts(offsets.data(),
                                             static_cast<std::size_t>(offsets.size()));
  std::vector<double> found;
  {
    const py::gil_scoped_release unlocked;
    found = group_quantiles(cells, starts, probability);
  }
  return Values(static_cast<py::ssize_t>(found.size()), found.data());
}

// The row as a recipe keeps it: without its values, which are the plane that it became, unless
// some of them may have been taken out of it.
py::dict kept(const py::dict& row, bool with_values) {
  py::dict found(py::arg("indicator") = row["indicator"], py::arg("inputs") = row["inputs"],
                 py::arg("extension") = row["extension"],
                 py::arg("from_nothing") = row["from_nothing"]);
  if (with_values) {
    found["values"] = row["values"].attr("copy")();
  }
  return found;
}

py::object computed_cube(const CubePointer& cube, const std::shared_ptr<Catalogue>& catalogue,
                         const std::vector<py::dict>& planes, bool of_totals) {
  std::vector<ComputedPlane> computed;
  std::vector<Values> arrays;  // kept until their cells are copied
  py::list rows;
  for (const py::dict& row : planes) {
    ComputedPlane plane{
        .indicator = checked(row["indicator"].cast<Index>(), catalogue->size(), "indicator"),
        .values = {},
        .inputs = row["inputs"].cast<std::vector<Index>>(),
        .extension = row["extension"].cast<std::string>(),
        .from_nothing = row["from_nothing"].cast<bool>()};
    for (const Index input : plane.inputs) {
      checked(input, cube->planes(), "plane");
    }
    arrays.push_back(row["values"].cast<Values>());
    if (arrays.back().ndim() == 2) {
      plane.values = {arrays.back().data(), arrays.back().shape(0), arrays.back().shape(1)};
    }
    rows.append(kept(row, of_totals && may_differ(*cube, plane)));
    computed.push_back(std::move(plane));
  }
  std::shared_ptr<const Cube> made;
  {
    const py::gil_scoped_release unlocked;
    made = of_totals ? with_computed_of_totals(cube, catalogue, computed)
                     : with_computed(cube, catalogue, computed);
  }
  return made_by(made, "with_computed",
                 py::dict(py::arg("cube") = cube, py::arg("catalogue") = catalogue,
                          py::arg("planes") = rows, py::arg("of_totals") = of_totals));
}

}  // namespace

void bind_extension(py::module_& module) {
  module.def("subtree_moments", &moments_of, py::arg("cube").none(false), py::arg("plane"),
             py::arg("moments"));
  module.def("subtree_groups", &groups_of, py::arg("cube").none(false), py::arg("plane"),
             py::arg("level"));
  module.def("group_quantiles", &quantiles, py::arg("values"), py::arg("offsets"),
             py::arg("probability"));
  module.def("with_computed", &computed_cube, py::arg("cube").none(false),
             py::arg("catalogue").none(false), py::arg("planes"), py::arg("of_totals") = false);
}

}  // namespace cchc::bindings
