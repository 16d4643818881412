// One indicator's figures on rebuilt units; rebuild.hpp says what is carried and how.
#pragma once

#include <vector>

#include "cchc/aggregate/carry_table.hpp"
#include "cchc/cube/cube.hpp"
#include "cchc/observations/issue.hpp"

namespace cchc {

// Whether figures of the indicator are carried themselves: stocks, flows and cumulative figures.
[[nodiscard]] bool is_carried(const Indicator& indicator);

// The plane `plane` of `cube` on the units of `table`. Rates read the rebuilt planes of their parts
// in `base`. Adds I1003 where answers or rates cannot be carried.
[[nodiscard]] Plane rebuilt_plane(const Cube& cube, Index plane, const CarryTable& table,
                                  const Cube& base, std::vector<Issue>& issues);

}  // namespace cchc
