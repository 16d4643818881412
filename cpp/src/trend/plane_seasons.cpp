#include "plane_seasons.hpp"

#include <cmath>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/statistics.hpp"
#include "cchc/trend/seasonal_position.hpp"

namespace cchc {
namespace {

constexpr auto methods = enum_text<TrendMethod>("method of a trend", "cách kiểm định xu hướng",
                                                {{TrendMethod::automatic, "auto"},
                                                 {TrendMethod::plain, "plain"},
                                                 {TrendMethod::seasonal, "seasonal"}});

}  // namespace

std::string_view to_text(TrendMethod method) { return methods.text(method); }
TrendMethod trend_method_from_text(std::string_view text) { return methods.at(text); }

PlaneSeasons::PlaneSeasons(const Plane& plane, const LikeWindows& windows,
                           const CubeTrendOptions& options)
    : plane_(plane),
      windows_(windows),
      options_(options),
      within_years_(windows.within_years()),
      scale_(plane.figures.exact && plane.figures.tail.size() == 0 ? plane.figures.scale : -1),
      quantile_(normal_quantile(0.5 + options.series.confidence / 2)) {}

Index PlaneSeasons::complete_years(Index unit) const {
  std::vector<bool> known;
  for (const Index column : windows_.columns) {
    known.push_back(plane_.figures.has(unit, column));
  }
  return windows_.complete_years(known);
}

std::uint32_t PlaneSeasons::caveats(Index unit) const {
  if (!within_years_) {
    return 0;
  }
  if (complete_years(unit) < fewest_seasonal_years) {
    return static_cast<std::uint32_t>(Caveat::season_not_separable);
  }
  return options_.method == TrendMethod::plain ? static_cast<std::uint32_t>(Caveat::season_ignored)
                                               : 0U;
}

bool PlaneSeasons::sets_apart(Index unit) const {
  return within_years_ && (options_.method == TrendMethod::seasonal ||
                           (options_.method == TrendMethod::automatic &&
                            complete_years(unit) >= fewest_seasonal_years));
}

void PlaneSeasons::read(Index unit) {
  figures_.clear();
  for (const Index column : windows_.columns) {
    const bool known = plane_.figures.has(unit, column);
    figures_.push_back(!known        ? std::nan("")
                       : scale_ >= 0 ? plane_.figures.head(unit, column)
                                     : plane_.figures.value(unit, column));
  }
}

SenSlope PlaneSeasons::slope(const SeasonalKendallResult& found) {
  const bool bounded = can_bound(found.p.smallest, options_.series.confidence);
  const double deviation =
      bounded ? quantile_ * std::sqrt(static_cast<double>(found.counts.variance_18) / 18.0) : -1.0;
  return seasonal_sen_slope(figures_, windows_.x, windows_.season, deviation, scale_);
}

SeasonalKendallResult PlaneSeasons::set_apart(PlaneTrend& result, Index unit) {
  read(unit);
  const SeasonalKendallResult found = test_.run(figures_, windows_.season, windows_.year);
  const SenSlope sen = slope(found);
  const auto at = static_cast<std::size_t>(unit);
  SeriesTrends& series = result.series;
  series.s[at] = static_cast<std::int32_t>(found.counts.s);
  series.variance_18[at] = found.counts.variance_18;
  series.p[at] = found.p.p;
  series.rule[at] = static_cast<std::uint8_t>(found.p.rule);
  series.sen_slope[at] = sen.slope;
  series.sen_low[at] = sen.low;
  series.sen_high[at] = sen.high;
  result.smallest_p[at] = found.p.smallest;
  return found;
}

}  // namespace cchc
