// Names the cells that a reference over other units read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// The origin of the cube that with_modified_references() makes of `before`. The parts of such a
// cell are the cells of the units that entered it, each once; who gave nothing is no part.
[[nodiscard]] std::shared_ptr<const Origin> modified_origin(std::shared_ptr<const Cube> before,
                                                            const std::vector<std::string>& codes);

}  // namespace cchc
