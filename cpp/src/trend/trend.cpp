#include "cchc/trend/trend.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "cchc/base/parallel.hpp"
#include "cchc/cube/counted_window.hpp"
#include "cchc/trend/chosen_share.hpp"
#include "cchc/trend/line_fit.hpp"
#include "cchc/trend/residuals.hpp"
#include "cchc/trend/trend_error.hpp"
#include "plane_seasons.hpp"

namespace cchc {
namespace {

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

// Figures since January grow within every year, however things go.
void require_like_months(const Cube& cube, Index plane, const LikeWindows& windows) {
  std::optional<Period> first;
  for (const Index column : windows.columns) {
    const Period window = cube.periods()[static_cast<std::size_t>(column)];
    const Period counted = counted_window(cube, plane, window);
    if (first && first->length() != counted.length()) {
      const std::string both = to_text(*first) + ", " + to_text(counted);
      const std::string code = cube.indicator(plane).code;
      throw TrendError(
          "CCHC-E1506",
          "cumulative figures of indicator " + code + " count from January, so these are not one " +
              "series: " + both + "; take what was added with window=\"quarter\" or \"half\", or " +
              "one position of each year with window=\"H1\" (Q1 to Q4, H1, H2, 9M, year)",
          "chỉ tiêu " + code + " là số lũy kế tính từ tháng 1 nên không thành một chuỗi: " + both +
              "; hãy dùng số phát sinh với window=\"quarter\" hoặc \"half\", hoặc cùng một kỳ của "
              "mỗi năm với window=\"H1\" (Q1 đến Q4, H1, H2, 9M, year)");
    }
    first = first.value_or(counted);
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

// What equal figures do to the order of a series.
struct Ordering {
  bool flat;  // nothing that is compared differs
  bool ties;
  double smallest_untied_p;  // that as many different figures could reach
};

Ordering in_seasons(const SeasonalKendallResult& found) {
  return {found.p.rule != PRule::none && found.counts.variance_18 == 0, found.ties,
          found.smallest_untied_p};
}

Ordering in_one(const SeriesTrends& series, std::size_t at) {
  const std::int64_t count = series.count[at];
  double smallest = 2.0;
  for (std::int64_t each = 2; each <= count; ++each) {
    smallest /= static_cast<double>(each);
  }
  return {count > 1 && series.variance_18[at] == 0,
          series.variance_18[at] < count * (count - 1) * (2 * count + 5), std::min(1.0, smallest)};
}

// Whether the normal law is at its worst and the exact one costs little.
bool mostly_equal(const std::vector<Index>& groups, Index count) {
  constexpr std::ptrdiff_t few_groups = 4;
  return !groups.empty() && count <= KendallTable::most_with_ties_alone &&
         (std::ssize(groups) <= few_groups || 2 * groups.back() >= count);
}

bool whole_figures(const Plane& plane) {
  return plane.figures.exact && plane.figures.tail.size() == 0;
}

// What the units of a plane share.
struct PlaneWork {
  const Plane& plane;
  const LikeWindows& windows;
  const CubeTrendOptions& options;
  KendallTable table;
  std::vector<double> detectable;  // errors, by degrees of freedom
  PlaneTrend& result;
};

// One for each thread: it keeps its working memory.
class UnitTrender {
 public:
  explicit UnitTrender(const PlaneWork& work)
      : plane_(work.plane),
        windows_(work.windows),
        options_(work.options),
        detectable_(work.detectable),
        result_(work.result),
        test_(work.table),
        seasons_(plane_, windows_, options_) {}

  void run(Index unit) {
    const auto at = static_cast<std::size_t>(unit);
    const bool seasonal = result_.series.count[at] > 0 && seasons_.sets_apart(unit);
    compare(unit);
    if (!seasonal) {
      add_p(at);
    }
    const Ordering ordering =
        seasonal ? in_seasons(seasons_.set_apart(result_, unit)) : in_one(result_.series, at);
    result_.seasonal[at] = seasonal ? 1 : 0;
    if (scatters(at)) {
      const Index freedom = std::max<Index>(0, result_.series.count[at] - 2);
      result_.minimum_detectable[at] =
          detectable_[static_cast<std::size_t>(freedom)] * result_.series.slope_error[at];
    }
    result_.caveats[at] = caveats(unit, ordering);
  }

 private:
  [[nodiscard]] bool scatters(std::size_t at) const {
    const SeriesTrends& series = result_.series;
    return has_scatter(series.slope_error[at],
                       std::max(std::abs(series.slope[at]), std::abs(series.intercept[at])),
                       whole_figures(plane_));
  }

  void compare(Index unit) {
    known_.clear();
    for (const Index column : windows_.columns) {
      if (plane_.figures.has(unit, column)) {
        known_.push_back(plane_.figures.head(unit, column));
      }
    }
    const Index count = std::ssize(known_);
    known_.resize(known_.size() + pair_padding);
    static_cast<void>(test_.run(known_.data(), count));
  }

  // The smallest p, and p itself where it can be exact after all.
  void add_p(std::size_t at) {
    KendallTest::P found = test_.p();
    if (found.rule == PRule::normal && mostly_equal(test_.groups(), result_.series.count[at])) {
      found = test_.exact_p();
      result_.series.p[at] = found.p;
      result_.series.rule[at] = static_cast<std::uint8_t>(found.rule);
    }
    result_.smallest_p[at] = found.smallest;
  }

  [[nodiscard]] std::uint32_t caveats(Index unit, const Ordering& ordering) {
    const SeriesTrends& series = result_.series;
    const auto at = static_cast<std::size_t>(unit);
    const Index count = series.count[at];
    if (count == 0) {
      return bit(Caveat::too_few);
    }
    std::uint32_t found = mark_caveats(plane_, unit, windows_) |
                          coverage_caveats(plane_, unit, windows_) | seasons_.caveats(unit);
    // Of equal figures no order reaches anything; they are too few if different ones would be, too.
    const double reachable = ordering.flat ? ordering.smallest_untied_p : result_.smallest_p[at];
    const bool too_few = !(reachable <= options_.significance);
    found |= too_few ? bit(Caveat::too_few) : 0;
    // Few windows or years that differ may go against each other, too; then they are not equal.
    const bool equal = too_few && ordering.smallest_untied_p <= options_.significance &&
                       2 * test_.groups().back() >= count;
    found |= equal ? bit(Caveat::nearly_equal) : 0;
    found |= ordering.flat ? bit(Caveat::no_variation) : 0;
    found |= !ordering.flat && ordering.ties ? bit(Caveat::ties) : 0;
    found |= !ordering.flat && !scatters(at) ? bit(Caveat::no_scatter) : 0;
    found |= std::isnan(series.sen_low[at]) ? bit(Caveat::no_interval) : 0;
    found |= steps_spanned(unit) > count ? bit(Caveat::gap) : 0;
    found |= goes_together(series_of(plane_, unit, windows_), windows_.x, series.slope[at],
                           series.intercept[at])
                 ? bit(Caveat::serial)
                 : 0;
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

  const Plane& plane_;
  const LikeWindows& windows_;
  const CubeTrendOptions& options_;
  const std::vector<double>& detectable_;
  PlaneTrend& result_;
  KendallTest test_;
  PlaneSeasons seasons_;
  std::vector<double> known_;
};

// Student's quantiles are found by bisection, so each number of figures is looked up once.
std::vector<double> detectable_by_freedom(Index windows, const CubeTrendOptions& options) {
  std::vector<double> errors;
  for (Index freedom = 0; freedom <= std::max<Index>(0, windows - 2); ++freedom) {
    errors.push_back(detectable_errors(freedom, 1.0 - options.significance, options.power));
  }
  return errors;
}

PlaneTrend trend_of(const Plane& plane, const LikeWindows& windows,
                    const CubeTrendOptions& options) {
  constexpr Index block_size = 64;
  PlaneTrend result;
  result.indicator = plane.indicator;
  result.series = series_trends(over_windows(plane.figures, windows), windows.x, options.series);
  const Index units = plane.figures.units();
  const auto size = static_cast<std::size_t>(units);
  result.seasonal.resize(size);
  result.minimum_detectable.resize(size, std::nan(""));
  result.smallest_p.resize(size);
  result.caveats.resize(size);
  const Index count = std::ssize(windows.x);
  const PlaneWork work{plane,
                       windows,
                       options,
                       KendallTable(std::min(count, KendallTable::most_without_ties)),
                       detectable_by_freedom(count, options),
                       result};
  parallel_for((units + block_size - 1) / block_size, options.series.threads, [&](Index block) {
    UnitTrender trender(work);
    const Index end = std::min(units, (block + 1) * block_size);
    for (Index unit = block * block_size; unit < end; ++unit) {
      trender.run(unit);
    }
  });
  return result;
}

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
  Trends trends{std::move(cube), like_windows(periods, options.step), options, {}};
  require_seasons(trends.windows, options.method);
  for (Index& column : trends.windows.columns) {
    column = columns[static_cast<std::size_t>(column)];
  }
  for (const Index plane : planes) {
    require_amounts(*trends.cube, plane);
    require_like_months(*trends.cube, plane, trends.windows);
    trends.planes.push_back(trend_of(trends.cube->plane(plane), trends.windows, options));
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

ScaledSeries scaled_series_of(const Plane& plane, Index unit, const LikeWindows& windows) {
  if (!whole_figures(plane)) {
    return {series_of(plane, unit, windows), -1};
  }
  ScaledSeries series{{}, plane.figures.scale};
  for (const Index column : windows.columns) {
    series.figures.push_back(plane.figures.has(unit, column) ? plane.figures.head(unit, column)
                                                             : std::nan(""));
  }
  return series;
}

}  // namespace cchc
