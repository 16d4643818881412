#include "cchc/trend/year_orders.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <string>

#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

void require_alike(std::size_t figures, std::size_t seasons, std::size_t years) {
  if (figures != seasons || figures != years) {
    const std::string all =
        std::to_string(figures) + " / " + std::to_string(seasons) + " / " + std::to_string(years);
    throw TrendError("CCHC-E1501", "there must be one season and one year for each figure: " + all,
                     "mỗi số liệu phải có đúng một mùa và một năm: " + all);
  }
}

// 2 / n!: of figures without ties, all seasons rise throughout, or all fall.
double smallest_untied(Index years) {
  return years < 2 ? 1.0 : 2.0 / std::tgamma(static_cast<double>(years) + 1.0);
}

// Eight sums at once; the compiler cuts them to the width of the processor. The two do not overlap.
void add(std::uint32_t* sums, const std::uint32_t* counts, std::size_t width) {
  using Counts8 = std::uint32_t __attribute__((vector_size(32)));
  std::size_t s = 0;
  for (; s + 8 <= width; s += 8) {
    Counts8 sum;
    Counts8 count;
    std::memcpy(&sum, sums + s, sizeof sum);
    std::memcpy(&count, counts + s, sizeof count);
    sum += count;
    std::memcpy(sums + s, &sum, sizeof sum);
  }
  for (; s < width; ++s) {
    sums[s] += counts[s];
  }
}

int sign(double difference) { return (difference > 0.0 ? 1 : 0) - (difference < 0.0 ? 1 : 0); }

}  // namespace

YearOrders::Pairs YearOrders::compare(std::span<const double> figures,
                                      std::span<const std::int32_t> seasons,
                                      std::span<const std::int32_t> years) {
  std::map<std::int32_t, Index> places;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!std::isnan(figures[i])) {
      places.emplace(years[i], 0);
    }
  }
  years_ = 0;
  for (auto& [year, place] : places) {
    place = years_++;
  }
  rises_.assign(static_cast<std::size_t>(years_ * years_), 0);
  Pairs pairs{0, 0};
  for (std::size_t i = 0; i < figures.size(); ++i) {
    for (std::size_t j = i + 1; j < figures.size(); ++j) {
      if (seasons[i] != seasons[j] || std::isnan(figures[j] - figures[i])) {
        continue;
      }
      const int rise = sign(figures[j] - figures[i]);
      const Index from = places[years[i]];
      const Index to = places[years[j]];
      rises_[static_cast<std::size_t>(from * years_ + to)] += rise;
      rises_[static_cast<std::size_t>(to * years_ + from)] -= rise;
      ++pairs.compared;
      pairs.different += rise != 0 ? 1 : 0;
    }
  }
  return pairs;
}

std::int64_t YearOrders::variance_18() const {
  std::int64_t squares = 0;
  for (Index from = 0; from < years_; ++from) {
    std::int64_t row = 0;
    for (Index to = 0; to < years_; ++to) {
      row += rises(from, to);
      squares += from < to ? rises(from, to) * rises(from, to) : 0;
    }
    squares += row * row;
  }
  return 6 * squares;
}

// Of every set of years: how far each other year rises over all of them, the largest S that the set
// could have, and where its counts begin; from those of the set without its latest year.
void YearOrders::measure_sets() {
  const auto sets = std::size_t{1} << static_cast<std::size_t>(years_);
  const auto width = static_cast<std::size_t>(years_);
  reach_.assign(sets, 0);
  begin_.assign(sets + 1, 0);
  over_.assign(sets * width, 0);
  for (std::size_t set = 1; set < sets; ++set) {
    const auto newest = static_cast<std::size_t>(std::bit_width(set)) - 1;
    const std::size_t rest = set & ~(std::size_t{1} << newest);
    const std::int64_t* const rises = &rises_[newest * width];
    const std::int64_t* const before = &over_[rest * width];
    std::int64_t* const over = &over_[set * width];
    reach_[set] = reach_[rest];
    for (std::size_t year = 0; year < width; ++year) {
      over[year] = before[year] + rises[year];
      reach_[set] += (rest >> year & 1U) != 0 ? std::abs(rises[year]) : 0;
    }
  }
  for (std::size_t set = 0; set < sets; ++set) {
    begin_[set + 1] = begin_[set] + static_cast<std::size_t>(2 * reach_[set] + 1);
  }
}

// Orders of every set of years by their S: the year that comes last rises over all others of the
// set. 10! and all sums below it fit 32 bits.
void YearOrders::count_orders() {
  measure_sets();
  const std::size_t sets = reach_.size();
  orders_.assign(begin_.back(), 0);
  orders_.front() = 1;
  for (std::size_t set = 0; set < sets; ++set) {
    const std::uint32_t* const before = &orders_[begin_[set]];
    const std::size_t width = begin_[set + 1] - begin_[set];
    const std::int64_t* const over = &over_[set * static_cast<std::size_t>(years_)];
    for (std::size_t last = 0; last < static_cast<std::size_t>(years_); ++last) {
      const std::size_t with = set | std::size_t{1} << last;
      if (with != set) {
        // Both tables have their S of 0 in the middle.
        const std::int64_t shift = reach_[with] - reach_[set] + over[last];
        add(&orders_[begin_[with] + static_cast<std::size_t>(shift)], before, width);
      }
    }
  }
}

KendallTest::P YearOrders::exact_p(std::int64_t s) {
  count_orders();
  const std::int64_t reach = reach_.back();
  const std::uint32_t* const all = &orders_[begin_[begin_.size() - 2]];
  double total = 0.0;
  double beyond = 0.0;
  double at_edge = 0.0;
  for (std::int64_t away = 0; away <= reach; ++away) {
    // Backwards S turns its sign, so both signs have as many orders.
    const double count = all[static_cast<std::size_t>(away + reach)] * (away > 0 ? 2.0 : 1.0);
    total += count;
    beyond += away >= std::abs(s) ? count : 0.0;
    at_edge = count > 0.0 ? count : at_edge;
  }
  return {beyond / total, at_edge / total, PRule::exact};
}

SeasonalKendallResult YearOrders::run(std::span<const double> figures,
                                      std::span<const std::int32_t> seasons,
                                      std::span<const std::int32_t> years) {
  require_alike(figures.size(), seasons.size(), years.size());
  const Pairs pairs = compare(figures, seasons, years);
  std::int64_t s = 0;
  for (Index from = 0; from < years_; ++from) {
    for (Index to = from + 1; to < years_; ++to) {
      s += rises(from, to);
    }
  }
  const Index count =
      std::ranges::count_if(figures, [](double figure) { return !std::isnan(figure); });
  SeasonalKendallResult result{
      {count, s, variance_18()},
      {nothing, nothing, PRule::none},
      pairs.different<pairs.compared, pairs.compared> 0 ? smallest_untied(years_) : 1.0};
  if (pairs.compared > 0 && years_ <= most_years_exact) {
    result.p = exact_p(s);
  } else if (pairs.compared > 0) {
    result.p = {normal_p(s, result.counts.variance_18),
                normal_p(pairs.different, result.counts.variance_18), PRule::normal};
  }
  return result;
}

}  // namespace cchc
