#include "cchc/aggregate/derived_plane.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "cchc/aggregate/formula_of_totals.hpp"
#include "cchc/aggregate/held_figures.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/state_of_gap.hpp"
#include "cchc/aggregate/window_perimeter.hpp"
#include "cchc/base/parallel.hpp"
#include "cchc/cube/made_of.hpp"
#include "cchc/cube/reference.hpp"
#include "cchc/cube/term_sums.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

using Coefficients = std::vector<int>;

// By reference, when the formula is a sum of them in which none cancels: a cancelled one would no
// longer be asked whether it is missing.
std::optional<Coefficients> coefficients_of(const Formula& formula) {
  const auto terms = linear_terms(formula);
  if (!terms || terms->empty() || terms->size() != formula.references().size()) {
    return std::nullopt;
  }
  Coefficients found;
  for (const LinearTerm& term : *terms) {
    found.push_back(term.coefficient);
  }
  return found;
}

class PlaneDerivation {
 public:
  PlaneDerivation(const Cube& cube, Index indicator, const Formula& formula)
      : cube_(cube),
        indicator_(indicator),
        formula_(formula),
        references_(placed_references(cube, formula)),
        like_(cube) {
    for (const PlacedReference& each : references_) {
      totals_ = totals_ || (each.plane && cube.plane(*each.plane).coverage);
    }
    coefficients_ = coefficients_of(formula);
    for (const PlacedReference& each : references_) {
      if (!each.plane || !cube.plane(*each.plane).figures.exact) {
        coefficients_.reset();
        return;
      }
      scale_ = std::max(scale_, cube.plane(*each.plane).figures.scale);
    }
  }

