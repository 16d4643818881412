// Quotients of whole numbers of any size, and their square roots, as doubles that are rounded once.
#pragma once

#include "cchc/base/big_whole.hpp"

namespace cchc {

// The double nearest to numerator / denominator, ties to the even one; zero is always +0.
// Throws NumberError E0705 when denominator is 0.
[[nodiscard]] double quotient(const BigWhole& numerator, const BigWhole& denominator);

// The double nearest to the square root of numerator / denominator. Neither may be negative.
// Throws NumberError: E0705 when denominator is 0, E0708 when the quotient is negative.
[[nodiscard]] double root_of_quotient(const BigWhole& numerator, const BigWhole& denominator);

// The same of 128-bit whole numbers, for code that runs millions of times: within 2 units in the
// last place instead of rounded once. Precondition: numerator >= 0, denominator > 0.
[[nodiscard]] double root_of_quotient(Int128 numerator, Int128 denominator);

// Ten to any power that is not negative.
[[nodiscard]] BigWhole big_power_of_ten(int exponent);

}  // namespace cchc
