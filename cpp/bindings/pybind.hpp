// What every binding file includes first: pybind11 must come before the standard headers.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace cchc::bindings {

namespace py = pybind11;

// One function per binding file; module.cpp calls them in order.
void bind_errors(py::module_& module);
void bind_period(py::module_& module);
void bind_catalogue(py::module_& module);
void bind_hierarchy(py::module_& module);
void bind_number(py::module_& module);
void bind_observations(py::module_& module);
void bind_cube(py::module_& module);
void bind_roll_up(py::module_& module);
void bind_pooled(py::module_& module);
void bind_results(py::module_& module);
void bind_windows(py::module_& module);
void bind_derive(py::module_& module);
void bind_lineage(py::module_& module);
void bind_contribution(py::module_& module);
void bind_cells(py::module_& module);
void bind_plan(py::module_& module);
void bind_formula(py::module_& module);
void bind_extension(py::module_& module);
void bind_rules(py::module_& module);
void bind_validate(py::module_& module);
void bind_trend(py::module_& module);
void bind_trend_series(py::module_& module);

}  // namespace cchc::bindings
