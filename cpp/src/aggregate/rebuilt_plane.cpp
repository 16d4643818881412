#include "cchc/aggregate/rebuilt_plane.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/figures_to_carry.hpp"
#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/rebuild_issues.hpp"
#include "cchc/aggregate/subtree.hpp"
#include "cchc/cube/reference.hpp"
#include "cchc/cube/term_sums.hpp"

namespace cchc {
namespace {

class PlaneRebuild {
 public:
  PlaneRebuild(const Cube& cube, Index plane, const CarryTable& table, const Cube& base,
               std::vector<Issue>& issues)
      : cube_(cube), plane_(plane), table_(table), base_(base), issues_(issues) {}

  [[nodiscard]] Plane run() {
    Plane plane = made();
    plane.over_periods = cube_.plane(plane_).over_periods;
    plane.flows = cube_.plane(plane_).flows;
    plane.lost = lost();
    return plane;
  }

 private:
  [[nodiscard]] Plane made() {
    const Indicator& indicator = cube_.indicator(plane_);
    if (is_carried(indicator) && cube_.plane(plane_).figures.exact && adds_up()) {
      return carried({cube_.plane(plane_).figures,
                      in_every_period(lists_in_common(cube_, indicator), periods()), code()});
    }
    return indicator.kind == Kind::ratio && parts_known(indicator) ? ratio() : kept();
  }
  // Figures that a function gave may be anything, unless their owner declares how they combine.
  [[nodiscard]] bool adds_up() const {
    const auto& made_of = cube_.plane(plane_).made_of;
    return !made_of || made_of->additive || cube_.indicator(plane_).over_units != OverUnits::none;
  }
  [[nodiscard]] Index units() const { return table_.hierarchy->size(); }
  [[nodiscard]] Index periods() const { return std::ssize(table_.periods); }
  [[nodiscard]] std::vector<CarriedPart> parts(Index unit, Index period) const {
    const PeriodCarries& carries = table_.periods[static_cast<std::size_t>(period)];
    return parts_of(carries.parts[static_cast<std::size_t>(unit)], code());
  }
  [[nodiscard]] const std::string& code() const { return cube_.indicator(plane_).code; }
  [[nodiscard]] bool is_unknown(Index unit, Index period) const {
    return table_.periods[static_cast<std::size_t>(period)].unknown[static_cast<std::size_t>(unit)];
  }

  // Sums of figure x share, of a shared list the longest; missing as soon as one owed figure is.
  [[nodiscard]] Plane carried(const FiguresToCarry& own) const {
    const int scale = own.figures.scale + decimals_needed(table_, code());
    Plane plane = empty_plane(cube_.plane(plane_).indicator, units(), periods(), scale, true);
    auto so_far = std::make_shared<Figures>(plane.figures);
    bool moved = false;
    for (Index unit = 0; unit < units(); ++unit) {
      for (Index period = 0; period < periods(); ++period) {
        settle(plane, *so_far, own, unit, period);
        moved = moved || (so_far->has(unit, period) && rests_on_amounts(unit, period));
      }
    }
    if (moved) {
      issues_.push_back(cannot_be_carried(code()));
    }
    if ((!so_far->head.isNaN() && plane.figures.head.isNaN()).any()) {
      plane.so_far = std::move(so_far);
    }
    return plane;
  }

  void settle(Plane& plane, Figures& so_far, const FiguresToCarry& own, Index unit,
              Index period) const {
    const std::vector<CarriedPart> received = parts(unit, period);
    const std::optional<Int128> sum = carried_sum(own, received, period, plane.figures.scale);
    if (sum && *sum < 0 && none_is_negative(own, received, period)) {
      issues_.push_back(too_much_transferred(code(),
                                             cube_.periods()[static_cast<std::size_t>(period)],
                                             (*table_.hierarchy)[unit].name));
      return;
    }
    if (sum) {
      so_far.set_whole(unit, period, *sum);
    }
    const bool moved = rests_on_amounts(unit, period);
    if (!sum || moved || is_unknown(unit, period) || lacks_any(own, received, period)) {
      const ValueState state = moved ? ValueState::missing : state_of(received, period);
      plane.states(unit, period) = static_cast<std::uint8_t>(state);
      if (sum) {
        plane.add_mark(unit, period, Mark::withheld);
      }
      return;
    }
    plane.report(unit, period, *sum);
    const bool untouched = is_untouched(received, code());
    for (const CarriedPart& part : received) {
      if (own.figures.has(part.from, period)) {
        copy_marks(plane, part, unit, period, untouched);
      }
    }
    if (!untouched && rests_on_list(own, received, period)) {
      plane.add_mark(unit, period, Mark::estimated);
    }
  }

