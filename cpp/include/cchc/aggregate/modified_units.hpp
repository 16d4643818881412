// Which units enter a reference over other units.
#pragma once

#include <vector>

#include "cchc/aggregate/modified_reference.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// Of units' own figures every unit of the level enters. Totals of a unit hold those below, so of
// nested units of the level only the uppermost enters; how many of them a unit has above itself is
// its depth, and into its figure go the units of its own depth.
//
//   section A         depth 0     [sum:X:section] of totals: A
//     group           depth 1                                B
//       section B     depth 1                                B
class ModifiedUnits {
 public:
  // `plane` is what the reference reads.
  ModifiedUnits(const Cube& cube, Index plane, const ModifiedReference& reference);

  [[nodiscard]] Index depth(Index unit) const { return depths_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] Index deepest() const { return deepest_; }
  // By position, whether a unit enters the figures of the units of that depth.
  [[nodiscard]] std::vector<bool> at_depth(Index depth) const;
  // Whether any unit enters the figure of `unit`, and which ones do, in pre-order.
  [[nodiscard]] bool has_any(Index unit) const;
  [[nodiscard]] std::vector<Index> entering(Index unit) const;

 private:
  const Hierarchy& hierarchy_;
  std::vector<bool> named_;
  std::vector<Index> depths_;
  Index deepest_ = 0;
};

}  // namespace cchc
