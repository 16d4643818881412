// Mann and Kendall's test season by season where the windows of one year go together: a quota that
// is assigned for the year stands in all four quarters, and is one piece of news and not four.
//
// S is that of seasonal_kendall.hpp, but chance orders whole years, with all their windows, instead
// of each season by itself. What the seasons of a year have in common stays together, so nothing is
// assumed about it; years are taken to be independent of one another. With a_ij the seasons that
// rise from year i to year j less those that fall, a_ji = -a_ij and r_i = sum over j of a_ij:
//
//   S      sum over i < j of a_ij
//   var S  (sum over i < j of a_ij^2 + sum over i of r_i^2) / 3
//
// which is the sum of all covariances between seasons after E. J. Dietz and T. J. Killeen (JASA 76
// (1981) 169-174), as R. M. Hirsch and J. R. Slack took them up (Water Resources Research 20 (1984)
// 727-732). They advise ten years or more for the normal law; up to ten years p is exact here, over
// all orders of the years, and beyond it is normal with continuity correction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cchc/trend/seasonal_kendall.hpp"

namespace cchc {

inline constexpr Index most_years_exact = 10;

// One for each thread: it keeps its working memory.
class YearOrders {
 public:
  // Figures (NaN: gap) with the year and the season of each, no two with the same of both. Where no
  // two figures share a season the rule is `none`. Throws TrendError E1501 when the three differ in
  // length.
  [[nodiscard]] SeasonalKendallResult run(std::span<const double> figures,
                                          std::span<const std::int32_t> seasons,
                                          std::span<const std::int32_t> years);

 private:
  struct Pairs {
    Index compared;   // pairs of figures
    Index different;  // of them
  };
  Pairs compare(std::span<const double> figures, std::span<const std::int32_t> seasons,
                std::span<const std::int32_t> years);
  [[nodiscard]] std::int64_t rises(Index from, Index to) const {
    return rises_[static_cast<std::size_t>(from * years_ + to)];
  }
  [[nodiscard]] std::int64_t variance_18() const;
  [[nodiscard]] KendallTest::P exact_p(std::int64_t s);
  void measure_sets();
  void count_orders();

  Index years_ = 0;
  std::vector<std::int64_t> rises_;  // a_ij, years x years
  // A set of years is a number with one bit for each.
  std::vector<std::int64_t> over_;     // by set, then year: what the year rises over all of them
  std::vector<std::int64_t> reach_;    // the largest S of a set, at most
  std::vector<std::size_t> begin_;     // where the counts of a set begin, and the end of all
  std::vector<std::uint32_t> orders_;  // by set, then S from -reach to reach
};

}  // namespace cchc
