// A plane of figures: rows are units, columns are periods.
//
// Row-major, so that one unit's periods lie side by side: a roll-up adds whole rows, and a vector
// instruction runs over periods.
//
//            2024-Q1  2024-H1
//   province    .        .       row 0
//     dept A    40       39      row 1
//     dept B    12       NaN     row 2     NaN: no figure; the value state says why
//
// Figures are decimals. An exact plane holds value x 10^scale, which is a whole number, as float64
// ("head"). Where a whole number needs more than 53 bits the rest is in "tail", so that
// head + tail is exact; a plane without such cells has an empty tail. A quotient (a ratio) is not a
// decimal: its plane is not exact, its scale is 0 and its cells are the correctly rounded float64.
#pragma once

#include <Eigen/Core>
#include <cstdint>

#include "cchc/base/decimal.hpp"
#include "cchc/base/index.hpp"

namespace cchc {

using Matrix = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Counts = Eigen::Array<std::int32_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Flags = Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using PlaneRef = Eigen::Ref<const Matrix>;

// The largest whole number below which every whole number is a float64: 2^53.
inline constexpr double exact_limit = 9007199254740992.0;

struct Figures {
  int scale = 0;
  bool exact = true;
  Matrix head;
  Matrix tail;  // 0 x 0 when every head is exact

  Figures() = default;
  // All cells NaN.
  Figures(Index units, Index periods, int scale_, bool exact_);

  [[nodiscard]] Index units() const { return head.rows(); }
  [[nodiscard]] Index periods() const { return head.cols(); }
  [[nodiscard]] bool has(Index unit, Index period) const;
  // The whole number value x 10^scale. Precondition: has(unit, period) and exact.
  [[nodiscard]] Int128 whole(Index unit, Index period) const;
  void set_whole(Index unit, Index period, Int128 whole);
  // The figure itself, correctly rounded; NaN where there is none.
  [[nodiscard]] double value(Index unit, Index period) const;
  // All figures as float64, correctly rounded; a copy unless scale is 0 and tail empty.
  [[nodiscard]] Matrix values() const;
  // The exact decimal text of a cell ("16183", "20.5"); empty where there is none; the shortest
  // text of the float64 for a plane that is not exact.
  [[nodiscard]] std::string text(Index unit, Index period) const;
};

}  // namespace cchc
