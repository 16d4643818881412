// A flow by the day, for reports that do not cover the days their rule asks for.
//
//   16183 files over 174 days reported of 183    93.005747... a day    17020.05... at 183 days
//
// Both are estimates: nobody counted the days that are not covered.
#pragma once

#include <optional>
#include <string>

#include "cchc/cube/cube.hpp"

namespace cchc {

struct DayRate {
  WindowFit fit;
  double per_day;       // figure / days reported, correctly rounded
  double at_rule_days;  // figure x days of the rule / days reported, correctly rounded
  std::string rule_en;  // "estimate: 16183 over 174 of 183 days"
  std::string rule_vi;
};

// Of the figure whole / 10^scale that a report over the days `reported` gives for `period`. Empty
// when the window has no days. Throws NumberError E0701 when the product leaves 128 bits.
[[nodiscard]] std::optional<DayRate> per_day_rate(Int128 whole, int scale,
                                                  const DataWindow& reported, Period period);

// Of a cell of an observed cube, by the data window of the source that it stands on. Empty when the
// cell has no figure, no observation, or a source that does not say which days it covers.
// Throws AggregationError E1021 when the indicator is not a flow: a level has no rate by the day.
[[nodiscard]] std::optional<DayRate> per_day_rate(const Cube& cube, CellPlace place);

}  // namespace cchc
