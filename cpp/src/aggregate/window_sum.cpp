#include "cchc/aggregate/window_sum.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "cchc/aggregate/opening_stock.hpp"
#include "cchc/aggregate/window_last.hpp"
#include "cchc/aggregate/window_perimeter.hpp"
#include "cchc/model/window_path.hpp"

namespace cchc {
namespace {

// One way to a window: its terms, and cells that must agree if it is to be believed.
struct Way {
  WindowTerms terms;
  std::vector<std::pair<WindowTerms, WindowTerms>> equals;
};

// What follows from one set of reported windows for one wanted window.
struct Answer {
  std::vector<Way> ways;  // best first; alternatives only where they were asked for
  std::optional<Period> span;
  Way span_way;
};

// A reported cell as an edge between two boundaries.
struct EdgeCell {
  Period window;
  Index column;
  std::vector<Index> same;  // other columns that must hold the same figure
};

// A reported window, and the other reported cells that have to add up to it.
struct Check {
  WindowTerm whole;
  WindowTerms parts;
};

// Everything that depends only on which cells are reported.
struct Book {
  std::vector<EdgeCell> edges;
  std::vector<Period> windows;
  WindowGraph graph;
  std::vector<Check> checks;
  std::vector<Answer> answers;  // by wanted window
  bool all_ways = false;
};

class Sum final : public WindowRule {
 public:
  Sum(WindowQuestion question, Additive additive)
      : question_(std::move(question)),
        additive_(additive),
        scale_(question_.figures().scale),
        units_(question_.cube) {
    if (additive_ == Additive::carried) {
      opening_.emplace(question_.cube, question_.cube.indicator(question_.plane));
      scale_ = exact() ? std::max(scale_, opening_->scale()) : scale_;
    }
  }

  [[nodiscard]] std::vector<WindowFigure> row(Index unit) override {
    Book& book = book_of(unit);
    const bool apart = adds_up(question_, unit);  // else only what one window gives
    if (apart && (additive_ == Additive::carried || fails_a_check(unit, book))) {
      find_all_ways(unit, book);
    }
    std::vector<WindowFigure> row;
    for (const Answer& answer : book.answers) {
      row.push_back(apart ? figure(unit, answer) : as_given(unit, answer));
    }
    if (apart && exact()) {
      tell_failed_checks(unit, book, row);
    }
    return row;
  }
  [[nodiscard]] int scale() const override { return scale_; }
  [[nodiscard]] bool exact() const override { return question_.figures().exact; }

 private:
  [[nodiscard]] const std::vector<Period>& periods() const { return question_.cube.periods(); }

  [[nodiscard]] Period edge_window(Index column) const {
    const Period window = periods()[static_cast<std::size_t>(column)];
    if (additive_ != Additive::since_january) {
      return window;
    }
    const int january = year_of_month(window.end_month() - 1) * 12;
    return Period::months(january, window.end_month() - january);
  }

  [[nodiscard]] std::vector<bool> availability(Index unit) const {
    std::vector<bool> key;
    for (Index column = 0; column < static_cast<Index>(periods().size()); ++column) {
      key.push_back(is_reported(question_.cube, {question_.plane, unit, column}));
    }
    if (opening_) {
      opening_->append_availability(unit, key);
    }
    return key;
  }

  // One edge for each window; of cumulative figures with one last month the longest window's.
  [[nodiscard]] std::vector<EdgeCell> edges_of(const std::vector<bool>& reported) const {
    std::map<Period, std::vector<Index>> columns;
    for (Index column = 0; column < static_cast<Index>(periods().size()); ++column) {
      if (reported[static_cast<std::size_t>(column)]) {
        columns[edge_window(column)].push_back(column);
      }
    }
    std::vector<EdgeCell> edges;
    for (auto& [window, same] : columns) {
      std::ranges::stable_sort(same, std::ranges::greater{}, [&](Index column) {
        return periods()[static_cast<std::size_t>(column)].length();
      });
      edges.push_back({window, same.front(), {same.begin() + 1, same.end()}});
    }
    return edges;
  }

  Book& book_of(Index unit) {
    const std::vector<bool> key = availability(unit);
    const auto found = books_.find(key);
    return found != books_.end() ? found->second
                                 : books_.emplace(key, new_book(unit, key)).first->second;
  }

  [[nodiscard]] Book new_book(Index unit, const std::vector<bool>& reported) const {
    std::vector<EdgeCell> edges = edges_of(reported);
    std::vector<Period> windows;
    for (const EdgeCell& edge : edges) {
      windows.push_back(edge.window);
    }
    WindowGraph graph(windows);
    Book book{std::move(edges), std::move(windows), std::move(graph), {}, {}, false};
    for (const WindowCheck& check : book.graph.checks()) {
      const EdgeCell& whole = edge(book, check.which);
      if (auto parts = way(unit, book, whole.window, check.path)) {
        book.checks.push_back({{question_.plane, whole.column, 1}, std::move(parts->terms)});
      }
    }
    for (const Period wanted : question_.wanted) {
      book.answers.push_back(answer(unit, book, wanted));
    }
    return book;
  }

