// Whole numbers of any size: the numerators and denominators of exact fractions, whose products
// outgrow 128 bits. Sums and products are exact; the one division is rounded once.
#pragma once

#include <cstdint>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/base/int128.hpp"

namespace cchc {

class BigWhole {
 public:
  BigWhole() = default;
  BigWhole(Int128 value);  // a whole number is a big whole number: no explicit

  [[nodiscard]] bool is_zero() const { return limbs_.empty(); }
  [[nodiscard]] bool is_negative() const { return negative_; }

  // Binary digits of the magnitude; 0 for zero.
  [[nodiscard]] Index bits() const { return bits(limbs_); }
  // This number times 2^places; places >= 0.
  [[nodiscard]] BigWhole shifted(Index places) const;

  [[nodiscard]] BigWhole operator-() const;
  friend BigWhole operator+(const BigWhole& left, const BigWhole& right);
  friend BigWhole operator-(const BigWhole& left, const BigWhole& right) { return left + -right; }
  friend BigWhole operator*(const BigWhole& left, const BigWhole& right);
  friend bool operator==(const BigWhole&, const BigWhole&) = default;

  friend Int128 rounded_quotient(const BigWhole& numerator, const BigWhole& denominator);

 private:
  using Limbs = std::vector<std::uint32_t>;  // least significant first, no zero at the end

  static int compare(const Limbs& left, const Limbs& right);
  static Limbs sum(const Limbs& left, const Limbs& right);
  static Limbs difference(const Limbs& larger, const Limbs& smaller);
  static Index bits(const Limbs& limbs);
  static bool bit(const Limbs& limbs, Index place);
  static void append_bit(Limbs& limbs, bool digit);

  Limbs limbs_;
  bool negative_ = false;  // never set for zero
};

// The whole number nearest to numerator / denominator, ties to the even one.
// Throws NumberError: E0705 when denominator is 0, E0701 when the result does not fit 128 bits.
[[nodiscard]] Int128 rounded_quotient(const BigWhole& numerator, const BigWhole& denominator);

}  // namespace cchc
