#include "cchc/aggregate/without_formulas.hpp"

#include <limits>
#include <utility>

namespace cchc {
namespace {

class Kept final : public Origin {
 public:
  Kept(std::shared_ptr<const Cube> before, std::vector<Index> plane_of)
      : before_(std::move(before)), plane_of_(std::move(plane_of)) {}

  [[nodiscard]] Derivation derivation(const Cube& /*cube*/, CellPlace place) const override {
    return before_->derivation(
        {plane_of_[static_cast<std::size_t>(place.plane)], place.unit, place.period});
  }

 private:
  std::shared_ptr<const Cube> before_;
  std::vector<Index> plane_of_;  // by plane
};

Plane reported_only(Plane plane) {
  for (Index unit = 0; unit < plane.states.rows(); ++unit) {
    for (Index period = 0; period < plane.states.cols(); ++period) {
      if (!plane.is_computed(unit, period)) {
        continue;
      }
      plane.figures.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
      plane.states(unit, period) = static_cast<std::uint8_t>(ValueState::missing);
      plane.clear_marks(unit, period);
    }
  }
  plane.made_of = nullptr;
  return plane;
}

}  // namespace

WithoutFormulas without_formulas(std::shared_ptr<const Cube> cube,
                                 const std::function<bool(const Plane&)>& leave) {
  WithoutFormulas found;
  CubeParts parts = cube->parts();
  parts.planes.clear();
  std::vector<Index> plane_of;
  for (Index at = 0; at < cube->planes(); ++at) {
    const std::shared_ptr<const Plane>& plane = cube->parts().planes[static_cast<std::size_t>(at)];
    const bool left = plane->made_of && plane->made_of->formula && leave(*plane);
    if (left) {
      found.indicators.push_back({cube->indicator(at).code, *plane->made_of->formula});
    }
    if (left && plane->made_of->held.size() == 0) {
      continue;
    }
    parts.planes.push_back(left ? std::make_shared<const Plane>(reported_only(*plane)) : plane);
    plane_of.push_back(at);
  }
  if (found.indicators.empty()) {
    return {std::move(cube), {}};
  }
  parts.origin = std::make_shared<const Kept>(std::move(cube), std::move(plane_of));
  found.cube = std::make_shared<const Cube>(std::move(parts));
  return found;
}

}  // namespace cchc