  [[nodiscard]] static const EdgeCell& edge(const Book& book, Index which) {
    return book.edges[static_cast<std::size_t>(which)];
  }

  [[nodiscard]] WindowTerms path_terms(const Book& book, const WindowPath& path) const {
    WindowTerms terms;
    for (const WindowStep& step : path) {
      terms.push_back({question_.plane, edge(book, step.which).column, step.sign});
    }
    return terms;
  }

  // The terms of a path; empty when it needs an opening stock that is not known.
  [[nodiscard]] std::optional<Way> way(Index unit, const Book& book, Period wanted,
                                       const WindowPath& path) const {
    Way way{path_terms(book, path), {}};
    std::vector<Period> windows;
    std::vector<int> signs;
    for (const WindowStep& step : path) {
      const EdgeCell& cell = edge(book, step.which);
      windows.push_back(cell.window);
      signs.push_back(step.sign);
      for (const Index other : cell.same) {
        way.equals.push_back({{{question_.plane, cell.column, 1}}, {{question_.plane, other, 1}}});
      }
    }
    if (opening_) {
      for (const auto& [boundary, sign] : OpeningStock::needed(wanted, windows, signs)) {
        if (!add_opening(unit, boundary, sign, way)) {
          return std::nullopt;
        }
      }
    }
    return way;
  }

  [[nodiscard]] bool add_opening(Index unit, int boundary, int sign, Way& way) const {
    const std::vector<WindowTerms> known = opening_->at(unit, boundary);
    if (known.empty()) {
      return false;
    }
    for (WindowTerm term : known.front()) {
      term.coefficient *= sign;
      way.terms.push_back(term);
    }
    for (std::size_t i = 1; i < known.size(); ++i) {
      way.equals.emplace_back(known.front(), known[i]);
    }
    return true;
  }

  [[nodiscard]] Answer answer(Index unit, const Book& book, Period wanted) const {
    Answer answer;
    if (auto best = best_way(unit, book, wanted)) {
      answer.ways.push_back(*std::move(best));
    } else if (exact()) {
      find_span(unit, book, wanted, answer);
    }
    return answer;
  }

  // Figures that are not exact are only taken over. Where a stock is missing on the shortest path,
  // the next best path stands.
  [[nodiscard]] std::optional<Way> best_way(Index unit, const Book& book, Period wanted) const {
    const auto shortest = book.graph.shortest_path(wanted);
    if (!shortest || (!exact() && shortest->size() > 1)) {
      return std::nullopt;
    }
    auto best = way(unit, book, wanted, *shortest);
    if (best || !opening_) {
      return best;
    }
    for (const WindowPath& path : book.graph.simple_paths(wanted, longest_other_path)) {
      if (auto next = way(unit, book, wanted, path)) {
        return next;
      }
    }
    return std::nullopt;
  }

  void find_span(Index unit, const Book& book, Period wanted, Answer& answer) const {
    std::vector<Period> around = book.graph.derivable();
    std::erase_if(around, [&](Period window) { return !window.contains(wanted); });
    std::ranges::sort(around, {}, [](Period window) {
      return std::tuple(window.length(), window.first_month());
    });
    for (const Period window : around) {
      if (auto best = best_way(unit, book, window)) {
        answer.span = window;
        answer.span_way = *std::move(best);
        return;
      }
    }
  }

  [[nodiscard]] bool fails_a_check(Index unit, const Book& book) const {
    return exact() &&
           std::ranges::any_of(book.checks, [&](const Check& check) { return fails(unit, check); });
  }

  [[nodiscard]] bool fails(Index unit, const Check& check) const {
    return signed_sum(question_.cube, unit, {check.whole}, scale_) !=
           signed_sum(question_.cube, unit, check.parts, scale_);
  }

  // Paths that are too long to be compared one by one are circles of windows all the same.
  void tell_failed_checks(Index unit, const Book& book, std::vector<WindowFigure>& row) {
    for (const Check& check : book.checks) {
      WindowTerms all = check.parts;
      all.push_back(check.whole);
      if (!fails(unit, check) || !units_.are_like(unit, all)) {
        continue;
      }
      const bool told = std::ranges::any_of(
          row, [&](const WindowFigure& figure) { return tells_of(figure, check.whole); });
      WindowFigure* first = nullptr;
      for (WindowFigure& figure : row) {
        if (!uses(figure, check)) {
          continue;
        }
        figure.marks = static_cast<std::uint8_t>(figure.marks | Mark::conflict);
        const bool itself = figure.terms == WindowTerms{check.whole};
        first = first == nullptr || itself ? &figure : first;
      }
      if (first != nullptr && !told) {
        WindowFigure with_it;
        compare(unit, with_it, WindowFinding::Kind::disagreement, {check.whole}, check.parts);
        with_it.doubts.front().of_sources = true;
        first->doubts.push_back(std::move(with_it.doubts.front()));
      }
    }
  }

