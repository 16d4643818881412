#include "cchc/aggregate/resampled_plane.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "cchc/aggregate/window_text.hpp"

namespace cchc {
namespace {

constexpr Index nowhere = -1;

struct Share {
  std::int64_t reported;
  std::int64_t expected;  // above 0
};

// Who owes nothing is complete.
Share share(const Coverage& coverage, Index unit, Index column) {
  const std::int64_t expected = coverage.expected(unit, column);
  return expected == 0 ? Share{1, 1} : Share{coverage.reported(unit, column), expected};
}

bool less(Share a, Share b) { return a.reported * b.expected < b.reported * a.expected; }

void copy_figure(const Figures& from, Index column, Figures& to, Index unit, Index k) {
  if (!from.has(unit, column)) {
    return;
  }
  if (to.exact) {
    to.set_whole(unit, k,
                 checked_product(from.whole(unit, column), power_of_ten(to.scale - from.scale)));
  } else {
    to.head(unit, k) = from.value(unit, column);
  }
}

Index position(const std::vector<Period>& periods, Period wanted) {
  const auto found = std::ranges::find(periods, wanted);
  return found == periods.end() ? nowhere : found - periods.begin();
}

// A plane that was read, by the wanted windows: at the same time where it was read so, otherwise
// in the window that was read, where that is wanted too.
ReadPlane read_by(const std::vector<Period>& wanted, const std::vector<Period>& periods,
                  const ReadPlane& read) {
  bool same_time = true;
  for (std::size_t column = 0; column < periods.size(); ++column) {
    same_time = same_time && read.period_of[column] == static_cast<Index>(column);
  }
  ReadPlane moved{read.indicator, {}};
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const Index before = position(periods, wanted[k]);
    const Index from = before < 0 ? nowhere : read.period_of[static_cast<std::size_t>(before)];
    const Index found =
        from < 0 ? nowhere : position(wanted, periods[static_cast<std::size_t>(from)]);
    moved.period_of.push_back(same_time ? static_cast<Index>(k) : found);
  }
  return moved;
}

// Computed figures that are not combined over windows are still computed; combined ones stand, and
// rest on the same planes.
std::shared_ptr<const MadeOf> made_of(const WindowQuestion& question, OverPeriods operation) {
  const auto& before = question.source().made_of;
  if (!before) {
    return nullptr;
  }
  const std::vector<Period>& periods = question.cube.periods();
  MadeOf made{{}, {}, before->additive, std::nullopt};
  for (const ReadPlane& read : before->reads) {
    made.reads.push_back(read_by(question.wanted, periods, read));
  }
  const Index width = std::ssize(question.wanted);
  if (operation != OverPeriods::none) {
    made.held = Flags::Ones(question.cube.units(), width);
  } else if (before->held.size() != 0) {
    made.held = Flags::Zero(question.cube.units(), width);
    for (Index k = 0; k < width; ++k) {
      const Index column = position(periods, question.wanted[static_cast<std::size_t>(k)]);
      if (column >= 0) {
        made.held.col(k) = before->held.col(column);
      }
    }
  }
  return std::make_shared<const MadeOf>(std::move(made));
}

class PlaneFill {
 public:
  PlaneFill(const WindowQuestion& question, OverPeriods operation)
      : question_(question),
        source_(question.source()),
        rule_(window_rule(question, operation)),
        out_(empty_plane(source_.indicator, units(), width(), rule_->scale(), rule_->exact())) {
    if (source_.coverage) {
      const Counts none = Counts::Zero(units(), width());
      out_.coverage = Coverage{none, none, none};
    }
    if (source_.so_far) {
      so_far_ = std::make_shared<Figures>(units(), width(), rule_->scale(), rule_->exact());
    }
    out_.over_units = source_.over_units;
    out_.over_periods = combined_by(operation);
    out_.flows = source_.flows || makes_flows(operation);
    out_.lost = lost();
    out_.made_of = made_of(question, operation);
    out_.answers.assign(source_.answers.size(), Counts::Zero(units(), width()));
  }

  [[nodiscard]] ResampledPlane run() {
    for (Index unit = 0; unit < units(); ++unit) {
      const std::vector<WindowFigure> row = rule_->row(unit);
      for (Index k = 0; k < width(); ++k) {
        place(unit, k, row[static_cast<std::size_t>(k)]);
      }
    }
    out_.so_far = std::move(so_far_);
    out_.parts = std::move(parts_);
    return {std::move(out_), std::move(findings_)};
  }

 private:
  [[nodiscard]] const Indicator& indicator() const {
    return question_.cube.indicator(question_.plane);
  }

