#include "cchc/aggregate/rolled_up_plane.hpp"

#include <limits>
#include <memory>
#include <utility>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/settled.hpp"
#include "cchc/aggregate/subtree.hpp"

namespace cchc {
namespace {

class PlaneRollUp {
 public:
  PlaneRollUp(const Cube& cube, Index plane, OverUnits operation, const OutsideTotals& outside)
      : cube_(cube), plane_(plane), operation_(operation), outside_(outside) {}

  [[nodiscard]] Plane run(Coverage own, const MissingPolicy& missing) const {
    Totals totals = combine(std::move(own));
    roll_up_counts(cube_.hierarchy(), totals.coverage.expected);
    if ((totals.coverage.not_applicable != 0).any()) {
      roll_up_counts(cube_.hierarchy(), totals.coverage.not_applicable);
    }
    Plane plane = settled(cube_, plane_, std::move(totals), operation_, missing);
    leave_to_totals(plane);
    return plane;
  }

 private:
  [[nodiscard]] const Plane& own() const { return cube_.plane(plane_); }
  [[nodiscard]] const Hierarchy& hierarchy() const { return cube_.hierarchy(); }

  [[nodiscard]] Totals combine(Coverage coverage) const {
    Totals totals{{}, std::move(coverage), {}, {}, {}, {}, {}};
    if (const Matrix* outside = outside_.at(plane_)) {
      roll_up_counts(hierarchy(), totals.coverage.reported);
      totals.figures = outside_figures(cube_, plane_, *outside, totals.coverage, outside_);
      return totals;
    }
    if (operation_ == OverUnits::ratio_of_sums) {
      pool(totals);
      return totals;
    }
    if (operation_ == OverUnits::distribution) {
      count_answers(totals);
    }
    totals.figures = totals_of_cells();
    totals.so_far = totals_so_far();
    roll_up_counts(hierarchy(), totals.coverage.reported);
    if (operation_ == OverUnits::mean) {
      divide_by_figures(totals);
    }
    return totals;
  }

  // Of merged units a part may have come in: it is no figure of theirs, and still came in.
  [[nodiscard]] std::optional<Figures> totals_so_far() const {
    const bool adds = operation_ == OverUnits::sum || operation_ == OverUnits::shared_list;
    return adds && own().so_far ? std::optional(totals_of_cells(*own().so_far)) : std::nullopt;
  }

  [[nodiscard]] Figures totals_of_cells() const { return totals_of_cells(own().figures); }

  [[nodiscard]] Figures totals_of_cells(const Figures& cells) const {
    switch (operation_) {
      case OverUnits::sum:
      case OverUnits::mean:
        return subtree_sums(hierarchy(), cells);
      case OverUnits::shared_list:
        return subtree_shared_sums(hierarchy(), cells,
                                   lists_in_common(cube_, cube_.indicator(plane_)));
      case OverUnits::maximum:
      case OverUnits::minimum:
        return subtree_extremes(hierarchy(), cells, operation_ == OverUnits::maximum);
      default:
        return cells;
    }
  }

  // By the number of figures: totals of several units are one figure each.
  void divide_by_figures(Totals& totals) const {
    Counts given = (!own().figures.head.isNaN()).cast<std::int32_t>();
    roll_up_counts(hierarchy(), given);
    Figures means(totals.figures.units(), totals.figures.periods(), 0, false);
    for (Index unit = 0; unit < means.units(); ++unit) {
      for (Index period = 0; period < means.periods(); ++period) {
        if (totals.figures.has(unit, period)) {
          means.head(unit, period) =
              quotient(totals.figures.whole(unit, period),
                       checked_product(given(unit, period), power_of_ten(totals.figures.scale)));
        }
      }
    }
    totals.figures = std::move(means);
  }

  // What was computed of a unit's own figures says nothing of the units below it: of their totals
  // it is to be computed again.
  void leave_to_totals(Plane& plane) const {
    if (!own().made_of || operation_ != OverUnits::none) {
      return;
    }
    plane.made_of = own().made_of;
    Figures so_far = *plane.so_far;
    for (Index unit = 0; unit < so_far.units(); ++unit) {
      for (Index period = 0; !hierarchy().is_leaf(unit) && period < so_far.periods(); ++period) {
        if (!own().is_computed(unit, period) || !plane.figures.has(unit, period)) {
          continue;
        }
        plane.figures.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
        so_far.head(unit, period) = std::numeric_limits<double>::quiet_NaN();
        plane.states(unit, period) = static_cast<std::uint8_t>(ValueState::missing);
        if (plane.marks.size() != 0) {
          plane.marks(unit, period) = 0;
        }
      }
    }
    plane.so_far = std::make_shared<const Figures>(std::move(so_far));
  }

  void count_answers(Totals& totals) const {
    const Figures& cells = own().figures;
    for (const Answer& answer : cube_.indicator(plane_).answers) {
      Counts count = Counts::Zero(cells.units(), cells.periods());
      for (Index unit = 0; unit < cells.units(); ++unit) {
        for (Index period = 0; period < cells.periods(); ++period) {
          count(unit, period) = cells.value(unit, period) == answer.code ? 1 : 0;
        }
      }
      roll_up_counts(hierarchy(), count);
      totals.answers.push_back(std::move(count));
    }
  }

  void pool(Totals& totals) const {
    OwnRatioParts own_parts = own_ratio_parts(cube_, plane_);
    // A unit enters the pooled figure with its parts; a rate without parts cannot.
    totals.coverage.reported = (!own_parts.parts.denominator.head.isNaN()).cast<std::int32_t>();
    totals.coverage.expected = totals.coverage.expected.max(totals.coverage.reported);
    roll_up_counts(hierarchy(), totals.coverage.reported);
    Counts estimates = own_parts.estimated.cast<std::int32_t>();
    roll_up_counts(hierarchy(), estimates);
    totals.estimated = (estimates > 0).cast<std::uint8_t>();
    auto parts = std::make_shared<RatioParts>();
    *parts = pooled_parts(cube_, plane_, own_parts);
    totals.figures = pooled_values(*parts);
    totals.traits = std::move(own_parts.traits);
    keep_leaf_rates(totals);
    totals.parts = std::move(parts);
  }

  [[nodiscard]] Figures pooled_values(const RatioParts& parts) const {
    const int factor = ratio_factor(cube_, plane_);
    Figures values(parts.numerator.units(), parts.numerator.periods(), 0, false);
    for (Index unit = 0; unit < values.units(); ++unit) {
      for (Index period = 0; period < values.periods(); ++period) {
        values.head(unit, period) = ratio_value(parts, factor, unit, period);
      }
    }
    return values;
  }

  // A unit without children is its own total: the rate that it reported stands. Coverage tells
  // whose parts enter the totals above, and a rate without parts does not.
  void keep_leaf_rates(Totals& totals) const {
    for (Index unit = 0; unit < hierarchy().size(); ++unit) {
      for (Index period = 0; period < totals.figures.periods(); ++period) {
        if (hierarchy().is_leaf(unit) && own().figures.has(unit, period)) {
          totals.figures.head(unit, period) = own().figures.value(unit, period);
          totals.estimated(unit, period) = 0;
        }
      }
    }
  }

  const Cube& cube_;
  Index plane_;
  OverUnits operation_;
  const OutsideTotals& outside_;
};

}  // namespace

Plane rolled_up_plane(const Cube& cube, Index plane, OverUnits operation, Coverage own,
                      const MissingPolicy& missing, const OutsideTotals& outside) {
  return PlaneRollUp(cube, plane, operation, outside).run(std::move(own), missing);
}

}  // namespace cchc
