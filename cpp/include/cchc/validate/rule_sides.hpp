// Compares the two sides of a rule, cell by cell over columns, before anything is said about scope.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cchc/validate/operand.hpp"

namespace cchc {

// What became of the comparison in one cell.
enum class SideOutcome : std::uint8_t {
  met,
  not_met,
  no_value,      // a figure is missing, or a quotient has no value
  out_of_range,  // the figures are too large to be compared exactly
};

using SideOutcomes = std::vector<SideOutcome>;

// Exact comparison of sides that are linear over whole numbers at a common scale, with the
// tolerance as such a number too: no rounding anywhere. False when the rule or one of the planes is
// not of that kind; `outcomes` is then left alone.
[[nodiscard]] bool compare_linear(const Rule& rule, std::span<const Operand> operands,
                                  SideOutcomes& outcomes);

// Comparison in float64 for quotients and conditions. An operand with printed decimals moves the
// difference by as much as half a unit of its last digit can; on top of that, differences below
// 1e-9 of the left side (or of 1) count as none.
void compare_values(const Rule& rule, std::span<Operand> operands, SideOutcomes& outcomes);

// Whether a whole baseline exists for a printed rate and a quota; no_value where the quota is no
// whole number or negative, and for a rate of 0 with a quota of 0, which is 0 / 0. out_of_range
// where the baselines leave 64 bits.
void compare_feasible(const Rule& rule, std::span<Operand> operands, SideOutcomes& outcomes);

// The value of a formula over the columns of its references.
[[nodiscard]] std::vector<double> formula_values(const Formula& formula,
                                                 std::span<const Reference> references,
                                                 std::span<Operand> operands);

// |left - right| <= tolerance for ==, and so on; see docs/rules.md.
template <typename Number>
[[nodiscard]] bool meets(RuleOperator comparison, const Number& difference,
                         const Number& tolerance) {
  switch (comparison) {
    case RuleOperator::less:
      return tolerance > Number(0) ? difference < tolerance : difference < Number(0);
    case RuleOperator::less_equal:
      return difference <= tolerance;
    case RuleOperator::greater_equal:
      return -difference <= tolerance;
    case RuleOperator::greater:
      return meets(RuleOperator::less, Number(-difference), tolerance);
    case RuleOperator::not_equal:
      return difference != Number(0);
    default:
      return difference <= tolerance && -difference <= tolerance;
  }
}

}  // namespace cchc
