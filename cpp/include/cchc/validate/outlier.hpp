// Is the last figure of a short series out of line? Exact tests for 4 to 12 points.
//
// Counts: given the total of all windows, the last count is binomial with the share of its months
// when every window has the same rate. The dispersion of the earlier windows, measured without the
// last one, turns this into a beta-binomial (counts that vary more than chance alone would let
// them, as a negative binomial does). Shares: given the successes of all windows, those of the last
// are hypergeometric (Fisher's exact test). Series with fewer than 4 points say nothing, and a
// series with a figure that can be no count is not tested: its verdict says why.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cchc/base/index.hpp"

namespace cchc {

enum class OutlierVerdict {
  ordinary,
  unusual,
  too_few_to_say,
  not_a_count,       // a figure is negative or no whole number
  part_above_whole,  // 101 of 100 on time
  too_large,         // more in total than an exact test adds up
};

// The enumerator's name.
[[nodiscard]] std::string_view to_text(OutlierVerdict verdict);

struct CountPoint {
  std::int64_t count = 0;
  double months = 1;  // exposure, above 0
};

struct SharePoint {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};

// Ten million in total; wholes of shares up to 10^15 each.
inline constexpr std::int64_t most_tested = 10'000'000;

struct OutlierTest {
  static constexpr Index fewest_points = 4;

  // Whether there was a test: `p`, `expected` and `dispersion` stand for themselves otherwise.
  [[nodiscard]] bool is_tested() const {
    return verdict == OutlierVerdict::ordinary || verdict == OutlierVerdict::unusual;
  }

  OutlierVerdict verdict = OutlierVerdict::too_few_to_say;
  double p = 1;           // two-sided: chance of a last figure as unlikely as this one or more so
  double expected = 0;    // of the last figure, from the others
  double dispersion = 1;  // variance over mean of the earlier counts; 1 for shares
};

// unusual when `p` is at most `alpha`, else ordinary.
[[nodiscard]] OutlierVerdict outlier_verdict(double p, double alpha);

// The last point against the others. `alpha`: unusual when p is at most alpha.
// Throws NumberError E0712 for an exposure that is not above 0.
[[nodiscard]] OutlierTest count_outlier(std::span<const CountPoint> series, double alpha);
[[nodiscard]] OutlierTest share_outlier(std::span<const SharePoint> series, double alpha);

}  // namespace cchc
