// Compares the figures of a cube with a baseline: other periods of it, or another cube.
//
// Every cell carries its reasons and its comparability. Strictly, a break gives no number; a caller
// may permit a breaking reason by name, and the number then still carries the reason.
//
// Per cent and percentage points never mix: an indicator measured in per cent has a point change
// (điểm %) and no relative change; every other quantity has a change in its own unit of measure and
// a relative change in per cent.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/compare/match.hpp"

namespace cchc {

struct CompareOptions {
  Reasons permitted = 0;  // breaking reasons under which a number is given all the same
  Index threads = 0;
  std::string baseline_name = {};  // what to call a baseline that is no window; empty: its window
  // The baseline holds what a function of this name made of whole planes of the current cube; see
  // given_baseline.hpp. Only the current window of a pair counts then.
  bool of_rows = false;
};

// One indicator's comparison; every matrix is units x pairs. Where no number is given the figures
// of `value` and `baseline` are still shown when they exist.
struct PlaneComparison {
  Index indicator;  // position in the catalogue
  Figures value;
  Figures baseline;
  Figures change;          // exact, NaN for per cent indicators and where no number is given
  Matrix relative_change;  // 100 x change / baseline, correctly rounded; NaN likewise
  // Percentage points, of pooled rates rounded once from their parts; NaN for every other unit of
  // measure.
  Matrix point_change;
  Eigen::Array<Reasons, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> reasons;

  [[nodiscard]] Comparability comparability(Index unit, Index pair) const {
    return comparability_of(reasons(unit, pair));
  }
};

struct Comparison {
  std::shared_ptr<const Cube> current;
  std::shared_ptr<const Cube> baseline;
  std::vector<PeriodPair> pairs;
  std::vector<PlaneComparison> planes;  // indicators that the current cube holds
  std::string baseline_name;            // as in the options
  bool of_rows = false;
};

// Compares `current` with `baseline`; give the same cube twice to compare its periods. Both must
// have the same units (ComparisonError E1102). A window that a cube does not hold makes its cells
// missing, except for levels: a stock, a ratio of levels or a coded answer is read from any window
// with the same last month.
[[nodiscard]] Comparison compare(std::shared_ptr<const Cube> current,
                                 std::shared_ptr<const Cube> baseline,
                                 std::vector<PeriodPair> pairs, const CompareOptions& options = {});

}  // namespace cchc
