// Windows of rolled up figures: totals may be added or taken apart over windows only when the same
// units make them.
#pragma once

#include <map>
#include <memory>

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

// Compares the perimeters of rolled up cells; a cube of own figures has nothing to compare.
class LikeUnits {
 public:
  explicit LikeUnits(const Cube& cube) : cube_(cube) {}
  // Whether the terms, cells of `unit`, are totals of the same units. Own counts are kept.
  [[nodiscard]] bool are_like(Index unit, const WindowTerms& terms);

 private:
  struct OwnCounts {
    Counts expected;
    Counts reported;
  };
  [[nodiscard]] bool same_units(Index unit, const WindowTerm& one, const WindowTerm& other);
  [[nodiscard]] const OwnCounts& own(Index plane);

  const Cube& cube_;
  std::map<Index, OwnCounts> own_;
};

// The rule itself for units' own figures. For a rolled up plane a figure made of several cells is
// kept only when, unit by unit of the subtree, the same ones were expected and reported in each of
// its windows (across indicators: the same ones reported). Otherwise it is missing, with a doubt of
// kind `perimeter`; doubts and spans that compare totals of different units are dropped. What is
// taken over as it is stays.
[[nodiscard]] std::unique_ptr<WindowRule> over_like_units(const WindowQuestion& question,
                                                          std::unique_ptr<WindowRule> rule);

}  // namespace cchc
