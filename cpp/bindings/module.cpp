#include "pybind.hpp"

PYBIND11_MODULE(_core, module, pybind11::mod_gil_not_used()) {
  using namespace cchc::bindings;
  module.doc() = "The C++ engine of cchc. Use the package cchc; this module is its inside.";
  module.attr("__version__") = CCHC_VERSION;
  bind_errors(module);
  bind_period(module);
  bind_catalogue(module);
  bind_hierarchy(module);
  bind_number(module);
  bind_observations(module);
  bind_cube(module);
  bind_roll_up(module);
  bind_pooled(module);
  bind_results(module);
  bind_windows(module);
  bind_derive(module);
  bind_lineage(module);
  bind_contribution(module);
  bind_cells(module);
  bind_plan(module);
  bind_formula(module);
  bind_extension(module);
  bind_rules(module);
  bind_validate(module);
  bind_trend(module);
  bind_trend_series(module);
}
