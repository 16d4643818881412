// How the reporting year is shared out among its windows: the fourth quarter, in which cuts and
// closures bunch, set apart from the trend.
//
// Of complete years only. effect: mean over the years of the figure less its year's mean, in the
// unit of the figures. share: sum of the position's figures over the sum of all, for flows. The p
// is that of Friedman's test (JASA 32 (1937) 675-701): within each year every order of its windows
// is as likely as another; exact, over all orders, for up to 4 positions and 12 years, else none.
#pragma once

#include <span>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/trend/mann_kendall.hpp"

namespace cchc {

inline constexpr Index fewest_seasonal_years = 3;

struct SeasonalPosition {
  Index years;  // complete ones
  std::vector<double> effect;
  std::vector<double> share;  // NaN when the years add up to 0
  double p;
  double smallest_p;  // with as many years and no ties inside a year
  PRule rule;
};

// `figures`: rows are years, columns the positions of the year, row-major; NaN: gap. Throws
// TrendError: E1501 when the figures do not fill whole years, E1510 with fewer than three complete
// years: one busy quarter in each of two years is a coincidence as easily as a season.
[[nodiscard]] SeasonalPosition seasonal_position(std::span<const double> figures, Index positions);

}  // namespace cchc
