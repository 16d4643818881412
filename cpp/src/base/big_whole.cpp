#include "cchc/base/big_whole.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr int limb_bits = 32;

void drop_leading_zeros(std::vector<std::uint32_t>& limbs) {
  while (!limbs.empty() && limbs.back() == 0) {
    limbs.pop_back();
  }
}

std::uint32_t limb(const std::vector<std::uint32_t>& limbs, std::size_t place) {
  return place < limbs.size() ? limbs[place] : 0;
}

}  // namespace

BigWhole::BigWhole(Int128 value) : negative_(value < 0) {
  for (Uint128 rest = magnitude(value); rest != 0; rest >>= limb_bits) {
    limbs_.push_back(static_cast<std::uint32_t>(rest));
  }
}

BigWhole BigWhole::shifted(Index places) const {
  BigWhole result;
  if (is_zero()) {
    return result;
  }
  result.negative_ = negative_;
  result.limbs_.assign(static_cast<std::size_t>(places / limb_bits), 0);
  std::uint64_t carry = 0;
  for (const std::uint32_t each : limbs_) {
    carry |= std::uint64_t{each} << (places % limb_bits);
    result.limbs_.push_back(static_cast<std::uint32_t>(carry));
    carry >>= limb_bits;
  }
  result.limbs_.push_back(static_cast<std::uint32_t>(carry));
  drop_leading_zeros(result.limbs_);
  return result;
}

BigWhole BigWhole::operator-() const {
  BigWhole result = *this;
  result.negative_ = !negative_ && !is_zero();
  return result;
}

BigWhole operator+(const BigWhole& left, const BigWhole& right) {
  BigWhole result;
  if (left.negative_ == right.negative_) {
    result.limbs_ = BigWhole::sum(left.limbs_, right.limbs_);
    result.negative_ = left.negative_;
    return result;
  }
  const bool left_larger = BigWhole::compare(left.limbs_, right.limbs_) >= 0;
  const BigWhole& larger = left_larger ? left : right;
  const BigWhole& smaller = left_larger ? right : left;
  result.limbs_ = BigWhole::difference(larger.limbs_, smaller.limbs_);
  result.negative_ = larger.negative_ && !result.is_zero();
  return result;
}

BigWhole operator*(const BigWhole& left, const BigWhole& right) {
  BigWhole result;
  result.limbs_.assign(left.limbs_.size() + right.limbs_.size(), 0);
  for (std::size_t i = 0; i < left.limbs_.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < right.limbs_.size(); ++j) {
      carry += std::uint64_t{left.limbs_[i]} * right.limbs_[j] + result.limbs_[i + j];
      result.limbs_[i + j] = static_cast<std::uint32_t>(carry);
      carry >>= limb_bits;
    }
    result.limbs_[i + right.limbs_.size()] = static_cast<std::uint32_t>(carry);
  }
  drop_leading_zeros(result.limbs_);
  result.negative_ = left.negative_ != right.negative_ && !result.is_zero();
  return result;
}

int BigWhole::compare(const Limbs& left, const Limbs& right) {
  if (left.size() != right.size()) {
    return left.size() < right.size() ? -1 : 1;
  }
  const auto [mine, other] = std::mismatch(left.rbegin(), left.rend(), right.rbegin());
  return mine == left.rend() ? 0 : (*mine < *other ? -1 : 1);
}

BigWhole::Limbs BigWhole::sum(const Limbs& left, const Limbs& right) {
  Limbs result;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    carry += std::uint64_t{limb(left, i)} + limb(right, i);
    result.push_back(static_cast<std::uint32_t>(carry));
    carry >>= limb_bits;
  }
  result.push_back(static_cast<std::uint32_t>(carry));
  drop_leading_zeros(result);
  return result;
}

BigWhole::Limbs BigWhole::difference(const Limbs& larger, const Limbs& smaller) {
  Limbs result;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < larger.size(); ++i) {
    const std::uint64_t taken = std::uint64_t{limb(smaller, i)} + borrow;
    borrow = larger[i] < taken ? 1 : 0;
    result.push_back(static_cast<std::uint32_t>(larger[i] - taken));
  }
  drop_leading_zeros(result);
  return result;
}

Index BigWhole::bits(const Limbs& limbs) {
  return limbs.empty() ? 0
                       : static_cast<Index>(limbs.size() - 1) * limb_bits +
                             static_cast<Index>(std::bit_width(limbs.back()));
}

bool BigWhole::bit(const Limbs& limbs, Index place) {
  return (limbs[static_cast<std::size_t>(place / limb_bits)] >> (place % limb_bits) & 1U) != 0;
}

void BigWhole::append_bit(Limbs& limbs, bool digit) {
  std::uint32_t carry = digit ? 1 : 0;
  for (std::uint32_t& each : limbs) {
    const std::uint32_t high = each >> (limb_bits - 1);
    each = each << 1U | carry;
    carry = high;
  }
  if (carry != 0) {
    limbs.push_back(carry);
  }
}

Int128 rounded_quotient(const BigWhole& numerator, const BigWhole& denominator) {
  if (denominator.is_zero()) {
    throw NumberError("CCHC-E0705", "division by zero; a rate without a denominator is missing",
                      "chia cho 0; tỷ lệ không có mẫu số là số liệu thiếu");
  }
  Uint128 whole = 0;
  BigWhole::Limbs rest;
  // Long division, binary digit by digit from the first.
  for (Index place = BigWhole::bits(numerator.limbs_) - 1; place >= 0; --place) {
    BigWhole::append_bit(rest, BigWhole::bit(numerator.limbs_, place));
    const bool digit = BigWhole::compare(rest, denominator.limbs_) >= 0;
    if (digit) {
      rest = BigWhole::difference(rest, denominator.limbs_);
    }
    if (whole >> 126 != 0) {
      refuse_size("a quotient", "thương");
    }
    whole = whole << 1U | (digit ? 1U : 0U);
  }
  BigWhole::append_bit(rest, false);
  const int half = BigWhole::compare(rest, denominator.limbs_);
  // At most 2^127 - 1 before this step, so the step itself may leave the range by one.
  whole += half > 0 || (half == 0 && (whole & 1U) != 0) ? 1 : 0;
  if (whole >> 127 != 0) {
    refuse_size("a quotient", "thương");
  }
  const auto result = static_cast<Int128>(whole);
  return numerator.negative_ != denominator.negative_ ? -result : result;
}

}  // namespace cchc
