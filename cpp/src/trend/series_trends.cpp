#include "cchc/trend/series_trends.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cchc/base/parallel.hpp"
#include "cchc/base/statistics.hpp"
#include "cchc/trend/chosen_share.hpp"
#include "cchc/trend/line_fit.hpp"
#include "cchc/trend/sen_slope.hpp"
#include "cchc/trend/trend_error.hpp"
#include "figure_range.hpp"

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr Index block_size = 512;
constexpr Index most_windows = std::numeric_limits<std::int16_t>::max();

void require_times(std::span<const std::int32_t> x, Index windows) {
  if (std::ssize(x) != windows) {
    const std::string both = std::to_string(x.size()) + " / " + std::to_string(windows);
    throw TrendError("CCHC-E1501", "there must be one x for each window: " + both,
                     "mỗi kỳ phải có đúng một mốc thời gian x: " + both);
  }
  if (windows > most_windows) {
    throw TrendError("CCHC-E1504",
                     std::to_string(windows) + " windows; a series may have up to 32767",
                     std::to_string(windows) + " kỳ; một chuỗi có nhiều nhất 32767 kỳ");
  }
  if (std::ranges::adjacent_find(x, std::ranges::greater_equal{}) != x.end()) {
    throw TrendError("CCHC-E1503", "the windows must be in order of time, none twice",
                     "các kỳ phải theo thứ tự thời gian, không lặp lại");
  }
}

SeriesTrends empty_trends(Index series, bool intervals, bool intercepts) {
  const auto size = static_cast<std::size_t>(series);
  SeriesTrends trends;
  trends.count.resize(size);
  trends.s.resize(size);
  trends.variance_18.resize(size);
  trends.p.resize(size);
  trends.rule.resize(size);
  trends.sen_slope.resize(size);
  trends.sen_low.resize(intervals ? size : 0);
  trends.sen_high.resize(intervals ? size : 0);
  trends.slope.resize(size);
  trends.intercept.resize(intercepts ? size : 0);
  trends.slope_error.resize(size);
  return trends;
}

// A thread's working memory: the known figures of one series, side by side.
class SeriesWorker {
 public:
  SeriesWorker(const SeriesRef& series, std::span<const std::int32_t> x, const KendallTable& table,
               double confidence, SeriesTrends& into)
      : series_(series),
        x_(x),
        test_(table),
        quantile_(confidence > 0.0 ? normal_quantile(0.5 + confidence / 2) : -1.0),
        confidence_(confidence),
        unit_(static_cast<double>(power_of_ten(std::max(0, series.scale)))),
        into_(into),
        figures_(x.size() + pair_padding),
        real_x_(x.size() + pair_padding),
        known_x_(x.size()) {}

  void run(Index at) {
    load(series_.figures + at * series_.windows);
    const auto place = static_cast<std::size_t>(at);
    sen_.open(figures_.data(), real_x_.data(), count_, scale_);
    const MannKendall kendall = test_.run(figures_.data(), count_, sen_.pairs());
    const KendallTest::P p = test_.p();
    into_.count[place] = static_cast<std::int16_t>(count_);
    into_.s[place] = static_cast<std::int32_t>(kendall.s);
    into_.variance_18[place] = kendall.variance_18;
    into_.p[place] = p.p;
    into_.rule[place] = static_cast<std::uint8_t>(p.rule);
    const LineFit fit = fit_line({known_x_.data(), static_cast<std::size_t>(count_)},
                                 {figures_.data(), static_cast<std::size_t>(count_)}, scale_);
    into_.slope[place] = fit.slope;
    if (!into_.intercept.empty()) {
      into_.intercept[place] = fit.intercept;
    }
    into_.slope_error[place] = fit.slope_error;
    store_sen(place, fit, can_bound(p.smallest, confidence_) ? kendall.variance_18 : -1);
  }

 private:
  void load(const double* row) {
    if (all_known_wholes(row, series_.windows)) {
      count_ = series_.windows;
      scale_ = std::max(0, series_.scale);
      std::copy_n(row, count_, figures_.begin());
      if (!has_all_x_) {
        std::ranges::copy(x_, known_x_.begin());
        std::ranges::copy(x_, real_x_.begin());
        has_all_x_ = true;
      }
      return;
    }
    load_known(row);
  }

