// Flows over windows: signed sums along paths of reported windows.
#pragma once

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

enum class Additive {
  flow,           // what happened inside the window
  carried,        // the same, with the stock taken over from the window before
  since_january,  // a cumulative figure: what happened since the start of its year
};

// Paths are found once per set of reported windows and kept. The shortest path's sum is the figure;
// every other path of at most `longest_other_path` windows has to agree with it, as have two stocks
// at one boundary that the path uses. Longer circles of windows are checked as a whole: a reported
// window that others do not add up to is one disagreement of the unit, told at the window itself
// or else at the first figure that uses one of them, and marks every figure that does.
[[nodiscard]] std::unique_ptr<WindowRule> sum_rule(const WindowQuestion& question,
                                                   Additive additive);

inline constexpr Index longest_other_path = 4;

}  // namespace cchc
