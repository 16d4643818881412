// Maximum, minimum, mean and "any" over the reported windows that fill a wanted one.
#pragma once

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

// The most windows, end to end and without overlap, that fill the wanted one; of equally many the
// choice whose later windows begin earliest. Positions in the cube, in time order; empty when
// nothing fills it.
[[nodiscard]] std::vector<Index> finest_cover(const Cube& cube, Period wanted,
                                              const std::vector<bool>& reported);

// `operation` is maximum, minimum or mean.
[[nodiscard]] std::unique_ptr<WindowRule> cover_rule(const WindowQuestion& question,
                                                     OverPeriods operation);

// 1 when a window inside the wanted one says 1, 0 when windows that say 0 cover it month by month.
// A 1 in a window whose months are all covered by 0 is a conflict; the 1 stands. Any other answer
// counts only for its own window.
[[nodiscard]] std::unique_ptr<WindowRule> any_rule(const WindowQuestion& question);

}  // namespace cchc
