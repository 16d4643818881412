#include "cchc/aggregate/resample.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "cchc/aggregate/aggregation.hpp"
#include "cchc/aggregate/asked.hpp"
#include "cchc/aggregate/resampled_plane.hpp"
#include "cchc/aggregate/window_need.hpp"
#include "cchc/aggregate/window_text.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/parallel.hpp"

namespace cchc {
namespace {

void refuse_repeats(const std::vector<Period>& wanted) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::find(wanted.begin(), wanted.begin() + static_cast<Index>(i), wanted[i]) !=
        wanted.begin() + static_cast<Index>(i)) {
      throw AggregationError("CCHC-E1020",
                             "window " + to_text(wanted[i]) + " is wanted twice; name it once",
                             "kỳ " + to_text(wanted[i]) + " được yêu cầu hai lần; chỉ nêu một lần");
    }
  }
}

std::string role_en(const WindowTerm& term) {
  switch (term.role) {
    case TermRole::opening_stock:
      return "opening stock";
    case TermRole::numerator:
      return "numerator";
    case TermRole::denominator:
      return "denominator";
    case TermRole::window:
      break;
  }
  return term.coefficient == 0 ? "window looked at" : "window";
}

std::string role_vi(const WindowTerm& term) {
  switch (term.role) {
    case TermRole::opening_stock:
      return "tồn đầu kỳ";
    case TermRole::numerator:
      return "tử số";
    case TermRole::denominator:
      return "mẫu số";
    case TermRole::window:
      break;
  }
  return term.coefficient == 0 ? "kỳ được xét" : "kỳ báo cáo";
}

// Works a cell's derivation out again, with the same rule that computed it.
class Resampled final : public Origin {
 public:
  Resampled(std::shared_ptr<const Cube> source, std::vector<OverPeriods> operations,
            bool flows_of_cumulative)
      : source_(std::move(source)),
        operations_(std::move(operations)),
        flows_of_cumulative_(flows_of_cumulative) {}

  [[nodiscard]] Derivation derivation(const Cube& cube, CellPlace place) const override {
    const Period wanted = cube.periods()[static_cast<std::size_t>(place.period)];
    const OverPeriods operation = operations_[static_cast<std::size_t>(place.plane)];
    const WindowQuestion question{*source_, place.plane, {wanted}, flows_of_cumulative_};
    const WindowFigure figure = window_rule(question, operation)->row(place.unit).front();
    const BilingualText text = rule_text(question, operation, wanted, figure);
    Derivation step;
    step.rule_en = text.en;
    step.rule_vi = text.vi;
    for (const WindowTerm& term : figure.has() ? figure.terms : span_terms(figure)) {
      step.parts.push_back({source_,
                            {term.plane, place.unit, term.period},
                            term.coefficient == 0 ? "" : std::to_string(term.coefficient),
                            role_en(term),
                            role_vi(term)});
    }
    if (!figure.has()) {
      add_what_is_missing(step, place, wanted);
      if (figure.doubts.empty()) {
        add_what_is_needed(step, window_need(question, operation, place.unit, wanted), place);
      }
    }
    return step;
  }

 private:
  static WindowTerms span_terms(const WindowFigure& figure) {
    if (!figure.doubts.empty()) {
      return figure.doubts.front().stands;
    }
    return figure.span ? figure.span->terms : WindowTerms{};
  }

  // Windows that would complete the figure, also such as the cube does not hold, and the reported
  // ones that they would go with.
  void add_what_is_needed(Derivation& step, const WindowNeed& need, CellPlace place) const {
    if (need.text.en.empty()) {
      return;
    }
    step.rule_en += "; " + need.text.en;
    step.rule_vi += "; " + need.text.vi;
    for (const WindowTerm& term : need.known) {
      const bool whole = term.role == TermRole::window;
      add_once(step, term, place, whole ? "reported, not enough alone" : role_en(term),
               whole ? "đã có báo cáo, chưa đủ" : role_vi(term));
    }
    for (const WindowTerm& term : need.missing) {
      add_once(step, term, place, role_en(term) + ", not reported",
               role_vi(term) + ", chưa có báo cáo");
    }
  }

  void add_once(Derivation& step, const WindowTerm& term, CellPlace place, const std::string& en,
                const std::string& vi) const {
    const bool named = std::ranges::any_of(step.parts, [&](const Derivation::Part& part) {
      return part.place.plane == term.plane && part.place.period == term.period;
    });
    if (!named) {
      step.parts.push_back({source_, {term.plane, place.unit, term.period}, "", en, vi});
    }
  }

  // The cells that would have been looked at: not reported, and about months of the wanted window.
  void add_what_is_missing(Derivation& step, CellPlace place, Period wanted) const {
    for (Index column = 0; column < static_cast<Index>(source_->periods().size()); ++column) {
      const CellPlace cell{place.plane, place.unit, column};
      if (source_->periods()[static_cast<std::size_t>(column)].overlaps(wanted) &&
          !is_reported(*source_, cell)) {
        step.parts.push_back({source_, cell, "", "not reported", "chưa có báo cáo"});
      }
    }
  }

  std::shared_ptr<const Cube> source_;
  std::vector<OverPeriods> operations_;
  bool flows_of_cumulative_;
};

std::vector<OverPeriods> operations_of(const Cube& cube, const ResampleOptions& options) {
  std::vector<OverPeriods> operations;
  for (Index plane = 0; plane < cube.planes(); ++plane) {
    const Indicator& indicator = cube.indicator(plane);
    operations.push_back(is_asked(options.asked, plane)
                             ? options.over_periods.value_or(indicator.over_periods)
                             : indicator.over_periods);
    require_legal(indicator, operations.back());
  }
  return operations;
}

}  // namespace

ResampleResult resample(std::shared_ptr<const Cube> cube, std::vector<Period> wanted,
                        const ResampleOptions& options) {
  refuse_repeats(wanted);
  std::vector<OverPeriods> operations = operations_of(*cube, options);
  CubeParts parts = cube->parts();
  std::vector<std::vector<WindowFinding>> findings(operations.size());
  parallel_for(cube->planes(), options.threads, [&](Index plane) {
    const auto at = static_cast<std::size_t>(plane);
    ResampledPlane resampled =
        resampled_plane({*cube, plane, wanted, options.flows_of_cumulative}, operations[at]);
    parts.planes[at] = std::make_shared<const Plane>(std::move(resampled.plane));
    findings[at] = std::move(resampled.findings);
  });
  parts.periods = std::move(wanted);
  parts.origin = std::make_shared<const Resampled>(std::move(cube), std::move(operations),
                                                   options.flows_of_cumulative);
  ResampleResult result{std::make_shared<const Cube>(std::move(parts)), {}};
  for (std::vector<WindowFinding>& of_plane : findings) {
    std::ranges::move(of_plane, std::back_inserter(result.findings));
  }
  return result;
}

}  // namespace cchc
