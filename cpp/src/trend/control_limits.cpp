#include "cchc/trend/control_limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "cchc/base/enum_text.hpp"
#include "cchc/trend/compensated_sum.hpp"
#include "cchc/trend/trend_error.hpp"

namespace cchc {
namespace {

constexpr auto kinds = enum_text<ChartKind>(
    "control chart", "biểu đồ kiểm soát",
    {{ChartKind::p, "p"}, {ChartKind::p_prime, "p_prime"}, {ChartKind::xmr, "xmr"}});

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
// Expected range of two standard normal figures, 2 / sqrt(pi), and the usual table's D4 for pairs.
constexpr double range_of_two = 1.1283791670955126;
constexpr double range_limit = 3.267;
// Figures that are equal but for rounding.
constexpr double rounding = 0x1p-40;

struct Mean {
  double value;
  Index count;
};

Mean mean_of(std::span<const double> figures) {
  CompensatedSum sum;
  Index count = 0;
  for (const double figure : figures) {
    if (!std::isnan(figure)) {
      sum.add(figure);
      ++count;
    }
  }
  return {count == 0 ? nothing : sum.value() / static_cast<double>(count), count};
}

std::vector<double> moving_ranges(std::span<const double> figures) {
  std::vector<double> ranges(figures.size(), nothing);
  for (std::size_t i = 1; i < figures.size(); ++i) {
    ranges[i] = std::abs(figures[i] - figures[i - 1]);  // NaN beside a gap
  }
  return ranges;
}

template <class Figures>
std::span<const double> base_of(const Figures& figures, Index frozen) {
  const std::span<const double> all(figures);
  return frozen < 0 ? all : all.first(std::min(all.size(), static_cast<std::size_t>(frozen)));
}

void require_shares(std::span<const double> successes, std::span<const double> trials) {
  if (successes.size() != trials.size()) {
    const std::string both =
        std::to_string(successes.size()) + " / " + std::to_string(trials.size());
    throw TrendError("CCHC-E1501", "numerators and denominators differ in number: " + both,
                     "số tử số và mẫu số không bằng nhau: " + both);
  }
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (trials[i] < 0.0 || successes[i] < 0.0 || successes[i] > trials[i]) {
      const std::string at = std::to_string(i);
      throw TrendError("CCHC-E1513",
                       "window " + at + ": a share needs 0 <= numerator <= denominator",
                       "kỳ thứ " + at + ": tỷ lệ cần 0 <= tử số <= mẫu số");
    }
  }
}

void require_finite(std::span<const double> figures) {
  const auto found = std::ranges::find_if(figures, [](double each) { return std::isinf(each); });
  if (found != figures.end()) {
    const std::string at = std::to_string(found - figures.begin());
    throw TrendError("CCHC-E1505", "window " + at + ": an infinite number is no figure",
                     "kỳ thứ " + at + ": số vô hạn không là số liệu");
  }
}

ControlLimits empty_chart(ChartKind kind, std::size_t windows) {
  const std::vector<double> blank(windows, nothing);
  return {kind, 0, nothing, blank, blank, blank, blank, blank, nothing, false};
}

// How much more the standardised shares scatter than chance alone makes them.
double overdispersion(const ControlLimits& chart, Index frozen) {
  std::vector<double> z;
  for (std::size_t i = 0; i < chart.value.size(); ++i) {
    z.push_back((chart.value[i] - chart.centre) / chart.sigma[i]);
  }
  const std::vector<double> ranges = moving_ranges(z);
  return mean_of(base_of(ranges, frozen)).value / range_of_two;
}

void set_limits(ControlLimits& chart, double lowest, double highest) {
  chart.degenerate = std::ranges::count(chart.sigma, 0.0) > 0;
  if (chart.degenerate) {
    return;
  }
  for (std::size_t i = 0; i < chart.value.size(); ++i) {
    // Shewhart's charts set 3 sigma.
    chart.low[i] = chart.centre - 3 * chart.sigma[i];
    chart.high[i] = chart.centre + 3 * chart.sigma[i];
    if (!std::isnan(chart.low[i])) {
      chart.low[i] = std::max(lowest, chart.low[i]);
      chart.high[i] = std::min(highest, chart.high[i]);
    }
  }
}

}  // namespace

std::string_view to_text(ChartKind kind) { return kinds.text(kind); }
ChartKind chart_kind_from_text(std::string_view text) { return kinds.at(text); }

ControlLimits p_chart(std::span<const double> successes, std::span<const double> trials,
                      ChartKind kind, Index frozen) {
  require_finite(successes);
  require_finite(trials);
  require_shares(successes, trials);
  ControlLimits chart = empty_chart(kind, trials.size());
  const std::size_t base = base_of(trials, frozen).size();
  CompensatedSum good;
  CompensatedSum all;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (!(trials[i] > 0.0) || std::isnan(successes[i])) {
      continue;
    }
    chart.value[i] = successes[i] / trials[i];
    if (i < base) {
      good.add(successes[i]);
      all.add(trials[i]);
      ++chart.windows_used;
    }
  }
  if (chart.windows_used == 0) {
    return chart;
  }
  chart.centre = good.value() / all.value();
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (!std::isnan(chart.value[i])) {
      chart.sigma[i] = std::sqrt(chart.centre * (1.0 - chart.centre) / trials[i]);
    }
  }
  const bool varies = chart.centre > 0.0 && chart.centre < 1.0;
  if (kind == ChartKind::p_prime && varies) {
    const double scatter = overdispersion(chart, frozen);
    const double wider = scatter < rounding ? 0.0 : scatter;
    std::ranges::for_each(chart.sigma, [&](double& sigma) { sigma *= wider; });
  }
  set_limits(chart, 0.0, 1.0);
  return chart;
}

ControlLimits xmr_chart(std::span<const double> figures, Index frozen) {
  require_finite(figures);
  ControlLimits chart = empty_chart(ChartKind::xmr, figures.size());
  const std::span<const double> base = base_of(figures, frozen);
  const Mean mean = mean_of(base);
  chart.value.assign(figures.begin(), figures.end());
  chart.moving_range = moving_ranges(figures);
  chart.windows_used = mean.count;
  chart.centre = mean.value;
  const double scatter = mean_of(base_of(chart.moving_range, std::ssize(base))).value;
  const double range = scatter <= std::abs(mean.value) * rounding ? 0.0 : scatter;
  chart.moving_range_limit = range_limit * range;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    chart.sigma[i] = std::isnan(figures[i]) ? nothing : range / range_of_two;
  }
  set_limits(chart, -std::numeric_limits<double>::infinity(),
             std::numeric_limits<double>::infinity());
  return chart;
}

}  // namespace cchc
