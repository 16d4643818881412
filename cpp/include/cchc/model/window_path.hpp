// Window equations: which windows follow from the reported ones, and how.
//
// Month boundaries are the points of a graph and every reported window is an edge between two of
// them. A wanted window is derived by any walk from its first boundary to its last: edges walked
// forwards are added, edges walked backwards are taken away, and everything between cancels.
//   reported Q1 and H1, wanted Q2:  1/4 --(-Q1)--> 1/1 --(+H1)--> 1/7,  so Q2 = H1 - Q1.
// A boundary is its month ordinal (period.hpp). Nothing here knows values: only additive ones,
// flows of a window, may be put in.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"

namespace cchc {

// One window on the way: its place in the list of available windows, and +1 or -1.
struct WindowStep {
  Index which;
  int sign;

  friend constexpr bool operator==(const WindowStep&, const WindowStep&) = default;
};

// In the order of walking, from the first boundary of the wanted window to its last.
using WindowPath = std::vector<WindowStep>;

// An available window that others add up to: its value has to equal the sum along `path`.
struct WindowCheck {
  Index which;
  WindowPath path;
};

class WindowGraph {
 public:
  // Throws PeriodError E0305 when a window is given twice. The order of the windows changes nothing
  // but their numbers.
  explicit WindowGraph(std::span<const Period> available);

  // The path of fewest windows; among those the one with fewest subtractions; among those the one
  // whose windows, in the order of walking, come first (by Period order). Empty when the wanted
  // window does not follow from the available ones. Worst case O(boundaries * windows).
  [[nodiscard]] std::optional<WindowPath> shortest_path(Period wanted) const;

  // All paths of at most `max_length` windows that touch no boundary twice, best first in the order
  // of shortest_path. Their sums have to agree. Their number can grow as a power of `max_length`.
  [[nodiscard]] std::vector<WindowPath> simple_paths(Period wanted, Index max_length) const;

  // The shortest derivable window that contains the wanted one; of equally short ones the earliest.
  // It is the wanted one itself when that is derivable; empty when nothing contains it. With the
  // year and Q1 reported and Q2 wanted it is Q2 to Q4 = Y - Q1.
  [[nodiscard]] std::optional<Period> separable_span(Period wanted) const;

  // Every window that follows from the available ones, themselves included, in Period order.
  [[nodiscard]] std::vector<Period> derivable() const;

  // Independent equations between the available windows, longer windows in terms of shorter ones:
  // any two paths to the same window agree exactly when all of these hold.
  [[nodiscard]] std::vector<WindowCheck> checks() const;

 private:
  struct Edge {
    Index from;  // places in boundaries_
    Index to;
    Index which;
    int length;
  };
  class PathSearch;

  [[nodiscard]] std::optional<Index> place_of(int boundary) const;
  // The component of each boundary, by its smallest place.
  [[nodiscard]] std::vector<Index> components() const;

  std::vector<int> boundaries_;  // ascending
  std::vector<Edge> edges_;      // in Period order
};

// The same for one question: builds the graph and asks it.
[[nodiscard]] std::optional<WindowPath> shortest_path(Period wanted,
                                                      std::span<const Period> available);
[[nodiscard]] std::vector<WindowPath> simple_paths(Period wanted, std::span<const Period> available,
                                                   Index max_length);
[[nodiscard]] std::optional<Period> separable_span(Period wanted,
                                                   std::span<const Period> available);
[[nodiscard]] std::vector<Period> derivable(std::span<const Period> available);

// The right side of the equation, additions before subtractions, each in Period order:
// "2024 - 2024-H1 - 2024-Q3".
[[nodiscard]] std::string to_text(const WindowPath& path, std::span<const Period> available);

}  // namespace cchc
