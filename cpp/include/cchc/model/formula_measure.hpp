// What the result of a formula counts: units of measure follow the figures through the operations.
//
//   [4.2.1] + [4.2.2]          people + people: people
//   [4.2.1] + [3.3]            people + case files: refused, with a caret below the +
//   100 * [3.3.online] / [3.3] case files over case files: a plain number, which a percent is too
//   [3.3] / [4.2.1]            case files per person
//   [3.3] > 0                  a number written in the formula takes the other side's measure
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "cchc/model/catalogue.hpp"
#include "cchc/model/formula.hpp"

namespace cchc {

// A product of powers of units of measure: {"case file (hồ sơ)": 1, "person": -1}. Empty for a
// plain number, which also stands for percents, comparisons and what divides out.
struct Measure {
  std::map<std::string, int> powers;
  bool written = false;  // a number of the formula itself: it takes any measure

  friend bool operator==(const Measure&, const Measure&) = default;
};

// "case file (hồ sơ) / person"; "number" for a plain number.
[[nodiscard]] std::string to_text(const Measure& measure);

// Throws FormulaError, with position and caret:
//   CCHC-E0620 unlike units of measure are added, compared or chosen between
//   CCHC-E0621 arithmetic with an answer code, which is a name and not a quantity
//   CCHC-E0622 a reference that the catalogue does not know, or one to a header
// `elsewhere`, when given, is asked for the codes that the catalogue does not know.
using MeasureOfCode = std::function<std::optional<Measure>(const std::string& code)>;
[[nodiscard]] Measure measure_of(const Formula& formula, const Catalogue& catalogue,
                                 const MeasureOfCode& elsewhere = {});

// The same, and E0623 when the result does not count `unit_of_measure` (an id of the catalogue). A
// quotient may be declared as a unit of measure whose id is its text, "case file (hồ sơ) / person".
void check_measure(const Formula& formula, const Catalogue& catalogue,
                   const std::string& unit_of_measure);

// The same formula with every reference by the code of the catalogue, instead of a name or alias.
// With `in_form`, codes are those of the form first. E0622 for what neither knows.
class Form;
[[nodiscard]] Formula with_catalogue_codes(const Formula& formula, const Catalogue& catalogue,
                                           const Form* in_form = nullptr);

}  // namespace cchc