  // Remembered where it is not what the catalogue declares: no other figures follow from these.
  [[nodiscard]] std::optional<OverPeriods> combined_by(OverPeriods operation) const {
    const bool declared = operation == indicator().over_periods || operation == OverPeriods::none;
    return source_.over_periods || declared ? source_.over_periods : std::optional(operation);
  }

  [[nodiscard]] bool makes_flows(OverPeriods operation) const {
    return question_.flows_of_cumulative && operation == OverPeriods::last &&
           indicator().kind == Kind::cumulative;
  }

  // Units that the totals of the windows lack which a wanted window has months in common with.
  [[nodiscard]] std::shared_ptr<const LostUnits> lost() const {
    if (!source_.lost) {
      return nullptr;
    }
    LostUnits found;
    for (const auto& [cell, units] : *source_.lost) {
      const Period window = question_.cube.periods()[static_cast<std::size_t>(cell.second)];
      for (Index k = 0; k < width(); ++k) {
        if (window.overlaps(wanted(k))) {
          found[{cell.first, k}].insert(units.begin(), units.end());
        }
      }
    }
    return std::make_shared<const LostUnits>(std::move(found));
  }

  [[nodiscard]] Index units() const { return question_.cube.units(); }
  [[nodiscard]] Index width() const { return static_cast<Index>(question_.wanted.size()); }
  [[nodiscard]] Period wanted(Index k) const {
    return question_.wanted[static_cast<std::size_t>(k)];
  }

  void place(Index unit, Index k, const WindowFigure& figure) {
    const Index column =
        figure.has() ? taken_from(figure) : question_.cube.find_period(wanted(k)).value_or(nowhere);
    if (figure.has()) {
      report(unit, k, figure);
    } else {
      leave_missing(unit, k, column, figure);
    }
    if (column != nowhere) {
      copy_company(unit, k, column);
    }
    note_findings(unit, k, figure);
  }

  // The one cell of this plane that the figure was taken from as it is.
  [[nodiscard]] Index taken_from(const WindowFigure& figure) const {
    const WindowTerm& first = figure.terms.front();
    const bool one = figure.terms.size() == 1 && first.plane == question_.plane &&
                     first.coefficient == 1 && first.role == TermRole::window;
    return one ? first.period : nowhere;
  }

  void report(Index unit, Index k, const WindowFigure& figure) {
    out_.states(unit, k) = static_cast<std::uint8_t>(ValueState::reported);
    set_figure(out_.figures, unit, k, figure);
    if (so_far_) {
      set_figure(*so_far_, unit, k, figure);
    }
    if (figure.numerator && figure.denominator) {
      RatioParts& parts = ratio_parts();
      const Int128 wider = power_of_ten(parts.numerator.scale - rule_->parts_scale());
      parts.numerator.set_whole(unit, k, checked_product(*figure.numerator, wider));
      parts.denominator.set_whole(unit, k, checked_product(*figure.denominator, wider));
    }
    add_marks(unit, k, marks_of(unit, figure));
    for (const WindowTerm& term : figure.terms) {
      out_.add_traits(unit, k, question_.cube.plane(term.plane).traits_of(unit, term.period));
    }
    if (out_.coverage) {
      take_worst_coverage(unit, k, figure.terms);
    }
  }

  static void set_figure(Figures& figures, Index unit, Index k, const WindowFigure& figure) {
    if (figures.exact) {
      figures.set_whole(unit, k, *figure.whole);
    } else {
      figures.head(unit, k) = figure.rounded;
    }
  }

  [[nodiscard]] std::uint8_t marks_of(Index unit, const WindowFigure& figure) const {
    std::uint8_t marks = figure.marks;
    for (const WindowTerm& term : figure.terms) {
      const Plane& plane = question_.cube.plane(term.plane);
      if (plane.marks.size() != 0) {
        marks = static_cast<std::uint8_t>(marks | plane.marks(unit, term.period));
      }
    }
    return figure.doubts.empty() ? marks : static_cast<std::uint8_t>(marks | Mark::conflict);
  }

  void add_marks(Index unit, Index k, std::uint8_t marks) {
    if (marks != 0) {
      out_.add_mark(unit, k, static_cast<Mark>(marks));
    }
  }

  void take_worst_coverage(Index unit, Index k, const WindowTerms& terms) {
    const Coverage* worst = nullptr;
    Index at = nowhere;
    for (const WindowTerm& term : terms) {
      const auto& coverage = question_.cube.plane(term.plane).coverage;
      if (!coverage) {
        continue;
      }
      if (worst == nullptr || less(share(*coverage, unit, term.period), share(*worst, unit, at))) {
        worst = &*coverage;
        at = term.period;
      }
    }
    if (worst != nullptr) {
      copy_coverage(unit, k, *worst, at);
    }
  }

