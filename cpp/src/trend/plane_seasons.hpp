// The position in the year set apart, for the series of a plane that have years enough.
#pragma once

#include <vector>

#include "cchc/trend/trend.hpp"
#include "cchc/trend/year_orders.hpp"

namespace cchc {

class PlaneSeasons {
 public:
  // All must outlive it.
  PlaneSeasons(const Plane& plane, const LikeWindows& windows, const CubeTrendOptions& options);

  // Caveats about the position in the year, as bits.
  [[nodiscard]] std::uint32_t caveats(Index unit) const;
  // Whether a series is tested season by season.
  [[nodiscard]] bool sets_apart(Index unit) const;
  // Puts S, var S, p, the smallest p, the median slope and its interval in their places.
  SeasonalKendallResult set_apart(PlaneTrend& result, Index unit);

 private:
  [[nodiscard]] Index complete_years(Index unit) const;
  void read(Index unit);
  [[nodiscard]] SenSlope slope(const SeasonalKendallResult& found);

  const Plane& plane_;
  const LikeWindows& windows_;
  const CubeTrendOptions& options_;
  bool within_years_;
  int scale_;
  double quantile_;
  YearOrders test_;
  std::vector<double> figures_;  // whole where scale_ >= 0
};

}  // namespace cchc
