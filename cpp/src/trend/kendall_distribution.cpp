#include "cchc/trend/kendall_distribution.hpp"

#include <algorithm>
#include <cstdlib>

namespace cchc {
namespace {

using Counts1 = std::vector<double>;

// 1 + q + ... + q^(n - 1), times `counts`: one more figure, different from all before.
Counts1 with_one_more(const Counts1& counts, Index n) {
  Counts1 result(counts.size() + static_cast<std::size_t>(n) - 1, 0.0);
  for (std::size_t falls = 0; falls < counts.size(); ++falls) {
    for (std::size_t place = 0; place < static_cast<std::size_t>(n); ++place) {
      result[falls + place] += counts[falls];
    }
  }
  return result;
}

// The Gaussian binomial [n choose k] by [m, j] = [m - 1, j - 1] + q^j [m - 1, j].
Counts1 gaussian_binomial(Index n, Index k) {
  std::vector<Counts1> row(static_cast<std::size_t>(k) + 1);
  row[0] = {1.0};
  for (Index m = 1; m <= n; ++m) {
    for (Index j = std::min(m, k); j >= 1; --j) {
      const Counts1& less = row[static_cast<std::size_t>(j - 1)];
      const Counts1& same = row[static_cast<std::size_t>(j)];
      Counts1 sum(static_cast<std::size_t>(j * (m - j)) + 1, 0.0);
      for (std::size_t falls = 0; falls < less.size(); ++falls) {
        sum[falls] += less[falls];
      }
      for (std::size_t falls = 0; falls < same.size(); ++falls) {
        sum[falls + static_cast<std::size_t>(j)] += same[falls];
      }
      row[static_cast<std::size_t>(j)] = std::move(sum);
    }
  }
  return row[static_cast<std::size_t>(k)];
}

// D of the outcome S = s, or of -s, whichever is smaller.
std::size_t falls_of(std::size_t tables, std::int64_t s, Index pairs) {
  const auto falls = static_cast<std::size_t>((pairs - std::abs(s)) / 2);
  return std::min(falls, tables - 1);
}

}  // namespace

std::vector<double> convolved(std::span<const double> left, std::span<const double> right) {
  std::vector<double> result(left.size() + right.size() - 1, 0.0);
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = 0; j < right.size(); ++j) {
      result[i + j] += left[i] * right[j];
    }
  }
  return result;
}

std::vector<double> fall_counts(std::span<const Index> groups) {
  Counts1 counts{1.0};
  Index placed = 0;
  for (const Index size : groups) {
    placed += size;
    counts = size == 1 ? with_one_more(counts, placed)
                       : convolved(counts, gaussian_binomial(placed, size));
  }
  return counts;
}

std::vector<double> two_sided_by_falls(std::span<const double> counts) {
  double all = 0.0;
  for (const double count : counts) {
    all += count;
  }
  std::vector<double> p((counts.size() + 1) / 2);
  double tail = 0.0;
  for (std::size_t falls = 0; falls < p.size(); ++falls) {
    tail += counts[falls];
    p[falls] = std::min(1.0, 2.0 * tail / all);
  }
  return p;
}

KendallTable::KendallTable(Index largest) {
  Counts1 counts{1.0};
  by_falls_.push_back({1.0});
  for (Index n = 1; n <= largest; ++n) {
    counts = with_one_more(counts, n);
    by_falls_.push_back(two_sided_by_falls(counts));
  }
}

double KendallTable::p(Index n, std::int64_t s) const {
  const std::vector<double>& table = by_falls_.at(static_cast<std::size_t>(n));
  return table[falls_of(table.size(), s, n * (n - 1) / 2)];
}

double KendallTable::smallest_p(Index n) const {
  return by_falls_.at(static_cast<std::size_t>(n)).front();
}

const std::vector<double>& TiedKendallTable::by_falls(const std::vector<Index>& groups) {
  const auto found = tables_.find(groups);
  if (found != tables_.end()) {
    return found->second;
  }
  return tables_.emplace(groups, two_sided_by_falls(fall_counts(groups))).first->second;
}

double TiedKendallTable::p(const std::vector<Index>& groups, std::int64_t s) {
  Index placed = 0;
  Index pairs = 0;
  for (const Index size : groups) {
    pairs += placed * size;
    placed += size;
  }
  const std::vector<double>& table = by_falls(groups);
  return table[falls_of(table.size(), s, pairs)];
}

double TiedKendallTable::smallest_p(const std::vector<Index>& groups) {
  return by_falls(groups).front();
}

}  // namespace cchc
