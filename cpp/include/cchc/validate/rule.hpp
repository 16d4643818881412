// A rule: two formulas, how they must compare, and what to ask when they do not.
//
//   V01  [1.1.2] <= [1.1.1]     tasks completed do not exceed tasks of the plan
//
// Rules are data. A RuleDefinition is what a file says, a Rule is the same compiled and checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/model/linear_formula.hpp"
#include "cchc/model/period.hpp"

namespace cchc {

enum class Severity { error, warning, information };

enum class RuleOperator {
  less,
  less_equal,
  equal,
  not_equal,
  greater_equal,
  greater,
  in,             // the left side is one of the listed numbers
  feasible_rate,  // the left side, a printed rate, has a whole baseline for the quota at the right
  copied,         // the share of figures equal to the report before is below the right side
};

// What a figure that is not there means to a rule.
enum class MissingStrategy {
  undecidable,
  zero,  // a blank in a report that came counts as 0
  not_applicable,
};

// What `@ previous` means in a rule.
enum class PreviousReport {
  window,            // the window of the same length just before; a level: any window ending there
  report,            // the report whose window ended last before this one ends
  report_this_year,  // the same, inside this window's calendar year
  same_period_last_year,
};

struct Tolerance {
  enum class Kind {
    printed,  // half a unit of the last printed digit of each operand
    exact,
    amount,
  };
  Kind kind = Kind::printed;
  Decimal amount = {};  // with Kind::amount only, never negative
};

[[nodiscard]] std::string_view to_text(Severity severity);
[[nodiscard]] std::string_view to_text(RuleOperator comparison);
[[nodiscard]] std::string_view to_text(MissingStrategy missing);
[[nodiscard]] std::string_view to_text(PreviousReport previous);
// "printed", "exact" or the amount, "0.5".
[[nodiscard]] std::string to_text(const Tolerance& tolerance);

// What a rule file says about one rule. Empty texts and lists are members that were not given.
struct RuleDefinition {
  std::string id;
  std::string title_vi;
  std::string title_en;
  Severity severity = Severity::error;
  std::string left;
  RuleOperator comparison = RuleOperator::equal;
  std::string right;
  std::vector<Decimal> listed;  // of the operator `in`
  std::string when;
  MissingStrategy missing = MissingStrategy::undecidable;
  Tolerance tolerance;
  PreviousReport previous = PreviousReport::window;
  bool unlike_measures = false;         // the sides count different things, on purpose
  std::vector<std::string> unit_types;  // empty: all
  std::vector<std::string> periods;     // kinds of period; empty: all
  std::string question_vi;
  std::string question_en;
  std::string source;
};

// A rule ready to be evaluated. References are counted over both sides: left, then right.
struct Rule {
  RuleDefinition definition;
  Formula left;        // the number 0 for `copied`
  Formula right;       // the number 0 for `in`
  Formula difference;  // left - right: holds the references of both sides
  std::optional<Formula> when;
  std::optional<LinearForm> linear;  // of `difference`, where that is linear

  // All cells that the rule reads, those of the sides first.
  [[nodiscard]] std::vector<Reference> references() const;
};

// Whether a code is that of a count about the document itself (`report.codes.gaps`): found by a
// check, not printed by a unit, and meant to be 0.
[[nodiscard]] bool is_document_check(std::string_view code);

// The part of an id before the first dot: "V13.b" belongs to V13.
[[nodiscard]] std::string_view family(std::string_view id);

}  // namespace cchc
