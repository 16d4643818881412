#include "cchc/compare/rolling_mean.hpp"

#include <optional>
#include <string>
#include <utility>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/exact_sum.hpp"
#include "cchc/compare/match.hpp"

namespace cchc {
namespace {

// The i-th window before a wanted one, i from 1.
Period window_before(Period wanted, int i, const RollingMeanOptions& options) {
  const int step = options.step_months == 0 ? wanted.length() : options.step_months;
  return wanted.shifted(-i * step);
}

bool has_mean(const Indicator& indicator, const Plane& plane, const RollingMeanOptions& options) {
  switch (indicator.kind) {
    case Kind::stock:
    case Kind::flow:
      return plane.figures.exact;
    case Kind::cumulative:
      return plane.figures.exact && options.step_months > 0 && options.step_months % 12 == 0;
    case Kind::ratio:
      return indicator.over_units == OverUnits::ratio_of_sums;
    default:
      return false;
  }
}

class PlaneMean {
 public:
  PlaneMean(const Cube& cube, Index plane, const std::vector<Period>& wanted,
            const RollingMeanOptions& options)
      : cube_(cube),
        at_(plane),
        source_(cube.plane(plane)),
        wanted_(wanted),
        options_(options),
        is_ratio_(cube.indicator(plane).kind == Kind::ratio) {
    if (is_ratio_) {
      find_parts();
    }
  }

  [[nodiscard]] Plane run() {
    const auto columns = static_cast<Index>(wanted_.size());
    Plane plane = empty_plane(source_.indicator, cube_.units(), columns, 0, false);
    plane.over_units = source_.over_units;
    plane.over_periods = source_.over_periods;
    plane.flows = source_.flows;
    if (source_.coverage) {
      const Counts none = Counts::Zero(cube_.units(), columns);
      plane.coverage = Coverage{none, none, none};
    }
    if (parts_) {
      sums_ = {Figures(cube_.units(), columns, parts_->numerator.scale, true),
               Figures(cube_.units(), columns, parts_->denominator.scale, true)};
    }
    for (Index column = 0; column < columns; ++column) {
      fill(plane, column);
    }
    plane.lost = lost();
    if (parts_) {
      plane.parts = std::make_shared<const RatioParts>(std::move(sums_));
    }
    return plane;
  }

 private:
  // Units that the totals of any of the windows lack.
  [[nodiscard]] std::shared_ptr<const LostUnits> lost() const {
    if (!source_.lost) {
      return nullptr;
    }
    LostUnits found;
    for (std::size_t column = 0; column < wanted_.size(); ++column) {
      for (int i = 1; i <= options_.windows; ++i) {
        const Index window =
            find_column(cube_, at_, window_before(wanted_[column], i, options_)).value_or(-1);
        for (const auto& [cell, units] : *source_.lost) {
          if (cell.second == window) {
            found[{cell.first, static_cast<Index>(column)}].insert(units.begin(), units.end());
          }
        }
      }
    }
    return std::make_shared<const LostUnits>(std::move(found));
  }

  // Of a rolled up plane its parts; of an observed one each unit's own.
  void find_parts() {
    if (source_.coverage && source_.parts) {
      parts_ = *source_.parts;
    } else if (!source_.coverage) {
      OwnRatioParts own = own_ratio_parts(cube_, at_);
      parts_ = std::move(own.parts);
      own_estimates_ = std::move(own.estimated);
    }
  }

  void fill(Plane& plane, Index column) {
    const Period wanted = wanted_[static_cast<std::size_t>(column)];
    std::vector<Index> windows;
    for (int i = 1; i <= options_.windows; ++i) {
      const Period window = window_before(wanted, i, options_);
      windows.push_back(find_column(cube_, at_, window).value_or(-1));
    }
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      set_cell(plane, unit, column, windows);
    }
    if (plane.coverage) {
      const Index own = find_column(cube_, at_, wanted).value_or(-1);
      const Coverage& given = *source_.coverage;
      choose_counts(plane.coverage->expected, column, given.expected, windows, own);
      choose_counts(plane.coverage->reported, column, given.reported, windows, own);
      choose_counts(plane.coverage->not_applicable, column, not_applicable(wanted), windows, own);
    }
  }

