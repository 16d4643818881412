// Which windows would have to be reported for a figure that is missing.
#pragma once

#include <vector>

#include "cchc/aggregate/window_text.hpp"

namespace cchc {

struct WindowNeed {
  BilingualText text;   // "needs 2024-H1, or 2024-Q2 itself"; empty: nothing can be said
  WindowTerms known;    // reported cells of the cube that would be used with them
  WindowTerms missing;  // of a ratio: cells of its parts that are not reported
};

// Looks among the windows that the ministry asks for (Q1, H1, Q3, 9M and the year) for the fewest
// that would complete a sum or end with the wanted window, whether the cube holds them or not.
// Of received case files it also names the stocks that would have to be known at boundaries between
// windows; of the flows in a cumulative indicator the figures since January; of a ratio what each
// term of its numerator and denominator lacks. Nothing is said for extremes and answers, which any
// window inside the wanted one would help.
[[nodiscard]] WindowNeed window_need(const WindowQuestion& question, OverPeriods operation,
                                     Index unit, Period wanted);

}  // namespace cchc
