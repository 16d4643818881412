// Trends of the figures of a cube: one series for each indicator and unit, over like windows.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/trend/like_windows.hpp"
#include "cchc/trend/series_trends.hpp"

namespace cchc {

// What a reader must know beside a trend; a series' caveats are the sum of their bits.
enum class Caveat : std::uint32_t {
  too_few = 1U << 0,       // no order of so few figures could be significant
  no_variation = 1U << 1,  // all figures are equal
  gap = 1U << 2,           // a window without a figure between the first figure and the last
  ties = 1U << 3,          // equal figures; p and var S count them
  estimated = 1U << 4,     // marks of the cube, on at least one figure
  rebuilt = 1U << 5,
  correction = 1U << 6,
  conflict = 1U << 7,
  coverage = 1U << 8,     // the share of units that reported differs between windows
  perimeter = 1U << 9,    // the number of units that were expected differs between windows
  serial = 1U << 10,      // neighbouring figures go together (see residuals.hpp): p is too small
  no_scatter = 1U << 11,  // figures lie exactly on a line: what chance does to them is unknown
  season_not_separable = 1U << 12,  // windows inside years, of which fewer than 3 are complete:
                                    // what looks like a trend may be the position in the year
  season_ignored = 1U << 13,        // three years or more, but the plain test was asked for
  no_interval = 1U << 14,           // so few figures bound no slope with the asked confidence
  nearly_equal = 1U << 15,  // beside too_few: half of the figures or more are equal, and as many
                            // different ones would not be too few
};

struct CaveatEntry {
  Caveat caveat;
  std::string_view code;  // the enumerator's name
  std::string_view message_en;
  std::string_view message_vi;
};
[[nodiscard]] const std::vector<CaveatEntry>& caveat_table();

// How windows of different positions in the year are tested: against all others, or only against
// those of the same position, whole years as chance orders them (year_orders.hpp). By itself the
// second where a series has three complete years, as for seasonal_position.
enum class TrendMethod : std::uint8_t { automatic, plain, seasonal };
// "auto", "plain", "seasonal". From text: throws SelectionError E0920.
[[nodiscard]] std::string_view to_text(TrendMethod method);
[[nodiscard]] TrendMethod trend_method_from_text(std::string_view text);

struct PlaneTrend {
  Index indicator = -1;  // position in the catalogue
  SeriesTrends series;
  std::vector<std::uint8_t> seasonal;      // 1: S, p, the median slope and its interval compare
                                           // windows of one position only; the line never does
  std::vector<double> minimum_detectable;  // slope per step; see minimum_detectable_slope; NaN also
                                           // for figures without scatter
  std::vector<double> smallest_p;          // that any order of the figures could reach
  std::vector<std::uint32_t> caveats;
};

struct CubeTrendOptions {
  TrendOptions series;
  double significance = 0.05;  // p at or below counts as a trend
  double power = 0.8;
  TrendMethod method = TrendMethod::automatic;
  int step = 0;  // months from window to window; 0: as like_windows finds
};

struct Trends {
  std::shared_ptr<const Cube> cube;
  LikeWindows windows;
  CubeTrendOptions options;
  std::vector<PlaneTrend> planes;  // as asked for
};

// Of all units. `planes` and `columns` are positions in the cube. Throws as like_windows and
// series_trends, TrendError E1506 too for cumulative figures that count unlike numbers of months
// since January (counted_window.hpp), E1518 for a seasonal trend of windows that hold one position
// of the year only, E1515 for a coded indicator, whose answers are no amounts, and E1514 for a
// confidence, significance or power outside (0, 1).
[[nodiscard]] Trends trend(std::shared_ptr<const Cube> cube, const std::vector<Index>& planes,
                           const std::vector<Index>& columns, const CubeTrendOptions& options = {});

// p of series with ties is exact, beyond the 20 figures of series_trends, also for up to 60 figures
// of which half are equal, or of which at most four differ: there the normal law is worst, and the
// patterns of ties are few.

// One series of a plane over the windows, correctly rounded; NaN where there is no figure.
[[nodiscard]] std::vector<double> series_of(const Plane& plane, Index unit,
                                            const LikeWindows& windows);

// The same as whole numbers over 10^scale where the plane holds such; else scale is -1.
struct ScaledSeries {
  std::vector<double> figures;
  int scale;
};
[[nodiscard]] ScaledSeries scaled_series_of(const Plane& plane, Index unit,
                                            const LikeWindows& windows);

}  // namespace cchc
