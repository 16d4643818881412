// What a computed plane rests on, told through the computed planes between.
#pragma once

#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// The planes that reading `plane` at the columns `period_of` rests on: itself, or in place of a
// computed one what that one reads; of one that is computed in part, both.
[[nodiscard]] std::vector<ReadPlane> planes_read(const Cube& cube, Index plane,
                                                 const std::vector<Index>& period_of);

// Adds those that `reads` does not have yet.
void add_reads(std::vector<ReadPlane>& reads, std::vector<ReadPlane> more);

// The plane of an indicator by its position in the catalogue.
[[nodiscard]] std::optional<Index> find_plane(const Cube& cube, Index indicator);

}  // namespace cchc
