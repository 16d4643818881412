#include "cchc/aggregate/roll_up.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/rolled_up_origin.hpp"
#include "cchc/aggregate/settled.hpp"
#include "cchc/aggregate/subtree.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/parallel.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

class PlaneRollUp {
 public:
  PlaneRollUp(const Cube& cube, Index plane, const RollUpOptions& options, OverUnits operation)
      : cube_(cube), plane_(plane), options_(options), operation_(operation) {}

  [[nodiscard]] Plane run() {
    Totals totals = combine();
    roll_up_counts(cube_.hierarchy(), totals.coverage.expected);
    if ((totals.coverage.not_applicable != 0).any()) {
      roll_up_counts(cube_.hierarchy(), totals.coverage.not_applicable);
    }
    return settled(cube_, plane_, std::move(totals), operation_, options_.missing);
  }

 private:
  [[nodiscard]] const Plane& own() const { return cube_.plane(plane_); }
  [[nodiscard]] const Hierarchy& hierarchy() const { return cube_.hierarchy(); }

  [[nodiscard]] Totals combine() const {
    Totals totals{{}, own_coverage(cube_, plane_), {}, {}, {}, {}, {}};
    if (const Matrix* outside = options_.outside.at(plane_)) {
      roll_up_counts(hierarchy(), totals.coverage.reported);
      totals.figures = outside_figures(cube_, plane_, *outside, totals.coverage, options_.outside);
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
      divide_by_reported(totals);
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
                                   units_of_types(cube_, cube_.indicator(plane_).shared_by));
      case OverUnits::maximum:
      case OverUnits::minimum:
        return subtree_extremes(hierarchy(), cells, operation_ == OverUnits::maximum);
      default:
        return cells;
    }
  }

  void divide_by_reported(Totals& totals) const {
    Figures means(totals.figures.units(), totals.figures.periods(), 0, false);
    for (Index unit = 0; unit < means.units(); ++unit) {
      for (Index period = 0; period < means.periods(); ++period) {
        if (totals.figures.has(unit, period)) {
          means.head(unit, period) =
              quotient(totals.figures.whole(unit, period),
                       checked_product(totals.coverage.reported(unit, period),
                                       power_of_ten(totals.figures.scale)));
        }
      }
    }
    totals.figures = std::move(means);
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
    *parts = pooled_parts(cube_, plane_, own_parts.parts);
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
  const RollUpOptions& options_;
  OverUnits operation_;
};

void require_summed(const Cube& rolled, Index plane) {
  const Plane& figures = rolled.plane(plane);
  // Own figures go by what the catalogue declares, consolidated ones by what was done.
  const OverUnits combined = figures.over_units.value_or(rolled.indicator(plane).over_units);
  if (combined == OverUnits::sum) {
    return;
  }
  const std::string code = rolled.indicator(plane).code;
  const std::string by = std::string(to_text(combined));
  throw AggregationError(
      "CCHC-E1006",
      "only sums of units can be added or taken apart; indicator " + code + " was combined by " +
          by,
      "chỉ số cộng của các đơn vị mới cộng hoặc tách được; chỉ tiêu " + code + " gộp bằng " + by);
}

void require_rolled_up(const Cube& cube, Index plane) {
  if (!cube.plane(plane).coverage) {
    const std::string code = cube.indicator(plane).code;
    throw AggregationError(
        "CCHC-E1006",
        "only sums of units can be taken apart; indicator " + code + " was combined by nothing",
        "chỉ số cộng của các đơn vị mới tách được; chỉ tiêu " + code + " chưa được gộp");
  }
}

