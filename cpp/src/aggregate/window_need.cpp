#include "cchc/aggregate/window_need.hpp"

#include <algorithm>
#include <utility>

#include "cchc/model/window_path.hpp"

namespace cchc {
namespace {

using Windows = std::vector<Period>;

Windows ministry_windows(int year) {
  return {Period::quarter(year, 1), Period::half(year, 1), Period::quarter(year, 3),
          Period::nine_months(year), Period::year(year)};
}

class Need {
 public:
  Need(const WindowQuestion& question, Index unit, Period wanted) : wanted_(wanted) {
    const Windows& periods = question.cube.periods();
    for (Index column = 0; column < static_cast<Index>(periods.size()); ++column) {
      if (is_reported(question.cube, {question.plane, unit, column})) {
        reported_.push_back(periods[static_cast<std::size_t>(column)]);
        columns_.push_back(column);
      }
    }
    for (const Period window : ministry_windows(wanted.year())) {
      if (window != wanted && std::ranges::find(reported_, window) == reported_.end()) {
        candidates_.push_back(window);
      }
    }
  }

  void sum() {
    for (const Period window : candidates_) {
      completes({window});
    }
    for (std::size_t i = 0; i < candidates_.size() && options_.empty(); ++i) {
      for (std::size_t j = i + 1; j < candidates_.size() && options_.empty(); ++j) {
        completes({candidates_[i], candidates_[j]});
      }
    }
  }

  void last() {
    for (const Period window : candidates_) {
      if (window.end_month() == wanted_.end_month()) {
        options_.push_back({window});
      }
    }
  }

  [[nodiscard]] WindowNeed answer() && {
    const std::string name = to_text(wanted_);
    const std::string en = alternatives(" and ", " or ");
    const std::string vi = alternatives(" và ", " hoặc ");
    return {{"needs " + (en.empty() ? "" : en + ", or ") + name + " itself",
             "cần " + (vi.empty() ? "" : vi + ", hoặc ") + "chính kỳ " + name},
            std::move(known_)};
  }

 private:
  void completes(const Windows& added) {
    Windows all = reported_;
    all.insert(all.end(), added.begin(), added.end());
    const auto path = shortest_path(wanted_, all);
    if (!path) {
      return;
    }
    options_.push_back(added);
    for (const WindowStep& step : *path) {
      const auto which = static_cast<std::size_t>(step.which);
      if (which < columns_.size() && std::ranges::find(known_, columns_[which]) == known_.end()) {
        known_.push_back(columns_[which]);
      }
    }
  }

  [[nodiscard]] std::string alternatives(const std::string& both, const std::string& either) const {
    std::string text;
    for (const Windows& option : options_) {
      text += text.empty() ? "" : either;
      for (std::size_t i = 0; i < option.size(); ++i) {
        text += (i == 0 ? "" : both) + to_text(option[i]);
      }
    }
    return text;
  }

  Period wanted_;
  Windows reported_;
  std::vector<Index> columns_;
  Windows candidates_;
  std::vector<Windows> options_;
  std::vector<Index> known_;
};

}  // namespace

WindowNeed window_need(const WindowQuestion& question, OverPeriods operation, Index unit,
                       Period wanted) {
  Need need(question, unit, wanted);
  if (operation == OverPeriods::sum && question.figures().exact) {
    need.sum();
    return std::move(need).answer();
  }
  if (operation == OverPeriods::last && !question.flows_of_cumulative) {
    need.last();
    return std::move(need).answer();
  }
  return {};
}

}  // namespace cchc
