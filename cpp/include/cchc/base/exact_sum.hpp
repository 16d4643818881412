// A sum of whole numbers that is exact whatever the order: nothing wraps, nothing rounds.
#pragma once

#include <cstdint>

#include "cchc/base/int128.hpp"

namespace cchc {

// Holds 192 bits, so values may pass the 128-bit range on the way and come back: whether a total
// fits depends on the total alone, never on the order of adding or on how the work was cut.
class ExactSum {
 public:
  void add(Int128 value) noexcept { add(static_cast<Uint128>(value), value < 0 ? -1 : 0); }

  // Throws as whole_from_double when the value is not a whole number below 2^127.
  void add(double whole) { add(whole_from_double(whole)); }

  // The sum of both, as if the other's values had been added here.
  void add(const ExactSum& other) noexcept { add(other.low_, other.high_); }

  // Throws NumberError E0701 when the total does not fit 128 bits. The sum of nothing is 0 here;
  // that it should be shown as missing is the caller's knowledge.
  [[nodiscard]] Int128 total() const;

 private:
  void add(Uint128 low, std::int64_t high) noexcept {
    low_ += low;
    high_ += high + (low_ < low ? 1 : 0);
  }

  Uint128 low_ = 0;
  std::int64_t high_ = 0;
};

}  // namespace cchc