  void copy_coverage(Index unit, Index k, const Coverage& from, Index column) {
    out_.coverage->expected(unit, k) = from.expected(unit, column);
    out_.coverage->reported(unit, k) = from.reported(unit, column);
    out_.coverage->not_applicable(unit, k) = from.not_applicable(unit, column);
  }

  void leave_missing(Index unit, Index k, Index column, const WindowFigure& figure) {
    const ValueState state =
        column == nowhere ? common_state(unit, wanted(k)) : source_.state(unit, column);
    out_.states(unit, k) =
        static_cast<std::uint8_t>(state == ValueState::reported ? ValueState::missing : state);
    if (figure.span) {
      out_.add_mark(unit, k, Mark::span);
    }
    if (column == nowhere && out_.coverage) {
      expect_nobody_reported(unit, k);
    }
  }

  // The state that all windows about the wanted months share; of all windows when none is.
  [[nodiscard]] ValueState common_state(Index unit, Period wanted) const {
    const auto& periods = question_.cube.periods();
    const bool any_overlaps =
        std::ranges::any_of(periods, [&](Period period) { return period.overlaps(wanted); });
    std::optional<ValueState> common;
    for (std::size_t column = 0; column < periods.size(); ++column) {
      if (any_overlaps && !periods[column].overlaps(wanted)) {
        continue;
      }
      const ValueState state = source_.state(unit, static_cast<Index>(column));
      if (common.value_or(state) != state) {
        return ValueState::missing;
      }
      common = state;
    }
    const ValueState state = common.value_or(ValueState::missing);
    return state == ValueState::unreadable ? ValueState::missing : state;
  }

  void expect_nobody_reported(Index unit, Index k) {
    const Coverage& from = *source_.coverage;
    const auto& periods = question_.cube.periods();
    for (std::size_t column = 0; column < periods.size(); ++column) {
      const auto at = static_cast<Index>(column);
      if (periods[column].overlaps(wanted(k)) &&
          from.expected(unit, at) >= out_.coverage->expected(unit, k)) {
        copy_coverage(unit, k, from, at);
      }
    }
    out_.coverage->reported(unit, k) = 0;
  }

  // What a cell carries beside its figure, from the cell it was taken from.
  void copy_company(Index unit, Index k, Index column) {
    if (source_.marks.size() != 0) {
      add_marks(unit, k, source_.marks(unit, column));
    }
    if (source_.coverage) {
      copy_coverage(unit, k, *source_.coverage, column);
    }
    if (source_.so_far) {
      copy_figure(*source_.so_far, column, *so_far_, unit, k);
    }
    if (source_.parts && source_.parts->denominator.has(unit, column)) {
      copy_figure(source_.parts->numerator, column, ratio_parts().numerator, unit, k);
      copy_figure(source_.parts->denominator, column, ratio_parts().denominator, unit, k);
    }
    for (std::size_t answer = 0; answer < source_.answers.size(); ++answer) {
      out_.answers[answer](unit, k) = source_.answers[answer](unit, column);
    }
  }

  RatioParts& ratio_parts() {
    if (!parts_) {
      int scale = rule_->parts_scale();
      if (source_.parts) {
        scale = std::max({scale, source_.parts->numerator.scale, source_.parts->denominator.scale});
      }
      parts_ = std::make_shared<RatioParts>(RatioParts{Figures(units(), width(), scale, true),
                                                       Figures(units(), width(), scale, true)});
    }
    return *parts_;
  }

  void note_findings(Index unit, Index k, const WindowFigure& figure) {
    for (const WindowDoubt& doubt : figure.doubts) {
      const BilingualText text = doubt_text(question_.cube, wanted(k), doubt);
      findings_.push_back({doubt.kind, question_.plane, unit, k, text.en, text.vi});
    }
    if (figure.span) {
      const BilingualText text = span_text(question_.cube, wanted(k), *figure.span);
      findings_.push_back({WindowFinding::Kind::span, question_.plane, unit, k, text.en, text.vi,
                           figure.span->window, figure.span->figure});
    }
  }

  const WindowQuestion& question_;
  const Plane& source_;
  std::unique_ptr<WindowRule> rule_;
  Plane out_;
  std::shared_ptr<Figures> so_far_;
  std::shared_ptr<RatioParts> parts_;
  std::vector<WindowFinding> findings_;
};

}  // namespace

ResampledPlane resampled_plane(const WindowQuestion& question, OverPeriods operation) {
  return PlaneFill(question, operation).run();
}

}  // namespace cchc
