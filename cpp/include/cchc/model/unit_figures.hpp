// One exact whole number per unit of a hierarchy, in its order; empty is missing.
#pragma once

#include <optional>
#include <span>

#include "cchc/base/int128.hpp"
#include "cchc/model/hierarchy.hpp"

namespace cchc {

using UnitFigures = std::span<const std::optional<Int128>>;

// Throws LineageError E0505 unless there is one figure per unit.
void require_one_per_unit(const Hierarchy& hierarchy, UnitFigures figures);

}  // namespace cchc
