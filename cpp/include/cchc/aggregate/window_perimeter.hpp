// Windows of rolled up figures: totals may be added or taken apart over windows only when the same
// units make them.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

// Compares the perimeters of rolled up cells; a cube of own figures has nothing to compare.
//
// A reference over other units (modified_reference.hpp) is looked at where it reads: [parent:3.3]
// in the subtree of the unit above, [sum:3.3:commune] in the communes' subtrees. Cells that speak
// of different subtrees on purpose are not compared, nor are counts with counts, which say
// themselves how many gave a figure.
class LikeUnits {
 public:
  explicit LikeUnits(const Cube& cube) : cube_(cube) {}
  // Whether the terms, cells of `unit`, are totals of the same units. Own counts are kept.
  [[nodiscard]] bool are_like(Index unit, const WindowTerms& terms);

 private:
  // What the units of a plane owed and gave themselves.
  struct Perimeter {
    Index read = -1;  // the plane whose units these are
    std::optional<ModifiedReference> over;
    Counts expected;
    Counts reported;
  };
  [[nodiscard]] bool same_units(Index top, const WindowTerm& one, const WindowTerm& other);
  [[nodiscard]] const Perimeter& perimeter(Index plane);
  [[nodiscard]] Perimeter made_of(Index plane) const;
  // The counts of a column in the subtree of `top`, 0 for units that do not enter.
  [[nodiscard]] Counts entering(const Perimeter& of, const Counts& counts, Index column,
                                Index top) const;

  const Cube& cube_;
  std::map<Index, Perimeter> perimeters_;
};

// The rule itself for units' own figures. For a rolled up plane a figure made of several cells is
// kept only when, unit by unit of the subtree, the same ones were expected and reported in each of
// its windows (across indicators: the same ones reported). Otherwise it is missing, with a doubt of
// kind `perimeter`; doubts and spans that compare totals of different units are dropped. What is
// taken over as it is stays.
[[nodiscard]] std::unique_ptr<WindowRule> over_like_units(const WindowQuestion& question,
                                                          std::unique_ptr<WindowRule> rule);

}  // namespace cchc
