// 128-bit whole numbers: the exact arithmetic under every figure.
//
// A figure is a whole number over a power of ten; totals, products with a power of ten and the
// one division at the end happen here, checked, and are rounded once.
#pragma once

#include <string>

namespace cchc {

// The standard does not know the type; __extension__ says so once for -Wpedantic.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

inline constexpr Int128 int128_maximum = static_cast<Int128>(~Uint128{0} >> 1);
inline constexpr Int128 int128_minimum = -int128_maximum - 1;

// The largest power of ten that fits: 10^38.
inline constexpr int int128_decimals = 38;

// The distance from zero; unlike a negation it exists for int128_minimum too.
[[nodiscard]] constexpr Uint128 magnitude(Int128 whole) {
  return whole < 0 ? Uint128{0} - static_cast<Uint128>(whole) : static_cast<Uint128>(whole);
}

// Throws NumberError E0701: `what` ("a total") does not fit the exact range.
[[noreturn]] void refuse_size(const std::string& what_en, const std::string& what_vi);

// 10^exponent. Throws NumberError E0704 unless exponent is 0..38.
[[nodiscard]] Int128 power_of_ten(int exponent);

// Throw NumberError E0701 when the result does not fit 128 bits.
[[nodiscard]] Int128 checked_sum(Int128 left, Int128 right);
[[nodiscard]] Int128 checked_product(Int128 left, Int128 right);

// The double nearest to numerator / denominator, ties to the even one; zero is always +0.
// Throws NumberError E0705 when denominator is 0.
[[nodiscard]] double quotient(Int128 numerator, Int128 denominator);

// A finite double without a fraction, as an integer. Throws NumberError E0702 when it is not
// finite, E0703 when it has a fraction, E0701 when its magnitude is 2^127 or more.
[[nodiscard]] Int128 whole_from_double(double whole);

// A whole number as two doubles: head is the nearest double, tail is the rest, head + tail is the
// number exactly. Below 2^53 the tail is 0. Example: 2^53 + 1 = {2^53, 1}.
struct Parts {
  double head = 0.0;
  double tail = 0.0;
  friend bool operator==(const Parts&, const Parts&) = default;
};

// Throws NumberError E0701 when |whole| is 2^106 or more: then the rest may not fit a double.
[[nodiscard]] Parts split(Int128 whole);

// The inverse of split, for any two whole doubles. Throws as whole_from_double, and E0701 when
// the sum leaves 128 bits.
[[nodiscard]] Int128 join(double head, double tail);

// Decimal text of mantissa / 10^scale with all its decimals: (16183, 0) is "16183", (-25, 2) is
// "-0.25", (200, 1) is "20.0". Throws NumberError E0704 unless scale is 0..38.
[[nodiscard]] std::string to_string(Int128 mantissa, int scale);

// The double nearest to mantissa / 10^scale, ties to even. Throws as to_string.
[[nodiscard]] double to_double(Int128 mantissa, int scale);

}  // namespace cchc
