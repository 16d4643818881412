#include "cchc/validate/judge.hpp"

#include <algorithm>
#include <cmath>

#include "cchc/base/enum_text.hpp"
#include "cchc/validate/copied_figures.hpp"
#include "cchc/validate/rule_sides.hpp"

namespace cchc {
namespace {

constexpr auto verdict_words = enum_text<Verdict>("verdict", "kết luận",
                                                  {{Verdict::holds, "holds"},
                                                   {Verdict::fails, "fails"},
                                                   {Verdict::undecidable, "undecidable"},
                                                   {Verdict::not_applicable, "not_applicable"}});

bool allows(const std::vector<std::string>& words, std::string_view word) {
  return words.empty() || std::ranges::find(words, word) != words.end();
}

class Judge {
 public:
  Judge(const CubeSummary& summary, const PlacedRule& placed, CellRange range,
        std::span<const Override> overrides)
      : summary_(summary),
        placed_(placed),
        rule_(*placed.rule),
        range_(range),
        operands_(operands_of(summary, placed, range, overrides)),
        outcomes_(static_cast<std::size_t>(range.count)) {}

  std::vector<Verdict> run() {
    find_scope();
    compare();
    std::vector<double> when;
    if (rule_.when && !operands_.empty()) {
      const std::vector<Reference> references = rule_.references();
      when = formula_values(*rule_.when, references, operands_);
    }
    std::vector<Verdict> verdicts(outcomes_.size());
    for (std::size_t row = 0; row < verdicts.size(); ++row) {
      verdicts[row] = verdict(row, when);
    }
    return verdicts;
  }

 private:
  [[nodiscard]] Index periods() const { return std::ssize(summary_.cube.periods()); }
  [[nodiscard]] Index unit_of(std::size_t row) const {
    return (range_.begin + static_cast<Index>(row)) / periods();
  }
  [[nodiscard]] Index period_of(std::size_t row) const {
    return (range_.begin + static_cast<Index>(row)) % periods();
  }

  void find_scope() {
    for (const Unit& unit : summary_.cube.hierarchy().units()) {
      units_.push_back(allows(rule_.definition.unit_types, unit.type));
    }
    for (const Period period : summary_.cube.periods()) {
      periods_.push_back(allows(rule_.definition.periods, to_text(kind(period))));
    }
  }

  void compare() {
    switch (rule_.definition.comparison) {
      case RuleOperator::feasible_rate:
        return compare_feasible(rule_, operands_, outcomes_);
      case RuleOperator::copied:
        return compare_copied();
      default:
        if (!compare_linear(rule_, operands_, outcomes_)) {
          compare_values(rule_, operands_, outcomes_);
        }
    }
  }

  void compare_copied() {
    const std::vector<CopiedFigures> copied =
        copied_figures(summary_, earlier_periods(summary_.cube, rule_.definition.previous), range_);
    std::vector<double> share(copied.size(), 1.0);
    rule_.right.evaluate({}, share);
    for (std::size_t row = 0; row < copied.size(); ++row) {
      const CopiedFigures& cell = copied[row];
      const double looked_at = static_cast<double>(cell.looked_at);
      const bool repeats = static_cast<double>(cell.equal) >= share[row] * looked_at;
      outcomes_[row] = !cell.enough() ? SideOutcome::no_value
                       : repeats      ? SideOutcome::not_met
                                      : SideOutcome::met;
      no_report_.push_back(!cell.reports_there);
    }
  }

  [[nodiscard]] Verdict verdict(std::size_t row, std::span<const double> when) const {
    const Index unit = unit_of(row);
    const Index period = period_of(row);
    if (summary_.instances(unit, period) == 0 || !units_[static_cast<std::size_t>(unit)] ||
        !periods_[static_cast<std::size_t>(period)]) {
      return Verdict::not_applicable;
    }
    if (!when.empty() && std::isnan(when[row])) {
      return without_value(rule_.when->references(), row);
    }
    if (!when.empty() && when[row] == 0) {
      return Verdict::not_applicable;
    }
    if (outcomes_[row] == SideOutcome::no_value) {
      return without_value(rule_.difference.references(), row);
    }
    if (outcomes_[row] == SideOutcome::out_of_range) {
      return Verdict::undecidable;
    }
    return outcomes_[row] == SideOutcome::met ? Verdict::holds : Verdict::fails;
  }

  // Why a formula has no value: a cell that does not apply, a cell that is missing, or a quotient
  // that does not exist although every figure is there.
  [[nodiscard]] Verdict without_value(const std::vector<Reference>& references,
                                      std::size_t row) const {
    bool missing = !no_report_.empty() && no_report_[row];
    for (std::size_t i = 0; i < placed_.references.size(); ++i) {
      const RuleReference& placed = placed_.references[i];
      const bool asked = std::ranges::find(references, placed.reference) != references.end();
      if (!asked || !std::isnan(operands_[i].heads()[row])) {
        continue;
      }
      const Index read = placed.period_of[static_cast<std::size_t>(period_of(row))];
      if (read == RuleReference::never || is_not_applicable(placed, unit_of(row), read)) {
        return Verdict::not_applicable;
      }
      missing = true;
    }
    return missing && rule_.definition.missing != MissingStrategy::not_applicable
               ? Verdict::undecidable
               : Verdict::not_applicable;
  }

  [[nodiscard]] bool is_not_applicable(const RuleReference& placed, Index unit, Index read) const {
    return placed.plane >= 0 && read >= 0 &&
           summary_.cube.plane(placed.plane).state(unit, read) == ValueState::not_applicable;
  }

  const CubeSummary& summary_;
  const PlacedRule& placed_;
  const Rule& rule_;
  CellRange range_;
  std::vector<Operand> operands_;
  SideOutcomes outcomes_;
  std::vector<bool> units_;      // by unit: in the rule's scope
  std::vector<bool> periods_;    // by period
  std::vector<bool> no_report_;  // `copied` only: nothing to compare with
};

}  // namespace

std::string_view to_text(Verdict verdict) { return verdict_words.text(verdict); }

std::vector<Verdict> judged(const CubeSummary& summary, const PlacedRule& rule, CellRange range,
                            std::span<const Override> overrides) {
  return Judge(summary, rule, range, overrides).run();
}

std::vector<Operand> operands_of(const CubeSummary& summary, const PlacedRule& rule,
                                 CellRange range, std::span<const Override> overrides) {
  const bool zero_blanks = rule.rule->definition.missing == MissingStrategy::zero;
  std::vector<Operand> operands;
  operands.reserve(rule.references.size());
  for (const RuleReference& placed : rule.references) {
    operands.emplace_back(summary, placed, range, zero_blanks, overrides);
  }
  return operands;
}

std::vector<Index> earlier_periods(const Cube& cube, PreviousReport previous) {
  std::vector<Index> result;
  for (const Period period : cube.periods()) {
    result.push_back(previous_position(cube, period, previous, false));
  }
  return result;
}

}  // namespace cchc
