#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/model/period.hpp"
#include "cchc/model/period_text.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
void bind_period(py::module_& module) {
  py::class_<Period>(module, "Period",
                     "A window of whole reporting months; Period('2024-H1') reads a text.")
      .def(py::init([](const std::string& text, std::optional<int> default_year) {
             return period_from_text(text, default_year);
           }),
           py::arg("text"), py::kw_only(), py::arg("default_year") = py::none())
      .def_static("months", &Period::months, py::arg("first_month"), py::arg("length"))
      .def_property_readonly("first_month", &Period::first_month)
      .def_property_readonly("length", &Period::length)
      .def_property_readonly("end_month", &Period::end_month)
      .def_property_readonly("year", [](Period period) { return period.year(); })
      .def_property_readonly("label_vi", [](Period period) { return label_vi(period); })
      .def_property_readonly("label_en", [](Period period) { return label_en(period); })
      .def_property_readonly("kind",
                             [](Period period) { return std::string(to_text(kind(period))); })
      .def_property_readonly("rule_window",
                             [](Period period) {
                               const DataWindow window = rule_window(period);
                               return py::make_tuple(to_text(window.first), to_text(window.last));
                             })
      .def("shifted", &Period::shifted, py::arg("months"))
      .def("previous", &Period::previous)
      .def("same_period_last_year", &Period::same_period_last_year)
      .def("contains", &Period::contains, py::arg("other"))
      .def("overlaps", &Period::overlaps, py::arg("other"))
      .def("minus", &Period::minus, py::arg("part"))
      .def("plus", &Period::plus, py::arg("following"))
      .def("__str__", [](Period period) { return to_text(period); })
      .def("__repr__", [](Period period) { return "Period('" + to_text(period) + "')"; })
      .def("__eq__",
           [](Period a, const py::object& b) {
             return py::isinstance<Period>(b) && a == b.cast<Period>();
           })
      .def("__lt__", [](Period a, Period b) { return a < b; })
      .def("__hash__", [](Period a) { return a.first_month() * 4096 + a.length(); })
      .def(py::pickle(
          [](Period period) { return py::make_tuple(to_text(period)); },
          [](const py::tuple& state) { return period_from_text(state[0].cast<std::string>()); }));
  module.def(
      "find_period_in",
      [](const std::string& text, std::optional<int> default_year) -> std::optional<Period> {
        const auto found = find_period_in(text, default_year);
        return found ? std::optional(found->period) : std::nullopt;
      },
      py::arg("text"), py::arg("default_year") = py::none(),
      "The first period named in a longer text, or None.");
}

}  // namespace cchc::bindings
