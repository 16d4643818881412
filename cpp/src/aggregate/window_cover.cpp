#include "cchc/aggregate/window_cover.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace cchc {
namespace {

Period period_at(const Cube& cube, Index column) {
  return cube.periods()[static_cast<std::size_t>(column)];
}

std::vector<bool> reported_columns(const WindowQuestion& question, Index unit) {
  std::vector<bool> reported;
  for (Index column = 0; column < static_cast<Index>(question.cube.periods().size()); ++column) {
    reported.push_back(is_reported(question.cube, {question.plane, unit, column}));
  }
  return reported;
}

WindowTerms looked_at(Index plane, const std::vector<Index>& columns) {
  WindowTerms terms;
  for (const Index column : columns) {
    terms.push_back({plane, column, columns.size() == 1 ? 1 : 0});
  }
  return terms;
}

class Cover final : public WindowRule {
 public:
  Cover(WindowQuestion question, OverPeriods operation)
      : question_(std::move(question)), operation_(operation) {}

  [[nodiscard]] std::vector<WindowFigure> row(Index unit) override {
    const std::vector<bool> reported = reported_columns(question_, unit);
    std::vector<WindowFigure> row;
    for (const Period wanted : question_.wanted) {
      row.push_back(figure(unit, wanted, reported));
    }
    return row;
  }
  [[nodiscard]] int scale() const override { return exact() ? question_.figures().scale : 0; }
  [[nodiscard]] bool exact() const override {
    return question_.figures().exact && operation_ != OverPeriods::mean;
  }

 private:
  [[nodiscard]] WindowFigure figure(Index unit, Period wanted,
                                    const std::vector<bool>& reported) const {
    const auto itself = question_.cube.find_period(wanted);
    if (itself && reported[static_cast<std::size_t>(*itself)]) {
      return taken_over(question_, unit, *itself, *this);
    }
    const std::vector<Index> cover = finest_cover(question_.cube, wanted, reported);
    // A mean of rounded figures would be rounded twice.
    if (cover.empty() || (operation_ == OverPeriods::mean && !question_.figures().exact)) {
      return {};
    }
    WindowFigure figure =
        operation_ == OverPeriods::mean ? mean(unit, cover) : extreme(unit, cover);
    figure.terms = looked_at(question_.plane, cover);
    return figure;
  }

  [[nodiscard]] WindowFigure extreme(Index unit, const std::vector<Index>& cover) const {
    const auto less = [&](Index a, Index b) {
      const Figures& figures = question_.figures();
      return figures.exact ? figures.whole(unit, a) < figures.whole(unit, b)
                           : figures.head(unit, a) < figures.head(unit, b);
    };
    return taken_over(question_, unit,
                      operation_ == OverPeriods::maximum ? std::ranges::max(cover, less)
                                                         : std::ranges::min(cover, less),
                      *this);
  }

  [[nodiscard]] WindowFigure mean(Index unit, const std::vector<Index>& cover) const {
    Int128 sum = 0;
    Int128 months = 0;
    for (const Index column : cover) {
      const int length = period_at(question_.cube, column).length();
      sum = checked_sum(sum, checked_product(question_.figures().whole(unit, column), length));
      months += length;
    }
    WindowFigure figure;
    figure.rounded =
        quotient(sum, checked_product(months, power_of_ten(question_.figures().scale)));
    return figure;
  }

  WindowQuestion question_;
  OverPeriods operation_;
};

class Any final : public WindowRule {
 public:
  explicit Any(WindowQuestion question) : question_(std::move(question)) {}

  [[nodiscard]] std::vector<WindowFigure> row(Index unit) override {
    const std::vector<bool> reported = reported_columns(question_, unit);
    const std::vector<Index> yes = windows_saying(unit, reported, 1.0);
    const std::vector<Index> no = windows_saying(unit, reported, 0.0);
    std::vector<WindowFigure> row;
    for (const Period wanted : question_.wanted) {
      row.push_back(figure(unit, wanted, yes, no));
    }
    return row;
  }
  [[nodiscard]] int scale() const override { return question_.figures().scale; }
  [[nodiscard]] bool exact() const override { return question_.figures().exact; }

