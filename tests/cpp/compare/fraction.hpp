// Exact fractions by school arithmetic: the slow, obvious twin of everything that is rounded once.
#pragma once

#include <numeric>

#include "cchc/base/int128.hpp"

namespace cchc::testing {

inline Int128 gcd(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

struct Fraction {
  Int128 numerator = 0;
  Int128 denominator = 1;

  Fraction(Int128 whole = 0) : numerator(whole) {}
  Fraction(Int128 above, Int128 below) {
    const Int128 common = below < 0 ? -gcd(above, below) : gcd(above, below);
    numerator = above / common;
    denominator = below / common;
  }

  friend Fraction operator+(Fraction a, Fraction b) {
    const Int128 common = gcd(a.denominator, b.denominator);
    const Int128 lift_a = b.denominator / common;
    const Int128 lift_b = a.denominator / common;
    return {checked_sum(checked_product(a.numerator, lift_a), checked_product(b.numerator, lift_b)),
            checked_product(a.denominator, lift_a)};
  }
  friend Fraction operator*(Fraction a, Fraction b) {
    const Fraction left(a.numerator, b.denominator);
    const Fraction right(b.numerator, a.denominator);
    return {checked_product(left.numerator, right.numerator),
            checked_product(left.denominator, right.denominator)};
  }
  friend Fraction operator-(Fraction a, Fraction b) { return a + b * Fraction(-1); }
  friend Fraction operator/(Fraction a, Fraction b) {
    return a * Fraction(b.denominator, b.numerator);
  }
  friend bool operator==(Fraction a, Fraction b) {
    return a.numerator == b.numerator && a.denominator == b.denominator;
  }

  // Nearest whole number, ties to even.
  [[nodiscard]] Int128 rounded() const {
    const Int128 size = numerator < 0 ? -numerator : numerator;
    const Int128 down = size / denominator;
    const Int128 twice = 2 * (size % denominator);
    const bool up = twice > denominator || (twice == denominator && down % 2 == 1);
    return (numerator < 0 ? -1 : 1) * (down + (up ? 1 : 0));
  }
};

inline Fraction mean(Fraction a, Fraction b) { return (a + b) / Fraction(2); }

}  // namespace cchc::testing
