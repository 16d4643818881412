// One side of a contribution: every unit's own figure in one column of a cube, as whole numbers.
#pragma once

#include <optional>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/compare/reason.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// A figure that adds up over units: a value, or the numerator and denominator of a ratio.
struct Amount {
  Int128 value = 0;
  Int128 denominator = 0;
};

// The numbers of the lists that the two are, which the unit shares with other units; 0: none.
struct Shared {
  std::uint8_t value = 0;
  std::uint8_t denominator = 0;
};

class ContributionSide {
 public:
  // Sums are read at `scale`, which is at least the plane's; ratio parts at a scale of their own.
  // Throws SelectionError E0904 when the cube has no column for the window, ComparisonError E1107
  // when the cube is rolled up, E1130 for figures of a formula that is no sum, and as
  // own_ratio_parts.
  ContributionSide(const Cube& cube, Index plane, Period wanted, int scale);

  [[nodiscard]] Period period() const { return cube_.periods()[static_cast<std::size_t>(column_)]; }
  // Amounts are whole numbers that stand for themselves / 10^scale.
  [[nodiscard]] int scale() const { return scale_; }
  // The unit's own figure; of a ratio its parts. Empty where it is not known.
  [[nodiscard]] std::optional<Amount> amount(Index unit) const;
  // What of the amount counts only once among all units that share it.
  [[nodiscard]] Shared shared(Index unit) const;
  // Whether the unit was there at the end of the window and the indicator applied to it.
  [[nodiscard]] bool in_perimeter(Index unit) const;
  // Whether the unit owed a figure and gave none.
  [[nodiscard]] bool is_absent(Index unit) const;
  // Bits of the reports behind the unit's figure; of a ratio, behind its parts and the rate.
  [[nodiscard]] ReportTraits traits(Index unit) const;
  [[nodiscard]] Index column() const { return column_; }
  // What the marks of the unit's figure and the reports behind it say.
  [[nodiscard]] Reasons reasons(Index unit) const;

 private:
  const Cube& cube_;
  Index plane_;
  Index column_;
  int scale_;
  Int128 factor_ = 1;
  std::optional<OwnRatioParts> parts_;  // ratios only
  SharedParts shared_;                  // of other figures only reported.numerator
};

}  // namespace cchc