  [[nodiscard]] bool lacks_any(const FiguresToCarry& own, const std::vector<CarriedPart>& received,
                               Index period) const {
    return std::ranges::any_of(received, [&](const CarriedPart& part) {
      return !own.figures.has(part.from, period) &&
             (owes(cube_, {plane_, part.from, period}) ||
              cube_.plane(plane_).state(part.from, period) == ValueState::missing);
    });
  }

  // What a function makes of figures of which amounts were moved nobody knows.
  [[nodiscard]] bool rests_on_amounts(Index unit, Index period) const {
    const PeriodCarries& carries = table_.periods[static_cast<std::size_t>(period)];
    return cube_.plane(plane_).made_of &&
           moves_amounts(carries.parts[static_cast<std::size_t>(unit)]);
  }

  // Totals from a unit up lack what units gave or owed that ended without a successor.
  [[nodiscard]] std::shared_ptr<const LostUnits> lost() const {
    const Figures& own = cube_.plane(plane_).figures;
    LostUnits found;
    for (Index period = 0; period < periods(); ++period) {
      const auto& carried = table_.periods[static_cast<std::size_t>(period)].lost;
      for (std::size_t unit = 0; unit < carried.size(); ++unit) {
        for (const Index lost : carried[unit]) {
          if (own.has(lost, period) || owes(cube_, {plane_, lost, period})) {
            const Unit& ended = cube_.hierarchy()[lost];
            found[{static_cast<Index>(unit), period}].emplace(ended.id, ended.name);
          }
        }
      }
    }
    return found.empty() ? nullptr : std::make_shared<const LostUnits>(std::move(found));
  }

  void copy_marks(Plane& plane, const CarriedPart& part, Index unit, Index period,
                  bool untouched) const {
    if (!untouched) {
      plane.add_mark(unit, period, Mark::rebuilt);
    }
    if (!untouched && part.estimated) {
      plane.add_mark(unit, period, Mark::estimated);
    }
    plane.add_traits(unit, period, cube_.plane(plane_).traits_of(part.from, period));
    const Flags& marks = cube_.plane(plane_).marks;
    if (marks.size() != 0 && marks(part.from, period) != 0) {
      plane.add_mark(unit, period, static_cast<Mark>(marks(part.from, period)));
    }
  }

  // A group of a constant perimeter before its first unit and after its last.
  [[nodiscard]] bool is_nobody(const std::vector<CarriedPart>& received) const {
    return received.empty() && table_.maps.empty();
  }

  // One single source keeps its own state; otherwise the figure is missing.
  [[nodiscard]] ValueState state_of(const std::vector<CarriedPart>& received, Index period) const {
    if (is_nobody(received)) {
      return ValueState::not_applicable;
    }
    const bool all_not_applicable =
        !received.empty() && std::all_of(received.begin(), received.end(), [&](const auto& part) {
          return cube_.plane(plane_).state(part.from, period) == ValueState::not_applicable;
        });
    if (all_not_applicable) {
      return ValueState::not_applicable;
    }
    return is_untouched(received, code()) ? cube_.plane(plane_).state(received.front().from, period)
                                          : ValueState::missing;
  }

