#include "cchc/aggregate/window_need.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "cchc/aggregate/opening_stock.hpp"
#include "cchc/cube/reference.hpp"
#include "cchc/model/window_path.hpp"

namespace cchc {
namespace {

using Windows = std::vector<Period>;

Windows ministry_windows(int year) {
  return {Period::quarter(year, 1), Period::half(year, 1), Period::quarter(year, 3),
          Period::nine_months(year), Period::year(year)};
}

// How one indicator's windows follow from each other.
enum class Following { added, carried, since_january, same_end };

Period since_january(Period window) {
  const int january = year_of_month(window.end_month() - 1) * 12;
  return Period::months(january, window.end_month() - january);
}

class Need {
 public:
  Need(const WindowQuestion& question, Following following, Index unit, Period wanted)
      : question_(question), following_(following), unit_(unit), wanted_(wanted) {
    const Windows& periods = question.cube.periods();
    for (Index column = 0; column < std::ssize(periods); ++column) {
      if (is_reported(question.cube, {question.plane, unit, column})) {
        add_reported(periods[static_cast<std::size_t>(column)], column);
      }
    }
    for (const Period window : ministry_windows(wanted.year())) {
      const bool usable = following != Following::since_january || window.is_year_to_date();
      if (usable && window != wanted && !holds(window)) {
        candidates_.push_back(window);
      }
    }
    if (following == Following::carried) {
      opening_.emplace(question.cube, question.cube.indicator(question.plane));
    }
  }

  [[nodiscard]] WindowNeed answer() && {
    if (following_ == Following::same_end) {
      find_last();
    } else {
      find_sum();
    }
    const std::string name = to_text(wanted_);
    std::string en = alternatives(" and ", " or ", false);
    std::string vi = alternatives(" và ", " hoặc ", true);
    // A cumulative figure of the window itself would still count from January.
    if (following_ != Following::since_january || wanted_ == since_january(wanted_)) {
      en += (en.empty() ? "" : ", or ") + name + " itself";
      vi += (vi.empty() ? "" : ", hoặc ") + ("chính kỳ " + name);
    }
    if (en.empty()) {
      return {};
    }
    return {{"needs " + en, "cần " + vi}, std::move(known_), {}};
  }

 private:
  // Windows to be added to the reported ones, and boundaries whose stock would have to be known.
  struct Option {
    Windows added;
    std::vector<int> boundaries;
  };

  void add_reported(Period window, Index column) {
    const Period edge = following_ == Following::since_january ? since_january(window) : window;
    if (!holds(edge)) {
      reported_.push_back(edge);
      columns_.push_back(column);
    }
  }

  [[nodiscard]] bool holds(Period window) const {
    return std::ranges::find(reported_, window) != reported_.end();
  }

  void find_sum() {
    completes({});  // of received files a stock may be all that lacks
    for (const Period window : candidates_) {
      completes({window});
    }
    for (std::size_t i = 0; i < candidates_.size() && options_.empty(); ++i) {
      for (std::size_t j = i + 1; j < candidates_.size() && options_.empty(); ++j) {
        completes({candidates_[i], candidates_[j]});
      }
    }
  }

  void find_last() {
    for (const Period window : candidates_) {
      if (window.end_month() == wanted_.end_month()) {
        options_.push_back({{window}, {}});
      }
    }
  }

  void completes(const Windows& added) {
    Windows all = reported_;
    all.insert(all.end(), added.begin(), added.end());
    const auto path = shortest_path(wanted_, all);
    if (!path || !uses_all(*path, added.size())) {
      return;
    }
    options_.push_back({added, unknown_stocks(*path, all)});
    for (const WindowStep& step : *path) {
      const auto which = static_cast<std::size_t>(step.which);
      if (which < columns_.size()) {
        const WindowTerm term{question_.plane, columns_[which], 0};
        if (std::ranges::find(known_, term) == known_.end()) {
          known_.push_back(term);
        }
      }
    }
  }

  [[nodiscard]] bool uses_all(const WindowPath& path, std::size_t added) const {
    const auto used = std::ranges::count_if(
        path, [this](const WindowStep& step) { return step.which >= std::ssize(reported_); });
    return static_cast<std::size_t>(used) == added;
  }

  [[nodiscard]] std::vector<int> unknown_stocks(const WindowPath& path, const Windows& all) const {
    std::vector<int> unknown;
    if (!opening_) {
      return unknown;
    }
    Windows windows;
    std::vector<int> signs;
    for (const WindowStep& step : path) {
      windows.push_back(all[static_cast<std::size_t>(step.which)]);
      signs.push_back(step.sign);
    }
    for (const auto& [boundary, sign] : OpeningStock::needed(wanted_, windows, signs)) {
      if (opening_->at(unit_, boundary).empty()) {
        unknown.push_back(boundary);
      }
    }
    return unknown;
  }

  [[nodiscard]] std::string stock_text(int boundary, bool vietnamese) const {
    const std::string& code = question_.cube.indicator(question_.plane).carried_stock;
    const std::string month = to_text(Period::months(boundary - 1, 1));
    return vietnamese ? "tồn [" + code + "] cuối " + month
                      : "the stock [" + code + "] at the end of " + month;
  }

