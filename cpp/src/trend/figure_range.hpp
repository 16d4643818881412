// What a row of figures holds at a glance, eight figures at a time.
#pragma once

#include "cchc/base/index.hpp"

namespace cchc {

struct FigureRange {
  double low;
  double high;
};

// Of one figure or more, none of which is NaN.
[[nodiscard]] FigureRange range_of(const double* figures, Index count);

// Whether all are whole numbers below 2^51, and none is a gap.
[[nodiscard]] bool all_known_wholes(const double* figures, Index count);

}  // namespace cchc
