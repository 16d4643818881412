// One form for all orders of one table of observations, for fingerprints.
#pragma once

#include "cchc/observations/observations.hpp"

namespace cchc {

// The same rows and sources, sorted by what they say and without their places: two tables that
// differ only in the order of rows or sources have one canonical form. A place (row 3) is where a
// row stood, so it goes with the order.
[[nodiscard]] Observations canonical(const Observations& observations);

}  // namespace cchc
