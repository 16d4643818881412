#include <cstdint>
#include <optional>
#include <string>

#include "cchc/validate/feasible_rate.hpp"
#include "cchc/validate/rule_json.hpp"
#include "cchc/validate/rule_set.hpp"
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

void bind_rules(py::module_& module) {
  py::class_<RuleSet>(module, "RuleSet", "Rules of one file, compiled and checked.")
      .def_static("from_json", &RuleSet::from_json, py::arg("text"))
      .def("to_json", [](const RuleSet& self) { return to_json(self.definition()); })
      .def("at", &RuleSet::at, py::arg("rule"))
      .def("__len__", &RuleSet::size);
  module.def("feasible_baselines", &feasible_dict, py::arg("rate_text"), py::arg("quota"));
}

}  // namespace cchc::bindings
