// Where a series is heading: the line prolonged to a target's window, with the interval that a
// figure of that window would fall into, and a verdict that says why it cannot tell.
//
// A window that is behind us is no forecast: its reported figure says whether the target was
// reached, and a window that nobody reported cannot tell.
//
// Figures that lie exactly on a line show no scatter, so Student's interval has no width, which is
// ignorance and no certainty. If each figure leaves the line with some chance, m figures beyond the
// two that fix it, none of which did, put that chance at or below 1 - confidence only where
// confidence^m <= 1 - confidence (S. S. Wilks, Annals of Mathematical Statistics 12 (1941) 91-96):
// 22 of them at 0.9. With fewer nothing can be told.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "cchc/trend/line_fit.hpp"
#include "cchc/trend/series_trends.hpp"

namespace cchc {

// Which figures meet the target: staffing is to fall to it, an on-time rate to rise to it.
enum class TargetSide : std::uint8_t { at_most, at_least };
// From text: throws SelectionError E0920.
[[nodiscard]] std::string_view to_text(TargetSide side);
[[nodiscard]] TargetSide target_side_from_text(std::string_view text);

enum class ProjectionVerdict : std::uint8_t {
  on_track,
  not_on_track,
  cannot_tell,
  reached,  // facts about a window that is reported
  not_reached,
};
[[nodiscard]] std::string_view to_text(ProjectionVerdict verdict);

enum class VerdictReason : std::uint8_t {
  interval_meets,      // the whole interval meets the target
  interval_misses,     // none of it does
  interval_straddles,  // it lies on both sides
  too_few,             // fewer than 4 figures
  no_scatter,          // too few figures, all exactly on the line
  too_far,             // the target lies further ahead than the figures reach back
  beyond_bounds,       // the line arrives where no figure can be
  serial,              // neighbouring figures go together, so the interval would be too narrow
  known,               // the target's window is already reported
  passed,              // it is not after the last window followed, and has no figure
  no_target,           // no target for this series
};
[[nodiscard]] std::string_view to_text(VerdictReason reason);

inline constexpr Index fewest_projected = 4;

// The figures beyond two that must lie on a line before nothing else need be reckoned with.
[[nodiscard]] Index fewest_without_scatter(double confidence);

// Of one series; value, low and high are NaN with fewer than 3 figures and for a window that has
// passed, low and high also for no_scatter, serial and a line that leaves the bounds. Of a reported
// window all three are its figure.
struct Projection {
  Prediction expected;
  ProjectionVerdict verdict;
  VerdictReason reason;
};

struct Target {
  double value;     // NaN: none
  std::int32_t at;  // x of its window
  TargetSide side;
  double lowest = -std::numeric_limits<double>::infinity();  // what figures can be, such as 0 to
                                                             // 100 per cent: cuts the interval
  double highest = std::numeric_limits<double>::infinity();
};

// `figures` one per x of all windows followed, NaN: gap; `scale` as in SeriesRef. Throws as
// series_trends, and TrendError E1514 unless 0 < confidence < 1.
[[nodiscard]] Projection project(std::span<const double> figures, std::span<const std::int32_t> x,
                                 int scale, const Target& target, double confidence = 0.9);

}  // namespace cchc
