// One indicator's way to a wanted window: which cells make its figure, and what speaks against it.
//
// A rule is made for one plane and a list of wanted windows, and asked unit by unit. It is the same
// code that computes a figure and that names its sources afterwards.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/aggregate/window_finding.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

enum class TermRole { window, opening_stock, numerator, denominator };

// A cell of the source cube, of the unit in question.
struct WindowTerm {
  Index plane;
  Index period;
  int coefficient;  // 0: looked at (a maximum, an answer), not a term of a sum
  TermRole role = TermRole::window;

  friend bool operator==(const WindowTerm&, const WindowTerm&) = default;
};
using WindowTerms = std::vector<WindowTerm>;

// Two sets of cells that should give one figure and do not. Figures are exact texts.
struct WindowDoubt {
  WindowFinding::Kind kind;
  WindowTerms stands;
  WindowTerms other;
  std::string figure;
  std::string other_figure;
  bool of_sources = false;  // between reported windows, whichever of them the figure uses
};

// A longer window that is known where the wanted one is not.
struct WindowSpan {
  Period window;
  WindowTerms terms;
  std::string figure;
};

struct WindowFigure {
  WindowTerms terms;                // empty: no figure
  std::optional<Int128> whole;      // of an exact rule: the figure x 10^scale
  double rounded = 0.0;             // of a rule that is not exact
  std::optional<Int128> numerator;  // of a recomputed ratio, x 10^parts_scale
  std::optional<Int128> denominator;
  std::uint8_t marks = 0;           // besides those of the terms
  std::vector<WindowDoubt> doubts;  // any: the figure is marked `conflict`
  std::optional<WindowSpan> span;

  [[nodiscard]] bool has() const { return !terms.empty(); }
};

class WindowRule {
 public:
  virtual ~WindowRule() = default;
  // One figure for each wanted window. Not for several threads at once: paths are kept.
  [[nodiscard]] virtual std::vector<WindowFigure> row(Index unit) = 0;
  [[nodiscard]] virtual int scale() const = 0;
  [[nodiscard]] virtual bool exact() const = 0;
  [[nodiscard]] virtual int parts_scale() const { return 0; }
};

// What a rule is about. The cube outlives the rule.
struct WindowQuestion {
  const Cube& cube;
  Index plane;
  std::vector<Period> wanted;
  bool flows_of_cumulative = false;

  [[nodiscard]] const Plane& source() const { return cube.plane(plane); }
  [[nodiscard]] const Figures& figures() const { return source().figures; }
};

[[nodiscard]] std::unique_ptr<WindowRule> window_rule(const WindowQuestion& question,
                                                      OverPeriods operation);

// Whether the operation may combine the plane's windows: figures that were combined by another one
// (their largest, their mean) say nothing of any window but their own.
[[nodiscard]] bool is_taken_apart_by(const WindowQuestion& question, OverPeriods operation);

// Whether figures of the unit may be added and subtracted over windows: its own figures, and sums
// of units. A difference of two largest figures is no largest figure.
[[nodiscard]] bool adds_up(const WindowQuestion& question, Index unit);

// Whether the cell holds a figure that others may be made of.
[[nodiscard]] bool is_reported(const Cube& cube, CellPlace place);

// The figure that one cell holds, taken over as it is.
[[nodiscard]] WindowFigure taken_over(const WindowQuestion& question, Index unit, Index period,
                                      const WindowRule& rule);

// The exact signed sum of the terms at `scale`. All terms must be reported in exact planes.
[[nodiscard]] Int128 signed_sum(const Cube& cube, Index unit, const WindowTerms& terms, int scale);

// The exact decimal text of whole / 10^scale without idle zeros.
[[nodiscard]] std::string figure_text(Int128 whole, int scale);

}  // namespace cchc