  [[nodiscard]] Plane run() {
    Plane plane;
    plane.indicator = indicator_;
    plane.figures = values(false);
    if (!totals_ && !carries_marks()) {
      plane.states = states_of(cube_, references_, plane.figures);
      return plane;
    }
    plane.states =
        Flags::Constant(cube_.units(), periods(), static_cast<std::uint8_t>(ValueState::missing));
    if (totals_) {
      describe_totals(plane);
    } else if (is_withheld()) {
      plane.so_far = std::make_shared<const Figures>(values(true));
    }
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      for (Index period = 0; period < periods(); ++period) {
        settle(plane, unit, period);
      }
    }
    return plane;
  }

 private:
  [[nodiscard]] Index periods() const { return std::ssize(cube_.periods()); }

  // The figures of an operand, or where a policy withholds them its totals so far.
  [[nodiscard]] const Figures& operand(const PlacedReference& reference, bool so_far) const {
    const Plane& plane = cube_.plane(*reference.plane);
    return so_far && plane.so_far ? *plane.so_far : plane.figures;
  }

  [[nodiscard]] Figures values(bool so_far) const {
    Figures figures = coefficients_ ? summed(so_far) : evaluated(so_far);
    for (Index unit = 0; totals_ && unit < figures.units(); ++unit) {
      if (!means_something(cube_, references_, coefficients_.has_value(), unit)) {
        figures.head.row(unit) = nan;
      }
    }
    return figures;
  }

  [[nodiscard]] Figures summed(bool so_far) const {
    std::vector<PlaneTerm> terms;
    for (std::size_t k = 0; k < references_.size(); ++k) {
      terms.push_back(
          {&operand(references_[k], so_far), (*coefficients_)[k], &references_[k].period_of});
    }
    return term_sums(terms, cube_.units(), periods(), scale_);
  }

  // On rebuilt units, of which a part came in.
  [[nodiscard]] bool is_withheld() const {
    return std::ranges::any_of(references_, [this](const PlacedReference& each) {
      return each.plane && cube_.plane(*each.plane).so_far;
    });
  }

  [[nodiscard]] bool carries_marks() const {
    return std::ranges::any_of(references_, [this](const PlacedReference& each) {
      return each.plane && (cube_.plane(*each.plane).marks.size() != 0 ||
                            cube_.plane(*each.plane).traits.size() != 0);
    });
  }

  [[nodiscard]] Figures evaluated(bool so_far) const {
    std::vector<Matrix> copies(references_.size());
    std::vector<std::span<const double>> spans;
    for (std::size_t k = 0; k < references_.size(); ++k) {
      const Matrix* column = as_it_is(references_[k], so_far);
      if (column == nullptr) {
        copies[k] = column_of(references_[k], so_far);
        column = &copies[k];
      }
      spans.emplace_back(column->data(), static_cast<std::size_t>(column->size()));
    }
    Figures result;
    result.exact = false;
    result.head.resize(cube_.units(), periods());
    evaluate_rows(spans, result.head);
    return result;
  }

  void evaluate_rows(const std::vector<std::span<const double>>& columns, Matrix& result) const {
    parallel_for_rows(result.rows(), result.cols(), [&](Index first, Index end) {
      const auto start = static_cast<std::size_t>(first * result.cols());
      const auto count = static_cast<std::size_t>((end - first) * result.cols());
      std::vector<std::span<const double>> part;
      for (const auto& column : columns) {
        part.push_back(column.subspan(start, count));
      }
      formula_.evaluate(part, {result.data() + start, count});
    });
  }

  // The operand's own cells, where they are the figures and each period reads itself; else null.
  [[nodiscard]] const Matrix* as_it_is(const PlacedReference& reference, bool so_far) const {
    if (!reference.plane) {
      return nullptr;
    }
    const Figures& figures = operand(reference, so_far);
    const bool plain = !figures.exact || (figures.scale == 0 && figures.tail.size() == 0);
    return plain && reads_itself(reference.period_of) ? &figures.head : nullptr;
  }

  // units x periods of the formula, each read from the window that the reference means.
  [[nodiscard]] Matrix column_of(const PlacedReference& reference, bool so_far) const {
    Matrix column = Matrix::Constant(cube_.units(), periods(), nan);
    if (!reference.plane) {
      return column;
    }
    const Figures& figures = operand(reference, so_far);
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      for (Index period = 0; period < periods(); ++period) {
        const Index from = reference.period_of[static_cast<std::size_t>(period)];
        if (from >= 0) {
          column(unit, period) = figures.value(unit, from);
        }
      }
    }
    return column;
  }

  void describe_totals(Plane& plane) const {
    const Counts none = Counts::Zero(cube_.units(), periods());
    plane.coverage = Coverage{none, none, none};
    plane.so_far = std::make_shared<const Figures>(like_units_only(values(true)));
    plane.over_units = combined_by();
    plane.parts = ratio_parts(plane.figures);
  }

  // A sum of sums is one; whatever else a formula makes of totals cannot be added up.
  [[nodiscard]] OverUnits combined_by() const {
    const bool sums =
        coefficients_ && std::ranges::all_of(references_, [this](const PlacedReference& each) {
          return cube_.plane(*each.plane).over_units == OverUnits::sum;
        });
    if (sums) {
      return OverUnits::sum;
    }
    return cube_.catalogue()[indicator_].kind == Kind::ratio ? OverUnits::ratio_of_sums
                                                             : OverUnits::none;
  }

  // What the formula gives of totals of unlike units says nothing.
  [[nodiscard]] Figures like_units_only(Figures figures) const {
    for (Index unit = 0; unit < figures.units(); ++unit) {
      for (Index period = 0; period < figures.periods(); ++period) {
        if (figures.has(unit, period) && !of_like_units(unit, period)) {
          figures.head(unit, period) = nan;
        }
      }
    }
    return figures;
  }

  [[nodiscard]] bool of_like_units(Index unit, Index period) const {
    return are_of_like_units(like_, cube_, references_, unit, period);
  }

  template <class Visit>
  void for_each_cell(Index period, Visit visit) const {
    for (const PlacedReference& each : references_) {
      const Index column = each.period_of[static_cast<std::size_t>(period)];
      if (each.plane && column >= 0) {
        visit(*each.plane, column);
      }
    }
  }

  // Numerator and denominator of a ratio, where they give the figure that the formula gives.
  [[nodiscard]] std::shared_ptr<const RatioParts> ratio_parts(const Figures& figures) const {
    const IndicatorFormulas& formulas = cube_.catalogue().formulas(indicator_);
    const auto above = terms_of(formulas.numerator);
    const auto below = terms_of(formulas.denominator);
    if (!above || !below) {
      return nullptr;
    }
    const int scale = std::max(common_scale(cube_, *above), common_scale(cube_, *below));
    const auto sums = [&](const std::vector<PlacedTerm>& terms) {
      return term_sums(plane_terms(cube_, terms), figures.units(), figures.periods(), scale);
    };
    auto parts = std::make_shared<RatioParts>(RatioParts{sums(*above), sums(*below)});
    const UnitOfMeasure* unit_of_measure = cube_.catalogue().unit_of_measure(indicator_);
    const int factor = unit_of_measure != nullptr && unit_of_measure->percent ? 100 : 1;
    for (Index unit = 0; unit < figures.units(); ++unit) {
      for (Index period = 0; period < figures.periods(); ++period) {
        const bool has = parts->numerator.has(unit, period) && figures.has(unit, period);
        if (!has || ratio_value(*parts, factor, unit, period) != figures.value(unit, period)) {
          parts->numerator.head(unit, period) = nan;
          parts->denominator.head(unit, period) = nan;
        }
      }
    }
    return parts;
  }

  [[nodiscard]] std::optional<std::vector<PlacedTerm>> terms_of(
      const std::optional<Formula>& formula) const {
    const auto terms = formula ? linear_terms(*formula) : std::nullopt;
    return terms ? placed_terms(cube_, *terms) : std::nullopt;
  }

  void settle(Plane& plane, Index unit, Index period) const {
    if (totals_) {
      take_worst_coverage(*plane.coverage, cube_, references_, unit, period);
      if (!plane.so_far->has(unit, period)) {
        plane.figures.head(unit, period) = nan;
      }
    }
    const bool has = plane.figures.has(unit, period);
    plane.states(unit, period) = static_cast<std::uint8_t>(
        has ? ValueState::reported : state_of_gap(cube_, references_, unit, period));
    if (!has && plane.so_far && plane.so_far->has(unit, period)) {
      plane.add_mark(unit, period, Mark::withheld);
    }
    copy_marks(plane, unit, period, has);
  }

  // A figure carries the marks of what it is made of; a gap only that it was made on purpose.
  void copy_marks(Plane& plane, Index unit, Index period, bool has) const {
    for_each_cell(period, [&](Index operand, Index column) {
      const Plane& from = cube_.plane(operand);
      if (has && from.figures.has(unit, column)) {
        plane.add_traits(unit, period, from.traits_of(unit, column));
      }
      if (from.marks.size() == 0) {
        return;
      }
      const bool entered = has && from.figures.has(unit, column);
      const int kept = from.marks(unit, column) & (entered ? ~withheld : has ? 0 : excluded);
      if (kept != 0) {
        plane.add_mark(unit, period, static_cast<Mark>(kept));
      }
    });
  }

  const Cube& cube_;
  Index indicator_;
  const Formula& formula_;
  std::vector<PlacedReference> references_;
  std::optional<Coefficients> coefficients_;  // of a formula that is exact
  int scale_ = 0;
  bool totals_ = false;  // of a cube that is rolled up
  mutable LikeUnits like_;
};

