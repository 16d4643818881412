#include "cchc/compare/rate_mix.hpp"

#include <limits>

#include "cchc/base/big_whole.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// n / d and N / D of both sides: 1 is now, 0 is then.
struct Terms {
  BigWhole n1, d1, n0, d0;  // the unit's; 0 where it is absent
  BigWhole N1, D1, N0, D0;  // all units'
};

Terms terms_of(const RatioChange& unit, const RatioChange& all) {
  const RatioAmount now = unit.now.value_or(RatioAmount{});
  const RatioAmount then = unit.then.value_or(RatioAmount{});
  return {now.numerator,      now.denominator,      then.numerator,      then.denominator,
          all.now->numerator, all.now->denominator, all.then->numerator, all.then->denominator};
}

bool has_rate(const std::optional<RatioAmount>& amount) {
  return amount && amount->denominator != 0;
}

// change of (n / D) - mean(R) x change of w, over one denominator.
Int128 effect_without_rate(const Terms& t, const BigWhole& multiplier) {
  const BigWhole both = t.D1 * t.D0;
  const BigWhole moved = 2 * both * (t.n1 * t.D0 - t.n0 * t.D1);
  const BigWhole weighed = (t.N1 * t.D0 + t.N0 * t.D1) * (t.d1 * t.D0 - t.d0 * t.D1);
  return rounded_quotient(multiplier * (moved - weighed), 2 * both * both);
}

Int128 rate_effect(const Terms& t, const BigWhole& multiplier) {
  const BigWhole shares = t.d1 * t.D0 + t.d0 * t.D1;
  const BigWhole rates = t.n1 * t.d0 - t.n0 * t.d1;
  return rounded_quotient(multiplier * shares * rates, 2 * t.D1 * t.D0 * t.d1 * t.d0);
}

Int128 mix_effect(const Terms& t, const BigWhole& multiplier) {
  const BigWhole both = t.D1 * t.D0;
  const BigWhole own = t.d1 * t.d0;
  const BigWhole shares = t.d1 * t.D0 - t.d0 * t.D1;
  const BigWhole distance = (t.n1 * t.d0 + t.n0 * t.d1) * both - (t.N1 * t.D0 + t.N0 * t.D1) * own;
  return rounded_quotient(multiplier * shares * distance, 2 * both * both * own);
}

}  // namespace

RateMix rate_and_mix(const RatioChange& unit, const RatioChange& all, Int128 multiplier) {
  const Terms terms = terms_of(unit, all);
  if (!has_rate(unit.now) || !has_rate(unit.then)) {
    return {0, effect_without_rate(terms, multiplier)};
  }
  return {rate_effect(terms, multiplier), mix_effect(terms, multiplier)};
}

std::optional<Int128> rate_of(const std::optional<RatioAmount>& amount, Int128 multiplier) {
  if (!has_rate(amount)) {
    return std::nullopt;
  }
  return rounded_quotient(BigWhole(multiplier) * amount->numerator, amount->denominator);
}

std::optional<RateStep> rate_step(const RatioChange& all, int factor) {
  const RatioAmount& now = *all.now;
  const RatioAmount& then = *all.then;
  try {
    const Int128 base = checked_product(then.numerator, now.denominator);
    const Int128 moved = checked_sum(checked_product(now.numerator, then.denominator), -base);
    const Int128 both = checked_product(now.denominator, then.denominator);
    return RateStep{quotient(checked_product(moved, factor), both),
                    base == 0 ? std::numeric_limits<double>::quiet_NaN()
                              : quotient(checked_product(moved, 100), base)};
  } catch (const NumberError&) {
    return std::nullopt;
  }
}

Int128 rate_change(const RatioChange& all, Int128 multiplier) {
  const Terms t = terms_of(all, all);
  return rounded_quotient(multiplier * (t.N1 * t.D0 - t.N0 * t.D1), t.D1 * t.D0);
}

}  // namespace cchc
