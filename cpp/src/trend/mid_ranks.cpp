#include "cchc/trend/mid_ranks.hpp"

#include <algorithm>

namespace cchc {

std::vector<Index> doubled_ranks(std::span<const double> figures) {
  std::vector<double> sorted(figures.begin(), figures.end());
  std::ranges::sort(sorted);
  std::vector<Index> ranks;
  for (const double figure : figures) {
    const auto [first, last] = std::ranges::equal_range(sorted, figure);
    ranks.push_back((first - sorted.begin()) + (last - sorted.begin()) + 1);
  }
  return ranks;
}

}  // namespace cchc
