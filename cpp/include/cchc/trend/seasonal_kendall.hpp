// Mann and Kendall's test season by season: only windows of the same position are compared, so a
// busy fourth quarter is no trend. S and var S are summed over the seasons, which are taken to be
// independent (R. M. Hirsch, J. R. Slack, R. A. Smith, Water Resources Research 18 (1982) 107-121).
//
// p is exact where every season allows it (its own rule as in mann_kendall.hpp) and all seasons
// together have at most 2,000 pairs; else normal with continuity correction.
#pragma once

#include <cstdint>
#include <span>

#include "cchc/trend/mann_kendall.hpp"

namespace cchc {

// Figures (NaN: gap) in order of time, and the season 0, 1, ... of each.
// Throws TrendError E1501 when the two have different lengths.
[[nodiscard]] MannKendallResult seasonal_mann_kendall(std::span<const double> figures,
                                                      std::span<const std::int32_t> seasons);

}  // namespace cchc
