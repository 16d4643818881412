#include "cchc/compare/comparison.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/base/parallel.hpp"

namespace cchc {
namespace {

// A level is read at the end of its window, so only the last month matters.
bool is_level(const Indicator& indicator) {
  return indicator.kind == Kind::stock || indicator.kind == Kind::coded ||
         (indicator.kind == Kind::ratio && indicator.over_periods == OverPeriods::last);
}

bool is_percent(const Indicator& indicator) { return indicator.unit_of_measure == "percent"; }

// The column of a cube that holds a window, or -1.
Index column_of(const Cube& cube, const Indicator& indicator, Period wanted) {
  if (const auto exact = cube.find_period(wanted)) {
    return *exact;
  }
  if (is_level(indicator)) {
    for (Index period = 0; period < static_cast<Index>(cube.periods().size()); ++period) {
      if (cube.periods()[static_cast<std::size_t>(period)].end_month() == wanted.end_month()) {
        return period;
      }
    }
  }
  return -1;
}

// One side of a comparison: a column of one plane, which may not exist.
struct Side {
  const Cube& cube;
  const Plane* plane;
  Index column;

  [[nodiscard]] bool has(Index unit) const {
    return plane != nullptr && column >= 0 &&
           plane->state(unit, column) == ValueState::reported;
  }
  [[nodiscard]] Int128 whole(Index unit, int scale) const {
    return checked_product(plane->figures.whole(unit, column),
                           power_of_ten(scale - plane->figures.scale));
  }
  [[nodiscard]] bool marked(Index unit, Mark mark) const {
    return column >= 0 && plane->has_mark(unit, column, mark);
  }
};

// The number of units below each unit that differ in `expected` (or `reported`) between two columns.
// A unit's own count is its total less its children's.
Counts differing_units(const Hierarchy& hierarchy, const Counts& first, Index first_column,
                       const Counts& second, Index second_column) {
  Counts own = Counts::Zero(hierarchy.size(), 2);
  own.col(0) = first.col(first_column);
  own.col(1) = second.col(second_column);
  for (Index unit = 1; unit < hierarchy.size(); ++unit) {
    if (hierarchy.parent(unit) >= 0) {
      own(hierarchy.parent(unit), 0) -= first(unit, first_column);
      own(hierarchy.parent(unit), 1) -= second(unit, second_column);
    }
  }
  Counts differing = (own.col(0) != own.col(1)).cast<std::int32_t>();
  for (Index unit = hierarchy.size() - 1; unit > 0; --unit) {
    if (hierarchy.parent(unit) >= 0) {
      differing.row(hierarchy.parent(unit)) += differing.row(unit);
    }
  }
  return differing;
}

class PlaneComparer {
 public:
  PlaneComparer(const Cube& current, const Cube& baseline, Index plane,
                const std::vector<PeriodPair>& pairs, Reasons permitted)
      : current_(current),
        baseline_(baseline),
        indicator_(current.indicator(plane)),
        value_plane_(current.plane(plane)),
        pairs_(pairs),
        permitted_(permitted) {
    const auto other = baseline.find(indicator_.code);
    base_plane_ = other ? &baseline.plane(*other) : nullptr;
  }

  [[nodiscard]] PlaneComparison run() {
    const auto pairs = static_cast<Index>(pairs_.size());
    const Index units = current_.units();
    const bool exact = value_plane_.figures.exact && (!base_plane_ || base_plane_->figures.exact);
    scale_ = !exact ? 0
                    : std::max(value_plane_.figures.scale,
                               base_plane_ ? base_plane_->figures.scale : 0);
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
    const Side value{current_, &value_plane_, column_of(current_, indicator_, periods.current)};
    const Side base{baseline_, base_plane_,
                    base_plane_ ? column_of(baseline_, indicator_, periods.baseline) : -1};
    const Reasons shared = window_reasons(periods);
    const PerimeterDifference differences = perimeter(value, base);
    for (Index unit = 0; unit < current_.units(); ++unit) {
      Reasons reasons = shared | cell_reasons(value, base, unit);
      if (differences.expected.size() != 0 && differences.expected(unit, 0) > 0) {
        reasons |= bit(Reason::perimeter);
      } else if (differences.reported.size() != 0 && differences.reported(unit, 0) > 0) {
        reasons |= bit(Reason::coverage);
      }
      copy(result.value, value, unit, pair);
      copy(result.baseline, base, unit, pair);
      set_change(result, value, base, unit, pair, reasons);
      result.reasons(unit, pair) = reasons;
    }
  }

  struct PerimeterDifference {
    Counts expected, reported;
  };

  // Only aggregates have a perimeter; a unit's own figure is its own.
  [[nodiscard]] PerimeterDifference perimeter(const Side& value, const Side& base) const {
    if (value.column < 0 || base.column < 0 || !value_plane_.coverage || !base_plane_->coverage) {
      return {};
    }
    const Coverage& now = *value_plane_.coverage;
    const Coverage& then = *base_plane_->coverage;
    const Hierarchy& units = current_.hierarchy();
    return {differing_units(units, now.expected, value.column, then.expected, base.column),
            differing_units(units, now.reported, value.column, then.reported, base.column)};
  }

