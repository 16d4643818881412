#include "cchc/base/big_quotient.hpp"

#include <cmath>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// Floor of numerator / denominator x 2^shift with 119 to 122 binary digits. When digits were cut
// off the last one is set, so that rounding the whole to fewer digits cannot mistake it for a tie.
struct Shifted {
  Int128 whole;
  Index shift;
};

constexpr Index wanted_bits = 120;

// Precondition: both are positive.
Shifted shifted_quotient(const BigWhole& numerator, const BigWhole& denominator, bool even) {
  Index shift = wanted_bits - (numerator.bits() - denominator.bits());
  if (even && shift % 2 != 0) {
    ++shift;
  }
  const BigWhole top = shift > 0 ? numerator.shifted(shift) : numerator;
  const BigWhole bottom = shift < 0 ? denominator.shifted(-shift) : denominator;
  Int128 whole = rounded_quotient(top, bottom);
  const BigWhole rest = top - bottom * BigWhole(whole);
  if (rest.is_negative()) {
    --whole;
  }
  return {rest.is_zero() ? whole : whole | 1, shift};
}

Int128 root_of(Int128 square) {
  auto root = static_cast<Int128>(std::sqrt(static_cast<double>(square)));
  while (root * root > square) {
    --root;
  }
  while ((root + 1) * (root + 1) <= square) {
    ++root;
  }
  return root;
}

double scaled_down(Int128 whole, Index shift) {
  return std::ldexp(static_cast<double>(whole), -static_cast<int>(shift));
}

}  // namespace

double quotient(const BigWhole& numerator, const BigWhole& denominator) {
  if (numerator.is_zero() && !denominator.is_zero()) {
    return 0.0;
  }
  if (denominator.is_zero()) {
    return static_cast<double>(rounded_quotient(numerator, denominator));  // refuses
  }
  const bool negative = numerator.is_negative() != denominator.is_negative();
  const auto magnitude_of = [](const BigWhole& each) { return each.is_negative() ? -each : each; };
  const Shifted found = shifted_quotient(magnitude_of(numerator), magnitude_of(denominator), false);
  const double magnitude = scaled_down(found.whole, found.shift);
  return negative ? -magnitude : magnitude;
}

double root_of_quotient(const BigWhole& numerator, const BigWhole& denominator) {
  if (numerator.is_negative() || denominator.is_negative()) {
    throw NumberError("CCHC-E0708", "a negative number has no square root",
                      "số âm không có căn bậc hai");
  }
  if (numerator.is_zero() || denominator.is_zero()) {
    return quotient(numerator, denominator);
  }
  const Shifted found = shifted_quotient(numerator, denominator, true);
  const Int128 root = root_of(found.whole);
  return scaled_down(root * root == found.whole ? root << 1U : (root << 1U) | 1,
                     found.shift / 2 + 1);
}

double root_of_quotient(Int128 numerator, Int128 denominator) {
  return std::sqrt(static_cast<double>(numerator) / static_cast<double>(denominator));
}

BigWhole big_power_of_ten(int exponent) {
  BigWhole power = Int128{1};
  for (; exponent > int128_decimals; exponent -= int128_decimals) {
    power = power * BigWhole(power_of_ten(int128_decimals));
  }
  return power * BigWhole(power_of_ten(exponent));
}

}  // namespace cchc
