// The exact distribution of Kendall's S when nothing but chance orders the figures.
//
// Over all arrangements of figures of which t1, t2, ... are equal, S = N - 2 D, where N is the
// number of pairs of different figures and D the number of them that fall. D is distributed as the
// coefficients of the q-multinomial [n]! / ([t1]! [t2]! ...), a product of Gaussian binomials; with
// no ties as those of [n]! (M. G. Kendall, Biometrika 30 (1938) 81-93; P. A. MacMahon 1913).
// Gaussian binomials are built by Pascal's rule, in which nothing is subtracted: counts are exact
// below 2^53 (up to 18 figures) and hold 15 digits beyond.
//
//   n = 4, no ties:  D      0  1  2  3  4  5  6
//                    count  1  3  5  6  5  3  1   of 24; P(|S| >= 6) = 2 / 24 = 0.083
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

// Arrangements by D = 0 .. N of groups of equal figures; `groups` are sizes >= 1 in any order.
[[nodiscard]] std::vector<double> fall_counts(std::span<const Index> groups);

// The product of two such tables: S of two independent sets of figures added.
[[nodiscard]] std::vector<double> convolved(std::span<const double> left,
                                            std::span<const double> right);

// P(|S| >= |N - 2 D|) for D = 0 .. N / 2, out of counts by D; the first is the smallest p that
// can be reached.
[[nodiscard]] std::vector<double> two_sided_by_falls(std::span<const double> counts);

// Tables of p for figures without ties, for every n up to a largest one. Immutable: threads share
// it.
class KendallTable {
 public:
  // The exact rule holds up to here; beyond, the normal law with Kendall's variance.
  static constexpr Index most_without_ties = 60;
  static constexpr Index most_with_ties = 20;
  // With ties, for a single series.
  static constexpr Index most_with_ties_alone = 60;

  explicit KendallTable(Index largest = most_without_ties);

  // P(|S| >= |s|) of n different figures, 1 <= n <= largest.
  [[nodiscard]] double p(Index n, std::int64_t s) const;
  [[nodiscard]] double smallest_p(Index n) const;

 private:
  std::vector<std::vector<double>> by_falls_;
};

// The same for figures with ties, each pattern computed when first met. One for each thread.
class TiedKendallTable {
 public:
  // P(|S| >= |s|) and the smallest p for groups of equal figures; `groups` ascending.
  [[nodiscard]] double p(const std::vector<Index>& groups, std::int64_t s);
  [[nodiscard]] double smallest_p(const std::vector<Index>& groups);

 private:
  [[nodiscard]] const std::vector<double>& by_falls(const std::vector<Index>& groups);

  std::map<std::vector<Index>, std::vector<double>> tables_;
};

}  // namespace cchc
