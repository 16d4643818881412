// Is the last figure of a short series out of line? Exact tests for 4 to 12 points.
//
// Counts: given the total of all windows, the last count is binomial with the share of its months
// when every window has the same rate. The dispersion of the earlier windows, measured without the
// last one, turns this into a beta-binomial (counts that vary more than chance alone would let
// them, as a negative binomial does). Shares: given the successes of all windows, those of the last
// are hypergeometric (Fisher's exact test). Series with fewer than 4 points say nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cchc/base/index.hpp"

namespace cchc {

enum class OutlierVerdict { ordinary, unusual, too_few_to_say };

// The enumerator's name.
[[nodiscard]] std::string_view to_text(OutlierVerdict verdict);

struct CountPoint {
  std::int64_t count = 0;  // not negative
  double months = 1;       // exposure, above 0
};

struct SharePoint {
  std::int64_t part = 0;  // 0 <= part <= whole
  std::int64_t whole = 0;
};

struct OutlierTest {
  static constexpr Index fewest_points = 4;

  OutlierVerdict verdict = OutlierVerdict::too_few_to_say;
  double p = 1;           // two-sided: chance of a last figure as unlikely as this one or more so
  double expected = 0;    // of the last figure, from the others
  double dispersion = 1;  // variance over mean of the earlier counts; 1 for shares
};

// The last point against the others. `alpha`: unusual when p is at most alpha.
// Throws NumberError: E0712 a negative count, an exposure that is not above 0, or a part above its
// whole; E0713 more than ten million in total, for which an exact test has no use.
[[nodiscard]] OutlierTest count_outlier(std::span<const CountPoint> series, double alpha);
[[nodiscard]] OutlierTest share_outlier(std::span<const SharePoint> series, double alpha);

}  // namespace cchc
