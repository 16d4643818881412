// Which aggregations a kind of indicator allows. Stocks and rates are never summed over periods,
// rates are never averaged, answers are only counted, headers hold nothing.
#pragma once

#include <string>

#include "cchc/model/indicator.hpp"

namespace cchc {

[[nodiscard]] bool combines(Kind kind, OverUnits over_units);
[[nodiscard]] bool combines(Kind kind, OverPeriods over_periods);

// The words of the allowed aggregations, "last, maximum, minimum, mean, none".
[[nodiscard]] std::string allowed_over_units(Kind kind);
[[nodiscard]] std::string allowed_over_periods(Kind kind);

}  // namespace cchc
