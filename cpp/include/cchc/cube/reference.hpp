// A formula reference seen from one period of a cube: which plane and which period it reads.
#pragma once

#include <optional>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/model/linear_formula.hpp"

namespace cchc {

// The period that a reference means when the formula is evaluated for `period`.
[[nodiscard]] Period referenced_period(const Reference& reference, Period period);

// For each period of the cube the position of the period that the reference reads, or -1 when the
// cube does not hold it.
[[nodiscard]] std::vector<Index> referenced_columns(const Cube& cube, const Reference& reference);

// Whether each period reads itself.
[[nodiscard]] bool reads_itself(const std::vector<Index>& period_of);

// A term of a linear formula, placed in a cube.
struct PlacedTerm {
  Index plane;
  int coefficient;
  std::vector<Index> period_of;  // referenced_columns
};

// Empty when the cube has no figures of one of the indicators: nothing can be computed then.
[[nodiscard]] std::optional<std::vector<PlacedTerm>> placed_terms(
    const Cube& cube, const std::vector<LinearTerm>& terms);

// The largest scale among the planes of the terms.
[[nodiscard]] int common_scale(const Cube& cube, const std::vector<PlacedTerm>& terms);

}  // namespace cchc