  // A rate that nothing happened to stays as reported; others come from their carried parts.
  [[nodiscard]] Plane ratio() {
    Plane plane = kept();
    const OwnRatioParts own = own_ratio_parts(cube_, plane_);
    SharedCells shared = shared_cells(cube_, plane_, own.estimated);
    const Plane numerator = carried({own.parts.numerator, std::move(shared.numerator), code()});
    const Plane denominator =
        carried({own.parts.denominator, std::move(shared.denominator), code()});
    const int factor = ratio_factor(cube_, plane_);
    const RatioParts sums{numerator.figures, denominator.figures};
    Plane rebuilt = empty_plane(plane.indicator, units(), periods(), 0, false);
    rebuilt.marks = plane.marks;
    rebuilt.traits = plane.traits;
    for (Index unit = 0; unit < units(); ++unit) {
      for (Index period = 0; period < periods(); ++period) {
        rebuilt.states(unit, period) = plane.states(unit, period);
        if (!base_untouched(unit, period)) {
          divide_base(rebuilt, unit, period);
        } else if (plane.state(unit, period) == ValueState::reported) {
          rebuilt.figures.head(unit, period) = plane.figures.value(unit, period);
        } else if (numerator.figures.has(unit, period) && denominator.figures.has(unit, period) &&
                   denominator.figures.whole(unit, period) != 0) {
          rebuilt.figures.head(unit, period) = ratio_value(sums, factor, unit, period);
          rebuilt.states(unit, period) = static_cast<std::uint8_t>(ValueState::reported);
          const std::vector<CarriedPart> received = parts(unit, period);
          if (!is_untouched(received, code())) {
            rebuilt.add_mark(unit, period, Mark::rebuilt);
          }
          for (const CarriedPart& part : received) {
            rebuilt.add_traits(unit, period,
                               own.traits.size() == 0 ? 0 : own.traits(part.from, period));
          }
          if (rests_on_estimate(numerator, denominator, own.estimated, unit, period)) {
            rebuilt.add_mark(unit, period, Mark::estimated);
          }
        }
      }
    }
    report_rates_without_parts(rebuilt);
    return rebuilt;
  }

  // A transfer of amounts may touch the parts of a rate and not name the rate itself.
  [[nodiscard]] bool base_untouched(Index unit, Index period) const {
    const Indicator& indicator = cube_.indicator(plane_);
    return terms_untouched(indicator.numerator, unit, period) &&
           terms_untouched(indicator.denominator, unit, period);
  }

  [[nodiscard]] bool terms_untouched(const std::string& text, Index unit, Index period) const {
    const auto terms = placed(cube_, text);
    return !terms || std::all_of(terms->begin(), terms->end(), [&](const PlacedTerm& term) {
      const Index column = term.period_of[static_cast<std::size_t>(period)];
      return column < 0 || !moved(cube_.indicator(term.plane).code, unit, column);
    });
  }

  [[nodiscard]] bool moved(const std::string& code, Index unit, Index period) const {
    const PeriodCarries& carries = table_.periods[static_cast<std::size_t>(period)];
    const auto& parts = carries.parts[static_cast<std::size_t>(unit)];
    return std::any_of(parts.begin(), parts.end(),
                       [&](const CarriedPart& part) { return part.amounts.contains(code); });
  }

  static std::optional<std::vector<PlacedTerm>> placed(const Cube& cube, const std::string& text) {
    const auto linear = text.empty() ? std::nullopt : linear_terms(Formula::compile(text));
    return linear ? placed_terms(cube, *linear) : std::nullopt;
  }

  // The rate of the figures that are left after amounts moved.
  void divide_base(Plane& rebuilt, Index unit, Index period) const {
    const Indicator& indicator = cube_.indicator(plane_);
    const auto above = placed(base_, indicator.numerator);
    const auto below = placed(base_, indicator.denominator);
    rebuilt.states(unit, period) = static_cast<std::uint8_t>(ValueState::missing);
    rebuilt.clear_marks(unit, period);
    if (!above || !below) {
      return;
    }
    const int scale = std::max(common_scale(base_, *above), common_scale(base_, *below));
    const auto numerator = term_sum(plane_terms(base_, *above), unit, period, scale);
    const auto denominator = term_sum(plane_terms(base_, *below), unit, period, scale);
    if (numerator && denominator && *denominator != 0) {
      rebuilt.figures.head(unit, period) =
          quotient(checked_product(*numerator, ratio_factor(cube_, plane_)), *denominator);
      rebuilt.states(unit, period) = static_cast<std::uint8_t>(ValueState::reported);
      rebuilt.add_mark(unit, period, Mark::rebuilt);
      for (const auto* terms : {&*above, &*below}) {
        for (const PlacedTerm& term : *terms) {
          const Index column = term.period_of[static_cast<std::size_t>(period)];
          rebuilt.add_traits(unit, period, base_.plane(term.plane).traits_of(unit, column));
        }
      }
      rebuilt.add_mark(unit, period, Mark::estimated);  // as every figure that rests on amounts
    }
  }