// A figure that a formula gave in float64 is not the sum of anything; a total of its operands is.
void require_exact(const Cube& cube, Index plane, OverUnits operation) {
  const bool reads_figures = operation != OverUnits::none &&
                             operation != OverUnits::ratio_of_sums &&
                             operation != OverUnits::distribution;
  if (reads_figures && !cube.plane(plane).figures.exact) {
    const std::string code = cube.indicator(plane).code;
    throw AggregationError(
        "CCHC-E1032",
        "indicator " + code +
            " is computed by a formula that is no sum of figures, so it has no "
            "exact totals. Nearest legal call: derive(roll_up(cube))",
        "chỉ tiêu " + code +
            " tính theo công thức không phải phép cộng, trừ nên không cộng chính "
            "xác được. Cách gần nhất được phép: derive(roll_up(cube))");
  }
}

void refuse_double_counting(const Hierarchy& hierarchy, std::vector<Index> units) {
  // In pre-order a unit stands before all that it holds, so neighbours show every overlap.
  std::sort(units.begin(), units.end());
  for (std::size_t i = 1; i < units.size(); ++i) {
    if (hierarchy.is_within(units[i], units[i - 1])) {
      const std::string upper = hierarchy[units[i - 1]].name;
      const std::string lower = hierarchy[units[i]].name;
      throw AggregationError(
          "CCHC-E1007", "'" + upper + "' already holds '" + lower + "': their sum counts twice",
          "'" + upper + "' đã bao gồm '" + lower + "': cộng hai đơn vị là tính trùng");
    }
  }
}

}  // namespace

std::shared_ptr<const Cube> roll_up(std::shared_ptr<const Cube> cube,
                                    const RollUpOptions& options) {
  check(options.missing);
  std::vector<OverUnits> operations;
  for (Index plane = 0; plane < cube->planes(); ++plane) {
    const Indicator& indicator = cube->indicator(plane);
    require_own_figures(*cube, plane);
    if (options.outside.at(plane) != nullptr) {
      operations.push_back(OverUnits::mean);  // like a mean, it is no sum that can be taken apart
      continue;
    }
    operations.push_back(options.over_units.value_or(indicator.over_units));
    require_legal(indicator, operations.back());
    require_exact(*cube, plane, operations.back());
  }
  CubeParts parts = cube->parts();
  parallel_for(cube->planes(), options.threads, [&](Index plane) {
    const auto at = static_cast<std::size_t>(plane);
    parts.planes[at] =
        std::make_shared<const Plane>(PlaneRollUp(*cube, plane, options, operations[at]).run());
  });
  parts.origin = rolled_up_origin(std::move(cube), std::move(operations), options.outside);
  return std::make_shared<const Cube>(std::move(parts));
}

Figures children_figures(const Cube& rolled, const Cube& observed, Index plane) {
  require_rolled_up(rolled, plane);
  require_summed(rolled, plane);
  const Figures& totals = *rolled.plane(plane).so_far;
  const Plane& before = observed.plane(plane);
  const Figures& own = before.so_far ? *before.so_far : before.figures;
  Figures children(own.units(), own.periods(), own.scale, true);
  for (Index unit = 1; unit < own.units(); ++unit) {
    const Index parent = rolled.hierarchy().parent(unit);
    for (Index period = 0; parent >= 0 && period < own.periods(); ++period) {
      // Children that gave nothing leave their sum missing, whatever the unit itself reported.
      if (totals.has(unit, period)) {
        const Int128 less = own.has(parent, period) ? own.whole(parent, period) : 0;
        children.set_whole(parent, period, totals.whole(parent, period) - less);
      }
    }
  }
  return children;
}

std::optional<Int128> total_of(const Cube& cube, Index plane, Index period,
                               const std::vector<Index>& units) {
  require_legal(cube.indicator(plane), OverUnits::sum);
  require_summed(cube, plane);
  require_exact(cube, plane, OverUnits::sum);
  refuse_double_counting(cube.hierarchy(), units);
  std::optional<Int128> total;
  for (const Index unit : units) {
    const Figures& figures = cube.plane(plane).figures;
    if (!figures.has(unit, period)) {
      return std::nullopt;
    }
    total = checked_sum(total.value_or(0), figures.whole(unit, period));
  }
  return total;
}

}  // namespace cchc
