// Ranks of figures among themselves; equal figures share the mean of their ranks.
#pragma once

#include <span>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

// Twice the mean ranks, from 2 to 2 n, which are whole numbers with ties too. No figure is NaN.
[[nodiscard]] std::vector<Index> doubled_ranks(std::span<const double> figures);

}  // namespace cchc
