#include <cstdint>
#include <optional>
#include <string>

#include "cchc/validate/feasible_rate.hpp"
#include "pybind.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

py::object range_tuple(const std::optional<BaselineRange>& range) {
  return range ? py::object(py::make_tuple(range->first, range->last)) : py::object(py::none());
}

py::dict feasible_dict(const std::string& rate_text, std::int64_t quota) {
  const Decimal rate = exact_decimal(rate_text);
  py::dict ranges;
  for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::truncated}) {
    const std::string name(to_text(rounding));
    ranges[py::str(name)] = range_tuple(feasible_baselines(rate, quota, rounding));
  }
  ranges["any"] = range_tuple(feasible_baselines(rate, quota));
  return ranges;
}

}  // namespace

void bind_validate(py::module_& module) {
  module.def("feasible_baselines", &feasible_dict, py::arg("rate_text"), py::arg("quota"));
}

}  // namespace cchc::bindings