  [[nodiscard]] bool rests_on_estimate(const Plane& numerator, const Plane& denominator,
                                       const Flags& weighted, Index unit, Index period) const {
    const std::vector<CarriedPart> received = parts(unit, period);
    return numerator.has_mark(unit, period, Mark::estimated) ||
           denominator.has_mark(unit, period, Mark::estimated) ||
           std::any_of(received.begin(), received.end(),
                       [&](const auto& part) { return weighted(part.from, period) != 0; });
  }

  // Answers and rates cannot be carried: they stay with units that nothing happened to.
  [[nodiscard]] Plane kept() {
    const Plane& own = cube_.plane(plane_);
    Plane plane =
        empty_plane(own.indicator, units(), periods(), own.figures.scale, own.figures.exact);
    bool lost = false;
    for (Index unit = 0; unit < units(); ++unit) {
      for (Index period = 0; period < periods(); ++period) {
        const std::vector<CarriedPart> received = parts(unit, period);
        if (is_nobody(received)) {
          plane.states(unit, period) = static_cast<std::uint8_t>(ValueState::not_applicable);
        }
        if (is_untouched(received, code())) {
          copy_cell(plane, own, received.front().from, unit, period);
          continue;
        }
        for (const CarriedPart& part : received) {
          lost = lost || own.state(part.from, period) == ValueState::reported;
        }
      }
    }
    if (lost && !parts_known(cube_.indicator(plane_))) {
      issues_.push_back(cannot_be_carried(code()));
    }
    return plane;
  }

  void copy_cell(Plane& plane, const Plane& own, Index from, Index unit, Index period) const {
    plane.states(unit, period) = own.states(from, period);
    plane.add_traits(unit, period, own.traits_of(from, period));
    if (own.marks.size() != 0 && own.marks(from, period) != 0) {
      plane.add_mark(unit, period, static_cast<Mark>(own.marks(from, period) & ~withheld));
    }
    if (own.state(from, period) == ValueState::reported) {
      if (own.figures.exact) {
        plane.figures.set_whole(unit, period, own.figures.whole(from, period));
      } else {
        plane.figures.head(unit, period) = own.figures.value(from, period);
      }
    }
  }

  // Rates were reported of units that changed, and their parts were not.
  void report_rates_without_parts(const Plane& rebuilt) const {
    for (Index unit = 0; unit < units(); ++unit) {
      for (Index period = 0; period < periods(); ++period) {
        const bool any = std::ranges::any_of(parts(unit, period), [&](const CarriedPart& part) {
          return cube_.plane(plane_).state(part.from, period) == ValueState::reported;
        });
        if (any && rebuilt.state(unit, period) == ValueState::missing) {
          issues_.push_back(cannot_be_carried(code()));
          return;
        }
      }
    }
  }

  const Cube& cube_;
  Index plane_;
  const CarryTable& table_;
  const Cube& base_;  // on the rebuilt units; holds the additive figures before any rate is rebuilt
  std::vector<Issue>& issues_;
};

}  // namespace

bool is_carried(const Indicator& indicator) {
  return indicator.kind == Kind::stock || indicator.kind == Kind::flow ||
         indicator.kind == Kind::cumulative;
}

Plane rebuilt_plane(const Cube& cube, Index plane, const CarryTable& table, const Cube& base,
                    std::vector<Issue>& issues) {
  return PlaneRebuild(cube, plane, table, base, issues).run();
}

}  // namespace cchc
