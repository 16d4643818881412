// Constant perimeter: the smallest sets of units between which no figure moved out or in, so that
// their totals compare over any reorganisation, even where nobody knows the shares.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cchc/model/lineage.hpp"
#include "cchc/model/unit_figures.hpp"

namespace cchc {

struct PerimeterGroup {
  std::string name;           // "Ninh Bình (Hà Nam + Nam Định + Ninh Bình)": after (before)
  std::vector<Index> units;   // all that were ever valid from the first day to the second
  std::vector<Index> before;  // valid on the first day
  std::vector<Index> after;   // valid on the second day
  std::vector<Index> events;  // of the lineage, that tie the units together
};

struct Perimeter {
  Date first;
  Date second;
  std::vector<PerimeterGroup> groups;          // in the order of their first unit
  std::vector<std::optional<Index>> group_of;  // per unit; empty: not valid in that time
};

// Groups are closed under every event after `first` up to and including `second`, except that
// units created or abolished together are not tied together by that.
// Throws LineageError E0506 when `second` lies before `first`.
[[nodiscard]] Perimeter constant_perimeter(const Hierarchy& hierarchy, const Lineage& lineage,
                                           Date first, Date second);

// Totals per group of one whole number per unit on a day, as a slow and obvious twin. A group is
// missing when one of its units that is valid on the day is missing, or when none is valid.
// Throws LineageError E0505 when there is not one value per unit, NumberError E0701 outside 128
// bits.
[[nodiscard]] std::vector<std::optional<Int128>> group_totals(const Perimeter& perimeter,
                                                              const Hierarchy& hierarchy,
                                                              UnitFigures values, Date day);

}  // namespace cchc
