// Trends of whole planes.
#include <memory>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "cchc/trend/trend.hpp"
#include "owned_array.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "recipe.hpp"
#include "trend_rows.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;
using Figures2d = py::array_t<double, py::array::c_style>;

py::dict series_dict(const SeriesTrends& trends, const py::object& owner) {
  py::dict arrays;
  arrays["count"] = vector_view(trends.count, owner);
  arrays["s"] = vector_view(trends.s, owner);
  arrays["variance_18"] = vector_view(trends.variance_18, owner);
  arrays["p"] = vector_view(trends.p, owner);
  arrays["rule"] = vector_view(trends.rule, owner);
  arrays["sen_slope"] = vector_view(trends.sen_slope, owner);
  if (!trends.sen_low.empty() || trends.count.empty()) {
    arrays["sen_low"] = vector_view(trends.sen_low, owner);
    arrays["sen_high"] = vector_view(trends.sen_high, owner);
  }
  arrays["slope"] = vector_view(trends.slope, owner);
  if (!trends.intercept.empty() || trends.count.empty()) {
    arrays["intercept"] = vector_view(trends.intercept, owner);
  }
  arrays["slope_error"] = vector_view(trends.slope_error, owner);
  return arrays;
}

py::dict series_trends_of(const Figures2d& figures, const std::vector<std::int32_t>& x, int scale,
                          double confidence, Index threads, bool intercepts) {
  if (figures.ndim() != 2) {
    throw py::value_error("figures must be a matrix: series x windows");
  }
  const SeriesRef series{figures.data(), figures.shape(0), figures.shape(1), scale};
  auto trends = [&] {
    const py::gil_scoped_release unlocked;
    return std::make_unique<SeriesTrends>(
        series_trends(series, x, {confidence, threads, intercepts}));
  }();
  SeriesTrends* const held = trends.release();
  const py::capsule owner(held, [](void* kept) { delete static_cast<SeriesTrends*>(kept); });
  return series_dict(*held, owner);
}

py::dict plane_dict(const py::object& self, Index plane) {
  const auto& trends = self.cast<const Trends&>();
  checked(plane, static_cast<Index>(trends.planes.size()), "plane");
  const PlaneTrend& one = trends.planes[static_cast<std::size_t>(plane)];
  py::dict arrays = series_dict(one.series, self);
  arrays["minimum_detectable"] = vector_view(one.minimum_detectable, self);
  arrays["seasonal"] = vector_view(one.seasonal, self);
  arrays["smallest_p"] = vector_view(one.smallest_p, self);
  arrays["caveats"] = vector_view(one.caveats, self);
  return arrays;
}

py::object trends_of(const CubePointer& cube, const std::vector<Index>& planes,
                     const std::vector<Index>& columns, double confidence, double significance,
                     double power, const std::string& method, int step, Index threads) {
  for (const Index plane : planes) {
    checked(plane, cube->planes(), "plane");
  }
  for (const Index column : columns) {
    checked(column, static_cast<Index>(cube->periods().size()), "period");
  }
  std::shared_ptr<Trends> made;
  {
    const py::gil_scoped_release unlocked;
    made = std::make_shared<Trends>(
        trend(cube, planes, columns,
              {{confidence, threads}, significance, power, trend_method_from_text(method), step}));
  }
  return made_by(
      made, "trend",
      py::dict(py::arg("cube") = cube, py::arg("planes") = planes, py::arg("columns") = columns,
               py::arg("confidence") = confidence, py::arg("significance") = significance,
               py::arg("power") = power, py::arg("method") = method, py::arg("step") = step));
}

std::vector<double> unit_series(const Trends& self, Index plane, Index unit) {
  checked(plane, self.cube->planes(), "plane");
  checked(unit, self.cube->units(), "unit");
  return series_of(self.cube->plane(plane), unit, self.windows);
}

py::dict unit_projection(const Trends& self, Index plane, Index unit, double target,
                         std::int32_t at, const std::string& side, double lowest, double highest,
                         double confidence) {
  checked(plane, self.cube->planes(), "plane");
  checked(unit, self.cube->units(), "unit");
  const ScaledSeries series = scaled_series_of(self.cube->plane(plane), unit, self.windows);
  return projection_dict(series, self.windows.x,
                         {target, at, target_side_from_text(side), lowest, highest}, confidence);
}

py::list caveat_rows() {
  py::list rows;
  for (const CaveatEntry& entry : caveat_table()) {
    rows.append(py::dict(py::arg("bit") = static_cast<std::uint32_t>(entry.caveat),
                         py::arg("code") = std::string(entry.code),
                         py::arg("message_en") = std::string(entry.message_en),
                         py::arg("message_vi") = std::string(entry.message_vi)));
  }
  return rows;
}

}  // namespace

void bind_trend(py::module_& module) {
  py::class_<Trends, std::shared_ptr<Trends>>(module, "Trends", "Trends of the figures of a cube.",
                                              py::dynamic_attr())
      .def_property_readonly("columns", [](const Trends& self) { return self.windows.columns; })
      .def_property_readonly("x", [](const Trends& self) { return self.windows.x; })
      .def_property_readonly("length", [](const Trends& self) { return self.windows.length; })
      .def_property_readonly("step", [](const Trends& self) { return self.windows.step; })
      .def(
          "step_of",
          [](const Trends& self, Period period) {
            const auto first = static_cast<std::size_t>(self.windows.columns.front());
            return step_of(self.windows, self.cube->periods()[first], period);
          },
          py::arg("period"))
      .def("plane", &plane_dict, py::arg("plane"))
      .def("series", &unit_series, py::arg("plane"), py::arg("unit"))
      .def("project", &unit_projection, py::arg("plane"), py::arg("unit"), py::kw_only(),
           py::arg("target"), py::arg("at"), py::arg("side"), py::arg("lowest"), py::arg("highest"),
           py::arg("confidence"));
  module.def("trend", &trends_of, py::arg("cube").none(false), py::arg("planes"),
             py::arg("columns"), py::kw_only(), py::arg("confidence") = 0.95,
             py::arg("significance") = 0.05, py::arg("power") = 0.8, py::arg("method") = "auto",
             py::arg("step") = 0, py::arg("threads") = 0);
  module.def("series_trends", &series_trends_of, py::arg("figures"), py::arg("x"), py::kw_only(),
             py::arg("scale") = 0, py::arg("confidence") = 0.95, py::arg("threads") = 0,
             py::arg("intercepts") = true);
  module.def("caveat_table", &caveat_rows);
}

}  // namespace cchc::bindings
