#include "cchc/aggregate/without_formulas.hpp"

#include <utility>

#include "cchc/aggregate/kept_planes.hpp"

namespace cchc {

WithoutFormulas without_formulas(std::shared_ptr<const Cube> cube) {
  WithoutFormulas found;
  std::vector<Keep> keep;
  for (Index at = 0; at < cube->planes(); ++at) {
    const Plane& plane = cube->plane(at);
    const bool left = plane.made_of && plane.made_of->formula;
    keep.push_back(left ? keep_held(plane) : Keep::all);
    if (left) {
      found.indicators.push_back({cube->indicator(at).code, *plane.made_of->formula});
    }
  }
  found.cube = with_kept_planes(std::move(cube), keep);
  return found;
}

}  // namespace cchc
