#include "cchc/trend/mann_kendall.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/statistics.hpp"
#include "cchc/trend/clones.hpp"

namespace cchc {
namespace {

constexpr auto rules =
    enum_text<PRule>("rule of p", "cách tính p",
                     {{PRule::none, "none"}, {PRule::exact, "exact"}, {PRule::normal, "normal"}});

// Eight figures at once; the compiler cuts them to the width of the processor.
using Figures8 = double __attribute__((vector_size(64)));
using Counts8 = std::int64_t __attribute__((vector_size(64)));

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// The sum of t (t - 1)(2t + 5) over groups of t equal figures: (t - 1)(2t + 5) for each figure.
CCHC_CLONES
std::int64_t tie_sum(const double* figures, Index count) {
  std::int64_t sum = 0;
  for (Index i = 0; i < count; i += 8) {
    Figures8 eight;
    std::memcpy(&eight, figures + i, sizeof eight);
    Counts8 equal = {};
    for (Index j = 0; j < count; ++j) {
      const double other = figures[j];
      const Figures8 others = {other, other, other, other, other, other, other, other};
      equal -= others == eight;
    }
    const Counts8 terms = (equal - 1) * (2 * equal + 5);
    const Index known = std::min<Index>(8, count - i);
    for (Index lane = 0; lane < known; ++lane) {
      sum += terms[lane];
    }
  }
  return sum;
}

std::int64_t tie_term(std::int64_t size) { return size * (size - 1) * (2 * size + 5); }

}  // namespace

std::string_view to_text(PRule rule) { return rules.text(rule); }

CCHC_CLONES
PairCounts count_pairs(const double* figures, Index count) {
  const Counts8 lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  Counts8 rising = {};
  Counts8 falling = {};
  for (Index i = 0; i + 1 < count; ++i) {
    const double figure = figures[i];
    const Figures8 same = {figure, figure, figure, figure, figure, figure, figure, figure};
    Index j = i + 1;
    for (; j + 8 <= count; j += 8) {
      Figures8 later;
      std::memcpy(&later, figures + j, sizeof later);
      rising -= later > same;
      falling -= later < same;
    }
    if (j < count) {
      Figures8 later;
      std::memcpy(&later, figures + j, sizeof later);
      const std::int64_t left = count - j;
      const Counts8 ends = {left, left, left, left, left, left, left, left};
      const Counts8 inside = lanes < ends;
      rising -= (later > same) & inside;
      falling -= (later < same) & inside;
    }
  }
  PairCounts result{0, 0};
  for (int lane = 0; lane < 8; ++lane) {
    result.rising += rising[lane];
    result.falling += falling[lane];
  }
  return result;
}

MannKendall KendallTest::run(const double* figures, Index count) {
  return run(figures, count, count_pairs(figures, count));
}

MannKendall KendallTest::run(const double* figures, Index count, const PairCounts& pairs) {
  figures_ = figures;
  different_pairs_ = pairs.rising + pairs.falling;
  ties_ = different_pairs_ < count * (count - 1) / 2;
  last_ = {count, pairs.rising - pairs.falling, tie_term(count)};
  if (ties_) {
    last_.variance_18 -= tie_sum(figures, count);
  }
  return last_;
}

const std::vector<Index>& KendallTest::groups() {
  sorted_.assign(figures_, figures_ + last_.count);
  std::ranges::sort(sorted_);
  groups_.clear();
  for (auto first = sorted_.begin(); first != sorted_.end();) {
    const auto next = std::upper_bound(first, sorted_.end(), *first);
    groups_.push_back(next - first);
    first = next;
  }
  std::ranges::sort(groups_);
  return groups_;
}

KendallTest::P KendallTest::p() { return p(KendallTable::most_with_ties); }
KendallTest::P KendallTest::exact_p() { return p(KendallTable::most_with_ties_alone); }

KendallTest::P KendallTest::p(Index most_with_ties) {
  const Index n = last_.count;
  if (n < 2) {
    return {nothing, nothing, PRule::none};
  }
  if (!ties_ && n <= KendallTable::most_without_ties) {
    return {table_.p(n, last_.s), table_.smallest_p(n), PRule::exact};
  }
  if (ties_ && n <= most_with_ties) {
    return {tied_.p(groups(), last_.s), tied_.smallest_p(groups_), PRule::exact};
  }
  return {normal_p(last_.s, last_.variance_18), normal_p(different_pairs_, last_.variance_18),
          PRule::normal};
}

double normal_p(std::int64_t s, std::int64_t variance_18, bool continuity) {
  if (variance_18 == 0 || s == 0) {
    return 1.0;
  }
  const auto size = static_cast<double>(s < 0 ? -s : s) - (continuity ? 1.0 : 0.0);
  return normal_two_sided(size / std::sqrt(static_cast<double>(variance_18) / 18.0));
}

MannKendallResult mann_kendall(std::span<const double> figures) {
  std::vector<double> known;
  std::ranges::copy_if(figures, std::back_inserter(known), [](double f) { return !std::isnan(f); });
  const Index count = std::ssize(known);
  known.resize(known.size() + pair_padding);
  const KendallTable table(std::min(count, KendallTable::most_without_ties));
  KendallTest test(table);
  const MannKendall counts = test.run(known.data(), count);
  return {counts, test.exact_p()};
}

}  // namespace cchc
