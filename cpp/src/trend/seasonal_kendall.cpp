#include "cchc/trend/seasonal_kendall.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr std::size_t most_pairs = 2000;
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

}  // namespace

MannKendallResult seasonal_mann_kendall(std::span<const double> figures,
                                        std::span<const std::int32_t> seasons) {
  const KendallTable table(2);
  KendallTest test(table);
  MannKendall sum{0, 0, 0};
  std::vector<double> counts{1.0};
  Index pairs = 0;
  bool exact = true;
  bool any = false;
  for (auto& [season, known] : by_season(figures, seasons)) {
    const Index count = std::ssize(known);
    known.resize(known.size() + pair_padding);
    const MannKendall one = test.run(known.data(), count);
    const std::vector<Index>& groups = test.groups();
    sum = {sum.count + count, sum.s + one.s, sum.variance_18 + one.variance_18};
    any = any || count > 1;
    const Index most = std::ssize(groups) == count ? KendallTable::most_without_ties
                                                   : KendallTable::most_with_ties;
    pairs += pairs_of(groups);
    exact = exact && count <= most && pairs <= static_cast<Index>(most_pairs);
    if (exact) {
      counts = convolved(counts, fall_counts(groups));
    }
  }
  if (!any) {
    return {sum, {nothing, nothing, PRule::none}};
  }
  if (!exact) {
    return {sum,
            {normal_p(sum.s, sum.variance_18), normal_p(pairs, sum.variance_18), PRule::normal}};
  }
  const std::vector<double> p = two_sided_by_falls(counts);
  const auto falls = static_cast<std::size_t>((pairs - std::abs(sum.s)) / 2);
  return {sum, {p[falls], p.front(), PRule::exact}};
}

}  // namespace cchc