  // A withheld total is no figure, though its parts are kept; an observed ratio needs its parts
  // only.
  [[nodiscard]] bool has(Index unit, Index window) const {
    if (window < 0) {
      return false;
    }
    const bool stands = source_.state(unit, window) == ValueState::reported;
    return is_ratio_
               ? (stands || !source_.coverage) && parts_ && parts_->denominator.has(unit, window)
               : stands;
  }

  void set_cell(Plane& plane, Index unit, Index column, const std::vector<Index>& windows) {
    ExactSum sum, denominators;
    int count = 0;
    for (const Index window : windows) {
      if (!has(unit, window)) {
        continue;
      }
      ++count;
      if (parts_) {
        sum.add(parts_->numerator.whole(unit, window));
        denominators.add(parts_->denominator.whole(unit, window));
      } else {
        sum.add(source_.figures.whole(unit, window));
      }
    }
    if (count == 0 || (count < options_.windows && !options_.skip_missing)) {
      return;
    }
    if (parts_) {
      sums_.numerator.set_whole(unit, column, sum.total());
      sums_.denominator.set_whole(unit, column, denominators.total());
      plane.figures.head(unit, column) = ratio_value(sums_, ratio_factor(cube_, at_), unit, column);
    } else {
      plane.figures.head(unit, column) =
          quotient(sum.total(), checked_product(count, power_of_ten(source_.figures.scale)));
    }
    settle(plane, unit, column, windows, count);
  }

  void settle(Plane& plane, Index unit, Index column, const std::vector<Index>& windows,
              int count) const {
    if (!plane.figures.has(unit, column)) {
      return;  // a ratio whose denominators add up to 0
    }
    plane.states(unit, column) = static_cast<std::uint8_t>(ValueState::reported);
    if (count < options_.windows) {
      plane.add_mark(unit, column, Mark::estimated);
    }
    for (const Index window : windows) {
      if (window >= 0) {
        carry_marks(plane, unit, column, window);
      }
    }
  }

  void carry_marks(Plane& plane, Index unit, Index column, Index window) const {
    for (const Mark mark : {Mark::estimated, Mark::rebuilt}) {
      if (source_.has_mark(unit, window, mark)) {
        plane.add_mark(unit, column, mark);
      }
    }
    plane.add_traits(unit, column, source_.traits_of(unit, window));
    if (own_estimates_.size() != 0 && own_estimates_(unit, window) != 0) {
      plane.add_mark(unit, column, Mark::estimated);
    }
  }

  // A comparison takes the mean for a figure of the wanted window, so a unit that one of the
  // windows before knows and the wanted one does not (or the other way round) is told as not
  // concerned.
  [[nodiscard]] Counts not_applicable(Period wanted) const {
    const Hierarchy& hierarchy = cube_.hierarchy();
    Counts counts = own_counts(hierarchy, source_.coverage->not_applicable);
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      const bool there = hierarchy.is_valid(unit, rule_window(wanted).last);
      for (Index window = 0; window < std::ssize(cube_.periods()); ++window) {
        const Period period = cube_.periods()[static_cast<std::size_t>(window)];
        counts(unit, window) += hierarchy.is_valid(unit, rule_window(period).last) != there ? 1 : 0;
      }
    }
    roll_up_counts(hierarchy, counts);
    return counts;
  }

