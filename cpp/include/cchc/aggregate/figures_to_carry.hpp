// Figures on their way to rebuilt units: what of them comes to a unit that is made of parts of
// others.
//
//   merged commune = communes x and y     files 30 + 20 = 50     procedures max(140, 138) = 140
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cchc/aggregate/carry_table.hpp"
#include "cchc/base/plane.hpp"

namespace cchc {

// The units' own figures of one indicator. `figures` outlives it.
struct FiguresToCarry {
  const Figures& figures;
  Flags shared;      // number of the list in cells held in common with other units
  std::string code;  // of the indicator whose amounts move
};

// What came in of the units that a figure is made of, x 10^scale; empty when nothing did. Figures
// add up by their shares. A list held in common is not brought twice: every part of a unit goes on
// with the whole list, and the longest one of a list stands for all.
[[nodiscard]] std::optional<Int128> carried_sum(const FiguresToCarry& own,
                                                const std::vector<CarriedPart>& received,
                                                Index period, int scale);

// Whether none of these units had less than nothing, so that a negative sum is due to an amount
// moved away that a unit did not have: the amount is wrong, or the figure.
[[nodiscard]] bool none_is_negative(const FiguresToCarry& own,
                                    const std::vector<CarriedPart>& received, Index period);

// Whether a list held in common is among what came in.
[[nodiscard]] bool rests_on_list(const FiguresToCarry& own,
                                 const std::vector<CarriedPart>& received, Index period);

}  // namespace cchc
