// Shares of a unit's figures: exact decimals such as 0.35, never doubles, so that the parts of a
// figure add up to the figure to the last digit.
#pragma once

#include "cchc/base/decimal.hpp"

namespace cchc {

inline constexpr Decimal whole_share{1, 0};

// Exact, without trailing zeros. Both throw LineageError E0503 when the result needs more than 18
// decimals or does not fit 64 bits; nothing is rounded.
[[nodiscard]] Decimal product(Decimal left, Decimal right);
[[nodiscard]] Decimal sum(Decimal left, Decimal right);

[[nodiscard]] Decimal negative(Decimal value);

}  // namespace cchc
