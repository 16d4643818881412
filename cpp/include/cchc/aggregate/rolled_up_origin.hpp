// Names the cells of a consolidated figure: the unit's own, its children's, or a ratio's parts.
#pragma once

#include <memory>
#include <vector>

#include "cchc/aggregate/outside_totals.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// The origin of the cube that roll_up() makes of `observed`; `operations` says by plane how its
// units were combined. A unit without children has its own observation; a rate that it left blank
// has the numerator and the denominator that it reported. Planes of an outside aggregation bear its
// name.
[[nodiscard]] std::shared_ptr<const Origin> rolled_up_origin(std::shared_ptr<const Cube> observed,
                                                             std::vector<OverUnits> operations,
                                                             const OutsideTotals& outside = {});

}  // namespace cchc
