#include "cchc/aggregate/kept_planes.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace cchc {
namespace {

// Only the figures that were there before any were computed.
Plane held_alone(const Plane& plane) {
  Plane kept = plane;
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    for (Index period = 0; period < plane.states.cols(); ++period) {
      if (!plane.is_computed(unit, period)) {
        continue;
      }
      kept.figures.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
      if (plane.state(unit, period) == ValueState::reported) {
        kept.states(unit, period) = static_cast<std::uint8_t>(ValueState::missing);
      }
      kept.clear_marks(unit, period);
    }
  }
  // These are of totals that computed figures were made of.
  kept.over_units.reset();
  kept.coverage.reset();
  kept.so_far.reset();
  kept.parts.reset();
  kept.made_of.reset();
  return kept;
}

// Finds the cells of the planes that stayed where they were before.
class Stayed final : public Origin {
 public:
  Stayed(std::shared_ptr<const Cube> before, std::vector<Index> plane_of)
      : before_(std::move(before)), plane_of_(std::move(plane_of)) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Index plane = plane_of_[static_cast<std::size_t>(place.plane)];
    if (before_->plane(plane).is_computed(place.unit, place.period) &&
        !cube.plane(place.plane).made_of) {
      Derivation gap;
      gap.rule_en = "computed before; derive it again";
      gap.rule_vi = "trước đây là số tính được; hãy tính lại";
      return gap;
    }
    return before_->derivation({plane, place.unit, place.period});
  }

 private:
  std::shared_ptr<const Cube> before_;
  std::vector<Index> plane_of_;
};

}  // namespace

Keep keep_held(const Plane& plane) {
  return plane.made_of && plane.made_of->held.size() == 0 ? Keep::nothing : Keep::held;
}

std::shared_ptr<const Cube> with_kept_planes(std::shared_ptr<const Cube> cube,
                                             const std::vector<Keep>& keep) {
  if (std::ranges::all_of(keep, [](Keep each) { return each == Keep::all; })) {
    return cube;
  }
  CubeParts parts = cube->parts();
  std::vector<std::shared_ptr<const Plane>> planes;
  std::vector<Index> plane_of;
  for (std::size_t at = 0; at < keep.size(); ++at) {
    const std::shared_ptr<const Plane>& plane = parts.planes[at];
    if (keep[at] != Keep::nothing) {
      planes.push_back(keep[at] == Keep::all ? plane
                                             : std::make_shared<const Plane>(held_alone(*plane)));
      plane_of.push_back(static_cast<Index>(at));
    }
  }
  parts.planes = std::move(planes);
  parts.origin = std::make_shared<const Stayed>(std::move(cube), std::move(plane_of));
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc
