#include <algorithm>
#include <cmath>

#include "cchc/validate/rule_sides.hpp"

namespace cchc {
namespace {

// A linear difference brought to one scale, wide enough for half a unit of every printed digit.
//   20.5 - 26 + 5.4  at scale 2:  2050 - 2600 + 540 = -10, tolerance 5 + 50 + 5
struct Plan {
  int scale = 0;
  std::vector<Int128> factors;      // per term
  std::vector<Int128> half_of_one;  // per term: half a unit of a figure printed without decimals
  Int128 constant = 0;
  Int128 tolerance = 0;  // of a fixed amount
  std::vector<Int128> listed;
};

int widest_decimals(const Operand& operand) {
  const auto decimals = operand.decimals();
  return decimals.empty() ? 0 : std::max<int>(0, *std::ranges::max_element(decimals));
}

const Operand& operand_of(const LinearForm::Term& term, std::span<const Operand> operands) {
  return operands[static_cast<std::size_t>(term.reference)];
}

int common_scale(const Rule& rule, std::span<const Operand> operands) {
  int figures = 0;
  for (const LinearForm::Term& term : rule.linear->terms) {
    const Operand& operand = operand_of(term, operands);
    figures = std::max({figures, operand.scale(), widest_decimals(operand)});
  }
  int scale =
      std::max<int>(rule.linear->scale + figures + 1, rule.definition.tolerance.amount.scale);
  for (const Decimal& number : rule.definition.listed) {
    scale = std::max<int>(scale, number.scale);
  }
  return scale;
}

Plan plan_of(const Rule& rule, std::span<const Operand> operands) {
  Plan plan;
  plan.scale = common_scale(rule, operands);
  const int over = plan.scale - rule.linear->scale;
  for (const LinearForm::Term& term : rule.linear->terms) {
    const int scale = operand_of(term, operands).scale();
    const Int128 size = term.coefficient < 0 ? -term.coefficient : term.coefficient;
    plan.factors.push_back(checked_product(term.coefficient, power_of_ten(over - scale)));
    plan.half_of_one.push_back(checked_product(size, 5 * power_of_ten(over - 1)));
  }
  plan.constant = checked_product(rule.linear->constant, power_of_ten(over));
  plan.tolerance = scaled(rule.definition.tolerance.amount, plan.scale);
  for (const Decimal& number : rule.definition.listed) {
    plan.listed.push_back(scaled(number, plan.scale));
  }
  return plan;
}

// Whether every partial sum is a whole number that float64 holds.
bool fits_double(const Plan& plan, const Rule& rule, std::span<const Operand> operands) {
  double bound = std::abs(to_double(plan.constant, 0)) + to_double(plan.tolerance, 0);
  for (std::size_t i = 0; i < plan.factors.size(); ++i) {
    const Operand& operand = operand_of(rule.linear->terms[i], operands);
    if (!operand.tails().empty()) {
      return false;
    }
    bound += operand.greatest() * std::abs(to_double(plan.factors[i], 0));
    bound += to_double(plan.half_of_one[i], 0);
  }
  for (const Int128 number : plan.listed) {
    bound += std::abs(to_double(number, 0));
  }
  return bound < exact_limit;
}

bool uses_printed(const Rule& rule) {
  return rule.definition.tolerance.kind == Tolerance::Kind::printed;
}

template <typename Number>
bool meets_rule(const Rule& rule, const Number& difference, const Number& tolerance,
                std::span<const Number> listed) {
  if (rule.definition.comparison != RuleOperator::in) {
    return meets(rule.definition.comparison, difference, tolerance);
  }
  return std::ranges::any_of(listed, [&](const Number& number) {
    return meets(RuleOperator::equal, Number(difference - number), tolerance);
  });
}

// The common case: all sums are exact in float64, so whole columns are added at a time.
class DoubleColumns {
 public:
  DoubleColumns(const Plan& plan, const Rule& rule, std::span<const Operand> operands,
                std::size_t count)
      : rule_(rule), difference_(count, to_double(plan.constant, 0)) {
    for (const Int128 number : plan.listed) {
      listed_.push_back(to_double(number, 0));
    }
    fixed_ = to_double(plan.tolerance, 0);
    for (std::size_t i = 0; i < plan.factors.size(); ++i) {
      add(operand_of(rule.linear->terms[i], operands), to_double(plan.factors[i], 0));
      if (uses_printed(rule)) {
        add_tolerance(operand_of(rule.linear->terms[i], operands).decimals(),
                      to_double(plan.half_of_one[i], 0));
      }
    }
  }

  void compare(SideOutcomes& outcomes) const {
    for (std::size_t row = 0; row < difference_.size(); ++row) {
      const double difference = difference_[row];
      const double tolerance = tolerance_.empty() ? fixed_ : tolerance_[row];
      const bool met = meets_rule<double>(rule_, difference, tolerance, listed_);
      outcomes[row] = std::isnan(difference) ? SideOutcome::no_value
                      : met                  ? SideOutcome::met
                                             : SideOutcome::not_met;
    }
  }

 private:
  void add(const Operand& operand, double factor) {
    const std::span<const double> heads = operand.heads();
    for (std::size_t row = 0; row < difference_.size(); ++row) {
      difference_[row] += factor * heads[row];
    }
  }

  void add_tolerance(std::span<const std::int8_t> decimals, double half_of_one) {
    if (decimals.empty()) {
      return;
    }
    tolerance_.resize(difference_.size(), fixed_);
    for (std::size_t row = 0; row < difference_.size(); ++row) {
      if (decimals[row] >= 0) {
        tolerance_[row] += half_of_one / to_double(power_of_ten(decimals[row]), 0);
      }
    }
  }

  const Rule& rule_;
  std::vector<double> difference_;
  std::vector<double> tolerance_;  // empty: the fixed amount everywhere
  std::vector<double> listed_;
  double fixed_ = 0;
};

// The same in 128 bits, for figures that outgrow float64.
SideOutcome compare_whole(const Plan& plan, const Rule& rule, std::span<const Operand> operands,
                          std::size_t row) {
  Int128 difference = plan.constant;
  Int128 tolerance = plan.tolerance;
  for (std::size_t i = 0; i < plan.factors.size(); ++i) {
    const Operand& operand = operand_of(rule.linear->terms[i], operands);
    if (std::isnan(operand.heads()[row])) {
      return SideOutcome::no_value;
    }
    const Int128 term = checked_product(operand.whole(static_cast<Index>(row)), plan.factors[i]);
    difference = checked_sum(difference, term);
    const auto decimals = operand.decimals();
    if (uses_printed(rule) && !decimals.empty() && decimals[row] >= 0) {
      tolerance = checked_sum(tolerance, plan.half_of_one[i] / power_of_ten(decimals[row]));
    }
  }
  const bool met = meets_rule<Int128>(rule, difference, tolerance, plan.listed);
  return met ? SideOutcome::met : SideOutcome::not_met;
}

}  // namespace

bool compare_linear(const Rule& rule, std::span<const Operand> operands, SideOutcomes& outcomes) {
  const bool exact = rule.linear && std::ranges::all_of(rule.linear->terms, [&](const auto& term) {
                       return operand_of(term, operands).exact();
                     });
  if (!exact) {
    return false;
  }
  const Plan plan = plan_of(rule, operands);
  if (fits_double(plan, rule, operands)) {
    DoubleColumns(plan, rule, operands, outcomes.size()).compare(outcomes);
    return true;
  }
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    outcomes[row] = compare_whole(plan, rule, operands, row);
  }
  return true;
}

}  // namespace cchc
