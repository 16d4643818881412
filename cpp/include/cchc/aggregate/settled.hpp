// From totals of what came in to a plane: the missing policy decides which of them are figures.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cchc/aggregate/missing_policy.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// A plane on its way: totals of what came in, and its coverage.
struct Totals {
  Figures figures;
  Coverage coverage;
  std::shared_ptr<const RatioParts> parts;
  Flags estimated;
  decltype(Plane::traits) traits;  // ratios: of the reports behind each unit's own parts
  std::vector<Counts> answers;
  std::optional<Figures> so_far;  // where more came in than the figures hold
};

// Each cell is a figure, a withheld total, or nothing with the reason why. `plane` is the cube's
// plane of own figures that the totals were made of.
[[nodiscard]] Plane settled(const Cube& cube, Index plane, Totals totals, OverUnits operation,
                            const MissingPolicy& missing);

}  // namespace cchc
