#include "cchc/aggregate/modified_units.hpp"

#include <algorithm>

namespace cchc {

ModifiedUnits::ModifiedUnits(const Cube& cube, Index plane, const ModifiedReference& reference)
    : hierarchy_(cube.hierarchy()),
      named_(units_named(hierarchy_, reference)),
      depths_(static_cast<std::size_t>(hierarchy_.size())) {
  const bool totals = cube.plane(plane).coverage.has_value();
  for (Index unit = 0; unit < hierarchy_.size(); ++unit) {
    const Index above = hierarchy_.parent(unit);
    if (totals && above >= 0) {
      const auto at = static_cast<std::size_t>(above);
      depths_[static_cast<std::size_t>(unit)] = depths_[at] + (named_[at] ? 1 : 0);
    }
    deepest_ = std::max(deepest_, depth(unit));
  }
}

std::vector<bool> ModifiedUnits::at_depth(Index depth) const {
  std::vector<bool> found = named_;
  for (Index unit = 0; unit < hierarchy_.size(); ++unit) {
    const auto at = static_cast<std::size_t>(unit);
    found[at] = named_[at] && depths_[at] == depth;
  }
  return found;
}

bool ModifiedUnits::has_any(Index unit) const {
  const auto first = named_.begin() + unit;
  const auto last = named_.begin() + hierarchy_.end(unit);
  return std::find(first, last, true) != last;
}

std::vector<Index> ModifiedUnits::entering(Index unit) const {
  std::vector<Index> found;
  for (Index each = unit; each < hierarchy_.end(unit); ++each) {
    if (named_[static_cast<std::size_t>(each)] && depth(each) == depth(unit)) {
      found.push_back(each);
    }
  }
  return found;
}

}  // namespace cchc
