#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/observations/number_text.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

using Texts = std::vector<std::string>;

}  // namespace

void bind_number(py::module_& module) {
  py::class_<NumberReading>(module, "NumberReading", "What the text of one cell says.")
      .def_property_readonly(
          "status", [](const NumberReading& self) { return std::string(to_text(self.status)); })
      .def_property_readonly("value",
                             [](const NumberReading& self) -> std::optional<std::string> {
                               const bool read = self.status == NumberStatus::number ||
                                                 self.status == NumberStatus::pair;
                               return read ? std::optional(to_string(self.value)) : std::nullopt;
                             })
      .def_property_readonly(
          "second_value",
          [](const NumberReading& self) -> std::optional<std::string> {
            return self.second_value ? std::optional(to_string(*self.second_value)) : std::nullopt;
          })
      .def_property_readonly("raw", [](const NumberReading& self) { return py::bytes(self.raw); })
      .def_readonly("percent_sign", &NumberReading::percent_sign)
      .def_property_readonly("readings",
                             [](const NumberReading& self) {
                               Texts readings;
                               for (const Decimal& reading : self.readings) {
                                 readings.push_back(to_string(reading));
                               }
                               return readings;
                             })
      .def_property_readonly(
          "reason",
          [](const NumberReading& self) {
            return self.reason == NumberReason::none ? "" : std::string(to_text(self.reason));
          })
      .def_property_readonly(
          "message_en",
          [](const NumberReading& self) { return std::string(message_en(self.reason)); })
      .def_property_readonly(
          "message_vi",
          [](const NumberReading& self) { return std::string(message_vi(self.reason)); })
      .def_readonly("decimals_printed", &NumberReading::decimals_printed);
  module.def(
      "read_number",
      [](const std::string& text, const std::string& expectation) {
        return read_number(text, number_expectation_from_text(expectation));
      },
      py::arg("text"), py::arg("expectation"),
      "Reads a Vietnamese figure; expectation is count, percent, code or any.");
}

}  // namespace cchc::bindings
