#include "cchc/model/window_path.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <tuple>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// The cost of a walk orders by windows first and subtractions second: one number for both.
using Cost = std::int64_t;
constexpr Cost forwards = Cost{1} << 32;
constexpr Cost backwards = forwards + 1;
constexpr Cost unreachable = std::numeric_limits<Cost>::max() / 2;

constexpr Index windows_of(Cost cost) { return static_cast<Index>(cost >> 32); }

template <typename Vector>
auto& at(Vector& values, Index place) {
  return values[static_cast<std::size_t>(place)];
}

std::vector<Index> in_period_order(std::span<const Period> periods) {
  std::vector<Index> order(periods.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::ranges::sort(order, {}, [&](Index i) { return at(periods, i); });
  return order;
}

[[noreturn]] void refuse_repeated(Period period) {
  const std::string text = to_text(period);
  throw PeriodError("CCHC-E0305",
                    "window " + text + " is given twice; choose one value for it first",
                    "kỳ " + text + " được cho hai lần; hãy chọn trước một giá trị cho kỳ đó");
}

bool lower(Cost& cost, Cost offer) {
  if (offer >= cost) return false;
  cost = offer;
  return true;
}

Index subtractions(const WindowPath& path) {
  return std::ranges::count(path, -1, &WindowStep::sign);
}

}  // namespace

// The walks to one boundary over some of the edges.
class WindowGraph::PathSearch {
 public:
  PathSearch(std::span<const Edge> edges, std::size_t boundaries, Index target)
      : edges_(edges), target_(target), costs_(boundaries, unreachable), visited_(boundaries) {
    at(costs_, target) = 0;
    while (relax()) {
    }
  }

  // At each boundary the first edge, in Period order, that lies on a best way to the target.
  std::optional<WindowPath> best_from(Index start) const {
    if (at(costs_, start) == unreachable) return std::nullopt;
    WindowPath path;
    for (Index here = start; here != target_;) {
      const auto [edge, sign] = best_step(here);
      path.push_back({edge->which, sign});
      here = sign > 0 ? edge->to : edge->from;
    }
    return path;
  }

  void collect_from(Index here, Index max_length, std::vector<WindowPath>& found) {
    if (here == target_) {
      found.push_back(path_);
      return;
    }
    if (windows_of(at(costs_, here)) > max_length) return;
    at(visited_, here) = 1;
    for (const Edge& edge : edges_) {
      if (edge.from == here) follow(edge.to, {edge.which, +1}, max_length, found);
      if (edge.to == here) follow(edge.from, {edge.which, -1}, max_length, found);
    }
    at(visited_, here) = 0;
  }

 private:
  // One pass over all edges; whether it improved anything.
  bool relax() {
    bool improved = false;
    for (const Edge& edge : edges_) {
      Cost& from = at(costs_, edge.from);
      Cost& to = at(costs_, edge.to);
      improved |= lower(from, to + forwards);
      improved |= lower(to, from + backwards);
    }
    return improved;
  }

  std::pair<const Edge*, int> best_step(Index here) const {
    const Cost cost = at(costs_, here);
    const Edge* edge = edges_.data();
    for (;; ++edge) {
      if (edge->from == here && at(costs_, edge->to) + forwards == cost) return {edge, +1};
      if (edge->to == here && at(costs_, edge->from) + backwards == cost) return {edge, -1};
    }
  }

  void follow(Index next, WindowStep step, Index max_length, std::vector<WindowPath>& found) {
    if (at(visited_, next) != 0) return;
    path_.push_back(step);
    collect_from(next, max_length - 1, found);
    path_.pop_back();
  }

  std::span<const Edge> edges_;
  Index target_;
  std::vector<Cost> costs_;
  std::vector<char> visited_;  // not bool: elements are referred to
  WindowPath path_;
};

WindowGraph::WindowGraph(std::span<const Period> available) {
  for (const Period& period : available) {
    boundaries_.push_back(period.first_month());
    boundaries_.push_back(period.end_month());
  }
  std::ranges::sort(boundaries_);
  boundaries_.erase(std::ranges::unique(boundaries_).begin(), boundaries_.end());
  const std::vector<Index> order = in_period_order(available);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Period period = at(available, order[i]);
    if (i > 0 && at(available, order[i - 1]) == period) refuse_repeated(period);
    edges_.push_back({*place_of(period.first_month()), *place_of(period.end_month()), order[i],
                      period.length()});
  }
}

