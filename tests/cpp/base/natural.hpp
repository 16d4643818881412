// Natural numbers of any size by school arithmetic: slow and obvious, for checking the fast.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <vector>

#include "cchc/base/int128.hpp"

namespace cchc::test {

class Natural {
 public:
  explicit Natural(Uint128 value) {
    for (; value != 0; value >>= 32) {
      limbs_.push_back(static_cast<std::uint32_t>(value));
    }
  }

  [[nodiscard]] Natural times(const Natural& other) const {
    Natural result(0);
    result.limbs_.assign(limbs_.size() + other.limbs_.size(), 0);
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < other.limbs_.size(); ++j) {
        carry += std::uint64_t{limbs_[i]} * other.limbs_[j] + result.limbs_[i + j];
        result.limbs_[i + j] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
      }
      result.limbs_[i + other.limbs_.size()] = static_cast<std::uint32_t>(carry);
    }
    while (!result.limbs_.empty() && result.limbs_.back() == 0) {
      result.limbs_.pop_back();
    }
    return result;
  }

  [[nodiscard]] Natural doubled(int times_two) const {
    Natural result = *this;
    for (int i = 0; i < times_two; ++i) {
      result = result.times(Natural(2));
    }
    return result;
  }

  friend std::strong_ordering operator<=>(const Natural& left, const Natural& right) {
    if (left.limbs_.size() != right.limbs_.size()) {
      return left.limbs_.size() <=> right.limbs_.size();
    }
    return std::lexicographical_compare_three_way(left.limbs_.rbegin(), left.limbs_.rend(),
                                                  right.limbs_.rbegin(), right.limbs_.rend());
  }

 private:
  std::vector<std::uint32_t> limbs_;  // least significant first, no zero at the end
};

}  // namespace cchc::test
