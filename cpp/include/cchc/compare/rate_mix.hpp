// The change of a ratio R = N / D over units, unit by unit, in the symmetric form.
//
// With the share w = d / D and the rate r = n / d of a unit:
//
//   rate effect  mean(w) x change of r                     the unit's own rate moved
//   mix effect   change of w x (mean(r) - mean(R))         its weight among the units moved
//
// Means are over the two sides, so neither side is the yardstick. The shares add up to one on each
// side, hence the effects of all units add up to the change of R. A unit that has a rate on one
// side only (it entered, left, or its denominator was 0) has no change of rate; it moves R by w x
// (r - mean(R)) alone, all of it mix: no rate of 0 is made up for it.
#pragma once

#include <optional>

#include "cchc/base/int128.hpp"

namespace cchc {

// Whole numbers at one scale for all units of a side; only their quotients count.
struct RatioAmount {
  Int128 numerator = 0;
  Int128 denominator = 0;
};

// One unit (or several together), or all: present where its parts are known.
struct RatioChange {
  std::optional<RatioAmount> now;
  std::optional<RatioAmount> then;
};

struct RateMix {
  Int128 rate = 0;
  Int128 mix = 0;
};

// Both effects times `multiplier`, each rounded once, half to even, from its exact fraction.
// Precondition: `all` is present on both sides with denominators that are not 0.
[[nodiscard]] RateMix rate_and_mix(const RatioChange& unit, const RatioChange& all,
                                   Int128 multiplier);

// multiplier x numerator / denominator, rounded once; empty when it is absent or divides by 0.
[[nodiscard]] std::optional<Int128> rate_of(const std::optional<RatioAmount>& amount,
                                            Int128 multiplier);

// The change of R times `factor` and, relative to R then, in per cent (NaN when that is 0), each
// the float64 nearest to its exact fraction.
struct RateStep {
  double change;
  double relative;
};

// Empty when the products outgrow 128 bits. Precondition: present on both sides, no denominator 0.
[[nodiscard]] std::optional<RateStep> rate_step(const RatioChange& all, int factor);

// multiplier x the change of R, rounded once. Precondition as above.
[[nodiscard]] Int128 rate_change(const RatioChange& all, Int128 multiplier);

}  // namespace cchc
