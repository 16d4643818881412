#include "cchc/base/int128.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr int double_digits = 53;

constexpr std::array<Int128, int128_decimals + 1> powers_of_ten() {
  std::array<Int128, int128_decimals + 1> powers{};
  Int128 power = 1;
  for (Int128& entry : powers) {
    entry = power;
    // Stepping in unsigned arithmetic: the step after the last entry leaves the signed range.
    power = static_cast<Int128>(static_cast<Uint128>(power) * 10);
  }
  return powers;
}

void require_decimals(int decimals) {
  if (decimals < 0 || decimals > int128_decimals) {
    const std::string given = std::to_string(decimals);
    throw NumberError("CCHC-E0704",
                      "number of decimals " + given + " is outside 0..38; use fewer decimals",
                      "số chữ số thập phân " + given + " nằm ngoài 0..38; hãy dùng ít hơn");
  }
}

int bit_width(Uint128 whole) {
  const auto high = static_cast<std::uint64_t>(whole >> 64);
  const auto low = static_cast<std::uint64_t>(whole);
  return static_cast<int>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(low));
}

// (bits + a fraction in [0, 1) that is 0 unless `rest`) * 2^exponent as the nearest double.
// `bits` must have more than 53 binary digits: the digits below them then decide the rounding.
double rounded(Uint128 bits, bool rest, int exponent) {
  const int dropped_digits = bit_width(bits) - double_digits;
  const Uint128 half = Uint128{1} << (dropped_digits - 1);
  const Uint128 dropped = bits & (2 * half - 1);
  auto kept = static_cast<std::uint64_t>(bits >> dropped_digits);
  const bool odd = (kept & 1) != 0;
  const bool tie_goes_up = rest || odd;
  kept += dropped > half || (dropped == half && tie_goes_up) ? 1 : 0;
  return std::ldexp(static_cast<double>(kept), dropped_digits + exponent);
}

// Long division, binary digit by digit, until the quotient has one digit more than a double:
// that digit and whether anything is left decide the rounding.
double long_division(Uint128 numerator, Uint128 denominator) {
  Uint128 bits = numerator / denominator;
  Uint128 rest = numerator % denominator;
  int exponent = 0;
  while (bit_width(bits) < double_digits + 1) {
    // rest < denominator <= 2^127, so twice the rest fits.
    rest *= 2;
    const bool digit = rest >= denominator;
    bits = 2 * bits + (digit ? 1 : 0);
    rest -= digit ? denominator : 0;
    --exponent;
  }
  return rounded(bits, rest != 0, exponent);
}

bool exact_in_double(Uint128 whole) { return whole <= Uint128{1} << double_digits; }

double positive_quotient(Uint128 numerator, Uint128 denominator) {
  if (numerator == 0) {
    return 0.0;  // long division would look for a first digit for ever
  }
  if (exact_in_double(numerator) && exact_in_double(denominator)) {
    // Both are exact, so IEEE division rounds once.
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
  return long_division(numerator, denominator);
}

}  // namespace

void refuse_size(const std::string& what_en, const std::string& what_vi) {
  throw NumberError("CCHC-E0701",
                    what_en +
                        " does not fit exact arithmetic; check the figures for a slipped "
                        "decimal mark or a value entered many times too large",
                    what_vi +
                        " vượt quá phạm vi tính chính xác; hãy kiểm tra dấu thập phân bị "
                        "lệch hoặc số liệu nhập quá lớn");
}

Int128 power_of_ten(int exponent) {
  static constexpr auto powers = powers_of_ten();
  require_decimals(exponent);
  return powers[static_cast<std::size_t>(exponent)];
}

Int128 checked_sum(Int128 left, Int128 right) {
  Int128 sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) {
    refuse_size("a total", "tổng");
  }
  return sum;
}

Int128 checked_product(Int128 left, Int128 right) {
  Int128 product = 0;
  if (__builtin_mul_overflow(left, right, &product)) {
    refuse_size("a product", "tích");
  }
  return product;
}

double quotient(Int128 numerator, Int128 denominator) {
  if (denominator == 0) {
    throw NumberError("CCHC-E0705", "division by zero; a rate without a denominator is missing",
                      "chia cho 0; tỷ lệ không có mẫu số là số liệu thiếu");
  }
  const double positive = positive_quotient(magnitude(numerator), magnitude(denominator));
  const bool negative = numerator != 0 && (numerator < 0) != (denominator < 0);
  return negative ? -positive : positive;
}

Int128 whole_from_double(double whole) {
  if (!std::isfinite(whole)) {
    throw NumberError("CCHC-E0702", "a value is not finite; a missing value must stay missing",
                      "giá trị không hữu hạn; số liệu thiếu phải để là thiếu");
  }
  if (std::trunc(whole) != whole) {
    throw NumberError("CCHC-E0703",
                      "a whole number was expected and a fraction came; scale the value by a "
                      "power of ten first",
                      "cần số nguyên nhưng nhận được số lẻ; hãy nhân với lũy thừa của 10 trước");
  }
  if (std::abs(whole) >= 0x1p127) {
    refuse_size("a value", "giá trị");
  }
  return static_cast<Int128>(whole);
}

Parts split(Int128 whole) {
  if (magnitude(whole) >> (2 * double_digits) != 0) {
    refuse_size("a value of 106 binary digits or more", "giá trị từ 106 chữ số nhị phân trở lên");
  }
  const double head = quotient(whole, 1);
  return {head, static_cast<double>(whole - static_cast<Int128>(head))};
}

Int128 join(double head, double tail) {
  return checked_sum(whole_from_double(head), whole_from_double(tail));
}

std::string to_string(Int128 mantissa, int scale) {
  require_decimals(scale);
  std::string reversed;
  Uint128 rest = magnitude(mantissa);
  for (int place = 0; place <= scale || rest != 0; ++place) {
    if (place == scale && scale > 0) {
      reversed += '.';
    }
    reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (mantissa < 0) {
    reversed += '-';
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

double to_double(Int128 mantissa, int scale) { return quotient(mantissa, power_of_ten(scale)); }

}  // namespace cchc
