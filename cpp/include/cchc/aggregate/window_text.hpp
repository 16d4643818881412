// Window equations and findings in words.
#pragma once

#include <string>

#include "cchc/aggregate/window_rule.hpp"

namespace cchc {

struct BilingualText {
  std::string en;
  std::string vi;
};

// "2024-H1 - 2024-Q1 + stock at the end of 2024-Q1": additions before subtractions, each in Period
// order, then opening stocks. Terms that are no part of a sum are listed with commas.
[[nodiscard]] BilingualText equation(const Cube& cube, const WindowTerms& terms);

// The rule that a resampled figure followed: "2024-Q2 = 2024-H1 - 2024-Q1".
[[nodiscard]] BilingualText rule_text(const WindowQuestion& question, OverPeriods operation,
                                      Period wanted, const WindowFigure& figure);

// The texts of a finding.
[[nodiscard]] BilingualText doubt_text(const Cube& cube, Period wanted, const WindowDoubt& doubt);
[[nodiscard]] BilingualText span_text(const Cube& cube, Period wanted, const WindowSpan& span);

}  // namespace cchc
