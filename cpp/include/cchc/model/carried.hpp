// The slow and obvious application of a unit map to exact figures.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cchc/model/unit_figures.hpp"
#include "cchc/model/unit_map.hpp"

namespace cchc {

// Exact figures per unit of the hierarchy, as value x 10^scale; empty is missing.
struct CarriedFigures {
  std::vector<std::optional<Int128>> values;
  int scale = 0;
};

// Carries one whole number per unit of the day `figures`. A unit receives nothing but complete
// sums: it is missing when a unit valid on that day that it draws on is missing, and when a refusal
// concerns it. `indicator` chooses the amounts to move; empty: none. Throws LineageError E0505 when
// the sizes differ, NumberError E0701 outside 128 bits.
[[nodiscard]] CarriedFigures carried(const UnitMap& map, const Hierarchy& hierarchy,
                                     UnitFigures values, Date figures,
                                     std::string_view indicator = {});

}  // namespace cchc