 private:
  [[nodiscard]] std::vector<Index> windows_saying(Index unit, const std::vector<bool>& reported,
                                                  double answer) const {
    std::vector<Index> columns;
    for (std::size_t column = 0; column < reported.size(); ++column) {
      const auto at = static_cast<Index>(column);
      if (reported[column] && question_.figures().value(unit, at) == answer) {
        columns.push_back(at);
      }
    }
    return columns;
  }

  template <class Relation>
  [[nodiscard]] std::vector<Index> chosen(const std::vector<Index>& columns,
                                          Relation relation) const {
    std::vector<Index> result;
    std::ranges::copy_if(columns, std::back_inserter(result),
                         [&](Index column) { return relation(period_at(question_.cube, column)); });
    return result;
  }

  [[nodiscard]] bool cover(const std::vector<Index>& columns, Period window) const {
    for (int month = window.first_month(); month < window.end_month(); ++month) {
      const Period one = Period::months(month, 1);
      if (std::ranges::none_of(columns, [&](Index column) {
            return period_at(question_.cube, column).contains(one);
          })) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] WindowFigure figure(Index unit, Period wanted, const std::vector<Index>& yes,
                                    const std::vector<Index>& no) const {
    const std::vector<Index> inside =
        chosen(yes, [&](Period window) { return wanted.contains(window); });
    if (!inside.empty()) {
      return with_conflict(said(unit, inside), inside, no);
    }
    if (cover(no, wanted)) {
      return said(unit, chosen(no, [&](Period window) { return wanted.overlaps(window); }));
    }
    const auto itself = question_.cube.find_period(wanted);
    if (itself && is_reported(question_.cube, {question_.plane, unit, *itself})) {
      return taken_over(question_, unit, *itself, *this);
    }
    return {};
  }

  [[nodiscard]] WindowFigure said(Index unit, const std::vector<Index>& columns) const {
    WindowFigure figure = taken_over(question_, unit, columns.front(), *this);
    figure.terms = looked_at(question_.plane, columns);
    return figure;
  }

  [[nodiscard]] WindowFigure with_conflict(WindowFigure figure, const std::vector<Index>& yes,
                                           const std::vector<Index>& no) const {
    for (const Index column : yes) {
      const Period window = period_at(question_.cube, column);
      if (!cover(no, window)) {
        continue;
      }
      const auto against = chosen(no, [&](Period other) { return other.overlaps(window); });
      figure.doubts.push_back({WindowFinding::Kind::conflict,
                               {{question_.plane, column, 0}},
                               looked_at(question_.plane, against),
                               "1",
                               "0"});
      break;
    }
    return figure;
  }

  WindowQuestion question_;
};

struct Step {
  Index windows;
  Index column;  // -1: the start
};

}  // namespace

std::vector<Index> finest_cover(const Cube& cube, Period wanted,
                                const std::vector<bool>& reported) {
  std::vector<Index> columns(reported.size());
  std::iota(columns.begin(), columns.end(), Index{0});
  std::ranges::sort(columns, {}, [&](Index column) { return period_at(cube, column); });
  // Windows only lead forwards, so by first month every boundary is settled before it is left.
  std::map<int, Step> best{{wanted.first_month(), {0, -1}}};
  for (const Index column : columns) {
    const Period window = period_at(cube, column);
    const auto start = best.find(window.first_month());
    if (!reported[static_cast<std::size_t>(column)] || !wanted.contains(window) ||
        start == best.end()) {
      continue;
    }
    const Step offer{start->second.windows + 1, column};
    const auto [end, fresh] = best.try_emplace(window.end_month(), offer);
    if (!fresh && offer.windows > end->second.windows) {
      end->second = offer;
    }
  }
  std::vector<Index> cover;
  auto at = best.find(wanted.end_month());
  while (at != best.end() && at->second.column >= 0) {
    cover.push_back(at->second.column);
    at = best.find(period_at(cube, at->second.column).first_month());
  }
  std::ranges::reverse(cover);
  return cover;
}

std::unique_ptr<WindowRule> cover_rule(const WindowQuestion& question, OverPeriods operation) {
  return std::make_unique<Cover>(question, operation);
}

std::unique_ptr<WindowRule> any_rule(const WindowQuestion& question) {
  return std::make_unique<Any>(question);
}

}  // namespace cchc
