#include "cchc/aggregate/computed_totals.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "cchc/aggregate/formula_of_totals.hpp"
#include "cchc/aggregate/held_figures.hpp"

namespace cchc {
namespace {

std::vector<PlacedReference> placed(const Cube& cube, const std::vector<Index>& inputs) {
  std::vector<Index> same(cube.periods().size());
  std::iota(same.begin(), same.end(), Index{0});
  std::vector<PlacedReference> references;
  for (const Index input : inputs) {
    const bool repeated = std::ranges::any_of(
        references, [&](const PlacedReference& each) { return each.plane == input; });
    if (!repeated) {
      references.push_back({input, same});
    }
  }
  return references;
}

void take_out(Plane& plane, Index unit, Index period) {
  plane.figures.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
  plane.states(unit, period) = static_cast<std::uint8_t>(ValueState::missing);
  plane.clear_marks(unit, period);
}

// `cube` is the one that the inputs were read from: the plane may stand in place of one of them.
Plane held_to_totals(const Cube& cube, Plane plane,
                     const std::vector<PlacedReference>& references) {
  const Counts none = Counts::Zero(plane.figures.units(), plane.figures.periods());
  plane.coverage = Coverage{none, none, none};
  plane.over_units = OverUnits::none;
  LikeUnits like(cube);
  for (Index unit = 0; unit < none.rows(); ++unit) {
    const bool means = means_something(cube, references, false, unit);
    for (Index period = 0; period < none.cols(); ++period) {
      take_worst_coverage(*plane.coverage, cube, references, unit, period);
      const bool stays = means && are_of_like_units(like, cube, references, unit, period);
      if (plane.figures.has(unit, period) && !stays) {
        take_out(plane, unit, period);
      }
    }
  }
  plane.so_far = std::make_shared<const Figures>(plane.figures);
  return plane;
}

bool is_of_totals(const Cube& cube, const ComputedPlane& plane) {
  return std::ranges::any_of(plane.inputs,
                             [&](Index input) { return cube.plane(input).coverage.has_value(); });
}

// The plane that the cube has figures in already, which stand beside computed ones.
const Plane* find_held(const Cube& cube, Index indicator) {
  const auto& planes = cube.parts().planes;
  const auto found =
      std::ranges::find(planes, indicator, [](const auto& each) { return each->indicator; });
  return found != planes.end() && holds_figures(**found) ? found->get() : nullptr;
}

}  // namespace

bool may_differ(const Cube& cube, const ComputedPlane& plane) {
  return is_of_totals(cube, plane) || find_held(cube, plane.indicator) != nullptr;
}

std::shared_ptr<const Cube> with_computed_of_totals(std::shared_ptr<const Cube> cube,
                                                    std::shared_ptr<const Catalogue> catalogue,
                                                    const std::vector<ComputedPlane>& planes) {
  const auto computed = with_computed(cube, std::move(catalogue), planes);
  CubeParts parts = computed->parts();
  for (const ComputedPlane& each : planes) {
    if (!may_differ(*cube, each)) {
      continue;
    }
    auto& plane = *std::ranges::find(parts.planes, each.indicator,
                                     [](const auto& made) { return made->indicator; });
    Plane made = *plane;
    if (is_of_totals(*cube, each)) {
      const std::vector<PlacedReference> references = placed(*cube, each.inputs);
      made = held_to_totals(*cube, std::move(made), references);
      inherit_from_operands(made, *computed, references);
    }
    if (const Plane* held = find_held(*cube, each.indicator)) {
      made = beside_held(std::move(made), *held);
    }
    plane = std::make_shared<const Plane>(std::move(made));
  }
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc
