// Mann and Kendall's test for a monotone trend: counts of rising and falling pairs.
//
//   S        pairs that rise less pairs that fall
//   var S    (n (n - 1)(2n + 5) - sum over groups of t equal figures of t (t - 1)(2t + 5)) / 18
//
// held as the whole number 18 var S. (H. B. Mann, Econometrica 13 (1945) 245-259; M. G. Kendall,
// Rank Correlation Methods, 4th ed. 1975.)
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/trend/kendall_distribution.hpp"

namespace cchc {

struct PairCounts {
  std::int64_t rising;
  std::int64_t falling;
};

// Of all pairs of figures, in their order. No figure is NaN. `padding` readable doubles follow the
// last figure; their values do not matter.
inline constexpr Index pair_padding = 8;
[[nodiscard]] PairCounts count_pairs(const double* figures, Index count);

struct MannKendall {
  Index count;
  std::int64_t s;
  std::int64_t variance_18;  // 18 var S; 0 when all figures are equal
};

// Where a p comes from.
enum class PRule : std::uint8_t {
  none,    // fewer than 2 figures
  exact,   // every arrangement counted: n <= 60 without ties, n <= 20 with (60 of a single series)
  normal,  // (|S| - 1) / sqrt(var S), the continuity correction, as normal
};
[[nodiscard]] std::string_view to_text(PRule rule);

// Above 1,000 figures 18 var S and S are still exact; there is no limit below 2^20.
class KendallTest {
 public:
  // `table` must outlive the test. A test is for one thread: it keeps its working memory.
  explicit KendallTest(const KendallTable& table) : table_(table) {}

  // `figures` as for count_pairs.
  [[nodiscard]] MannKendall run(const double* figures, Index count);
  // The same where the pairs are counted already.
  [[nodiscard]] MannKendall run(const double* figures, Index count, const PairCounts& pairs);
  // Of the last run.
  struct P {
    double p;
    double smallest;  // that any order of these figures could reach
    PRule rule;
  };
  [[nodiscard]] P p();
  // The same, but with ties exact up to 60 figures, which takes up to milliseconds for a pattern
  // of ties that was not met before.
  [[nodiscard]] P exact_p();
  // Sizes of the groups of equal figures of the last run, ascending.
  [[nodiscard]] const std::vector<Index>& groups();

 private:
  [[nodiscard]] P p(Index most_with_ties);

  const KendallTable& table_;
  TiedKendallTable tied_;
  const double* figures_ = nullptr;
  MannKendall last_{};
  std::int64_t different_pairs_ = 0;  // the largest S that these figures could have
  bool ties_ = false;
  std::vector<Index> groups_;
  std::vector<double> sorted_;
};

// The p of the normal law; 1 when var S is 0. scipy.stats.kendalltau leaves the correction out.
[[nodiscard]] double normal_p(std::int64_t s, std::int64_t variance_18, bool continuity = true);

// Of figures with gaps (NaN), for a single series.
struct MannKendallResult {
  MannKendall counts;
  KendallTest::P p;
};
[[nodiscard]] MannKendallResult mann_kendall(std::span<const double> figures);

}  // namespace cchc
