// Which planes of a cube a call is about: of what nobody asked for, nothing is refused.
#pragma once

#include <algorithm>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// Whether a plane is among those asked for; all are when none is named.
[[nodiscard]] inline bool is_asked(const std::vector<Index>& asked, Index plane) {
  return asked.empty() || std::ranges::find(asked, plane) != asked.end();
}

}  // namespace cchc
