#include "cchc/trend/seasonal_position.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "cchc/trend/compensated_sum.hpp"
#include "cchc/trend/mid_ranks.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr Index most_positions = 4;
constexpr Index most_years = 12;

using Ranks = std::vector<Index>;

std::vector<std::vector<double>> complete_years(std::span<const double> figures, Index positions) {
  const auto width = static_cast<std::size_t>(positions);
  if (positions < 2 || figures.size() % width != 0) {
    throw TrendError("CCHC-E1501",
                     std::to_string(figures.size()) + " figures do not fill whole years of " +
                         std::to_string(positions) + " windows",
                     std::to_string(figures.size()) + " số liệu không lấp đầy các năm có " +
                         std::to_string(positions) + " kỳ");
  }
  std::vector<std::vector<double>> years;
  for (std::size_t first = 0; first < figures.size(); first += width) {
    const auto year = figures.subspan(first, width);
    if (std::ranges::none_of(year, [](double figure) { return std::isnan(figure); })) {
      years.emplace_back(year.begin(), year.end());
    }
  }
  return years;
}

Index spread_of(const Ranks& sums) {
  Index total = 0;
  for (const Index sum : sums) {
    total += sum * sum;
  }
  return total;
}

// Every way to order each year, as sums of ranks and how many ways lead to them.
std::map<Ranks, double> rank_sums(const std::vector<Ranks>& years) {
  std::map<Ranks, double> ways{{Ranks(years.front().size(), 0), 1.0}};
  for (const Ranks& year : years) {
    Ranks order = year;
    std::ranges::sort(order);
    std::map<Ranks, double> next;
    do {
      for (const auto& [sums, count] : ways) {
        Ranks added = sums;
        std::ranges::transform(added, order, added.begin(), std::plus{});
        next[added] += count;
      }
    } while (std::ranges::next_permutation(order).found);
    ways = std::move(next);
  }
  return ways;
}

double tail(const std::map<Ranks, double>& ways, Index spread) {
  double all = 0.0;
  double beyond = 0.0;
  for (const auto& [sums, count] : ways) {
    all += count;
    beyond += spread_of(sums) >= spread ? count : 0.0;
  }
  return beyond / all;
}

void add_friedman(SeasonalPosition& result, const std::vector<std::vector<double>>& years) {
  std::vector<Ranks> ranks;
  std::ranges::transform(years, std::back_inserter(ranks),
                         [](const std::vector<double>& year) { return doubled_ranks(year); });
  Ranks observed(ranks.front().size(), 0);
  for (const Ranks& year : ranks) {
    std::ranges::transform(observed, year, observed.begin(), std::plus{});
  }
  const std::map<Ranks, double> ways = rank_sums(ranks);
  Index most = 0;
  for (const auto& [sums, count] : ways) {
    most = std::max(most, spread_of(sums));
  }
  result.p = tail(ways, spread_of(observed));
  result.smallest_p = tail(ways, most);
  result.rule = PRule::exact;
}

}  // namespace

SeasonalPosition seasonal_position(std::span<const double> figures, Index positions) {
  const auto years = complete_years(figures, positions);
  const Index count = std::ssize(years);
  if (count < fewest_seasonal_years) {
    const std::string held = std::to_string(count);
    throw TrendError("CCHC-E1510",
                     "the position in the year cannot be told apart with " + held +
                         " complete years; at least 3 are needed. Compare windows of the same "
                         "position instead, e.g. window=\"Q4\"",
                     "chưa tách được yếu tố thời điểm trong năm với " + held +
                         " năm đủ số liệu; cần ít nhất 3 năm. Hãy so sánh các kỳ cùng vị trí trong "
                         "năm, ví dụ window=\"Q4\"");
  }
  const auto width = static_cast<std::size_t>(positions);
  SeasonalPosition result{count, {}, {}, nothing, nothing, PRule::none};
  std::vector<CompensatedSum> effects(width);
  std::vector<CompensatedSum> sums(width);
  CompensatedSum all;
  for (const std::vector<double>& year : years) {
    CompensatedSum total;
    std::ranges::for_each(year, [&](double figure) { total.add(figure); });
    all.add(total.value());
    for (std::size_t at = 0; at < width; ++at) {
      effects[at].add(year[at]);
      effects[at].add(-total.value() / static_cast<double>(positions));
      sums[at].add(year[at]);
    }
  }
  for (std::size_t at = 0; at < width; ++at) {
    result.effect.push_back(effects[at].value() / static_cast<double>(count));
    result.share.push_back(all.value() == 0.0 ? nothing : sums[at].value() / all.value());
  }
  if (positions <= most_positions && count <= most_years) {
    add_friedman(result, years);
  }
  return result;
}

}  // namespace cchc