  [[nodiscard]] static bool uses(const WindowFigure& figure, const Check& check) {
    return std::ranges::any_of(figure.terms, [&](const WindowTerm& term) {
      return same_cell(term, check.whole) ||
             std::ranges::any_of(check.parts,
                                 [&](const WindowTerm& part) { return same_cell(term, part); });
    });
  }

  // Whether a disagreement already names the window.
  [[nodiscard]] static bool tells_of(const WindowFigure& figure, const WindowTerm& whole) {
    const auto names = [&](const WindowTerms& terms) {
      return std::ranges::any_of(terms,
                                 [&](const WindowTerm& term) { return same_cell(term, whole); });
    };
    return std::ranges::any_of(figure.doubts, [&](const WindowDoubt& doubt) {
      return doubt.kind == WindowFinding::Kind::disagreement &&
             (names(doubt.stands) || names(doubt.other));
    });
  }

  [[nodiscard]] static bool same_cell(const WindowTerm& one, const WindowTerm& other) {
    return one.plane == other.plane && one.period == other.period && one.role == other.role;
  }

  void find_all_ways(Index unit, Book& book) const {
    if (book.all_ways || !exact()) {
      return;
    }
    book.all_ways = true;
    for (std::size_t k = 0; k < question_.wanted.size(); ++k) {
      const Period wanted = question_.wanted[k];
      std::vector<Way>& ways = book.answers[k].ways;
      if (ways.empty()) {
        continue;
      }
      for (const WindowPath& path : book.graph.simple_paths(wanted, longest_other_path)) {
        if (auto other = way(unit, book, wanted, path)) {
          ways.push_back(*std::move(other));
        }
      }
    }
  }

  [[nodiscard]] WindowFigure figure(Index unit, const Answer& answer) const {
    if (answer.ways.empty()) {
      return missing(unit, answer);
    }
    const Way& best = answer.ways.front();
    if (!exact()) {
      return taken_over(question_, unit, best.terms.front().period, *this);
    }
    WindowFigure figure;
    figure.terms = best.terms;
    figure.whole = signed_sum(question_.cube, unit, best.terms, scale_);
    figure.marks = *figure.whole < 0 ? static_cast<std::uint8_t>(Mark::correction) : 0;
    for (const auto& [one, other] : best.equals) {
      compare(unit, figure, WindowFinding::Kind::conflict, one, other);
    }
    for (std::size_t i = 1; i < answer.ways.size() && !disagrees(figure); ++i) {
      compare(unit, figure, WindowFinding::Kind::disagreement, best.terms, answer.ways[i].terms);
    }
    return figure;
  }

  [[nodiscard]] WindowFigure as_given(Index unit, const Answer& answer) const {
    if (answer.ways.empty()) {
      return answer.span_way.terms.size() == 1 ? missing(unit, answer) : WindowFigure{};
    }
    const WindowTerms& terms = answer.ways.front().terms;
    if (terms.size() == 1) {
      return taken_over(question_, unit, terms.front().period, *this);
    }
    WindowFigure figure;
    figure.doubts.push_back({WindowFinding::Kind::no_sum, terms, {}, {}, {}});
    return figure;
  }

  [[nodiscard]] static bool disagrees(const WindowFigure& figure) {
    return std::ranges::any_of(figure.doubts, [](const WindowDoubt& doubt) {
      return doubt.kind == WindowFinding::Kind::disagreement;
    });
  }

  void compare(Index unit, WindowFigure& figure, WindowFinding::Kind kind, const WindowTerms& one,
               const WindowTerms& other) const {
    const Int128 left = signed_sum(question_.cube, unit, one, scale_);
    const Int128 right = signed_sum(question_.cube, unit, other, scale_);
    if (left != right) {
      figure.doubts.push_back(
          {kind, one, other, figure_text(left, scale_), figure_text(right, scale_)});
    }
  }

  [[nodiscard]] WindowFigure missing(Index unit, const Answer& answer) const {
    WindowFigure figure;
    if (answer.span) {
      const Int128 whole = signed_sum(question_.cube, unit, answer.span_way.terms, scale_);
      figure.span = WindowSpan{*answer.span, answer.span_way.terms, figure_text(whole, scale_)};
    }
    return figure;
  }

  WindowQuestion question_;
  Additive additive_;
  int scale_;
  std::optional<OpeningStock> opening_;
  std::map<std::vector<bool>, Book> books_;
  LikeUnits units_;
};

}  // namespace

std::unique_ptr<WindowRule> sum_rule(const WindowQuestion& question, Additive additive) {
  return std::make_unique<Sum>(question, additive);
}

}  // namespace cchc
