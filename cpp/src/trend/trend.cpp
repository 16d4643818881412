#include "cchc/trend/trend.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "cchc/base/statistics.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr double serial_limit = 0.5;
constexpr Index fewest_serial = 8;

void require_inside(double value, const char* name_en, const char* name_vi) {
  if (!(value > 0.0 && value < 1.0)) {
    throw TrendError("CCHC-E1514", std::string(name_en) + " must lie between 0 and 1",
                     std::string(name_vi) + " phải nằm giữa 0 và 1");
  }
}

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
      : plane_(plane), windows_(windows), options_(options) {}

  [[nodiscard]] PlaneTrend run() const {
    PlaneTrend result;
    result.indicator = plane_.indicator;
    result.series =
        series_trends(over_windows(plane_.figures, windows_), windows_.x, options_.series);
    add_smallest_p(result);
    for (Index unit = 0; unit < plane_.figures.units(); ++unit) {
      const auto at = static_cast<std::size_t>(unit);
      result.minimum_detectable.push_back(
          minimum_detectable(result.series.count[at], result.series.slope_error[at]));
      result.caveats.push_back(caveats(result, unit));
    }
    return result;
  }

 private:
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

  [[nodiscard]] std::uint32_t caveats(const PlaneTrend& result, Index unit) const {
    const SeriesTrends& series = result.series;
    const auto at = static_cast<std::size_t>(unit);
    const Index count = series.count[at];
    if (count == 0) {
      return bit(Caveat::too_few);
    }
    const std::int64_t no_ties = std::int64_t{count} * (count - 1) * (2 * count + 5);
    const bool flat = count > 1 && series.variance_18[at] == 0;
    std::uint32_t found =
        mark_caveats(plane_, unit, windows_) | coverage_caveats(plane_, unit, windows_);
    found |= !flat && !(result.smallest_p[at] <= options_.significance) ? bit(Caveat::too_few) : 0;
    found |= flat ? bit(Caveat::no_variation) : 0;
    found |= !flat && series.variance_18[at] < no_ties ? bit(Caveat::ties) : 0;
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
  mutable std::vector<double> quantiles_;
};

}  // namespace

const std::vector<CaveatEntry>& caveat_table() {
  static const std::vector<CaveatEntry> table{
      {Caveat::too_few, "too_few", "too few windows to say", "quá ít kỳ để kết luận"},
      {Caveat::no_variation, "no_variation", "all figures are equal", "các số liệu bằng nhau"},
      {Caveat::gap, "gap", "some windows have no figure", "có kỳ thiếu số liệu"},
      {Caveat::ties, "ties", "some figures are equal", "có số liệu trùng nhau"},
      {Caveat::estimated, "estimated", "some figures are estimates", "có số liệu ước tính"},
      {Caveat::rebuilt, "rebuilt", "some figures were carried through a reorganisation",
       "có số liệu được quy đổi qua sắp xếp tổ chức"},
      {Caveat::correction, "correction", "some windows take back earlier figures",
       "có kỳ điều chỉnh giảm số đã báo cáo"},
      {Caveat::conflict, "conflict", "reported windows disagree", "các báo cáo mâu thuẫn nhau"},
      {Caveat::coverage, "coverage", "the share of units that reported differs between windows",
       "tỷ lệ đơn vị báo cáo khác nhau giữa các kỳ"},
      {Caveat::perimeter, "perimeter", "the number of units differs between windows",
       "số đơn vị khác nhau giữa các kỳ"},
      {Caveat::serial, "serial",
       "neighbouring windows go together, so p is smaller than it should be",
       "các kỳ liền nhau phụ thuộc nhau nên p nhỏ hơn thực tế"},
  };
  return table;
}

Trends trend(std::shared_ptr<const Cube> cube, const std::vector<Index>& planes,
             const std::vector<Index>& columns, const CubeTrendOptions& options) {
  require_inside(options.series.confidence, "confidence", "độ tin cậy");
  require_inside(options.significance, "significance", "mức ý nghĩa");
  require_inside(options.power, "power", "lực kiểm định");
  std::vector<Period> periods;
  for (const Index column : columns) {
    periods.push_back(cube->periods().at(static_cast<std::size_t>(column)));
  }
  Trends trends{std::move(cube), like_windows(periods), options, {}};
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
