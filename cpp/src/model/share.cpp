#include "cchc/model/share.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

Decimal shortest(Int128 mantissa, int scale) {
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  if (scale > decimal_maximum_scale ||
      magnitude(mantissa) > static_cast<Uint128>(std::numeric_limits<std::int64_t>::max())) {
    throw LineageError("CCHC-E0503",
                       "a chain of shares or amounts needs more digits than an exact decimal has "
                       "(18); give the shares with fewer decimals",
                       "chuỗi tỷ lệ chia hoặc số lượng cần nhiều chữ số hơn số thập phân chính xác "
                       "(18); hãy ghi tỷ lệ với ít chữ số thập phân hơn");
  }
  return {static_cast<std::int64_t>(mantissa), static_cast<std::int8_t>(scale)};
}

}  // namespace

Decimal product(Decimal left, Decimal right) {
  return shortest(Int128{left.mantissa} * right.mantissa, left.scale + right.scale);
}

Decimal sum(Decimal left, Decimal right) {
  const int scale = std::max(left.scale, right.scale);
  return shortest(checked_sum(scaled(left, scale), scaled(right, scale)), scale);
}

Decimal negative(Decimal value) { return product(value, {-1, 0}); }

}  // namespace cchc
