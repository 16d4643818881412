#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/period.hpp"
#include "cchc/observations/canonical.hpp"
#include "cchc/observations/observations_bytes.hpp"
#include "composed.hpp"
#include "positions.hpp"
#include "pybind.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

using Texts = std::vector<std::string>;
using OptionalTexts = std::vector<std::optional<std::string>>;

std::optional<Decimal> decimal(const std::optional<std::string>& text) {
  return text ? std::optional(exact_decimal(*text)) : std::nullopt;
}

// The columns of a table of observations; all have one length.
struct Columns {
  Texts indicator, unit, period, state;
  OptionalTexts value, second_value;
  Texts raw, note, place;
};

void require_equal_lengths(const Columns& columns) {
  const std::size_t rows = columns.indicator.size();
  for (const std::size_t length : {columns.unit.size(), columns.period.size(), columns.state.size(),
                                   columns.value.size(), columns.second_value.size(),
                                   columns.raw.size(), columns.note.size(), columns.place.size()}) {
    if (length != rows) {
      throw ObservationError(
          "CCHC-E0805",
          "a column has " + std::to_string(length) + " rows, indicator has " + std::to_string(rows),
          "một cột có " + std::to_string(length) + " dòng, cột indicator có " +
              std::to_string(rows));
    }
  }
}

void append_rows(Observations& self, Index source, const Columns& columns) {
  require_equal_lengths(columns);
  std::unordered_map<std::string, Period> periods;
  for (std::size_t row = 0; row < columns.indicator.size(); ++row) {
    const std::string& text = columns.period[row];
    auto period = periods.find(text);
    if (period == periods.end()) {
      period = periods.emplace(text, period_from_text(text)).first;
    }
    self.append({.indicator = columns.indicator[row],
                 .unit = columns.unit[row],
                 .period = period->second,
                 .state = value_state_from_text(columns.state[row]),
                 .value = decimal(columns.value[row]),
                 .second_value = decimal(columns.second_value[row]),
                 .raw = columns.raw[row],
                 .note = columns.note[row],
                 .place = columns.place[row],
                 .source = source});
  }
}

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
            append_rows(
                self, source,
                {composed(std::move(indicator)), composed(std::move(unit)), std::move(period),
                 std::move(state), std::move(value), std::move(second_value), std::move(raw),
                 std::move(note), std::move(place)});
          },
          py::arg("source"), py::kw_only(), py::arg("indicator"), py::arg("unit"),
          py::arg("period"), py::arg("state"), py::arg("value"), py::arg("second_value"),
          py::arg("raw"), py::arg("note"), py::arg("place"))
      .def("append_all", &Observations::append_all, py::arg("other").none(false))
      .def("__len__", &Observations::size)
      .def("row", &row_dict, py::arg("row"))
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
