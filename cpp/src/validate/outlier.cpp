#include "cchc/validate/outlier.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto outlier_words =
    enum_text<OutlierVerdict>("outlier verdict", "kết luận về số bất thường",
                              {{OutlierVerdict::ordinary, "ordinary"},
                               {OutlierVerdict::unusual, "unusual"},
                               {OutlierVerdict::too_few_to_say, "too_few_to_say"},
                               {OutlierVerdict::not_a_count, "not_a_count"},
                               {OutlierVerdict::part_above_whole, "part_above_whole"},
                               {OutlierVerdict::too_large, "too_large"}});

void require_exposure(bool right) {
  if (!right) {
    throw NumberError("CCHC-E0712", "every window of a series needs months above 0",
                      "mỗi kỳ của chuỗi số liệu cần số tháng lớn hơn 0");
  }
}

// What keeps a series from being tested; `ordinary` when nothing does. Single figures are looked at
// first, so that sums cannot leave 64 bits.
OutlierVerdict hindrance(std::span<const CountPoint> series) {
  std::int64_t total = 0;
  for (const CountPoint& point : series) {
    require_exposure(point.months > 0);
    if (point.count < 0) {
      return OutlierVerdict::not_a_count;
    }
    total += std::min(point.count, most_tested + 1);
  }
  return std::ssize(series) < OutlierTest::fewest_points ? OutlierVerdict::too_few_to_say
         : total > most_tested                           ? OutlierVerdict::too_large
                                                         : OutlierVerdict::ordinary;
}

OutlierVerdict hindrance(std::span<const SharePoint> series) {
  constexpr std::int64_t most_whole = 1'000'000'000'000'000;
  std::int64_t parts = 0;
  bool is_large = false;
  for (const SharePoint& point : series) {
    if (point.part < 0) {
      return OutlierVerdict::not_a_count;
    }
    if (point.part > point.whole) {
      return OutlierVerdict::part_above_whole;
    }
    parts += std::min(point.part, most_tested + 1);
    is_large = is_large || point.whole > most_whole;
  }
  return std::ssize(series) < OutlierTest::fewest_points ? OutlierVerdict::too_few_to_say
         : is_large || parts > most_tested               ? OutlierVerdict::too_large
                                                         : OutlierVerdict::ordinary;
}

// Chances that count as equal in spite of the last bits of float64.
constexpr double same_chance = 1 + 1e-9;

// Two-sided p of `seen` under a distribution on low..high that is given by the ratio of each chance
// to the one before: ratio(k) = P(k) / P(k - 1). Chances are kept relative to the largest, so that
// nothing overflows and no factorial is needed.
template <typename Ratio>
double two_sided(std::int64_t low, std::int64_t high, std::int64_t seen, Ratio ratio) {
  std::vector<double> chance;  // logarithms first: a product of thousands of ratios leaves float64
  chance.reserve(static_cast<std::size_t>(high - low + 1));
  chance.push_back(0);
  for (std::int64_t k = low + 1; k <= high; ++k) {
    chance.push_back(chance.back() + std::log(ratio(k)));
  }
  const double top = *std::ranges::max_element(chance);
  const double own = std::exp(chance[static_cast<std::size_t>(seen - low)] - top);
  double all = 0;
  double unlikely = 0;
  for (const double logarithm : chance) {
    const double one = std::exp(logarithm - top);
    all += one;
    unlikely += one <= own * same_chance ? one : 0;
  }
  return std::min(1.0, unlikely / all);
}

struct Totals {
  double count = 0;
  double months = 0;
};

Totals totals(std::span<const CountPoint> points) {
  Totals sum;
  for (const CountPoint& point : points) {
    sum.count += static_cast<double>(point.count);
    sum.months += point.months;
  }
  return sum;
}

// Pearson's statistic over its degrees of freedom; 1 when counts vary as chance has it or less.
double dispersion_of(std::span<const CountPoint> points, double rate) {
  double sum = 0;
  for (const CountPoint& point : points) {
    const double expected = rate * point.months;
    sum += (static_cast<double>(point.count) - expected) *
           (static_cast<double>(point.count) - expected) / expected;
  }
  return std::max(1.0, sum / static_cast<double>(points.size() - 1));
}

// k of n with chance a / (a + b).
double binomial_p(std::int64_t n, double a, double b, std::int64_t seen) {
  return two_sided(0, n, seen, [=](std::int64_t k) {
    return static_cast<double>(n - k + 1) / static_cast<double>(k) * a / b;
  });
}

// Counts of sizes a and b with a common negative binomial chance, given their total n.
double beta_binomial_p(std::int64_t n, double a, double b, std::int64_t seen) {
  return two_sided(0, n, seen, [=](std::int64_t k) {
    const double left = static_cast<double>(n - k + 1) / static_cast<double>(k);
    return left * (a + static_cast<double>(k) - 1) / (b + static_cast<double>(n - k));
  });
}

}  // namespace

OutlierVerdict outlier_verdict(double p, double alpha) {
  return p <= alpha ? OutlierVerdict::unusual : OutlierVerdict::ordinary;
}

std::string_view to_text(OutlierVerdict verdict) { return outlier_words.text(verdict); }

OutlierTest count_outlier(std::span<const CountPoint> series, double alpha) {
  OutlierTest test{hindrance(series)};
  if (!test.is_tested()) {
    return test;
  }
  const std::span<const CountPoint> others = series.first(series.size() - 1);
  const CountPoint last = series.back();
  const Totals sum = totals(others);
  const double rate = sum.count / sum.months;
  test.expected = rate * last.months;
  if (sum.count > 0) {
    test.dispersion = dispersion_of(others, rate);
  }
  const auto total = static_cast<std::int64_t>(sum.count) + last.count;
  if (test.dispersion <= 1) {
    test.p = binomial_p(total, last.months, sum.months, last.count);
  } else {
    // Variance = dispersion x mean; a size per month of rate / (dispersion - 1) gives that.
    const double size = rate / (test.dispersion - 1);
    test.p = beta_binomial_p(total, size * last.months, size * sum.months, last.count);
  }
  test.verdict = outlier_verdict(test.p, alpha);
  return test;
}

OutlierTest share_outlier(std::span<const SharePoint> series, double alpha) {
  OutlierTest test{hindrance(series)};
  if (!test.is_tested()) {
    return test;
  }
  const SharePoint last = series.back();
  std::int64_t parts = 0;
  std::int64_t wholes = 0;
  for (const SharePoint& point : series) {
    parts += point.part;
    wholes += point.whole;
  }
  const std::int64_t others = wholes - last.whole;
  if (others > 0) {
    test.expected = static_cast<double>(parts - last.part) / static_cast<double>(others) *
                    static_cast<double>(last.whole);
  }
  const std::int64_t low = std::max<std::int64_t>(0, parts - others);
  const std::int64_t high = std::min(parts, last.whole);
  test.p = two_sided(low, high, last.part, [=](std::int64_t k) {
    return static_cast<double>(parts - k + 1) / static_cast<double>(k) *
           static_cast<double>(last.whole - k + 1) / static_cast<double>(others - parts + k);
  });
  test.verdict = outlier_verdict(test.p, alpha);
  return test;
}

}  // namespace cchc
