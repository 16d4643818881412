// Which windows would have to be reported for a figure that is missing.
#pragma once

#include <vector>

#include "cchc/aggregate/window_text.hpp"

namespace cchc {

struct WindowNeed {
  BilingualText text;        // "needs 2024-H1, or 2024-Q2 itself"; empty: nothing can be said
  std::vector<Index> known;  // reported windows of the cube that would be used with them
};

// Looks among the windows that the ministry asks for (Q1, H1, Q3, 9M and the year) for the fewest
// that would complete a sum or end with the wanted window, whether the cube holds them or not.
// Nothing is said for carried stocks, ratios and extremes, which need more than windows.
[[nodiscard]] WindowNeed window_need(const WindowQuestion& question, OverPeriods operation,
                                     Index unit, Period wanted);

}  // namespace cchc
