// What figures an indicator can hold at all, by its unit of measure and its key of answers.
#pragma once

#include <string>
#include <string_view>

#include "cchc/base/decimal.hpp"
#include "cchc/model/catalogue.hpp"

namespace cchc {

enum class FigureFault {
  none,
  fraction,        // 16.183 people: perhaps a mark of thousands read as a decimal point
  unknown_answer,  // 7 where the key knows 0, 1 and 2
  negative,        // a count below zero: perhaps a correction
  percent_range,   // a percent below 0 or above 100
};

// Whether no figure can be made of the value, so that its cell is unreadable. A negative count and
// a percent out of range stay figures, because corrections and growth are written so.
[[nodiscard]] constexpr bool is_unreadable(FigureFault fault) {
  return fault == FigureFault::fraction || fault == FigureFault::unknown_answer;
}

// The check of one indicator's figures. Refers to the catalogue, which must outlive it.
class FigureCheck {
 public:
  FigureCheck(const Catalogue& catalogue, Index indicator);

  // `value` is without trailing zeros. Missing values are not asked about.
  [[nodiscard]] FigureFault fault(Decimal value) const;

  // Issue code and both messages about a fault. `value` is the figure as written and `where_*` says
  // indicator, unit and period.
  [[nodiscard]] static std::string_view code(FigureFault fault);
  [[nodiscard]] std::string message_en(FigureFault fault, Decimal value,
                                       const std::string& where) const;
  [[nodiscard]] std::string message_vi(FigureFault fault, Decimal value,
                                       const std::string& where) const;

 private:
  [[nodiscard]] std::string key() const;

  const Indicator& indicator_;
  const UnitOfMeasure* unit_;  // null for a header
  bool counts_;                // a whole number that an event or a head adds one to
};

}  // namespace cchc
