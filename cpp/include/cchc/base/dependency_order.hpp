// What must come before what: an order of things that need each other, and the circles among them.
#pragma once

#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

struct DependencyOrder {
  std::vector<Index> order;  // every position once, each after all that it needs
  std::vector<std::vector<Index>>
      cycles;  // each need leads to the next position, the last to the first
};

// `needs[i]` lists the positions that i needs; repeats are fine. With cycles the order is still
// complete, but ignores the need that closes each cycle. No recursion: a chain may be of any
// length.
[[nodiscard]] DependencyOrder dependency_order(const std::vector<std::vector<Index>>& needs);

}  // namespace cchc