  [[nodiscard]] Reasons window_reasons(const PeriodPair& pair) const {
    Reasons reasons = 0;
    const bool level = is_level(indicator_);
    const bool rate = indicator_.kind == Kind::ratio;
    if (pair.current.length() != pair.baseline.length() && !level && !rate) {
      reasons |= bit(Reason::window_length);
    }
    const bool same_position = (pair.current.end_month() - pair.baseline.end_month()) % 12 == 0 &&
                               pair.current.length() == pair.baseline.length();
    if (!same_position && !level) {
      reasons |= bit(Reason::window_position);
    }
    if (indicator_.kind == Kind::coded) {
      reasons |= bit(Reason::coded);
    }
    if (base_plane_ != nullptr && &current_.catalogue() != &baseline_.catalogue()) {
      reasons |= catalogue_reasons();
    }
    return reasons;
  }

  [[nodiscard]] Reasons catalogue_reasons() const {
    const Indicator& other = baseline_.catalogue()[base_plane_->indicator];
    Reasons reasons = 0;
    if (other.kind != indicator_.kind) {
      reasons |= bit(Reason::kind);
    }
    if (other.unit_of_measure != indicator_.unit_of_measure) {
      reasons |= bit(Reason::unit_of_measure);
    }
    if (current_.catalogue().version() != baseline_.catalogue().version()) {
      reasons |= bit(Reason::form_version);
    }
    return reasons;
  }

  [[nodiscard]] Reasons cell_reasons(const Side& value, const Side& base, Index unit) const {
    Reasons reasons = 0;
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
    if (!is_percent(indicator_) && base_value == 0.0) {
      reasons |= bit(Reason::base_zero);
    }
    if (!is_percent(indicator_) && base_value < 0.0) {
      reasons |= bit(Reason::base_negative);
    }
    if (value.marked(unit, Mark::estimated) || base.marked(unit, Mark::estimated)) {
      reasons |= bit(Reason::estimated);
    }
    if (value.marked(unit, Mark::rebuilt) || base.marked(unit, Mark::rebuilt)) {
      reasons |= bit(Reason::rebuilt);
    }
    return reasons | data_window_reasons(value, unit) | data_window_reasons(base, unit);
  }

  // A unit's own report may close early or late; the days are kept with its source.
  [[nodiscard]] static Reasons data_window_reasons(const Side& side, Index unit) {
    if (side.plane->rows.size() == 0) {
      return 0;
    }
    const std::int32_t row = side.plane->rows(unit, side.column);
    const auto source = side.cube.observations().source_positions()[static_cast<std::size_t>(row)];
    const auto& window =
        side.cube.observations().sources()[static_cast<std::size_t>(source)].window;
    const Period period = side.cube.periods()[static_cast<std::size_t>(side.column)];
    return window && *window != rule_window(period) ? bit(Reason::data_window) : 0;
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
    if (is_percent(indicator_)) {
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
    const double change = value.plane->figures.value(unit, value.column) - before;
    if (is_percent(indicator_)) {
      result.point_change(unit, pair) = change;
      return;
    }
    result.change.head(unit, pair) = change;
    if (before > 0) {
      result.relative_change(unit, pair) = 100 * change / before;
    }
  }

  const Cube& current_;
  const Cube& baseline_;
  const Indicator& indicator_;
  const Plane& value_plane_;
  const Plane* base_plane_ = nullptr;
  const std::vector<PeriodPair>& pairs_;
  Reasons permitted_;
  int scale_ = 0;
};

void require_same_units(const Cube& current, const Cube& baseline) {
  const Hierarchy& a = current.hierarchy();
  const Hierarchy& b = baseline.hierarchy();
  bool same = a.size() == b.size();
  for (Index unit = 0; same && unit < a.size(); ++unit) {
    same = a[unit].id == b[unit].id && a.parent(unit) == b.parent(unit);
  }
  if (!same) {
    throw ComparisonError("CCHC-E1102",
                          "the two cubes have different units; build both on one hierarchy",
                          "hai tập số liệu có cây đơn vị khác nhau; hãy dựng trên cùng một cây");
  }
}

}  // namespace

Comparison compare(std::shared_ptr<const Cube> current, std::shared_ptr<const Cube> baseline,
                   std::vector<PeriodPair> pairs, const CompareOptions& options) {
  require_same_units(*current, *baseline);
  Comparison comparison{std::move(current), std::move(baseline), std::move(pairs), {}};
  const Cube& cube = *comparison.current;
  std::vector<std::optional<PlaneComparison>> planes(static_cast<std::size_t>(cube.planes()));
  parallel_for(cube.planes(), options.threads, [&](Index plane) {
    planes[static_cast<std::size_t>(plane)] =
        PlaneComparer(cube, *comparison.baseline, plane, comparison.pairs, options.permitted)
            .run();
  });
  for (auto& plane : planes) {
    comparison.planes.push_back(*std::move(plane));
  }
  return comparison;
}

}  // namespace cchc
