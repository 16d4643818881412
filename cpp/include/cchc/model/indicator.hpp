// An indicator: what a figure of the catalogue means and how its values combine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cchc {

enum class Kind {
  stock,       // a level at the end of the window
  flow,        // what happened inside the window
  cumulative,  // what happened since the start of the year
  ratio,       // a quotient of other indicators
  coded,       // an answer out of a list
  header,      // a heading that holds no value
};

enum class OverUnits {
  sum,
  maximum,
  minimum,
  mean,
  ratio_of_sums,
  distribution,  // how many units gave each answer
  shared_list,   // maximum among the units of each type in `shared_by`, sum elsewhere
  none,
};

enum class OverPeriods {
  sum,
  last,
  maximum,
  minimum,
  mean,
  ratio_of_sums,
  any,         // 1 if any window has 1
  carry_over,  // the first window in full, later windows without what they carried over
  none,
};

// Enumerator <-> word; the word is the enumerator's name. `..._from_text` throws SelectionError
// (CCHC-E0920) that lists the known words.
[[nodiscard]] std::string_view to_text(Kind kind);
[[nodiscard]] std::string_view to_text(OverUnits over_units);
[[nodiscard]] std::string_view to_text(OverPeriods over_periods);
[[nodiscard]] Kind kind_from_text(std::string_view text);
[[nodiscard]] OverUnits over_units_from_text(std::string_view text);
[[nodiscard]] OverPeriods over_periods_from_text(std::string_view text);

// One answer of a coded indicator.
struct Answer {
  int code = 0;
  std::string label_vi;
  std::string label_en;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// Other indicators are named by code everywhere. An empty text means "none".
struct Indicator {
  std::string code;  // "4.2.1"; components: "3.3.received"
  std::string name;  // English identifier
  std::string label_vi;
  std::string label_en;
  std::string unit_of_measure;  // id in the catalogue's table; empty for a header
  Kind kind = Kind::header;
  OverUnits over_units = OverUnits::none;
  OverPeriods over_periods = OverPeriods::none;
  std::string parent;
  std::vector<std::string> aliases;
  std::string second_value;   // holds the second value of a printed pair "16.181/16.183"
  std::string carried_stock;  // carry_over only: the stock that the next window takes over
  // Formula texts of a ratio, to recompute it over units and periods. A percent is 100 times the
  // quotient. `weight` estimates a pooled ratio when the parts are missing.
  std::string numerator;
  std::string denominator;
  std::string weight;
  std::string formula;                  // derived indicators; a base indicator has none
  std::vector<std::string> applies_to;  // unit types; empty: all
  std::string valid_to;                 // the first day without this row, "2025-07-01"
  std::vector<Answer> answers;
  bool optional = false;               // may be left blank by right
  std::vector<std::string> shared_by;  // unit types among which the list is shared
  std::string remarks_en;

  friend bool operator==(const Indicator&, const Indicator&) = default;
};

[[nodiscard]] inline bool is_derived(const Indicator& indicator) {
  return !indicator.formula.empty();
}

// Whether a ratio can be recomputed. False for a base ratio that names no numerator and denominator
// (a published index): it is shown, and never combined without its weight.
[[nodiscard]] inline bool parts_known(const Indicator& indicator) {
  return !indicator.numerator.empty() && !indicator.denominator.empty();
}

// A code can stand in a formula between brackets: not empty, no white space, no control characters,
// none of [ ] @ " \ .
[[nodiscard]] bool is_code(std::string_view text);
[[nodiscard]] bool is_code_character(char character);

// A name is a Python identifier: a-z, digits and _, not beginning with a digit.
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace cchc
