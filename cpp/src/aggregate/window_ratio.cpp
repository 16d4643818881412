#include "cchc/aggregate/window_ratio.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/window_last.hpp"
#include "cchc/base/error.hpp"
#include "cchc/cube/reference.hpp"

namespace cchc {
namespace {

std::vector<LinearTerm> required_linear(const Indicator& indicator, const Formula& formula) {
  if (auto terms = linear_terms(formula)) {
    return *std::move(terms);
  }
  throw AggregationError(
      "CCHC-E1005",
      "indicator " + indicator.code + ": '" + formula.text() +
          "' is no sum of references, so it cannot be pooled over periods; define a derived "
          "indicator for the product and refer to that",
      "chỉ tiêu " + indicator.code + ": '" + formula.text() +
          "' không phải tổng các chỉ tiêu nên không gộp được qua các kỳ; hãy khai báo chỉ tiêu "
          "dẫn xuất");
}

// A quotient of largest figures is nobody's rate.
bool is_part_of_a_rate(const Plane& plane) {
  const bool extreme = plane.over_units == OverUnits::maximum ||
                       plane.over_units == OverUnits::minimum ||
                       plane.over_units == OverUnits::mean;
  return !(plane.coverage && extreme) && !plane.over_periods;
}

// One side of the quotient: its terms, each with a rule that brings its indicator to the windows.
class Side {
 public:
  Side(const WindowQuestion& question, const Formula& formula, TermRole role) : role_(role) {
    const Cube& cube = question.cube;
    for (const LinearTerm& term : required_linear(cube.indicator(question.plane), formula)) {
      const auto plane = cube.find(term.reference.code);
      // A rate is no part of a sum; asking it for its own parts might also never end.
      known_ = known_ && plane && cube.indicator(*plane).kind != Kind::ratio &&
               is_part_of_a_rate(cube.plane(*plane));
      if (!known_) {
        return;
      }
      WindowQuestion part{cube, *plane, {}, question.flows_of_cumulative};
      for (const Period wanted : question.wanted) {
        part.wanted.push_back(referenced_period(term.reference, wanted));
      }
      rules_.push_back({window_rule(part, cube.indicator(*plane).over_periods), term.coefficient});
      known_ = known_ && rules_.back().rule->exact();
      scale_ = std::max(scale_, rules_.back().rule->scale());
    }
  }

  [[nodiscard]] bool known() const { return known_; }
  [[nodiscard]] int scale() const { return scale_; }

  // The sum for each wanted window at `scale`; adds the terms and marks to the figures.
  std::vector<std::optional<Int128>> add_to(std::vector<WindowFigure>& row, Index unit,
                                            int scale) const {
    std::vector<std::optional<Int128>> sums(row.size(), Int128{0});
    for (const auto& [rule, coefficient] : rules_) {
      const std::vector<WindowFigure> parts = rule->row(unit);
      for (std::size_t k = 0; k < row.size(); ++k) {
        if (!parts[k].has()) {
          sums[k].reset();
        }
        if (!sums[k]) {
          continue;
        }
        const Int128 widened =
            checked_product(*parts[k].whole, power_of_ten(scale - rule->scale()));
        sums[k] = checked_sum(*sums[k], checked_product(widened, coefficient));
        add_terms(row[k], parts[k], coefficient);
      }
    }
    return sums;
  }

 private:
  void add_terms(WindowFigure& figure, const WindowFigure& part, int coefficient) const {
    for (WindowTerm term : part.terms) {
      term.coefficient *= coefficient;
      term.role = role_;
      figure.terms.push_back(term);
    }
    const bool doubted = !part.doubts.empty();
    figure.marks =
        static_cast<std::uint8_t>(figure.marks | part.marks | (doubted ? Mark::conflict : 0));
  }

  struct Part {
    std::unique_ptr<WindowRule> rule;
    int coefficient;
  };
  TermRole role_;
  std::vector<Part> rules_;
  bool known_ = true;
  int scale_ = 0;
};

class Ratio final : public WindowRule {
 public:
  Ratio(const WindowQuestion& question, const Formula& numerator, const Formula& denominator)
      : question_(question),
        itself_(exact_rule(question)),
        numerator_(question, numerator, TermRole::numerator),
        denominator_(question, denominator, TermRole::denominator) {}

  [[nodiscard]] std::vector<WindowFigure> row(Index unit) override {
    std::vector<WindowFigure> row = divided(unit);
    const std::vector<WindowFigure> reported = itself_->row(unit);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (reported[k].has()) {
        row[k] = taken_over(question_, unit, reported[k].terms.front().period, *this);
      }
    }
    return row;
  }
  [[nodiscard]] int scale() const override { return 0; }
  [[nodiscard]] bool exact() const override { return false; }
  [[nodiscard]] int parts_scale() const override {
    return std::max(numerator_.scale(), denominator_.scale());
  }

 private:
  [[nodiscard]] std::vector<WindowFigure> divided(Index unit) const {
    std::vector<WindowFigure> row(question_.wanted.size());
    if (!numerator_.known() || !denominator_.known()) {
      return row;
    }
    const auto above = numerator_.add_to(row, unit, parts_scale());
    const auto below = denominator_.add_to(row, unit, parts_scale());
    const int factor = ratio_factor(question_.cube, question_.plane);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (!above[k] || !below[k] || *below[k] == 0) {
        row[k] = {};
        continue;
      }
      row[k].numerator = above[k];
      row[k].denominator = below[k];
      row[k].rounded = quotient(checked_product(*above[k], factor), *below[k]);
    }
    return row;
  }

  WindowQuestion question_;
  std::unique_ptr<WindowRule> itself_;
  Side numerator_;
  Side denominator_;
};

}  // namespace

std::unique_ptr<WindowRule> ratio_rule(const WindowQuestion& question) {
  const Cube& cube = question.cube;
  const IndicatorFormulas& formulas = cube.catalogue().formulas(question.source().indicator);
  if (!formulas.numerator || !formulas.denominator) {
    return exact_rule(question);
  }
  return std::make_unique<Ratio>(question, *formulas.numerator, *formulas.denominator);
}

}  // namespace cchc
