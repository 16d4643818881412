// Signed index and size type: differences of positions are common and must not wrap.
#pragma once

#include <cstddef>

namespace cchc {

using Index = std::ptrdiff_t;

}  // namespace cchc
