#include <memory>
#include <optional>
#include <vector>

#include "arrays.hpp"
#include "cchc/compare/comparison.hpp"
#include "positions.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

py::object number(double value) {
  return value == value ? py::object(py::float_(value)) : py::object(py::none());
}

// The figure with the decimals it was reported with; None where nobody reported it.
py::object reported_text(const Cube& cube, const Plane& plane, Index unit, Index period) {
  const Index row = plane.rows.size() == 0 ? -1 : Index{plane.rows(unit, period)};
  const auto value = row < 0 ? std::nullopt : cube.observations().value(row);
  return value ? py::object(py::str(to_string(*value))) : py::object(py::none());
}

py::object counts(const std::optional<Coverage>& coverage, CellPlace place) {
  if (!coverage) {
    return py::none();
  }
  return py::make_tuple(coverage->expected(place.unit, place.period),
                        coverage->reported(place.unit, place.period),
                        coverage->not_applicable(place.unit, place.period));
}

// One cell of a cube with all that belongs to it.
py::dict cell(const Cube& cube, Index plane_at, Index unit, Index period) {
  const CellPlace place = checked_place(cube, plane_at, unit, period);
  const Plane& plane = cube.plane(place.plane);
  py::dict row;
  row["value"] = number(plane.figures.value(unit, period));
  row["text"] = plane.figures.text(unit, period);
  row["reported_text"] = reported_text(cube, plane, unit, period);
  row["state"] = plane.states(unit, period);
  row["marks"] = plane.marks.size() == 0 ? 0 : plane.marks(unit, period);
  const bool held_back = plane.so_far && plane.has_mark(unit, period, Mark::withheld);
  row["so_far"] = held_back ? number(plane.so_far->value(unit, period)) : py::object(py::none());
  row["coverage"] = counts(plane.coverage, place);
  std::vector<std::int32_t> answers;
  for (const Counts& count : plane.answers) {
    answers.push_back(count(unit, period));
  }
  row["answers"] = answers;
  return row;
}

py::dict comparison_cell(const Comparison& comparison, Index plane_at, Index unit, Index pair) {
  checked(plane_at, std::ssize(comparison.planes), "plane");
  checked(unit, comparison.current->units(), "unit");
  checked(pair, std::ssize(comparison.pairs), "pair");
  const PlaneComparison& plane = comparison.planes[static_cast<std::size_t>(plane_at)];
  py::dict row;
  row["value"] = number(plane.value.value(unit, pair));
  row["baseline"] = number(plane.baseline.value(unit, pair));
  row["change"] = number(plane.change.value(unit, pair));
  row["relative_change"] = number(plane.relative_change(unit, pair));
  row["point_change"] = number(plane.point_change(unit, pair));
  row["comparability"] = std::string(to_text(plane.comparability(unit, pair)));
  row["reasons"] = plane.reasons(unit, pair);
  return row;
}

void add_figures(py::dict& content, const std::string& name, const Figures& figures,
                 const py::object& owner) {
  content[py::str(name + ".scale")] = figures.scale;
  content[py::str(name + ".exact")] = figures.exact;
  content[py::str(name + ".head")] = view(figures.head, owner);
  content[py::str(name + ".tail")] = view(figures.tail, owner);
}

// Everything that is true of a plane, exactly, as numbers and read-only arrays by name; which
// observation a cell rests on is left out, for that depends on the order of rows.
py::dict plane_content(const py::object& cube, Index index) {
  const Cube& held = cube.cast<const Cube&>();
  const Plane& plane = held.plane(checked(index, held.planes(), "plane"));
  py::dict content;
  add_figures(content, "figures", plane.figures, cube);
  content["states"] = view(plane.states, cube);
  content["marks"] = view(plane.marks, cube);
  content["traits"] = view(plane.traits, cube);
  content["flows"] = plane.flows;
  if (plane.so_far) {
    add_figures(content, "so_far", *plane.so_far, cube);
  }
  if (plane.parts) {
    add_figures(content, "numerator", plane.parts->numerator, cube);
    add_figures(content, "denominator", plane.parts->denominator, cube);
  }
  if (plane.coverage) {
    content["expected"] = view(plane.coverage->expected, cube);
    content["reported"] = view(plane.coverage->reported, cube);
    content["not_applicable"] = view(plane.coverage->not_applicable, cube);
  }
  for (std::size_t answer = 0; answer < plane.answers.size(); ++answer) {
    content[py::str("answer." + std::to_string(answer))] = view(plane.answers[answer], cube);
  }
  content["lost"] = plane.lost ? py::cast(*plane.lost) : py::none();
  return content;
}

}  // namespace

void bind_cells(py::module_& module) {
  module.def("cell", &cell, py::arg("cube").none(false), py::arg("plane"), py::arg("unit"),
             py::arg("period"));
  module.def("plane_content", &plane_content, py::arg("cube").none(false), py::arg("plane"));
  module.def("comparison_cell", &comparison_cell, py::arg("comparison").none(false),
             py::arg("plane"), py::arg("unit"), py::arg("pair"));
}

}  // namespace cchc::bindings
