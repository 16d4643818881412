// What makes one indicator consistent with itself and with the units of measure, whatever the other
// indicators are.
#pragma once

#include <span>
#include <string>

#include "cchc/base/fault_list.hpp"
#include "cchc/model/catalogue.hpp"

namespace cchc {

// Adds the faults of `indicator`, whose JSON path is `path`.
void check_indicator(const Indicator& indicator, const std::string& path,
                     std::span<const UnitOfMeasure> units_of_measure, LaterFaults& faults);

}  // namespace cchc
