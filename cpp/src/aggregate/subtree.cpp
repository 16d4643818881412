#include "cchc/aggregate/subtree.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "cchc/model/word_list.hpp"

namespace cchc {
namespace {

// Whether every sum of these cells stays below 2^53, where float64 adds whole numbers exactly.
bool sums_stay_exact(const Figures& own) {
  if (own.tail.size() != 0) {
    return false;
  }
  Eigen::Array<double, 1, Eigen::Dynamic> bound =
      Eigen::Array<double, 1, Eigen::Dynamic>::Zero(own.periods());
  for (Index unit = 0; unit < own.units(); ++unit) {
    const auto cells = own.head.row(unit);
    bound += cells.isNaN().select(0.0, cells.abs());
  }
  // A bound is rounded once it passes the limit, but never back below it.
  return (bound < exact_limit).all();
}

Matrix fast_sums(const Hierarchy& hierarchy, const Matrix& own) {
  Matrix sums = own;
  for (Index unit = hierarchy.size() - 1; unit > 0; --unit) {
    const Index parent = hierarchy.parent(unit);
    if (parent < 0) {
      continue;
    }
    const double* below = sums.row(unit).data();
    double* above = sums.row(parent).data();
    for (Index period = 0; period < sums.cols(); ++period) {
      const double both = above[period] + below[period];
      const double one = std::isnan(above[period]) ? below[period] : above[period];
      above[period] = std::isnan(both) ? one : both;
    }
  }
  return sums;
}

// Whole numbers of one period by unit; empty where there is no figure.
using Column = std::vector<std::optional<Int128>>;

Column column(const Figures& own, Index period) {
  Column cells(static_cast<std::size_t>(own.units()));
  for (Index unit = 0; unit < own.units(); ++unit) {
    if (own.has(unit, period)) {
      cells[static_cast<std::size_t>(unit)] = own.whole(unit, period);
    }
  }
  return cells;
}

void set_column(Figures& figures, Index period, const Column& cells) {
  for (Index unit = 0; unit < figures.units(); ++unit) {
    if (const auto& cell = cells[static_cast<std::size_t>(unit)]) {
      figures.set_whole(unit, period, *cell);
    }
  }
}

// Combines every unit's cell into its parent's. Cells stay below 2^106 in size and a hierarchy has
// far fewer than 2^21 units, so 128 bits cannot overflow before set_column checks the range.
template <class Combine>
void sweep(const Hierarchy& hierarchy, Column& cells, Combine combine) {
  for (Index unit = hierarchy.size() - 1; unit > 0; --unit) {
    const Index parent = hierarchy.parent(unit);
    const auto& cell = cells[static_cast<std::size_t>(unit)];
    if (parent < 0 || !cell) {
      continue;
    }
    auto& above = cells[static_cast<std::size_t>(parent)];
    above = above ? combine(*above, *cell) : *cell;
  }
}

// The cells of one list alone.
Column of_list(const Column& cells, const Flags& lists, Index period, int list) {
  Column found(cells.size());
  for (std::size_t unit = 0; unit < cells.size(); ++unit) {
    if (lists(static_cast<Index>(unit), period) == list) {
      found[unit] = cells[unit];
    }
  }
  return found;
}

Int128 add(Int128 a, Int128 b) { return a + b; }
Int128 larger(Int128 a, Int128 b) { return a < b ? b : a; }
Int128 smaller(Int128 a, Int128 b) { return b < a ? b : a; }

}  // namespace

Figures subtree_sums(const Hierarchy& hierarchy, const Figures& own) {
  if (sums_stay_exact(own)) {
    Figures sums;
    sums.scale = own.scale;
    sums.head = fast_sums(hierarchy, own.head);
    return sums;
  }
  Figures sums(own.units(), own.periods(), own.scale, true);
  for (Index period = 0; period < own.periods(); ++period) {
    Column cells = column(own, period);
    sweep(hierarchy, cells, add);
    set_column(sums, period, cells);
  }
  return sums;
}

Figures subtree_shared_sums(const Hierarchy& hierarchy, const Figures& own,
                            const ListNumbers& lists) {
  return subtree_shared_sums(hierarchy, own, in_every_period(lists, own.periods()));
}

Figures subtree_shared_sums(const Hierarchy& hierarchy, const Figures& own, const Flags& lists) {
  const int last = lists.size() == 0 ? 0 : lists.maxCoeff();
  Figures sums(own.units(), own.periods(), own.scale, true);
  for (Index period = 0; period < own.periods(); ++period) {
    const Column cells = column(own, period);
    Column total = of_list(cells, lists, period, 0);
    sweep(hierarchy, total, add);
    for (int list = 1; list <= last; ++list) {
      Column longest = of_list(cells, lists, period, list);
      sweep(hierarchy, longest, larger);
      for (std::size_t unit = 0; unit < total.size(); ++unit) {
        if (longest[unit]) {
          total[unit] = total[unit].value_or(0) + *longest[unit];
        }
      }
    }
    set_column(sums, period, total);
  }
  return sums;
}

std::vector<bool> units_of_types(const Cube& cube, const std::vector<std::string>& types) {
  std::vector<bool> found;
  for (const Unit& unit : cube.hierarchy().units()) {
    found.push_back(std::find(types.begin(), types.end(), unit.type) != types.end());
  }
  return found;
}

ListNumbers lists_in_common(const Cube& cube, const Indicator& indicator) {
  ListNumbers lists(static_cast<std::size_t>(cube.units()), 0);
  if (indicator.over_units != OverUnits::shared_list) {
    return lists;
  }
  const std::vector<bool> sharing = units_of_types(cube, indicator.shared_by);
  for (std::size_t unit = 0; unit < lists.size(); ++unit) {
    if (sharing[unit]) {
      const auto type = std::ranges::find(unit_types.words, cube.hierarchy().units()[unit].type);
      lists[unit] = static_cast<std::uint8_t>(1 + (type - unit_types.words.begin()));
    }
  }
  return lists;
}

Flags in_every_period(const ListNumbers& lists, Index periods) {
  Flags cells(std::ssize(lists), periods);
  for (Index unit = 0; unit < std::ssize(lists); ++unit) {
    cells.row(unit) = lists[static_cast<std::size_t>(unit)];
  }
  return cells;
}

Figures subtree_extremes(const Hierarchy& hierarchy, const Figures& own, bool largest) {
  Figures extremes(own.units(), own.periods(), own.scale, true);
  for (Index period = 0; period < own.periods(); ++period) {
    Column cells = column(own, period);
    sweep(hierarchy, cells, largest ? larger : smaller);
    set_column(extremes, period, cells);
  }
  return extremes;
}

}  // namespace cchc
