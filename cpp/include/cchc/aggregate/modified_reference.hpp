// References that read an indicator over other units than the unit in question.
//
//   [sum:4.2.1]              the units of the subtree together
//   [median:3.3:commune]     the median of the communes below; a blank in a level is written _
//   [parent:4.2.1]           the figure of the unit above
//   [top:4.2.1]              the figure of the uppermost unit
//
// They are codes like any other, so they take a time as well: [sum:4.2.1 @ previous].
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cchc/cube/cube.hpp"

namespace cchc {

enum class UnitModifier { sum, count, mean, minimum, maximum, median, parent, top };

[[nodiscard]] std::string_view to_text(UnitModifier modifier);

struct ModifiedReference {
  UnitModifier modifier = UnitModifier::sum;
  std::string code;
  std::string level;  // empty: every unit of the subtree
};

// Nothing for a code that does not begin with a modifier and a colon.
[[nodiscard]] std::optional<ModifiedReference> find_modified_reference(std::string_view code);

// Units x periods; NaN where no unit in question has a figure, and 0 for `count` there. Sums are
// exact before they are rounded once. The median is the mean of the two in the middle.
//
// Throws SelectionError for an indicator without figures (as Cube::at) or an unknown level (E0941);
// AggregationError E1043 for a subtree without a level on a cube that is rolled up, where a unit's
// figure already holds those below; E1044 for a sum, mean or median of answer codes, or a sum of
// rates.
[[nodiscard]] Matrix modified_values(const Cube& cube, const ModifiedReference& reference);

}  // namespace cchc