std::optional<Index> WindowGraph::place_of(int boundary) const {
  const auto place = std::ranges::lower_bound(boundaries_, boundary);
  if (place == boundaries_.end() || *place != boundary) return std::nullopt;
  return place - boundaries_.begin();
}

std::optional<WindowPath> WindowGraph::shortest_path(Period wanted) const {
  const auto start = place_of(wanted.first_month());
  const auto target = place_of(wanted.end_month());
  if (!start || !target) return std::nullopt;
  return PathSearch(edges_, boundaries_.size(), *target).best_from(*start);
}

std::vector<WindowPath> WindowGraph::simple_paths(Period wanted, Index max_length) const {
  const auto start = place_of(wanted.first_month());
  const auto target = place_of(wanted.end_month());
  std::vector<WindowPath> found;
  if (!start || !target) return found;
  PathSearch(edges_, boundaries_.size(), *target).collect_from(*start, max_length, found);
  // The search walks edges in Period order, so a stable sort leaves ties in that order.
  std::ranges::stable_sort(found, {}, [](const WindowPath& path) {
    return std::tuple(path.size(), subtractions(path));
  });
  return found;
}

std::vector<Index> WindowGraph::components() const {
  std::vector<Index> component(boundaries_.size());
  std::iota(component.begin(), component.end(), Index{0});
  bool joined = true;
  while (joined) {
    joined = false;
    for (const Edge& edge : edges_) {
      Index& from = at(component, edge.from);
      Index& to = at(component, edge.to);
      joined |= from != to;
      from = to = std::min(from, to);
    }
  }
  return component;
}

std::vector<Period> WindowGraph::derivable() const {
  const std::vector<Index> component = components();
  std::vector<Period> found;
  for (std::size_t first = 0; first < boundaries_.size(); ++first) {
    for (std::size_t end = first + 1; end < boundaries_.size(); ++end) {
      if (component[first] != component[end]) continue;
      found.push_back(Period::months(boundaries_[first], boundaries_[end] - boundaries_[first]));
    }
  }
  return found;
}

std::optional<Period> WindowGraph::separable_span(Period wanted) const {
  std::optional<Period> shortest;
  for (const Period& span : derivable()) {
    if (!span.contains(wanted)) continue;
    if (!shortest || span.length() < shortest->length()) shortest = span;
  }
  return shortest;
}

// Kruskal: shortest windows first; a window that closes a circle is a check of those before it.
std::vector<WindowCheck> WindowGraph::checks() const {
  std::vector<Edge> by_length = edges_;
  std::ranges::stable_sort(by_length, {}, &Edge::length);
  std::vector<WindowCheck> found;
  std::vector<Edge> earlier;  // kept in Period order, as the search wants it
  for (const Edge& edge : by_length) {
    const PathSearch search(earlier, boundaries_.size(), edge.to);
    if (auto path = search.best_from(edge.from)) found.push_back({edge.which, std::move(*path)});
    const auto place =
        std::ranges::upper_bound(earlier, std::pair(edge.from, edge.to), {},
                                 [](const Edge& e) { return std::pair(e.from, e.to); });
    earlier.insert(place, edge);
  }
  return found;
}

std::optional<WindowPath> shortest_path(Period wanted, std::span<const Period> available) {
  return WindowGraph(available).shortest_path(wanted);
}

std::vector<WindowPath> simple_paths(Period wanted, std::span<const Period> available,
                                     Index max_length) {
  return WindowGraph(available).simple_paths(wanted, max_length);
}

std::optional<Period> separable_span(Period wanted, std::span<const Period> available) {
  return WindowGraph(available).separable_span(wanted);
}

std::vector<Period> derivable(std::span<const Period> available) {
  return WindowGraph(available).derivable();
}

std::string to_text(const WindowPath& path, std::span<const Period> available) {
  WindowPath ordered = path;
  std::ranges::sort(ordered, {}, [&](const WindowStep& step) {
    return std::tuple(-step.sign, at(available, step.which));
  });
  std::string text;
  for (const WindowStep& step : ordered) {
    if (!text.empty()) text += step.sign > 0 ? " + " : " - ";
    text += to_text(at(available, step.which));
  }
  return text;
}

}  // namespace cchc
