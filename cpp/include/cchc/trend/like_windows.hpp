// The windows of a trend: all of one length, none overlapping, in order of time.
//
// A quarter beside a half-year would show a trend that is only the length of the window. Legal are
// consecutive windows (quarters) or windows of the same position in each year (every first half).
#pragma once

#include <cstdint>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"

namespace cchc {

struct LikeWindows {
  std::vector<Index> columns;   // of the given periods, in order of time
  std::vector<std::int32_t> x;  // steps since the first window
  std::vector<std::int32_t> year;
  std::vector<std::int32_t> season;  // month of the year in which the window begins, from 0
  int length = 0;                    // months of each window
  int step = 0;                      // months of one step of x

  // Whether windows of different positions in the year follow one another.
  [[nodiscard]] bool within_years() const;
  // Years in which every position is known, of consecutive windows also one that never occurs;
  // `known` has one entry per window.
  [[nodiscard]] Index complete_years(const std::vector<bool>& known) const;
};

// Throws TrendError: E1506 for windows of unlike length, naming the nearest legal calls, E1507 for
// windows that overlap, E1508 without any window. `step` is what was asked for; 0: a year where all
// windows have one position in the year, else their length (also of a single window), or what
// divides the distances where the length does not.
[[nodiscard]] LikeWindows like_windows(const std::vector<Period>& periods, int step = 0);

// Steps from the first window to another window of the same length. Throws TrendError E1509 when it
// has another length or falls between the steps.
[[nodiscard]] std::int32_t step_of(const LikeWindows& windows, Period first, Period other);

}  // namespace cchc
