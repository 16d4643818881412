#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "arrays.hpp"
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

// The columns of a table of observations; all have one length, but for those that may be blank in
// every row: these may be empty.
struct Columns {
  Texts indicator, unit, period, state;
  OptionalTexts value, second_value;
  Texts raw, note, place;
};

void require_equal_lengths(const Columns& columns) {
  const std::size_t rows = columns.indicator.size();
  const auto or_rows = [rows](std::size_t length) { return length == 0 ? rows : length; };
  for (const std::size_t length :
       {columns.unit.size(), columns.period.size(), columns.state.size(), columns.value.size(),
        or_rows(columns.second_value.size()), or_rows(columns.raw.size()),
        or_rows(columns.note.size()), or_rows(columns.place.size())}) {
    if (length != rows) {
      throw ObservationError(
          "CCHC-E0805",
          "a column has " + std::to_string(length) + " rows, indicator has " + std::to_string(rows),
          "một cột có " + std::to_string(length) + " dòng, cột indicator có " +
              std::to_string(rows));
    }
  }
}

template <class Text>
Text taken(std::vector<Text>& column, std::size_t row) {
  return column.empty() ? Text() : std::move(column[row]);
}

void append_rows(Observations& self, Index source, Columns columns) {
  require_equal_lengths(columns);
  std::unordered_map<std::string, Period> periods;
  for (std::size_t row = 0; row < columns.indicator.size(); ++row) {
    const std::string& text = columns.period[row];
    auto period = periods.find(text);
    if (period == periods.end()) {
      period = periods.emplace(text, period_from_text(text)).first;
    }
    self.append({.indicator = std::move(columns.indicator[row]),
                 .unit = std::move(columns.unit[row]),
                 .period = period->second,
                 .state = value_state_from_text(columns.state[row]),
                 .value = decimal(columns.value[row]),
                 .second_value = decimal(taken(columns.second_value, row)),
                 .raw = taken(columns.raw, row),
                 .note = taken(columns.note, row),
                 .place = taken(columns.place, row),
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

double or_nan(const std::optional<Decimal>& value) {
  return value ? to_double(*value) : std::numeric_limits<double>::quiet_NaN();
}

// All rows as columns: lists of texts, and figures as float64 with NaN where there are none.
py::dict columns_dict(const Observations& self) {
  std::unordered_map<std::string, py::str> known;  // one object for a text, however often it stands
  const auto shared = [&known](const std::string& text) {
    return known.try_emplace(text, text).first->second;
  };
  const Index rows = self.size();
  py::list indicator(rows), unit(rows), period(rows), state(rows), raw(rows), note(rows);
  py::list place(rows), source(rows);
  std::vector<double> value, second_value;
  for (Index row = 0; row < rows; ++row) {
    const Observation observation = self[row];
    const auto at = static_cast<std::size_t>(row);
    indicator[at] = shared(observation.indicator);
    unit[at] = shared(observation.unit);
    period[at] = shared(to_text(observation.period));
    state[at] = shared(std::string(to_text(observation.state)));
    value.push_back(or_nan(observation.value));
    second_value.push_back(or_nan(observation.second_value));
    raw[at] = shared(observation.raw);
    note[at] = shared(observation.note);
    place[at] = py::str(observation.place);
    source[at] = observation.source;
  }
  return py::dict(py::arg("indicator") = indicator, py::arg("unit") = unit,
                  py::arg("period") = period, py::arg("state") = state,
                  py::arg("value") = owned(std::move(value)),
                  py::arg("second_value") = owned(std::move(second_value)), py::arg("raw") = raw,
                  py::arg("note") = note, py::arg("place") = place, py::arg("source") = source);
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
