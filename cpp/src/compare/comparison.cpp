#include "cchc/compare/comparison.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/parallel.hpp"
#include "cchc/compare/coverage_difference.hpp"
#include "cchc/compare/given_baseline.hpp"
#include "cchc/compare/rate_mix.hpp"
#include "cchc/cube/report_traits.hpp"

namespace cchc {
namespace {

// One side of a comparison: a column of one plane, which may not exist.
struct Side {
  const Cube& cube;
  const Plane* plane;
  Index column;

  [[nodiscard]] bool has(Index unit) const {
    return plane != nullptr && column >= 0 && plane->state(unit, column) == ValueState::reported;
  }
  [[nodiscard]] Int128 whole(Index unit, int scale) const {
    return checked_product(plane->figures.whole(unit, column),
                           power_of_ten(scale - plane->figures.scale));
  }
};

// a - b of two numbers as they are written in decimals, rounded once: 16.1 - 16 is 0.1. Numbers
// that need more decimals than a figure can have are subtracted as they are.
double difference(double a, double b) {
  try {
    const Decimal left = decimal_from_double(a);
    const Decimal right = decimal_from_double(b);
    const int scale = std::max(left.scale, right.scale);
    return to_double(checked_sum(scaled(left, scale), -scaled(right, scale)), scale);
  } catch (const NumberError&) {
    return a - b;
  }
}

class PlaneComparer {
 public:
  PlaneComparer(const Cube& current, const Cube& baseline, Index plane,
                const std::vector<PeriodPair>& pairs, const CompareOptions& options)
      : current_(current),
        baseline_(baseline),
        plane_(plane),
        base_(baseline.find(current.indicator(plane).code)),
        value_plane_(current.plane(plane)),
        base_plane_(base_ ? &baseline.plane(*base_) : nullptr),
        percent_(is_percent(current, plane)),
        pairs_(pairs),
        permitted_(options.permitted),
        of_rows_(options.of_rows),
        versions_(form_versions(current.observations())),
        base_versions_(form_versions(baseline.observations())) {
    if (of_rows_) {
      rows_.emplace(current, plane);
    }
  }

  [[nodiscard]] PlaneComparison run() {
    const auto pairs = static_cast<Index>(pairs_.size());
    const Index units = current_.units();
    const bool exact = value_plane_.figures.exact && (!base_plane_ || base_plane_->figures.exact);
    scale_ =
        !exact ? 0
               : std::max(value_plane_.figures.scale, base_plane_ ? base_plane_->figures.scale : 0);
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    PlaneComparison result{value_plane_.indicator,
                           Figures(units, pairs, scale_, exact),
                           Figures(units, pairs, scale_, exact),
                           Figures(units, pairs, scale_, exact),
                           Matrix::Constant(units, pairs, nan),
                           Matrix::Constant(units, pairs, nan),
                           {}};
    result.reasons.setZero(units, pairs);
    for (Index pair = 0; pair < pairs; ++pair) {
      compare_pair(result, pair);
    }
    return result;
  }

 private:
  void compare_pair(PlaneComparison& result, Index pair) {
    const PeriodPair& periods = pairs_[static_cast<std::size_t>(pair)];
    const Side value = side(current_, plane_, periods.current);
    const Side base = base_side(value, periods.baseline);
    Reasons shared = window_reasons(current_, plane_, periods);
    if (base_) {
      shared |= definition_reasons(current_, plane_, baseline_, *base_);
    }
    const std::vector<Reasons> perimeter = perimeter_reasons(value, base);
    for (Index unit = 0; unit < current_.units(); ++unit) {
      const bool leaf = current_.hierarchy().is_leaf(unit);
      const bool unlike = base_ && !of_rows_;  // what a function made is of the sort that it saw
      const Reasons reasons =
          shared | cell_reasons(value, base, unit) |
          (unlike ? sort_reasons(value_plane_, *base_plane_, leaf) : 0) |
          (leaf || perimeter.empty() ? 0 : perimeter[static_cast<std::size_t>(unit)]);
      copy(result.value, value, unit, pair);
      copy(result.baseline, base, unit, pair);
      set_change(result, value, base, unit, pair, reasons);
      result.reasons(unit, pair) = reasons;
    }
  }

