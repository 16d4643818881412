#include "cchc/validate/repair_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "cchc/observations/number_text.hpp"

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
    severity_ = placed.rule->definition.severity;
    is_equality_ = is_equality(*placed.rule);
    const auto sides = placed.rule->difference.references().size();
    for (std::size_t i = 0; i < sides; ++i) {
      const RuleReference& cell = placed.references[i];
      if (cell.plane >= 0 && cell.is_same_period() && is_printed(cell.plane)) {
        add_misprints(cell.plane);
        add_solutions(placed, i);
      }
    }
  }

  std::vector<Edit> sorted() {
    std::ranges::stable_sort(guesses_, {}, [](const Guess& guess) {
      return std::tuple(guess.severity, guess.is_arbitrary, guess.edit.change);
    });
    std::vector<Edit> edits;
    for (Guess& guess : guesses_) {
      edits.push_back(std::move(guess.edit));
    }
    return edits;
  }

 private:
  struct Guess {
    Severity severity;  // of the rule it was made for
    bool is_arbitrary;  // no misprint, or one that meets a mere bound
    Edit edit;
  };

  // Whether the figure stands in the report: a count of documents has their numbers as its text,
  // and nobody can have misprinted it.
  [[nodiscard]] bool is_printed(Index plane) const {
    if (is_document_check(cube_.indicator(plane).code)) {
      return false;
    }
    const Counts& rows = cube_.plane(plane).rows;
    const Index row = rows.size() == 0 ? -1 : Index{rows(unit_, period_)};
    const std::string raw = row < 0 ? std::string() : cube_.observations()[row].raw;
    const NumberStatus status = read_number(raw, NumberExpectation::any).status;
    return status != NumberStatus::unreadable;
  }

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
    // One more than the larger, so that 0 -> 1 is a small step and not the largest there is.
    const double size = to_double(std::max(whole, old) + power_of_ten(held.scale), 0);
    const double change = std::abs(to_double(whole - old, 0)) / size;
    guesses_.push_back(
        {severity_,
         how == EditKind::solved || !is_equality_,
         {plane, whole, how, to_string(old, held.scale), to_string(whole, held.scale), change}});
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
  Severity severity_ = Severity::error;
  bool is_equality_ = true;
  std::vector<Guess> guesses_;
  std::set<std::pair<Index, Int128>> seen_;
};

}  // namespace

bool is_equality(const Rule& rule) {
  const RuleOperator comparison = rule.definition.comparison;
  return comparison == RuleOperator::equal || comparison == RuleOperator::in;
}

std::vector<Edit> repair_candidates(const Validation& validation, const std::vector<Index>& failing,
                                    Index unit, Index period) {
  Candidates candidates(validation, unit, period);
  std::vector<Index> ordered =
      failing;  // a figure that several rules read counts for the weightiest
  std::ranges::stable_sort(ordered, {}, [&](Index rule) {
    const Rule& one = validation.rules[rule];
    return std::pair(one.definition.severity, !is_equality(one));
  });
  for (const Index rule : ordered) {
    candidates.add_rule(rule);
  }
  return candidates.sorted();
}

}  // namespace cchc