// The longest of several lists, or a mean, less another figure is not what became of the units.
bool is_additive(const Cube& cube, Index operand) {
  const Plane& plane = cube.plane(operand);
  return !plane.coverage && cube.indicator(operand).over_units == OverUnits::sum &&
         (!plane.made_of || plane.made_of->additive);
}

MadeOf made_of(const Cube& cube, const std::vector<PlacedReference>& references,
               const Formula& formula) {
  MadeOf made{{}, {}, coefficients_of(formula).has_value(), formula};
  for (const PlacedReference& each : references) {
    if (each.plane) {
      add_reads(made.reads, planes_read(cube, *each.plane, each.period_of));
      made.additive =
          made.additive && is_additive(cube, *each.plane) && reads_itself(each.period_of);
    }
  }
  return made;
}

}  // namespace

std::vector<PlacedReference> placed_references(const Cube& cube, const Formula& formula) {
  std::vector<PlacedReference> placed;
  for (const Reference& reference : formula.references()) {
    (void)cube.catalogue().at(reference.code);
    placed.push_back({cube.find(reference.code), referenced_columns(cube, reference)});
  }
  return placed;
}

Plane derived_plane(const Cube& cube, Index indicator, const Formula& formula) {
  const auto held = cube.find(cube.catalogue()[indicator].code);
  Plane plane = PlaneDerivation(cube, indicator, formula).run();
  const std::vector<PlacedReference> references = placed_references(cube, formula);
  inherit_from_operands(plane, cube, references);
  plane.made_of = std::make_shared<const MadeOf>(made_of(cube, references, formula));
  const bool holds = held && holds_figures(cube.plane(*held));
  return holds ? beside_held(std::move(plane), cube.plane(*held)) : plane;
}

}  // namespace cchc