  void choose_counts(Counts& into, Index column, const Counts& given,
                     const std::vector<Index>& windows, Index own) const {
    const Counts counts = own_counts(cube_.hierarchy(), given);
    Counts chosen = Counts::Zero(cube_.units(), 1);
    for (Index unit = 0; unit < cube_.units(); ++unit) {
      for (const Index window : windows) {
        const std::int32_t there = window < 0 ? 0 : counts(unit, window);
        chosen(unit, 0) = there;
        if (own >= 0 && there != counts(unit, own)) {
          break;
        }
      }
    }
    roll_up_counts(cube_.hierarchy(), chosen);
    into.col(column) = chosen.col(0);
  }

  const Cube& cube_;
  Index at_;
  const Plane& source_;
  const std::vector<Period>& wanted_;
  const RollingMeanOptions& options_;
  bool is_ratio_;
  std::optional<RatioParts> parts_;  // ratios only
  Flags own_estimates_;              // observed ratios only: whose parts are estimates
  RatioParts sums_;
};

// Names the cells of the windows that a mean was taken of.
class RollingMean final : public Origin {
 public:
  RollingMean(std::shared_ptr<const Cube> cube, RollingMeanOptions options)
      : cube_(std::move(cube)), options_(options) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Period wanted = cube.periods()[static_cast<std::size_t>(place.period)];
    const Index plane = cube_->at(cube.indicator(place.plane).code);
    const bool ratio = cube.indicator(place.plane).kind == Kind::ratio;
    Derivation step;
    step.rule_en = ratio ? "sum of numerators over sum of denominators of the windows before"
                         : "mean of the windows before";
    step.rule_vi = ratio ? "tổng tử số chia tổng mẫu số các kỳ trước" : "bình quân các kỳ trước";
    for (int i = 1; i <= options_.windows; ++i) {
      const Period window = window_before(wanted, i, options_);
      if (const auto column = find_column(*cube_, plane, window)) {
        step.parts.push_back({cube_,
                              {plane, place.unit, *column},
                              "",
                              "figure of " + label_en(window),
                              "số liệu " + label_vi(window)});
      }
    }
    if (!ratio) {
      weigh(step, plane);
    }
    return step;
  }

 private:
  void weigh(Derivation& step, Index plane) const {
    int count = options_.windows;
    if (options_.skip_missing) {
      std::erase_if(step.parts, [&](const Derivation::Part& part) {
        return cube_->plane(plane).state(part.place.unit, part.place.period) !=
               ValueState::reported;
      });
      count = static_cast<int>(step.parts.size());
    }
    for (Derivation::Part& part : step.parts) {
      part.coefficient = "1/" + std::to_string(count);
    }
  }

  std::shared_ptr<const Cube> cube_;
  RollingMeanOptions options_;
};

void check(const RollingMeanOptions& options) {
  if (options.windows < 1 || options.step_months < 0) {
    throw ComparisonError("CCHC-E1108",
                          "a mean needs at least one window before, and steps back of 0 or more "
                          "months; got " +
                              std::to_string(options.windows) + " windows, steps of " +
                              std::to_string(options.step_months),
                          "cần ít nhất một kỳ trước và bước lùi từ 0 tháng trở lên; đang là " +
                              std::to_string(options.windows) + " kỳ, bước " +
                              std::to_string(options.step_months) + " tháng");
  }
}

}  // namespace

std::shared_ptr<const Cube> rolling_mean(std::shared_ptr<const Cube> cube,
                                         std::vector<Period> wanted,
                                         const RollingMeanOptions& options) {
  check(options);
  CubeParts parts = cube->parts();
  parts.planes.clear();
  for (Index plane = 0; plane < cube->planes(); ++plane) {
    if (has_mean(cube->indicator(plane), cube->plane(plane), options)) {
      parts.planes.push_back(
          std::make_shared<const Plane>(PlaneMean(*cube, plane, wanted, options).run()));
    }
  }
  parts.periods = std::move(wanted);
  parts.origin = std::make_shared<const RollingMean>(std::move(cube), options);
  return std::make_shared<const Cube>(std::move(parts));
}

}  // namespace cchc
