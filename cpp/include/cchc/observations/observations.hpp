// Observations: reported values as an append-only table held by columns.
//
// A national archive has tens of millions of rows, so a row takes about 30 bytes: indicators, units
// and periods are codes of a dictionary, sources are held by runs of rows, second values, raw texts
// and notes only where there are any, places by what repeats in them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"
#include "cchc/observations/text_columns.hpp"
#include "cchc/observations/value_state.hpp"

namespace cchc {

// Where observations come from: one report, table or call.
struct Source {
  std::string file;                  // as the user named it
  std::string hash;                  // of the content; empty when unknown
  std::string agency;                // as printed
  std::optional<DataWindow> window;  // days that the report says it covers
  std::optional<Date> received;      // the vintage: when the report came in
  std::string form_version;          // e.g. "PL1-2024"
  std::string rule;                  // what read it, e.g. "text table grammar"
  bool synthetic = false;            // made up, not reported
};

// One reported value. `second_value` is the other side of a pair such as 16.181/16.183.
struct Observation {
  std::string indicator;  // catalogue code
  std::string unit;       // unit id
  Period period;
  ValueState state = ValueState::missing;
  std::optional<Decimal> value;         // present exactly when the state is reported
  std::optional<Decimal> second_value;  // only beside a value
  std::string raw;
  std::string note;
  std::string place;  // line, sheet and cell, ...
  Index source = -1;  // position in sources()
};

// Copies share their rows until one of them is appended to, so a cube keeps its observations for
// nothing.
class Observations {
 public:
  Index add_source(Source source);
  // Throws ObservationError: E0802 a value without the state reported or the other way round, E0803
  // a second value without a value, E0804 an unknown source.
  void append(const Observation& observation);
  // Room for so many further rows, so that the columns need not be moved while they grow.
  void reserve(Index rows);

  [[nodiscard]] Index size() const { return static_cast<Index>(rows_->states.size()); }
  [[nodiscard]] Observation operator[](Index row) const;
  [[nodiscard]] const std::vector<Source>& sources() const { return rows_->sources; }

  // Columns.
  [[nodiscard]] const Dictionary& indicators() const { return rows_->indicator_texts; }
  [[nodiscard]] const Dictionary& units() const { return rows_->unit_texts; }
  [[nodiscard]] const std::vector<std::int32_t>& indicator_codes() const {
    return rows_->indicators;
  }
  [[nodiscard]] const std::vector<std::int32_t>& unit_codes() const { return rows_->units; }
  [[nodiscard]] const std::vector<ValueState>& states() const { return rows_->states; }
  [[nodiscard]] Period period(Index row) const {
    const auto code = rows_->period_codes[static_cast<std::size_t>(row)];
    return rows_->periods[static_cast<std::size_t>(code)];
  }
  [[nodiscard]] Index source_position(Index row) const;
  [[nodiscard]] std::optional<Decimal> value(Index row) const;
  [[nodiscard]] std::optional<Decimal> second_value(Index row) const;
  [[nodiscard]] const std::string& raw(Index row) const { return rows_->raws[row]; }

  // All rows of `other` after these, with its sources.
  void append_all(const Observations& other);

 private:
  struct Rows {
    std::vector<Source> sources;
    Dictionary indicator_texts, unit_texts;
    std::vector<std::int32_t> indicators, units;
    std::vector<Period> periods;  // each once, in the order of their first rows
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> code_of_period;
    std::vector<std::int32_t> period_codes;
    std::vector<ValueState> states;
    std::vector<std::int64_t> mantissas;  // 0 where there is no value
    std::vector<std::int8_t> scales;
    std::vector<std::pair<Index, Decimal>> second_values;        // by row, ascending
    std::vector<std::pair<Index, std::int32_t>> source_of_rows;  // from which row on
    TextColumn raws, notes;
    NumberedTextColumn places;
  };
  // The rows, no longer shared with a copy.
  Rows& own();
  std::int32_t period_code(Period period);

  std::shared_ptr<Rows> rows_ = std::make_shared<Rows>();
};

}  // namespace cchc
