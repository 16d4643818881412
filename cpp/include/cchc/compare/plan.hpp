// A figure against a plan: how much should have been reached by now, how far off it is, and what
// each remaining month must bring. Nothing here guesses whether the plan will be met.
//
// The plan runs straight from the morning of its first day to the close of the day on which it is
// due, by days or by completed months; a figure is one of the close of its day. As in a data
// window, both days count:
//
//   2023-12-15 to 2024-12-14 are 366 days; at the close of 2024-06-14, the 183rd, half of the
//   target is expected, by months 6 of 12. On the first day 1/366 is, on the last one all of it.
//
//   start 2021-01-01 at 0, due 2024-12-31 at 80; on 2023-12-31 by months 36 of 48 have passed,
//   so 60 are expected; with 50 the figure is 10 behind and needs 2.5 a month to finish.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cchc/base/decimal.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

enum class ProRata { days, months };
enum class PlanVerdict { behind, on_pace, ahead, reached };

// The text is the enumerator's name; ..._from_text throws SelectionError E0920.
[[nodiscard]] std::string_view to_text(ProRata pro_rata);
[[nodiscard]] std::string_view to_text(PlanVerdict verdict);
[[nodiscard]] ProRata pro_rata_from_text(std::string_view text);

struct Plan {
  Date start;  // its first day
  Date due;    // its last day: the target is to be reached by its close
  Decimal start_value;
  Decimal target;  // may lie below start_value: a reduction
  ProRata pro_rata = ProRata::days;
};

// Every number is one correctly rounded quotient of exact whole numbers.
struct Pace {
  double expected;      // by the plan at the close of this day; the start value before it, the
                        // target from the due date on
  double distance;      // value less expected
  double done_percent;  // of the way from start value to target; NaN when they are equal
  PlanVerdict verdict;  // in the direction of the plan; reached: nothing is left to do
  // (target - value) / months left; empty from the due date on. By months: completed months until
  // the due date, empty when none is left. By days: a month is 30.4375 days.
  std::optional<double> needed_per_month;
};

// Throws ComparisonError E1109 when due is before start (by months: when that is no full month).
[[nodiscard]] Pace pace(const Plan& plan, Date date, Decimal value);

// The pace of an observed or aggregated figure at the end of its window. The target is another
// indicator's figure in the same cell when `target_indicator` is given, else plan.target. Empty
// when a figure is missing. ComparisonError E1110 when a plane is not exact or the two indicators
// count different things; SelectionError as Cube::at.
[[nodiscard]] std::optional<Pace> pace(const Cube& cube, CellPlace place, const Plan& plan,
                                       const std::string& target_indicator = {});

}  // namespace cchc
