// How much of a unit's report repeats an earlier one.
//
// Looked at are flows and cumulative figures that are there in both reports and not zero in both:
// levels and rates stay equal by right, and zeros say nothing. Many equal figures hint that a
// report was sent again with a new title.
#pragma once

#include "cchc/validate/operand.hpp"

namespace cchc {

struct CopiedFigures {
  static constexpr Index fewest_cells = 5;  // below, a share says nothing

  Index looked_at = 0;
  Index equal = 0;
  bool reports_there = false;  // both the unit's reports

  [[nodiscard]] bool enough() const { return looked_at >= fewest_cells; }
};

// Whether an indicator's figures count: flows and cumulative figures, not derived.
[[nodiscard]] bool is_copy_evidence(const Indicator& indicator);

// For each cell of the range. `period_of`: for each period the earlier one, negative for none.
[[nodiscard]] std::vector<CopiedFigures> copied_figures(const CubeSummary& summary,
                                                        const std::vector<Index>& period_of,
                                                        CellRange range);

}  // namespace cchc
