#include "cchc/trend/seasonal_kendall.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "cchc/trend/trend_error.hpp"
#include "slope_ranks.hpp"

namespace cchc {
namespace {

constexpr Index most_pairs = 2000;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::map<std::int32_t, std::vector<double>> by_season(std::span<const double> figures,
                                                      std::span<const std::int32_t> seasons) {
  if (figures.size() != seasons.size()) {
    const std::string both =
        std::to_string(figures.size()) + " / " + std::to_string(seasons.size());
    throw TrendError("CCHC-E1501", "there must be one season for each figure: " + both,
                     "mỗi số liệu phải có đúng một mùa: " + both);
  }
  std::map<std::int32_t, std::vector<double>> parted;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!std::isnan(figures[i])) {
      parted[seasons[i]].push_back(figures[i]);
    }
  }
  return parted;
}

// Pairs of different figures: how often each season can rise or fall.
Index pairs_of(const std::vector<Index>& groups) {
  Index placed = 0;
  Index pairs = 0;
  for (const Index size : groups) {
    pairs += placed * size;
    placed += size;
  }
  return pairs;
}

// 2 / (n1! n2! ...): all seasons rise throughout, or all fall.
double smallest_untied(double arrangements) {
  return arrangements > 1.0 ? 2.0 / arrangements : 1.0;
}

struct PairSlope {
  double slope;
  SlopeFraction fraction;  // where figures are whole
};

std::vector<PairSlope> season_slopes(std::span<const double> figures,
                                     std::span<const std::int32_t> x,
                                     std::span<const std::int32_t> seasons, bool whole) {
  std::vector<PairSlope> slopes;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    for (std::size_t j = i + 1; j < figures.size(); ++j) {
      const double rise = figures[j] - figures[i];
      if (seasons[i] == seasons[j] && !std::isnan(rise)) {
        const std::int64_t run = std::int64_t{x[j]} - x[i];
        const std::int64_t exact = whole ? static_cast<std::int64_t>(rise) : 0;
        slopes.push_back({rise / static_cast<double>(run), {exact, run}});
      }
    }
  }
  std::ranges::sort(slopes, {}, &PairSlope::slope);
  return slopes;
}

}  // namespace

SeasonalKendall::SeasonalKendall() : table_(2), test_(table_) {}

const std::vector<double>& SeasonalKendall::by_falls(const Groups& groups) {
  const auto found = tables_.find(groups);
  if (found != tables_.end()) {
    return found->second;
  }
  std::vector<double> counts{1.0};
  for (const std::vector<Index>& season : groups) {
    counts = convolved(counts, fall_counts(season));
  }
  return tables_.emplace(groups, two_sided_by_falls(counts)).first->second;
}

SeasonalKendallResult SeasonalKendall::run(std::span<const double> figures,
                                           std::span<const std::int32_t> seasons) {
  MannKendall sum{0, 0, 0};
  Groups patterns;
  Index pairs = 0;
  bool exact = true;
  bool ties = false;
  double arrangements = 1.0;
  for (auto& [season, known] : by_season(figures, seasons)) {
    const Index count = std::ssize(known);
    known.resize(known.size() + pair_padding);
    const MannKendall one = test_.run(known.data(), count);
    const std::vector<Index>& groups = test_.groups();
    sum = {sum.count + count, sum.s + one.s, sum.variance_18 + one.variance_18};
    const bool tied = std::ssize(groups) < count;
    pairs += pairs_of(groups);
    exact = exact && pairs <= most_pairs &&
            count <= (tied ? KendallTable::most_with_ties : KendallTable::most_without_ties);
    ties = ties || tied;
    arrangements *= std::tgamma(static_cast<double>(count) + 1.0);
    patterns.push_back(groups);
  }
  // Which season has which pattern does not matter.
  std::ranges::sort(patterns);
  SeasonalKendallResult result{
      sum, {nothing, nothing, PRule::none}, ties, smallest_untied(arrangements)};
  if (arrangements > 1.0 && exact) {
    const std::vector<double>& p = by_falls(patterns);
    const auto falls = static_cast<std::size_t>((pairs - std::abs(sum.s)) / 2);
    result.p = {p[falls], p.front(), PRule::exact};
  } else if (arrangements > 1.0) {
    result.p = {normal_p(sum.s, sum.variance_18), normal_p(pairs, sum.variance_18), PRule::normal};
  }
  return result;
}

MannKendallResult seasonal_mann_kendall(std::span<const double> figures,
                                        std::span<const std::int32_t> seasons) {
  const SeasonalKendallResult found = SeasonalKendall().run(figures, seasons);
  return {found.counts, found.p};
}

SenSlope seasonal_sen_slope(std::span<const double> figures, std::span<const std::int32_t> x,
                            std::span<const std::int32_t> seasons, double deviation, int scale) {
  const std::vector<PairSlope> slopes = season_slopes(figures, x, seasons, scale >= 0);
  if (slopes.empty()) {
    return {nothing, nothing, nothing};
  }
  const SlopeRanks ranks(std::ssize(slopes), deviation);
  const auto mean = [&](Index first, Index second) {
    const PairSlope& one = slopes[static_cast<std::size_t>(first)];
    const PairSlope& other = slopes[static_cast<std::size_t>(second)];
    return scale >= 0 ? mean_of(one.fraction, other.fraction, scale)
                      : one.slope / 2 + other.slope / 2;
  };
  SenSlope result{mean(ranks.middle, ranks.next), nothing, nothing};
  if (ranks.bounded) {
    result.low = mean(ranks.low, ranks.low);
    result.high = mean(ranks.high, ranks.high);
  }
  return result;
}

}  // namespace cchc