  [[nodiscard]] static Side side(const Cube& cube, Index plane, Period period) {
    return {cube, &cube.plane(plane), find_column(cube, plane, period).value_or(-1)};
  }

  // A function gave the baseline of the very column that is looked at.
  [[nodiscard]] Side base_side(const Side& value, Period period) const {
    if (!base_) {
      return {baseline_, nullptr, -1};
    }
    return of_rows_ ? Side{baseline_, base_plane_, value.column} : side(baseline_, *base_, period);
  }

  // By unit; empty where there is nothing to tell. Only aggregates have a perimeter; a unit's own
  // figure, a total of one alone, is its own.
  [[nodiscard]] std::vector<Reasons> perimeter_reasons(const Side& value, const Side& base) const {
    if (value.column < 0 || base.column < 0) {
      return {};
    }
    if (rows_) {
      return rows_->reasons(value.column);
    }
    if (!value_plane_.coverage || !base_plane_->coverage) {
      return {};
    }
    const Differences differences =
        differences_between(current_.hierarchy(), OwnCoverage(current_, plane_, value.column),
                            OwnCoverage(baseline_, *base_, base.column));
    std::vector<Reasons> found;
    for (Index unit = 0; unit < current_.units(); ++unit) {
      found.push_back(differences.reasons(unit));
    }
    return found;
  }

  [[nodiscard]] Reasons cell_reasons(const Side& value, const Side& base, Index unit) {
    Reasons reasons = 0;
    if (current_.catalogue()[value_plane_.indicator].kind == Kind::coded) {
      return reasons;  // answers are not figures; nobody is asked for one
    }
    if (!value.has(unit)) {
      reasons |= bit(Reason::value_missing);
    }
    if (!base.has(unit)) {
      reasons |= bit(Reason::base_missing);
    }
    if (reasons != 0) {
      return reasons;
    }
    const double base_value = base.plane->figures.value(unit, base.column);
    if (!percent_ && base_value == 0.0) {
      reasons |= bit(Reason::base_zero);
    }
    if (!percent_ && base_value < 0.0) {
      reasons |= bit(Reason::base_negative);
    }
    reasons |= of_rows_ ? bit(Reason::baseline_function) : 0;
    return reasons | versions_behind_both(value, base, unit) | lost_units(value, base, unit) |
           cell_mark_reasons(*value.plane, unit, value.column) |
           cell_mark_reasons(*base.plane, unit, base.column);
  }

  [[nodiscard]] Reasons lost_units(const Side& value, const Side& base, Index unit) const {
    const bool totals = value.plane->coverage && base.plane->coverage;
    return totals ? lost_reasons(current_.hierarchy(), unit, *value.plane, value.column,
                                 *base.plane, base.column)
                  : 0;
  }

  // Few sets of versions occur, so the verdict on each pair of sets is kept.
  [[nodiscard]] Reasons versions_behind_both(const Side& value, const Side& base, Index unit) {
    const std::pair sets(value.plane->traits_of(unit, value.column),
                         base.plane->traits_of(unit, base.column));
    const auto [found, fresh] = verdicts_.try_emplace(sets, 0);
    if (fresh) {
      found->second = version_reasons(versions_behind(sets.first, versions_),
                                      versions_behind(sets.second, base_versions_));
    }
    return found->second;
  }

  void copy(Figures& into, const Side& side, Index unit, Index pair) const {
    if (!side.has(unit)) {
      return;
    }
    if (into.exact) {
      into.set_whole(unit, pair, side.whole(unit, scale_));
    } else {
      into.head(unit, pair) = side.plane->figures.value(unit, side.column);
    }
  }

