#include "cchc/validate/rule_coverage.hpp"

#include <algorithm>
#include <span>

namespace cchc {
namespace {

// Whether the rule compares sums that zeros alone let it pass.
bool rests_on_a_floor(const Rule& rule) {
  const RuleOperator comparison = rule.definition.comparison;
  const bool bounds =
      comparison == RuleOperator::less_equal || comparison == RuleOperator::greater_equal;
  return bounds && rule.linear &&
         std::ranges::none_of(rule.difference.references(), [](const Reference& reference) {
           return is_document_check(reference.code);
         });
}

class Counting {
 public:
  Counting(const Validation& validation, Index rule)
      : validation_(validation),
        rule_(rule),
        operands_(operands_of(validation.summary, validation.placed[static_cast<std::size_t>(rule)],
                              {0, cells(validation)})) {}

  RuleCoverage run(const std::vector<Index>& units, const std::vector<Index>& periods) {
    const Index width = std::ssize(validation_.cube->periods());
    for (const Index unit : units) {
      for (const Index period : periods) {
        if (validation_.is_instance(unit, period)) {
          count(validation_.verdict(rule_, unit, period), unit * width + period);
        }
      }
    }
    return counts_;
  }

 private:
  static Index cells(const Validation& validation) { return validation.summary.instances.size(); }

  void count(Verdict verdict, Index cell) {
    ++counts_.instances;
    switch (verdict) {
      case Verdict::holds:
        ++counts_.holds;
        counts_.vacuous += is_vacuous(cell) ? 1 : 0;
        return;
      case Verdict::fails:
        ++counts_.fails;
        return;
      case Verdict::undecidable:
        ++counts_.undecidable;
        return;
      default:
        ++counts_.not_applicable;
    }
  }

  [[nodiscard]] bool is_vacuous(Index cell) const {
    const Rule& rule = validation_.rules[rule_];
    const std::size_t sides = rule.difference.references().size();
    if (sides == 0) {
      // The report before decides whether figures are copied; its cells are no operands.
      return rule.definition.comparison != RuleOperator::copied;
    }
    return rests_on_a_floor(rule) &&
           std::ranges::all_of(std::span(operands_).first(sides), [cell](const Operand& operand) {
             return operand.heads()[static_cast<std::size_t>(cell)] == 0;
           });
  }

  const Validation& validation_;
  Index rule_;
  std::vector<Operand> operands_;
  RuleCoverage counts_;
};

}  // namespace

std::vector<RuleCoverage> rule_coverage(const Validation& validation,
                                        const std::vector<Index>& units,
                                        const std::vector<Index>& periods) {
  std::vector<RuleCoverage> result;
  for (Index rule = 0; rule < validation.rules.size(); ++rule) {
    result.push_back(Counting(validation, rule).run(units, periods));
  }
  return result;
}

}  // namespace cchc
