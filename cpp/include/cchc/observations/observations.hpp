// Observations: reported values as an append-only table held by columns.
//
// Texts that repeat (indicator, unit, form) are held once in a dictionary and a column of codes;
// raw texts, notes and places are pooled the same way, since most cells of a report are "0" or
// blank.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"
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

// Texts held once each; code 0 is the empty text.
class Dictionary {
 public:
  Dictionary();
  std::int32_t code(std::string_view text);
  [[nodiscard]] std::optional<std::int32_t> find(std::string_view text) const;
  [[nodiscard]] const std::string& text(std::int32_t code) const {
    return texts_[static_cast<std::size_t>(code)];
  }
  [[nodiscard]] Index size() const { return static_cast<Index>(texts_.size()); }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::int32_t> codes_;
};

class Observations {
 public:
  Index add_source(Source source);
  // Throws ObservationError: E0802 a value without the state reported or the other way round, E0803
  // a second value without a value, E0804 an unknown source.
  void append(const Observation& observation);

  [[nodiscard]] Index size() const { return static_cast<Index>(states_.size()); }
  [[nodiscard]] Observation operator[](Index row) const;
  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }

  // Columns. A value is mantissa / 10^scale; both are 0 where there is none.
  [[nodiscard]] const Dictionary& indicators() const { return indicator_texts_; }
  [[nodiscard]] const Dictionary& units() const { return unit_texts_; }
  [[nodiscard]] const std::vector<std::int32_t>& indicator_codes() const { return indicators_; }
  [[nodiscard]] const std::vector<std::int32_t>& unit_codes() const { return units_; }
  [[nodiscard]] const std::vector<Period>& periods() const { return periods_; }
  [[nodiscard]] const std::vector<ValueState>& states() const { return states_; }
  [[nodiscard]] const std::vector<std::int32_t>& source_positions() const { return source_of_; }
  [[nodiscard]] std::optional<Decimal> value(Index row) const;
  [[nodiscard]] std::optional<Decimal> second_value(Index row) const;
  [[nodiscard]] const std::string& raw(Index row) const;

  // All rows of `other` after these, with its sources.
  void append_all(const Observations& other);

 private:
  std::vector<Source> sources_;
  Dictionary indicator_texts_, unit_texts_, raw_texts_, note_texts_, place_texts_;
  std::vector<std::int32_t> indicators_, units_, raws_, notes_, places_, source_of_;
  std::vector<Period> periods_;
  std::vector<ValueState> states_;
  std::vector<Decimal> values_;
  std::vector<Decimal> second_values_;
  std::vector<bool> has_second_;
};

}  // namespace cchc
