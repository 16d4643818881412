// Levels: a wanted window takes the figure of a reported window with the same last month.
#pragma once

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

// The positions of the cube's windows with this last month: the wanted window itself first, then
// longer ones before shorter ones.
[[nodiscard]] std::vector<Index> same_end(const Cube& cube, Period wanted);

// The first reported one of same_end; unlike figures among them are a conflict.
[[nodiscard]] std::unique_ptr<WindowRule> last_rule(const WindowQuestion& question);
// Only the wanted window itself.
[[nodiscard]] std::unique_ptr<WindowRule> exact_rule(const WindowQuestion& question);

}  // namespace cchc
