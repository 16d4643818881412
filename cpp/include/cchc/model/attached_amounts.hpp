// Which figures hold the amounts that a transfer moved later on.
#pragma once

#include <optional>
#include <vector>

#include "cchc/model/lineage.hpp"

namespace cchc {

struct AttachedAmounts {
  MovedAmounts moved;  // only the amounts of indicators that `source` holds
  Index source = 0;    // a unit with figures on the day of the figures
};

// The amounts of transfers between the day of the figures and `target`. Their source is the giving
// unit itself, else the first unit whose figures had flowed into it by then, else the source of an
// earlier transfer that had brought it amounts of the same indicator. Amounts of units that hold no
// figures are left out: there is nothing to take them from. Without a day of figures, the source is
// always the giving unit.
[[nodiscard]] std::vector<AttachedAmounts> attach_amounts(const Hierarchy& hierarchy,
                                                          const Lineage& lineage, Date target,
                                                          std::optional<Date> figures);

}  // namespace cchc
