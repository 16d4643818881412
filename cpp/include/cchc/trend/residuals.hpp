// What figures do around their line: whether they leave it, and whether neighbours go together.
#pragma once

#include <cstdint>
#include <span>

#include "cchc/base/index.hpp"

namespace cchc {

// Whether figures leave their line, by the error or the spread that was found (NaN: not known, so
// they may). Of whole numbers nothing was rounded on the way to 0; doubles may leave a line by a
// few units in the last place of the largest of them.
[[nodiscard]] bool has_scatter(double error, double largest, bool whole);

// Of figures that know nothing of each other, 8 to 40 of them, 2 to 5 % come out above; of a random
// walk half with 12 figures, three in four with 16, and 94 % with 24.
inline constexpr double serial_limit = 0.25;
inline constexpr Index fewest_serial = 8;

// Whether the lag-1 autocorrelation of the residuals is above serial_limit, of at least
// fewest_serial figures (NaN: gap, which has no neighbours). x ascend; neighbours are one apart.
[[nodiscard]] bool goes_together(std::span<const double> figures, std::span<const std::int32_t> x,
                                 double slope, double intercept);

}  // namespace cchc
