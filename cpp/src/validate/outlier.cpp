#include "cchc/validate/outlier.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto outlier_words =
    enum_text<OutlierVerdict>("outlier verdict", "kết luận về số bất thường",
                              {{OutlierVerdict::ordinary, "ordinary"},
                               {OutlierVerdict::unusual, "unusual"},
                               {OutlierVerdict::too_few_to_say, "too_few_to_say"}});

void require(bool right) {
  if (!right) {
    throw NumberError("CCHC-E0712",
                      "a series needs counts that are not negative, months above 0 and parts no "
                      "larger than their whole",
                      "chuỗi số liệu cần số đếm không âm, số tháng lớn hơn 0 và phần không lớn hơn "
                      "tổng");
  }
}

void require_countable(std::int64_t total) {
  constexpr std::int64_t most = 10'000'000;
  if (total > most) {
    throw NumberError("CCHC-E0713",
                      "an exact test adds up at most " + std::to_string(most) + ", found " +
                          std::to_string(total),
                      "phép kiểm định chính xác chỉ dùng cho tổng không quá " +
                          std::to_string(most) + ", gặp " + std::to_string(total));
  }
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

OutlierVerdict verdict_of(double p, double alpha) {
  return p <= alpha ? OutlierVerdict::unusual : OutlierVerdict::ordinary;
}

}  // namespace

std::string_view to_text(OutlierVerdict verdict) { return outlier_words.text(verdict); }

OutlierTest count_outlier(std::span<const CountPoint> series, double alpha) {
  for (const CountPoint& point : series) {
    require(point.count >= 0 && point.months > 0);
  }
  OutlierTest test;
  if (std::ssize(series) < OutlierTest::fewest_points) {
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
  require_countable(total);
  if (test.dispersion <= 1) {
    test.p = binomial_p(total, last.months, sum.months, last.count);
  } else {
    // Variance = dispersion x mean; a size per month of rate / (dispersion - 1) gives that.
    const double size = rate / (test.dispersion - 1);
    test.p = beta_binomial_p(total, size * last.months, size * sum.months, last.count);
  }
  test.verdict = verdict_of(test.p, alpha);
  return test;
}

OutlierTest share_outlier(std::span<const SharePoint> series, double alpha) {
  for (const SharePoint& point : series) {
    require(point.part >= 0 && point.part <= point.whole);
  }
  OutlierTest test;
  if (std::ssize(series) < OutlierTest::fewest_points) {
    return test;
  }
  const SharePoint last = series.back();
  std::int64_t parts = 0;
  std::int64_t wholes = 0;
  for (const SharePoint& point : series) {
    parts += point.part;
    wholes += point.whole;
  }
  require_countable(parts);
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
  test.verdict = verdict_of(test.p, alpha);
  return test;
}

}  // namespace cchc
