// Ratios over windows: the numerator's figure over the denominator's, each brought to the window
// first.
#pragma once

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

// Each term of both formulas is resampled as the catalogue declares for its indicator, for the
// window that its reference means. What was reported for the wanted window itself stands. Missing
// when a term is, when its plane is not exact, or when the denominator is 0. Throws
// AggregationError E1005 when a formula is no sum of references.
[[nodiscard]] std::unique_ptr<WindowRule> ratio_rule(const WindowQuestion& question);

}  // namespace cchc