  [[nodiscard]] std::string alternatives(const std::string& both, const std::string& either,
                                         bool vietnamese) const {
    std::string text;
    for (const Option& option : options_) {
      std::string one;
      for (const Period window : option.added) {
        one += (one.empty() ? "" : both) + to_text(window);
      }
      for (const int boundary : option.boundaries) {
        one += (one.empty() ? "" : both) + stock_text(boundary, vietnamese);
      }
      text += one.empty() || text.empty() ? one : either + one;
    }
    return text;
  }

  const WindowQuestion& question_;
  Following following_;
  Index unit_;
  Period wanted_;
  std::optional<OpeningStock> opening_;
  Windows reported_;
  std::vector<Index> columns_;  // of reported_
  Windows candidates_;
  std::vector<Option> options_;
  WindowTerms known_;
};

std::optional<Following> following(const WindowQuestion& question, OverPeriods operation) {
  const bool cumulative = question.cube.indicator(question.plane).kind == Kind::cumulative;
  switch (operation) {
    case OverPeriods::sum:
      return question.figures().exact ? std::optional(Following::added) : std::nullopt;
    case OverPeriods::carry_over:
      return question.figures().exact ? std::optional(Following::carried) : std::nullopt;
    case OverPeriods::last:
      if (cumulative && question.source().flows) {
        return Following::added;
      }
      return cumulative && question.flows_of_cumulative ? Following::since_january
                                                        : Following::same_end;
    default:
      return std::nullopt;
  }
}

// What the parts of a ratio lack, term by term.
class RatioNeed {
 public:
  RatioNeed(const WindowQuestion& question, Index unit, Period wanted)
      : question_(question), unit_(unit), wanted_(wanted) {
    const IndicatorFormulas& formulas =
        question.cube.catalogue().formulas(question.source().indicator);
    add(formulas.numerator, TermRole::numerator, "numerator", "tử số");
    add(formulas.denominator, TermRole::denominator, "denominator", "mẫu số");
  }

  [[nodiscard]] WindowNeed answer() && { return std::move(need_); }

 private:
  void add(const std::optional<Formula>& formula, TermRole role, const char* en, const char* vi) {
    const auto terms = formula ? linear_terms(*formula) : std::nullopt;
    if (!terms) {
      return;
    }
    for (const LinearTerm& term : *terms) {
      const std::string name = " " + to_text(term.reference) + " ";
      const auto plane = question_.cube.find(term.reference.code);
      if (plane) {
        add_term(*plane, referenced_period(term.reference, wanted_), role, en + name, vi + name);
      } else {
        say(en + name + "has no figures", vi + name + "chưa có số liệu");
      }
    }
  }

  void add_term(Index plane, Period window, TermRole role, const std::string& en,
                const std::string& vi) {
    const Cube& cube = question_.cube;
    if (cube.indicator(plane).kind == Kind::ratio) {
      return;  // a rate is no part of a rate
    }
    const WindowQuestion part{cube, plane, {window}, question_.flows_of_cumulative};
    const OverPeriods operation = cube.indicator(plane).over_periods;
    const WindowFigure figure = window_rule(part, operation)->row(unit_).front();
    if (figure.has()) {
      keep(figure.terms, role, need_.known);
      return;
    }
    for (Index column = 0; column < std::ssize(cube.periods()); ++column) {
      if (cube.periods()[static_cast<std::size_t>(column)].overlaps(window) &&
          !is_reported(cube, {plane, unit_, column})) {
        keep({{plane, column, 0}}, role, need_.missing);
      }
    }
    const WindowNeed lacks = window_need(part, operation, unit_, window);
    keep(lacks.known, role, need_.known);
    say(en + (lacks.text.en.empty() ? "is missing" : lacks.text.en),
        vi + (lacks.text.vi.empty() ? "chưa có" : lacks.text.vi));
  }

  static void keep(const WindowTerms& terms, TermRole role, WindowTerms& into) {
    for (WindowTerm term : terms) {
      term.role = role;
      if (std::ranges::find(into, term) == into.end()) {
        into.push_back(term);
      }
    }
  }

  void say(const std::string& en, const std::string& vi) {
    const char* between = need_.text.en.empty() ? "" : "; ";
    need_.text.en += between + en;
    need_.text.vi += between + vi;
  }

  const WindowQuestion& question_;
  Index unit_;
  Period wanted_;
  WindowNeed need_;
};

}  // namespace

WindowNeed window_need(const WindowQuestion& question, OverPeriods operation, Index unit,
                       Period wanted) {
  if (operation == OverPeriods::ratio_of_sums) {
    return RatioNeed(question, unit, wanted).answer();
  }
  if (!is_taken_apart_by(question, operation)) {
    return {};
  }
  const auto how = following(question, operation);
  return how ? Need(question, *how, unit, wanted).answer() : WindowNeed{};
}

}  // namespace cchc
