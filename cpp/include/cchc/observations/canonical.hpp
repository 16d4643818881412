// One form for all orders of one table of observations, for fingerprints.
#pragma once

#include <functional>
#include <string_view>

#include "cchc/observations/observations.hpp"

namespace cchc {

// Hands the sources, and then the rows, to `take` as bytes, some thousands at a time: both sorted
// by what they say and without places. Two tables that differ only in the order of rows or sources
// give the same bytes. A place (row 3) is where a row stood, so it goes with the order.
void give_canonical_bytes(const Observations& observations,
                          const std::function<void(std::string_view)>& take);

}  // namespace cchc
