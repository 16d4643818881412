#include "cchc/trend/trend.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "cchc/base/statistics.hpp"
#include "cchc/trend/chosen_share.hpp"
#include "cchc/trend/trend_error.hpp"
#include "plane_seasons.hpp"

namespace cchc {
namespace {

constexpr double serial_limit = 0.5;
constexpr Index fewest_serial = 8;

void require_amounts(const Cube& cube, Index plane) {
  const Indicator& indicator = cube.indicator(plane);
  if (indicator.kind == Kind::coded || indicator.kind == Kind::header) {
    throw TrendError(
        "CCHC-E1515",
        "indicator " + indicator.code +
            " holds answers, not amounts: it has no trend; count the units per answer "
            "with roll_up instead",
        "chỉ tiêu " + indicator.code +
            " là câu trả lời theo mã, không phải số lượng nên không có xu hướng; hãy đếm "
            "số đơn vị theo từng câu trả lời bằng roll_up");
  }
}

void require_seasons(const LikeWindows& windows, TrendMethod method) {
  if (method == TrendMethod::seasonal && !windows.within_years()) {
    throw TrendError("CCHC-E1518",
                     "these windows hold one position of the year only, so there is no season to "
                     "set apart; take method=\"auto\", or window=\"quarter\"",
                     "các kỳ này chỉ gồm một thời điểm trong năm nên không có yếu tố mùa để tách; "
                     "hãy dùng method=\"auto\", hoặc window=\"quarter\"");
  }
}

std::uint32_t bit(Caveat caveat) { return static_cast<std::uint32_t>(caveat); }

// The columns of the windows, side by side; the plane itself when they are so already.
Figures over_windows(const Figures& figures, const LikeWindows& windows) {
  Figures picked(figures.units(), std::ssize(windows.columns), figures.scale, figures.exact);
  if (figures.tail.size() != 0) {
    picked.tail = Matrix::Zero(figures.units(), picked.periods());
  }
  for (Index at = 0; at < picked.periods(); ++at) {
    const Index column = windows.columns[static_cast<std::size_t>(at)];
    picked.head.col(at) = figures.head.col(column);
    if (figures.tail.size() != 0) {
      picked.tail.col(at) = figures.tail.col(column);
    }
  }
  return picked;
}

std::uint32_t mark_caveats(const Plane& plane, Index unit, const LikeWindows& windows) {
  constexpr std::pair<Mark, Caveat> told[] = {{Mark::estimated, Caveat::estimated},
                                              {Mark::rebuilt, Caveat::rebuilt},
                                              {Mark::correction, Caveat::correction},
                                              {Mark::conflict, Caveat::conflict}};
  std::uint32_t caveats = 0;
  for (const Index column : windows.columns) {
    for (const auto& [mark, caveat] : told) {
      if (plane.figures.has(unit, column) && plane.has_mark(unit, column, mark)) {
        caveats |= bit(caveat);
      }
    }
  }
  return caveats;
}

// Windows in which other units, or another share of them, make the total.
std::uint32_t coverage_caveats(const Plane& plane, Index unit, const LikeWindows& windows) {
  if (!plane.coverage) {
    return 0;
  }
  std::uint32_t caveats = 0;
  std::int64_t expected = -1;
  std::int64_t reported = -1;
  for (const Index column : windows.columns) {
    if (!plane.figures.has(unit, column)) {
      continue;
    }
    const std::int64_t owed = plane.coverage->expected(unit, column);
    const std::int64_t gave = plane.coverage->reported(unit, column);
    if (expected >= 0) {
      caveats |= owed != expected ? bit(Caveat::perimeter) : 0;
      caveats |= gave * expected != reported * owed ? bit(Caveat::coverage) : 0;
    }
    expected = owed;
    reported = gave;
  }
  return caveats;
}

class PlaneTrender {
 public:
  PlaneTrender(const Plane& plane, const LikeWindows& windows, const CubeTrendOptions& options)
      : plane_(plane), windows_(windows), options_(options), seasons_(plane, windows, options) {}

  [[nodiscard]] PlaneTrend run() {
    PlaneTrend result;
    result.indicator = plane_.indicator;
    result.series =
        series_trends(over_windows(plane_.figures, windows_), windows_.x, options_.series);
    add_smallest_p(result);
    for (Index unit = 0; unit < plane_.figures.units(); ++unit) {
      const auto at = static_cast<std::size_t>(unit);
      const bool seasonal = result.series.count[at] > 0 && seasons_.sets_apart(unit);
      const Ordering ordering =
          seasonal ? in_seasons(seasons_.set_apart(result, unit)) : in_one(result.series, at);
      result.seasonal.push_back(seasonal ? 1 : 0);
      const bool scatters = has_scatter(result.series, at);
      result.minimum_detectable.push_back(
          scatters ? minimum_detectable(result.series.count[at], result.series.slope_error[at])
                   : std::nan(""));
      result.caveats.push_back(caveats(result, unit, ordering));
    }
    return result;
  }

 private:
  // What equal figures do to the order of a series.
  struct Ordering {
    bool flat;  // nothing that is compared differs
    bool ties;
    double smallest_untied_p;  // that as many different figures could reach
  };

  static Ordering in_seasons(const SeasonalKendallResult& found) {
    return {found.counts.variance_18 == 0, found.ties, found.smallest_untied_p};
  }

  static Ordering in_one(const SeriesTrends& series, std::size_t at) {
    const std::int64_t count = series.count[at];
    double smallest = 2.0;
    for (std::int64_t each = 2; each <= count; ++each) {
      smallest /= static_cast<double>(each);
    }
    return {count > 1 && series.variance_18[at] == 0,
            series.variance_18[at] < count * (count - 1) * (2 * count + 5),
            std::min(1.0, smallest)};
  }

