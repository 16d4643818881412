// Observations as bytes, for pickles and fingerprints: every field of every row and source,
// exactly.
//
// Whole numbers are little-endian whatever the machine; texts are UTF-8, each once, and rows name
// them by position. Files that people keep are written elsewhere (the register, CSV): these bytes
// carry a table from one process to another of the same version.
#pragma once

#include <string>
#include <string_view>

#include "cchc/observations/observations.hpp"

namespace cchc {

[[nodiscard]] std::string to_bytes(const Observations& observations);

// The same table, row by row. Throws ObservationError E0830 for bytes that are cut off, go on too
// long, were written by another version, or hold what no table holds; what the rows contradict is
// refused as Observations::append does.
[[nodiscard]] Observations observations_from_bytes(std::string_view bytes);

}  // namespace cchc
