#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/period.hpp"
#include "cchc/observations/canonical.hpp"
#include "cchc/observations/observations_bytes.hpp"
#include "composed.hpp"
#include "observation_columns.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

py::dict row_dict(const Observations& self, Index row) {
  const Observation observation = self[checked(row, self.size(), "row")];
  py::dict entry;
  entry["indicator"] = observation.indicator;
  entry["unit"] = observation.unit;
  entry["period"] = to_text(observation.period);
  entry["state"] = std::string(to_text(observation.state));
  entry["value"] = observation.value ? py::object(py::str(to_string(*observation.value)))
                                     : py::object(py::none());
  entry["second_value"] = observation.second_value
                              ? py::object(py::str(to_string(*observation.second_value)))
                              : py::object(py::none());
  entry["raw"] = observation.raw;
  entry["note"] = observation.note;
  entry["place"] = observation.place;
  entry["source"] = observation.source;
  return entry;
}

void give_bytes(const Observations& self, const py::function& take) {
  give_canonical_bytes(self, [&](std::string_view bytes) { take(py::bytes(bytes)); });
}

}  // namespace

void bind_observations(py::module_& module) {
  py::class_<Observations, std::shared_ptr<Observations>>(
      module, "Observations", "Reported values as a table held by columns.")
      .def(py::init<>())
      .def(
          "add_source",
          [](Observations& self, const py::dict& row) {
            return self.add_source(source_from_dict(row));
          },
          py::arg("source"))
      .def(
          "append",
          [](Observations& self, Index source, Texts indicator, Texts unit, Texts period,
             Texts state, OptionalTexts value, OptionalTexts second_value, Texts raw, Texts note,
             Texts place) {
            append_columns(
                self, source,
                {composed(std::move(indicator)), composed(std::move(unit)), std::move(period),
                 std::move(state), std::move(value), std::move(second_value), std::move(raw),
                 std::move(note), std::move(place)});
          },
          py::arg("source"), py::kw_only(), py::arg("indicator"), py::arg("unit"),
          py::arg("period"), py::arg("state"), py::arg("value"), py::arg("second_value"),
          py::arg("raw"), py::arg("note"), py::arg("place"))
      .def(
          "reserve", [](Observations& self, Index rows) { self.reserve(std::max<Index>(rows, 0)); },
          py::arg("rows"))
      .def("append_all", &Observations::append_all, py::arg("other").none(false))
      .def("__len__", &Observations::size)
      .def("row", &row_dict, py::arg("row"))
      .def("columns", &columns_dict)
      .def("to_bytes", [](const Observations& self) { return py::bytes(to_bytes(self)); })
      .def_static(
          "from_bytes",
          [](const py::bytes& data) {
            return std::make_shared<Observations>(observations_from_bytes(std::string_view(data)));
          },
          py::arg("data"))
      .def("give_canonical_bytes", &give_bytes, py::arg("take"))
      .def("sources", [](const Observations& self) {
        py::list sources;
        for (const Source& source : self.sources()) {
          sources.append(source_dict(source));
        }
        return sources;
      });
}

}  // namespace cchc::bindings