  // Doubles round, so figures on a line may leave it by a few units in the last place.
  static bool has_scatter(const SeriesTrends& series, std::size_t at) {
    return std::isnan(series.slope_error[at]) ||
           series.slope_error[at] >
               0x1p-40 * std::max(std::abs(series.slope[at]), std::abs(series.intercept[at]));
  }

  // Student's quantiles are found by bisection, so each number of figures is looked up once.
  [[nodiscard]] double minimum_detectable(Index count, double slope_error) const {
    const Index freedom = std::max<Index>(0, count - 2);
    while (std::ssize(quantiles_) <= freedom) {
      const Index next = std::ssize(quantiles_);
      quantiles_.push_back(student_quantile(1.0 - options_.significance / 2, next) +
                           student_quantile(options_.power, next));
    }
    return quantiles_[static_cast<std::size_t>(freedom)] * slope_error;
  }

  void add_smallest_p(PlaneTrend& result) const {
    const KendallTable table(std::min(std::ssize(windows_.x), KendallTable::most_without_ties));
    KendallTest test(table);
    std::vector<double> known;
    for (Index unit = 0; unit < plane_.figures.units(); ++unit) {
      known.clear();
      for (const Index column : windows_.columns) {
        if (plane_.figures.has(unit, column)) {
          known.push_back(plane_.figures.head(unit, column));
        }
      }
      const Index count = std::ssize(known);
      known.resize(known.size() + pair_padding);
      static_cast<void>(test.run(known.data(), count));
      result.smallest_p.push_back(test.p().smallest);
    }
  }

  [[nodiscard]] std::uint32_t caveats(const PlaneTrend& result, Index unit,
                                      const Ordering& ordering) const {
    const SeriesTrends& series = result.series;
    const auto at = static_cast<std::size_t>(unit);
    const Index count = series.count[at];
    if (count == 0) {
      return bit(Caveat::too_few);
    }
    std::uint32_t found = mark_caveats(plane_, unit, windows_) |
                          coverage_caveats(plane_, unit, windows_) | seasons_.caveats(unit);
    // Of equal figures no order reaches anything; they are too few if different ones would be, too.
    const double reachable = ordering.flat ? ordering.smallest_untied_p : result.smallest_p[at];
    found |= !(reachable <= options_.significance) ? bit(Caveat::too_few) : 0;
    found |= ordering.flat ? bit(Caveat::no_variation) : 0;
    found |= !ordering.flat && ordering.ties ? bit(Caveat::ties) : 0;
    found |= !ordering.flat && !has_scatter(series, at) ? bit(Caveat::no_scatter) : 0;
    found |= std::isnan(series.sen_low[at]) ? bit(Caveat::no_interval) : 0;
    found |= steps_spanned(unit) > count ? bit(Caveat::gap) : 0;
    found |= goes_together(series, unit) ? bit(Caveat::serial) : 0;
    return found;
  }

  // Steps of time from the first figure to the last, both included.
  [[nodiscard]] Index steps_spanned(Index unit) const {
    const auto known = [&](Index column) { return plane_.figures.has(unit, column); };
    const auto& columns = windows_.columns;
    const auto first = std::ranges::find_if(columns, known) - columns.begin();
    const auto last = std::find_if(columns.rbegin(), columns.rend(), known).base() - 1;
    return windows_.x[static_cast<std::size_t>(last - columns.begin())] -
           windows_.x[static_cast<std::size_t>(first)] + 1;
  }

  [[nodiscard]] bool goes_together(const SeriesTrends& series, Index unit) const {
    const auto at = static_cast<std::size_t>(unit);
    if (series.count[at] < fewest_serial) {
      return false;
    }
    double squares = 0.0;
    double products = 0.0;
    double before = std::nan("");
    for (std::size_t window = 0; window < windows_.x.size(); ++window) {
      const double value = plane_.figures.value(unit, windows_.columns[window]);
      const double rest = value - series.intercept[at] - series.slope[at] * windows_.x[window];
      squares += std::isnan(rest) ? 0.0 : rest * rest;
      products += std::isnan(rest * before) ? 0.0 : rest * before;
      before = rest;
    }
    return products > serial_limit * squares;
  }

  const Plane& plane_;
  const LikeWindows& windows_;
  const CubeTrendOptions& options_;
  PlaneSeasons seasons_;
  mutable std::vector<double> quantiles_;
};

}  // namespace

Trends trend(std::shared_ptr<const Cube> cube, const std::vector<Index>& planes,
             const std::vector<Index>& columns, const CubeTrendOptions& options) {
  require_confidence(options.series.confidence);
  require_chosen_share(options.significance, "significance", "mức ý nghĩa");
  require_chosen_share(options.power, "power", "lực kiểm định");
  std::vector<Period> periods;
  for (const Index column : columns) {
    periods.push_back(cube->periods().at(static_cast<std::size_t>(column)));
  }
  Trends trends{std::move(cube), like_windows(periods), options, {}};
  require_seasons(trends.windows, options.method);
  for (Index& column : trends.windows.columns) {
    column = columns[static_cast<std::size_t>(column)];
  }
  for (const Index plane : planes) {
    require_amounts(*trends.cube, plane);
    trends.planes.push_back(PlaneTrender(trends.cube->plane(plane), trends.windows, options).run());
  }
  return trends;
}

std::vector<double> series_of(const Plane& plane, Index unit, const LikeWindows& windows) {
  std::vector<double> series;
  for (const Index column : windows.columns) {
    series.push_back(plane.figures.value(unit, column));
  }
  return series;
}

}  // namespace cchc
