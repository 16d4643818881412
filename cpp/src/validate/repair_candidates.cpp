#include "cchc/validate/repair_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace cchc {
namespace {

// The value of the difference without one term, as a whole number at a common scale.
struct Solving {
  Int128 rest;
  Int128 factor;  // of one unit of the cell's plane
};

class Candidates {
 public:
  Candidates(const Validation& validation, Index unit, Index period)
      : validation_(validation), cube_(*validation.cube), unit_(unit), period_(period) {}

  void add_rule(Index rule) {
    const PlacedRule& placed = validation_.placed[static_cast<std::size_t>(rule)];
    const auto sides = placed.rule->difference.references().size();
    for (std::size_t i = 0; i < sides; ++i) {
      const RuleReference& cell = placed.references[i];
      if (cell.plane >= 0 && cell.is_same_period()) {
        add_misprints(cell.plane);
        add_solutions(placed, i);
      }
    }
  }

  std::vector<Edit> sorted() {
    std::ranges::stable_sort(edits_, {}, [](const Edit& edit) {
      return std::pair(edit.how == EditKind::solved, edit.change);
    });
    return std::move(edits_);
  }

 private:
  [[nodiscard]] const Figures& figures(Index plane) const { return cube_.plane(plane).figures; }

  void add(Index plane, Int128 whole, EditKind how) {
    const Figures& held = figures(plane);
    if (!held.has(unit_, period_) || !held.exact || whole < 0) {
      return;
    }
    const Int128 old = held.whole(unit_, period_);
    const UnitOfMeasure* measure = cube_.catalogue().unit_of_measure(cube_.plane(plane).indicator);
    const bool counts = measure != nullptr && measure->whole;
    if (whole == old || (counts && whole % power_of_ten(held.scale) != 0) ||
        !seen_.insert({plane, whole}).second) {
      return;
    }
    const double size = to_double(std::max(whole, old), 0);
    const double change = std::abs(to_double(whole - old, 0)) / size;
    edits_.push_back(
        {plane, whole, how, to_string(old, held.scale), to_string(whole, held.scale), change});
  }

  void add_misprints(Index plane) {
    const Figures& held = figures(plane);
    if (!held.has(unit_, period_) || !held.exact || held.whole(unit_, period_) <= 0) {
      return;
    }
    const Int128 whole = held.whole(unit_, period_);
    std::string digits = to_string(whole, 0);
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
      std::swap(digits[i], digits[i + 1]);
      Int128 swapped = 0;
      for (const char digit : digits) {
        swapped = swapped * 10 + (digit - '0');
      }
      std::swap(digits[i], digits[i + 1]);
      add(plane, swapped, EditKind::digits_swapped);
    }
    for (const int factor : {10, 100, 1000}) {
      add(plane, checked_product(whole, factor), EditKind::factor);
      if (whole % factor == 0) {
        add(plane, whole / factor, EditKind::factor);
      }
    }
  }

  // factor x value + rest = 0, and for inequalities the nearest whole values beside it.
  void add_solutions(const PlacedRule& placed, std::size_t at) {
    const auto solving = solving_for(placed, at);
    if (!solving) {
      return;
    }
    const Index plane = placed.references[at].plane;
    const Int128 root = -solving->rest / solving->factor;
    const bool exact = root * solving->factor == -solving->rest;
    if (exact) {
      add(plane, root, EditKind::solved);
    }
    if (placed.rule->definition.comparison != RuleOperator::equal) {
      const Int128 step = power_of_ten(figures(plane).scale);
      const Int128 whole = root / step * step;
      for (const Int128 near : {whole - step, whole, whole + step}) {
        add(plane, near, EditKind::solved);
      }
    }
  }

  [[nodiscard]] std::optional<Solving> solving_for(const PlacedRule& placed, std::size_t at) const {
    const Rule& rule = *placed.rule;
    const RuleOperator comparison = rule.definition.comparison;
    if (!rule.linear || comparison == RuleOperator::in ||
        comparison == RuleOperator::feasible_rate || comparison == RuleOperator::copied) {
      return std::nullopt;
    }
    const Index cell = unit_ * std::ssize(cube_.periods()) + period_;
    const std::vector<Operand> operands = operands_of(validation_.summary, placed, {cell, 1});
    int scale = 0;
    for (const LinearForm::Term& term : rule.linear->terms) {
      const Operand& operand = operands[static_cast<std::size_t>(term.reference)];
      if (!operand.exact() || std::isnan(operand.heads().front())) {
        return std::nullopt;
      }
      scale = std::max(scale, operand.scale());
    }
    Solving solving{checked_product(rule.linear->constant, power_of_ten(scale)), 0};
    for (const LinearForm::Term& term : rule.linear->terms) {
      const Operand& operand = operands[static_cast<std::size_t>(term.reference)];
      const Int128 factor =
          checked_product(term.coefficient, power_of_ten(scale - operand.scale()));
      if (term.reference == static_cast<Index>(at)) {
        solving.factor = factor;
      } else {
        solving.rest = checked_sum(solving.rest, checked_product(operand.whole(0), factor));
      }
    }
    return solving.factor == 0 ? std::nullopt : std::optional(solving);
  }

  const Validation& validation_;
  const Cube& cube_;
  Index unit_;
  Index period_;
  std::vector<Edit> edits_;
  std::set<std::pair<Index, Int128>> seen_;
};

}  // namespace

std::vector<Edit> repair_candidates(const Validation& validation, const std::vector<Index>& failing,
                                    Index unit, Index period) {
  Candidates candidates(validation, unit, period);
  for (const Index rule : failing) {
    candidates.add_rule(rule);
  }
  return candidates.sorted();
}

}  // namespace cchc
