// A figure as people write it: a whole number over a power of ten, so that 20.5 is 20.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cchc/base/int128.hpp"

namespace cchc {

// mantissa / 10^scale; scale is 0..18 and also says how many decimals were written.
struct Decimal {
  std::int64_t mantissa = 0;
  std::int8_t scale = 0;
};

inline constexpr int decimal_maximum_scale = 18;

// Equal values, whatever the scale: 2.50 equals 2.5.
[[nodiscard]] bool operator==(Decimal left, Decimal right);

// The nearest double, ties to even.
[[nodiscard]] double to_double(Decimal decimal);

// All decimals of the scale: {2050, 2} is "20.50".
[[nodiscard]] std::string to_string(Decimal decimal);

// Plain machine text: an optional minus, digits, and optionally a dot with digits. No plus, no
// exponent, no group marks, no spaces. Nothing when it is not such a text, when it has more than
// 18 decimals, or when the mantissa does not fit 64 bits.
[[nodiscard]] std::optional<Decimal> decimal_from_text(std::string_view text);

// The shortest decimal that reads back as the same double: 0.1 gives 1/10. Throws NumberError
// E0707 when the value is not finite or needs more than 18 decimals or 64 bits.
[[nodiscard]] Decimal decimal_from_double(double value);

// The mantissa of the same value at `scale`: scaled(20.5, 3) is 20500. Throws NumberError E0706
// when scale is narrower than the decimal's own, E0701 or E0704 when the result does not fit.
[[nodiscard]] Int128 scaled(Decimal decimal, int scale);

}  // namespace cchc
