// Mann and Kendall's test season by season: only windows of the same position are compared, so a
// busy fourth quarter is no trend. S and var S are summed over the seasons, which are taken to be
// independent (R. M. Hirsch, J. R. Slack, R. A. Smith, Water Resources Research 18 (1982) 107-121);
// year_orders.hpp does without that.
//
// p is exact where every season allows it (its own rule as in mann_kendall.hpp) and all seasons
// together have at most 2,000 pairs; else normal with continuity correction.
//
// The slope that goes with it is the median of the slopes of those pairs, with Sen's interval from
// their number and the summed var S (R. O. Gilbert, Statistical Methods for Environmental Pollution
// Monitoring, 1987, 17.4-17.5).
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "cchc/trend/mann_kendall.hpp"
#include "cchc/trend/sen_slope.hpp"

namespace cchc {

struct SeasonalKendallResult {
  MannKendall counts;
  KendallTest::P p;
  bool ties;                 // equal figures inside a season
  double smallest_untied_p;  // that as many figures without ties could reach
};

// One for each thread: it keeps the distributions of the patterns it met.
class SeasonalKendall {
 public:
  SeasonalKendall();
  // Figures (NaN: gap) in order of time, and the season 0, 1, ... of each.
  // Throws TrendError E1501 when the two have different lengths.
  [[nodiscard]] SeasonalKendallResult run(std::span<const double> figures,
                                          std::span<const std::int32_t> seasons);

 private:
  using Groups = std::vector<std::vector<Index>>;  // of equal figures, season by season
  [[nodiscard]] const std::vector<double>& by_falls(const Groups& groups);

  KendallTable table_;
  KendallTest test_;
  std::map<Groups, std::vector<double>> tables_;
};

[[nodiscard]] MannKendallResult seasonal_mann_kendall(std::span<const double> figures,
                                                      std::span<const std::int32_t> seasons);

// Slopes per step of x; figures, scale and deviation as in SenSlopes, NaN: gap. All three have one
// length. NaN without a pair.
[[nodiscard]] SenSlope seasonal_sen_slope(std::span<const double> figures,
                                          std::span<const std::int32_t> x,
                                          std::span<const std::int32_t> seasons, double deviation,
                                          int scale);

}  // namespace cchc
