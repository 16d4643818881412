// The verdict of one rule over a range of cells.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cchc/validate/operand.hpp"

namespace cchc {

enum class Verdict : std::uint8_t { holds, fails, undecidable, not_applicable };

// The enumerator's name.
[[nodiscard]] std::string_view to_text(Verdict verdict);

// One verdict a cell of `range`, in order. A cell without a report, of another type of unit or
// another kind of period than the rule's is not applicable.
[[nodiscard]] std::vector<Verdict> judged(const CubeSummary& summary, const PlacedRule& rule,
                                          CellRange range,
                                          std::span<const Override> overrides = {});

// The columns of everything the rule reads.
[[nodiscard]] std::vector<Operand> operands_of(const CubeSummary& summary, const PlacedRule& rule,
                                               CellRange range,
                                               std::span<const Override> overrides = {});

// For the operator `copied`: the earlier period of each period.
[[nodiscard]] std::vector<Index> earlier_periods(const Cube& cube, PreviousReport previous);

}  // namespace cchc