  // Figures with gaps, fractions, or beyond all measure.
  void load_known(const double* row) {
    has_all_x_ = false;
    Index known = 0;
    bool whole = true;
    double most = 0.0;
    for (Index window = 0; window < series_.windows; ++window) {
      const double figure = row[window];
      const auto place = static_cast<std::size_t>(known);
      figures_[place] = figure;
      known_x_[place] = x_[static_cast<std::size_t>(window)];
      real_x_[place] = known_x_[place];
      most = std::max(most, std::abs(figure));
      whole = whole && (figure == std::trunc(figure) || std::isnan(figure));
      known += std::isnan(figure) ? 0 : 1;
    }
    if (std::isinf(most)) {
      throw TrendError("CCHC-E1505", "an infinite number is no figure",
                       "số vô hạn không là số liệu");
    }
    count_ = known;
    // Doubles that happen to be whole numbers are treated exactly, too.
    const bool exact = whole && most <= exact_limit;
    scale_ = exact ? std::max(0, series_.scale) : -1;
    if (!exact && series_.scale > 0) {
      std::for_each(figures_.begin(), figures_.begin() + known,
                    [&](double& figure) { figure /= unit_; });
    }
  }

  // Negative 18 var S: no interval.
  void store_sen(std::size_t place, const LineFit& fit, std::int64_t variance_18) {
    const double unit = scale_ > 0 ? unit_ : 1.0;
    const double deviation = quantile_ < 0.0 || variance_18 < 0
                                 ? -1.0
                                 : quantile_ * std::sqrt(static_cast<double>(variance_18) / 18.0);
    const double width = (quantile_ < 0.0 ? 0.8 : 0.8 + quantile_) * fit.slope_error * unit;
    const SenSlope sen = sen_.run(deviation, fit.slope * unit, width);
    into_.sen_slope[place] = sen.slope;
    if (quantile_ >= 0.0) {
      into_.sen_low[place] = sen.low;
      into_.sen_high[place] = sen.high;
    }
  }

  const SeriesRef& series_;
  std::span<const std::int32_t> x_;
  KendallTest test_;
  SenSlopes sen_;
  double quantile_;
  double confidence_;
  double unit_;
  int scale_ = -1;
  Index count_ = 0;
  bool has_all_x_ = false;
  SeriesTrends& into_;
  std::vector<double> figures_;
  std::vector<double> real_x_;
  std::vector<std::int32_t> known_x_;
};

}  // namespace

SeriesTrends series_trends(const SeriesRef& series, std::span<const std::int32_t> x,
                           const TrendOptions& options) {
  require_times(x, series.windows);
  const bool intervals = options.confidence != 0.0;
  if (intervals) {
    require_confidence(options.confidence);
  }
  const KendallTable table(std::min(series.windows, KendallTable::most_without_ties));
  SeriesTrends trends = empty_trends(series.series, intervals, options.intercepts);
  // Many more blocks than threads, so that a busy core is not waited for.
  const Index blocks = (series.series + block_size - 1) / block_size;
  parallel_for(blocks, options.threads, [&](Index block) {
    SeriesWorker worker(series, x, table, options.confidence, trends);
    const Index end = std::min(series.series, (block + 1) * block_size);
    for (Index at = block * block_size; at < end; ++at) {
      worker.run(at);
    }
  });
  return trends;
}

SeriesTrends series_trends(const Figures& figures, std::span<const std::int32_t> x,
                           const TrendOptions& options) {
  if (figures.tail.size() == 0) {
    return series_trends(SeriesRef{figures.head.data(), figures.units(), figures.periods(),
                                   figures.exact ? figures.scale : -1},
                         x, options);
  }
  const Matrix values = figures.values();
  return series_trends(SeriesRef{values.data(), figures.units(), figures.periods(), -1}, x,
                       options);
}

}  // namespace cchc