  void set_change(PlaneComparison& result, const Side& value, const Side& base, Index unit,
                  Index pair, Reasons reasons) const {
    if (!gives_number(reasons, permitted_)) {
      return;
    }
    if (!result.change.exact) {
      set_real_change(result, value, base, unit, pair);
      return;
    }
    const Int128 before = base.whole(unit, scale_);
    const Int128 change = value.whole(unit, scale_) - before;
    if (percent_) {
      result.point_change(unit, pair) = to_double(change, scale_);
      return;
    }
    result.change.set_whole(unit, pair, change);
    if (before > 0) {
      result.relative_change(unit, pair) = quotient(checked_product(change, 100), before);
    }
  }

  void set_real_change(PlaneComparison& result, const Side& value, const Side& base, Index unit,
                       Index pair) const {
    const double before = base.plane->figures.value(unit, base.column);
    const RateStep step = real_step(value, base, unit);
    if (percent_) {
      result.point_change(unit, pair) = step.change;
      return;
    }
    result.change.head(unit, pair) = step.change;
    if (before > 0) {
      result.relative_change(unit, pair) = step.relative;
    }
  }

  // Of pooled rates from their numerators and denominators; of others from the rates as written.
  [[nodiscard]] RateStep real_step(const Side& value, const Side& base, Index unit) const {
    const RatioChange parts{parts_behind(value, unit), parts_behind(base, unit)};
    if (parts.now && parts.then) {
      if (const auto exact = rate_step(parts, ratio_factor(current_, plane_))) {
        return *exact;
      }
    }
    const double before = base.plane->figures.value(unit, base.column);
    const double change = difference(value.plane->figures.value(unit, value.column), before);
    return {change, 100 * change / before};
  }

  // The parts whose quotient the figure is. A unit may have reported a rate of its own beside them.
  [[nodiscard]] std::optional<RatioAmount> parts_behind(const Side& side, Index unit) const {
    const auto& parts = side.plane->parts;
    if (!parts || ratio_value(*parts, ratio_factor(current_, plane_), unit, side.column) !=
                      side.plane->figures.value(unit, side.column)) {
      return std::nullopt;
    }
    return RatioAmount{parts->numerator.whole(unit, side.column),
                       parts->denominator.whole(unit, side.column)};
  }

  const Cube& current_;
  const Cube& baseline_;
  Index plane_;
  std::optional<Index> base_;
  const Plane& value_plane_;
  const Plane* base_plane_;
  bool percent_;
  const std::vector<PeriodPair>& pairs_;
  Reasons permitted_;
  bool of_rows_;
  std::optional<RowPerimeter> rows_;
  std::vector<std::string> versions_, base_versions_;  // form versions by their bit
  std::map<std::pair<ReportTraits, ReportTraits>, Reasons> verdicts_;
  int scale_ = 0;
};

}  // namespace

Comparison compare(std::shared_ptr<const Cube> current, std::shared_ptr<const Cube> baseline,
                   std::vector<PeriodPair> pairs, const CompareOptions& options) {
  require_same_units(*current, *baseline);
  if (options.of_rows) {
    baseline = given_baseline(current, *baseline, options.baseline_name);
  }
  Comparison comparison{.current = std::move(current),
                        .baseline = std::move(baseline),
                        .pairs = std::move(pairs),
                        .planes = {},
                        .baseline_name = options.baseline_name,
                        .of_rows = options.of_rows};
  const Cube& cube = *comparison.current;
  std::vector<std::optional<PlaneComparison>> planes(static_cast<std::size_t>(cube.planes()));
  parallel_for(cube.planes(), options.threads, [&](Index plane) {
    planes[static_cast<std::size_t>(plane)] =
        PlaneComparer(cube, *comparison.baseline, plane, comparison.pairs, options).run();
  });
  for (auto& plane : planes) {
    comparison.planes.push_back(*std::move(plane));
  }
  return comparison;
}

}  // namespace cchc
