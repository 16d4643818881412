// A cube without some of its computed figures; every cell that stays keeps its explanation.
#pragma once

#include <memory>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// What stays of a plane: all of it; the figures that were there before any were computed, the
// others being missing; or nothing.
enum class Keep { all, held, nothing };

// `keep` of a computed plane: what was there before, where there was anything.
[[nodiscard]] Keep keep_held(const Plane& plane);

// By plane what to keep. The same cube where that is all of each.
[[nodiscard]] std::shared_ptr<const Cube> with_kept_planes(std::shared_ptr<const Cube> cube,
                                                           const std::vector<Keep>& keep);

}  // namespace cchc
