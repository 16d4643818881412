// Trends of many series at once: each row of a plane is a series, each column a window.
//
// Rows are cut into blocks and blocks are spread over threads; a thread keeps its working memory,
// so nothing is allocated for a series. NaN is a gap: the window keeps its place in time and takes
// no part.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cchc/base/plane.hpp"
#include "cchc/trend/mann_kendall.hpp"

namespace cchc {

struct TrendOptions {
  double confidence = 0.95;  // of the interval of the slope; 0: no intervals, and none are stored
  Index threads = 0;         // 0: as many as the machine has; results never depend on it
  bool intercepts = true;    // of the lines; else none are stored
};

// Row-major figures; NaN where there is none. `scale` is the number of decimals when they are
// value x 10^scale, whole numbers; negative for any other doubles.
struct SeriesRef {
  const double* figures;
  Index series;
  Index windows;
  int scale;
};

// One entry per series; slopes are per step of x, in the unit of the value. NaN: no value. A nation
// of series is held at once, so a number is no wider than it must be: 71 bytes a series with
// everything, of which 16 are the interval's and 8 the intercept's.
struct SeriesTrends {
  std::vector<std::int16_t> count;  // figures that take part
  std::vector<std::int32_t> s;      // Mann-Kendall
  std::vector<std::int64_t> variance_18;
  std::vector<double> p;
  std::vector<std::uint8_t> rule;  // PRule
  std::vector<double> sen_slope;
  // Empty when no interval is wanted. NaN also where no order of the figures could reach a p of
  // 1 - confidence: so few figures cannot bound a slope with that confidence, whatever the normal
  // law says.
  std::vector<double> sen_low;
  std::vector<double> sen_high;   // likewise
  std::vector<double> slope;      // least squares
  std::vector<double> intercept;  // empty when none is wanted
  std::vector<double> slope_error;
};

// `x` ascending, one per window, below 2^30; at most 32,767 windows.
// Throws TrendError: E1501 when x and windows differ in number, E1503 when x do not ascend,
// E1504 when there are too many windows, E1505 for an infinite figure.
[[nodiscard]] SeriesTrends series_trends(const SeriesRef& series, std::span<const std::int32_t> x,
                                         const TrendOptions& options = {});

// The same of all rows of a plane. A figure that needs more than 53 bits takes part with its
// nearest double.
[[nodiscard]] SeriesTrends series_trends(const Figures& figures, std::span<const std::int32_t> x,
                                         const TrendOptions& options = {});

}  // namespace cchc
