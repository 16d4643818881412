// Control limits: what a steady process would rarely leave.
//
//   p     shares x / n with varying n: centre c = sum x / sum n,
//         limits c +- 3 sqrt(c (1 - c) / n_i)
//   p'    the same, widened by how much the standardised shares scatter from window to window
//         (mean moving range / 1.128; D. B. Laney, Quality Engineering 14 (2002) 531-537): with
//         tens of thousands of case files the plain limits are too narrow for anything real
//   xmr   single figures: centre mean, limits mean +- 2.66 x mean moving range; the limit of the
//         range itself is 3.267 x mean moving range (W. A. Shewhart 1931; 3 / 1.128 and 3.267 for
//         pairs)
//
// Where nothing varies (all shares 0 or 1, all figures equal) limits would have no width, and any
// later window would be infinitely far out: the chart is degenerate, and its limits are missing.
//
// A gap (NaN) takes no part, and a moving range is taken between neighbouring windows only. Limits
// may be frozen: computed from the windows up to a date and held against all later ones.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

enum class ChartKind : std::uint8_t { p, p_prime, xmr };
// "p", "p_prime", "xmr". From text: throws SelectionError E0920.
[[nodiscard]] std::string_view to_text(ChartKind kind);
[[nodiscard]] ChartKind chart_kind_from_text(std::string_view text);

struct ControlLimits {
  ChartKind kind;
  Index windows_used;         // figures that the limits rest on
  double centre;              // NaN with too few figures
  std::vector<double> value;  // shares in 0..1, or the figures
  std::vector<double> sigma;  // one third of the distance to a limit
  std::vector<double> low;    // cut at 0 and 1 for shares; NaN when degenerate
  std::vector<double> high;
  std::vector<double> moving_range;  // xmr; NaN at a gap
  double moving_range_limit;         // xmr, else NaN
  bool degenerate = false;           // nothing varies: sigma is 0
};

// Limits of shares. `frozen`: only the first so many windows make the limits; negative: all.
// Throws TrendError: E1501 when the two differ in length, E1505 for an infinite figure, E1513 for a
// share outside 0..1 or a trial count that is negative.
[[nodiscard]] ControlLimits p_chart(std::span<const double> successes,
                                    std::span<const double> trials, ChartKind kind = ChartKind::p,
                                    Index frozen = -1);
// Throws TrendError E1505 for an infinite figure.
[[nodiscard]] ControlLimits xmr_chart(std::span<const double> figures, Index frozen = -1);

}  // namespace cchc
