#include "cchc/base/exact_sum.hpp"

namespace cchc {

Int128 ExactSum::total() const {
  const auto total = static_cast<Int128>(low_);
  if (high_ != (total < 0 ? -1 : 0)) {
    refuse_size("a total", "tổng");
  }
  return total;
}

}  // namespace cchc
