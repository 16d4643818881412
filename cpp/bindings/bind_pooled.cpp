#include <memory>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "cchc/aggregate/matched_sums.hpp"
#include "cchc/aggregate/pooled_cut.hpp"
#include "cchc/aggregate/pooled_share.hpp"
#include "positions.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

std::shared_ptr<MatchedSums> matched(const CubePointer& cube,
                                     const std::vector<std::pair<Index, Index>>& columns) {
  std::vector<PlaneColumn> wanted;
  for (const auto& [plane, period] : columns) {
    checked_place(*cube, plane, 0, period);
    wanted.push_back({plane, period});
  }
  return std::make_shared<MatchedSums>(matched_sums(*cube, wanted));
}

}  // namespace

void bind_pooled(py::module_& module) {
  py::class_<PooledCut, std::shared_ptr<PooledCut>>(
      module, "PooledCut", "The cut of a stock against a base period, pooled over units.")
      .def_property_readonly("base",
                             [](const py::object& self) {
                               return values_array(self.cast<const PooledCut&>().base, self);
                             })
      .def_property_readonly("current",
                             [](const py::object& self) {
                               return values_array(self.cast<const PooledCut&>().current, self);
                             })
      .def_property_readonly(
          "rate",
          [](const py::object& self) { return view(self.cast<const PooledCut&>().rate, self); })
      .def_property_readonly("reported", [](const py::object& self) {
        return view(self.cast<const PooledCut&>().reported, self);
      });
  module.def(
      "pooled_cut",
      [](const CubePointer& cube, Index plane, Index period, Index base_period) {
        checked_place(*cube, plane, 0, period);
        checked_place(*cube, plane, 0, base_period);
        return std::make_shared<PooledCut>(pooled_cut(*cube, plane, period, base_period));
      },
      py::arg("cube").none(false), py::arg("plane"), py::arg("period"), py::arg("base_period"));
  py::class_<PooledShare, std::shared_ptr<PooledShare>>(
      module, "PooledShare", "A share of one indicator in another, pooled over units.")
      .def_property_readonly(
          "rate",
          [](const py::object& self) { return view(self.cast<const PooledShare&>().rate, self); })
      .def_property_readonly("part",
                             [](const py::object& self) {
                               return values_array(self.cast<const PooledShare&>().parts.numerator,
                                                   self);
                             })
      .def_property_readonly("whole",
                             [](const py::object& self) {
                               return values_array(
                                   self.cast<const PooledShare&>().parts.denominator, self);
                             })
      .def_property_readonly("reported", [](const py::object& self) {
        return view(self.cast<const PooledShare&>().reported, self);
      });
  module.def(
      "pooled_share",
      [](const CubePointer& cube, Index part, Index whole) {
        checked(part, cube->planes(), "plane");
        checked(whole, cube->planes(), "plane");
        const py::gil_scoped_release unlocked;
        return std::make_shared<PooledShare>(pooled_share(*cube, part, whole));
      },
      py::arg("cube").none(false), py::arg("part"), py::arg("whole"));
  py::class_<MatchedSums, std::shared_ptr<MatchedSums>>(
      module, "MatchedSums", "Totals over the units that gave a figure in every column.")
      .def_property_readonly("sums",
                             [](const py::object& self) {
                               py::list sums;
                               for (const Figures& each : self.cast<const MatchedSums&>().sums) {
                                 sums.append(values_array(each, self));
                               }
                               return sums;
                             })
      .def_property_readonly("reported", [](const py::object& self) {
        return view(self.cast<const MatchedSums&>().reported, self);
      });
  module.def("matched_sums", &matched, py::arg("cube").none(false), py::arg("columns"));
}

}  // namespace cchc::bindings
