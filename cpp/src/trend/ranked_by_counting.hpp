// A rank of a few values, and the next one.
#pragma once

#include <cstdint>

#include "cchc/base/index.hpp"

namespace cchc {

template <class Number>
struct RankedPair {
  Number value;
  Number next;  // of the next rank; the largest number there is when there is none
};

// The smallest value that has more than `rank` values at or below it, by counting for each value:
// cheaper than a partition of so few, whose every comparison is a coin toss. `values` has room for
// 16 more.
[[nodiscard]] RankedPair<double> ranked_by_counting(double* values, Index count, Index rank);
[[nodiscard]] RankedPair<std::int32_t> ranked_by_counting(std::int32_t* values, Index count,
                                                          Index rank);

}  // namespace cchc
