#include "observation_columns.hpp"

#include <limits>
#include <unordered_map>
#include <utility>

#include "arrays.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/period.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

std::optional<Decimal> decimal(const std::optional<std::string>& text) {
  return text ? std::optional(exact_decimal(*text)) : std::nullopt;
}

void require_equal_lengths(const ObservationColumns& columns) {
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

double or_nan(const std::optional<Decimal>& value) {
  return value ? to_double(*value) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void append_columns(Observations& observations, Index source, ObservationColumns columns) {
  require_equal_lengths(columns);
  std::unordered_map<std::string, Period> periods;
  for (std::size_t row = 0; row < columns.indicator.size(); ++row) {
    const std::string& text = columns.period[row];
    auto period = periods.find(text);
    if (period == periods.end()) {
      period = periods.emplace(text, period_from_text(text)).first;
    }
    observations.append({.indicator = std::move(columns.indicator[row]),
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

py::dict columns_dict(const Observations& observations) {
  std::unordered_map<std::string, py::str> known;  // one object for a text, however often it stands
  const auto shared = [&known](const std::string& text) {
    return known.try_emplace(text, text).first->second;
  };
  const Index rows = observations.size();
  py::list indicator(rows), unit(rows), period(rows), state(rows), raw(rows), note(rows);
  py::list place(rows), source(rows);
  std::vector<double> value, second_value;
  for (Index row = 0; row < rows; ++row) {
    const Observation observation = observations[row];
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

}  // namespace cchc::bindings
