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
#include <vector>

#include "cchc/model/hierarchy.hpp"

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

// The figure of one other unit: `parent` and `top`.
[[nodiscard]] bool reads_one_unit(UnitModifier modifier);

// The unit whose subtree the reference speaks of: `unit` itself, the unit above it or the uppermost
// one; -1 where there is none above.
[[nodiscard]] Index unit_read(const Hierarchy& hierarchy, const ModifiedReference& reference,
                              Index unit);

// By position, whether a unit is of the level that the reference names; true of all without one.
// Throws SelectionError E0941 listing the levels of the hierarchy.
[[nodiscard]] std::vector<bool> units_named(const Hierarchy& hierarchy,
                                            const ModifiedReference& reference);

}  // namespace cchc
