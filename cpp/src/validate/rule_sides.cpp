#include "cchc/validate/rule_sides.hpp"

#include <algorithm>
#include <cmath>

#include "cchc/base/error.hpp"
#include "cchc/validate/feasible_rate.hpp"

namespace cchc {
namespace {

using Columns = std::vector<std::span<const double>>;

constexpr double noise = 1e-9;

Columns columns_of(const Formula& formula, std::span<const Reference> references,
                   std::span<Operand> operands) {
  Columns columns;
  for (const Reference& reference : formula.references()) {
    const auto at = std::ranges::find(references, reference) - references.begin();
    columns.push_back(operands[static_cast<std::size_t>(at)].values());
  }
  return columns;
}

std::vector<double> evaluated(const Formula& formula, const Columns& columns, std::size_t rows) {
  std::vector<double> result(rows);
  formula.evaluate(columns, result);
  return result;
}

double half_unit(std::int8_t decimals) {
  return decimals < 0 ? 0.0 : 0.5 / to_double(power_of_ten(decimals), 0);
}

// Adds how far the difference moves when one operand moves by half a unit of its last digit.
void add_reach(const Formula& difference, Columns columns, std::size_t at,
               std::span<const std::int8_t> decimals, std::vector<double>& tolerance) {
  std::vector<double> up(tolerance.size());
  std::vector<double> down(tolerance.size());
  for (std::size_t row = 0; row < up.size(); ++row) {
    up[row] = columns[at][row] + half_unit(decimals[row]);
    down[row] = columns[at][row] - half_unit(decimals[row]);
  }
  columns[at] = up;
  const std::vector<double> above = evaluated(difference, columns, up.size());
  columns[at] = down;
  const std::vector<double> below = evaluated(difference, columns, up.size());
  for (std::size_t row = 0; row < tolerance.size(); ++row) {
    const double reach = std::abs(above[row] - below[row]) / 2;
    tolerance[row] += std::isnan(reach) ? 0.0 : reach;
  }
}

std::vector<double> tolerances(const Rule& rule, const Columns& columns,
                               std::span<const Operand> operands, std::size_t rows) {
  std::vector<double> tolerance(rows, to_double(rule.definition.tolerance.amount));
  if (rule.definition.tolerance.kind == Tolerance::Kind::printed) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!operands[i].decimals().empty()) {
        add_reach(rule.difference, columns, i, operands[i].decimals(), tolerance);
      }
    }
  }
  return tolerance;
}

bool meets_values(const Rule& rule, double difference, double tolerance, double slack) {
  const RuleOperator comparison = rule.definition.comparison;
  switch (comparison) {
    case RuleOperator::in:
      return std::ranges::any_of(rule.definition.listed, [&](const Decimal& number) {
        return meets(RuleOperator::equal, difference - to_double(number), tolerance + slack);
      });
    case RuleOperator::not_equal:
      return std::abs(difference) > slack;
    case RuleOperator::less:
      return tolerance > 0 ? difference < tolerance : difference < -slack;
    case RuleOperator::greater:
      return tolerance > 0 ? -difference < tolerance : -difference < -slack;
    default:
      return meets(comparison, difference, tolerance + slack);
  }
}

}  // namespace

std::vector<double> formula_values(const Formula& formula, std::span<const Reference> references,
                                   std::span<Operand> operands) {
  const std::size_t rows = operands.empty() ? 0 : operands.front().heads().size();
  return evaluated(formula, columns_of(formula, references, operands), rows);
}

void compare_values(const Rule& rule, std::span<Operand> operands, SideOutcomes& outcomes) {
  const std::vector<Reference>& references = rule.difference.references();
  const Columns columns = columns_of(rule.difference, references, operands);
  const std::vector<double> difference = evaluated(rule.difference, columns, outcomes.size());
  const std::vector<double> left =
      evaluated(rule.left, columns_of(rule.left, references, operands), outcomes.size());
  const std::vector<double> tolerance = tolerances(rule, columns, operands, outcomes.size());
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    const double slack = noise * std::max(1.0, std::abs(left[row]));
    outcomes[row] = std::isnan(difference[row]) ? SideOutcome::no_value
                    : meets_values(rule, difference[row], tolerance[row], slack)
                        ? SideOutcome::met
                        : SideOutcome::not_met;
  }
}

namespace {

// The rate with the decimals it was printed with; with those of its plane when nobody printed it.
Decimal printed_rate(const Operand& rate, std::size_t row) {
  const auto decimals = rate.decimals();
  const int printed = decimals.empty() || decimals[row] < 0 ? rate.scale() : decimals[row];
  const Int128 whole = rate.whole(static_cast<Index>(row));
  const Int128 digits = printed <= rate.scale()
                            ? whole / power_of_ten(rate.scale() - printed)
                            : checked_product(whole, power_of_ten(printed - rate.scale()));
  return {static_cast<std::int64_t>(digits), static_cast<std::int8_t>(printed)};
}

SideOutcome feasible_outcome(const Operand& rate, std::size_t row, std::int64_t quota) {
  try {
    const Decimal printed = printed_rate(rate, row);
    if (is_cut_of_nothing(printed, quota)) {
      return SideOutcome::no_value;
    }
    return feasible_baselines(printed, quota) ? SideOutcome::met : SideOutcome::not_met;
  } catch (const NumberError&) {
    return SideOutcome::out_of_range;  // one figure beyond all measure must not stop the others
  }
}

}  // namespace

void compare_feasible(const Rule& rule, std::span<Operand> operands, SideOutcomes& outcomes) {
  constexpr double greatest_quota = 1e15;
  const std::vector<double> quota = evaluated(
      rule.right, columns_of(rule.right, rule.difference.references(), operands), outcomes.size());
  const Operand& rate = operands.front();
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    const bool whole =
        quota[row] >= 0 && quota[row] <= greatest_quota && quota[row] == std::floor(quota[row]);
    if (!whole || !rate.exact() || std::isnan(rate.heads()[row])) {
      outcomes[row] = SideOutcome::no_value;
      continue;
    }
    outcomes[row] = feasible_outcome(rate, row, static_cast<std::int64_t>(quota[row]));
  }
}

}  // namespace cchc
