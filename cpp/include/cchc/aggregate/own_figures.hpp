// What a cube of units' own figures holds of its own, without what was made of other units'.
//
//   4.2.1         a 10, b 20     reported
//   sum:4.2.1     p 30           what formulas read over other units; nobody asked for it
//   mean_share    p 15           a formula of [sum:4.2.1]
//
// Verbs that change which units there are, or which of them count, change such figures too: they
// are no unit's own, and must be made anew afterwards.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/observations/issue.hpp"

namespace cchc {

struct OwnFigures {
  std::shared_ptr<const Cube> cube;
  // I1006 for each indicator that is left out, or of which computed figures are: derive it again.
  std::vector<Issue> issues;
};

// The cube without planes of references over other units (modified_reference.hpp), which are left
// out silently, and without what rests on them, also through other indicators. Of a plane that was
// computed in part what was there already stays, and the rest is missing. The same cube where it
// holds nothing of the kind.
[[nodiscard]] OwnFigures own_figures(std::shared_ptr<const Cube> cube);

// The plane of an indicator, given by its code, among the units' own figures. Throws
// AggregationError E1046 where `own` has none: then it was computed from totals.
[[nodiscard]] Index own_plane(const Cube& own, const std::string& code);

// Throws AggregationError E1032 for figures that a formula gave in float64: they have no exact sum.
void require_exact_figures(const Cube& cube, Index plane);

}  // namespace cchc
