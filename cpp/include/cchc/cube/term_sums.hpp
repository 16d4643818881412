// Sums of planes, each times a whole number: what a linear formula says of every cell at once.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cchc/base/plane.hpp"
#include "cchc/cube/reference.hpp"

namespace cchc {

// A plane as it enters a sum.
struct PlaneTerm {
  const Figures* figures;
  int coefficient;
  const std::vector<Index>* period_of;  // the column read for each period of the sum; -1: none
};

// In the order of the terms; they and the cube must outlive what is returned.
[[nodiscard]] std::vector<PlaneTerm> plane_terms(const Cube& cube,
                                                 const std::vector<PlacedTerm>& terms);

// The sum for one cell as a whole number at `scale`, which is at least that of each plane; empty
// where a term has no figure, or its plane is not exact. Throws NumberError E0701 when it does not
// fit 128 bits.
[[nodiscard]] std::optional<Int128> term_sum(std::span<const PlaneTerm> terms, Index unit,
                                             Index period, int scale);

// term_sum of the cells of all units x periods, on several threads: an exact plane. Throws as
// term_sum, and E0701 for a sum of 106 binary digits or more.
[[nodiscard]] Figures term_sums(std::span<const PlaneTerm> terms, Index units, Index periods,
                                int scale);

}  // namespace cchc
