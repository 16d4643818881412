#include "cchc/aggregate/window_last.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cchc {
namespace {

Period period_at(const Cube& cube, Index column) {
  return cube.periods()[static_cast<std::size_t>(column)];
}

bool equal_figures(const Figures& figures, Index unit, Index one, Index other) {
  return figures.exact ? figures.whole(unit, one) == figures.whole(unit, other)
                       : figures.head(unit, one) == figures.head(unit, other);
}

// A figure of one of several windows, the first that is reported.
class FirstReported final : public WindowRule {
 public:
  FirstReported(WindowQuestion question, std::vector<std::vector<Index>> candidates)
      : question_(std::move(question)), candidates_(std::move(candidates)) {}

  [[nodiscard]] std::vector<WindowFigure> row(Index unit) override {
    std::vector<WindowFigure> row;
    for (const std::vector<Index>& columns : candidates_) {
      row.push_back(first_of(unit, columns));
    }
    return row;
  }
  [[nodiscard]] int scale() const override { return question_.figures().scale; }
  [[nodiscard]] bool exact() const override { return question_.figures().exact; }

 private:
  [[nodiscard]] WindowFigure first_of(Index unit, const std::vector<Index>& columns) const {
    const auto reported = [&](Index column) {
      return is_reported(question_.cube, {question_.plane, unit, column});
    };
    const auto first = std::ranges::find_if(columns, reported);
    if (first == columns.end()) {
      return {};
    }
    WindowFigure figure = taken_over(question_, unit, *first, *this);
    const auto other = std::find_if(first + 1, columns.end(), [&](Index column) {
      return reported(column) && !equal_figures(question_.figures(), unit, *first, column);
    });
    if (other != columns.end()) {
      figure.doubts.push_back({WindowFinding::Kind::conflict,
                               figure.terms,
                               {{question_.plane, *other, 1}},
                               question_.figures().text(unit, *first),
                               question_.figures().text(unit, *other)});
    }
    return figure;
  }

  WindowQuestion question_;
  std::vector<std::vector<Index>> candidates_;
};

}  // namespace

std::vector<Index> same_end(const Cube& cube, Period wanted) {
  std::vector<Index> columns;
  for (Index column = 0; column < static_cast<Index>(cube.periods().size()); ++column) {
    if (period_at(cube, column).end_month() == wanted.end_month()) {
      columns.push_back(column);
    }
  }
  std::ranges::sort(columns, {}, [&](Index column) {
    const Period period = period_at(cube, column);
    return std::tuple(period != wanted, -period.length());
  });
  return columns;
}

std::unique_ptr<WindowRule> last_rule(const WindowQuestion& question) {
  std::vector<std::vector<Index>> candidates;
  for (const Period wanted : question.wanted) {
    candidates.push_back(same_end(question.cube, wanted));
  }
  return std::make_unique<FirstReported>(question, std::move(candidates));
}

std::unique_ptr<WindowRule> exact_rule(const WindowQuestion& question) {
  std::vector<std::vector<Index>> candidates;
  for (const Period wanted : question.wanted) {
    const auto column = question.cube.find_period(wanted);
    candidates.push_back(column ? std::vector{*column} : std::vector<Index>{});
  }
  return std::make_unique<FirstReported>(question, std::move(candidates));
}

}  // namespace cchc
