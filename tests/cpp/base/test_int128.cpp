#include <gtest/gtest.h>

#include <charconv>
#include <clocale>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/base/int128.hpp"
#include "natural.hpp"

namespace cchc {
namespace {

using test::Natural;

// Whether the exact quotient lies between the midpoints to the neighbours of `rounded`, and on one
// only when `rounded` is the even choice. Multiplied out in whole numbers.
bool is_nearest(Uint128 numerator, Uint128 denominator, double rounded) {
  int exponent = 0;
  const double fraction = std::frexp(rounded, &exponent);
  const auto digits = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  const bool at_power_of_two = digits == std::uint64_t{1} << 52;
  // In quarters of the last digit: the neighbour below a power of two is only half as far away.
  const Natural below(Uint128{digits} * 4 - (at_power_of_two ? 1 : 2));
  const Natural above(Uint128{digits} * 4 + 2);
  const int power = exponent - 2;
  const Natural left = Natural(numerator).doubled(power < 0 ? -power : 0);
  const Natural unit = Natural(denominator).doubled(power > 0 ? power : 0);
  const auto low = below.times(unit) <=> left;
  const auto high = left <=> above.times(unit);
  const bool even = digits % 2 == 0;
  return (low < 0 || (low == 0 && even)) && (high < 0 || (high == 0 && even));
}

// Random whole numbers of random size, 1 to 127 binary digits.
class Wholes {
 public:
  Int128 next() {
    const int bits = 1 + static_cast<int>(engine_() % 127);
    const Uint128 random = Uint128{engine_()} << 64 | engine_();
    return static_cast<Int128>(random >> (128 - bits) | Uint128{1} << (bits - 1));
  }

 private:
  std::mt19937_64 engine_{20240606};
};

TEST(Int128, is_nearest_tells_right_from_wrong) {
  EXPECT_TRUE(is_nearest(1, 3, 1.0 / 3.0));
  EXPECT_FALSE(is_nearest(1, 3, std::nextafter(1.0 / 3.0, 1.0)));
  EXPECT_FALSE(is_nearest(1, 3, std::nextafter(1.0 / 3.0, 0.0)));
  EXPECT_TRUE(is_nearest((Uint128{1} << 53) + 1, 1, 0x1p53));
  EXPECT_FALSE(is_nearest((Uint128{1} << 53) + 1, 1, 0x1p53 + 2));
}

TEST(Int128, quotient_is_nearest_for_numbers_of_any_size) {
  Wholes wholes;
  for (int round = 0; round < 4000; ++round) {
    const Int128 numerator = wholes.next();
    const Int128 denominator = wholes.next();
    const double rounded = quotient(numerator, denominator);
    ASSERT_TRUE(is_nearest(magnitude(numerator), magnitude(denominator), rounded))
        << to_string(numerator, 0) << " / " << to_string(denominator, 0);
  }
}

TEST(Int128, quotient_is_nearest_around_ties_and_powers_of_two) {
  for (int bits = 52; bits <= 126; ++bits) {
    const Int128 power = Int128{1} << bits;
    const Int128 half_step = bits > 53 ? power >> 53 : 1;
    for (int steps = -5; steps <= 5; ++steps) {
      for (int off = -1; off <= 1; ++off) {
        for (const Int128 denominator : {Int128{1}, Int128{2}, Int128{3}, Int128{1} << 60}) {
          const Int128 numerator = power + steps * half_step + off;
          ASSERT_TRUE(is_nearest(magnitude(numerator), magnitude(denominator),
                                 quotient(numerator, denominator)))
              << to_string(numerator, 0) << " / " << to_string(denominator, 0);
        }
      }
    }
  }
}

TEST(Int128, quotient_of_zero_is_zero_for_every_denominator) {
  for (int exponent = 0; exponent <= int128_decimals; ++exponent) {
    EXPECT_EQ(quotient(0, power_of_ten(exponent)), 0.0);
  }
  EXPECT_EQ(quotient(0, (Int128{1} << 53) + 1), 0.0);
  EXPECT_EQ(quotient(0, int128_maximum), 0.0);
}

TEST(Int128, quotient_rounds_ties_to_even) {
  const Int128 edge = Int128{1} << 53;
  EXPECT_EQ(quotient(edge + 1, 1), 0x1p53);
  EXPECT_EQ(quotient(edge + 3, 1), 0x1p53 + 4);
  EXPECT_EQ(quotient(2 * edge + 2, 1), 0x1p54);
  EXPECT_EQ(quotient(2 * edge + 6, 1), 0x1p54 + 8);
  EXPECT_EQ(quotient((Int128{1} << 54) - 1, 1), 0x1p54);
}

TEST(Int128, quotient_has_the_sign_of_the_exact_one) {
  EXPECT_EQ(quotient(1, 4), 0.25);
  EXPECT_EQ(quotient(-1, 4), -0.25);
  EXPECT_EQ(quotient(1, -4), -0.25);
  EXPECT_EQ(quotient(-1, -4), 0.25);
  EXPECT_FALSE(std::signbit(quotient(0, -4)));
  EXPECT_FALSE(std::signbit(quotient(0, 4)));
}

TEST(Int128, quotient_takes_the_extremes) {
  EXPECT_EQ(quotient(int128_minimum, 1), -0x1p127);
  EXPECT_EQ(quotient(int128_maximum, 1), 0x1p127);
  EXPECT_EQ(quotient(1, int128_minimum), -0x1p-127);
  EXPECT_EQ(quotient(int128_minimum, int128_minimum), 1.0);
  EXPECT_EQ(quotient(int128_maximum, int128_minimum), -1.0);
}

TEST(Int128, quotient_refuses_to_divide_by_zero) {
  try {
    (void)quotient(5, 0);
    FAIL() << "divided by zero";
  } catch (const NumberError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0705");
    EXPECT_NE(error.message_vi(), error.message_en());
  }
}

TEST(Int128, to_double_agrees_with_reading_the_decimal_text) {
  Wholes wholes;
  for (int round = 0; round < 100'000; ++round) {
    const Int128 mantissa = wholes.next() * (round % 2 == 0 ? 1 : -1);
    const int scale = round % 39;
    const std::string text = to_string(mantissa, scale);
    double wanted = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), wanted);
    ASSERT_EQ(to_double(mantissa, scale), wanted) << text;
  }
}

TEST(Int128, to_double_of_twelve_tenths_is_what_people_typed) {
  EXPECT_EQ(to_double(12, 1), 1.2);
  EXPECT_EQ(to_double(3, 1), 0.3);
  EXPECT_EQ(to_double(1, 38), 1e-38);
  EXPECT_EQ(to_double(16183, 0), 16183.0);
}

TEST(Int128, to_double_is_the_same_under_every_locale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "vi_VN.UTF-8", "C"}) {
    std::setlocale(LC_ALL, locale);
    EXPECT_EQ(to_string(205, 1), "20.5");
    EXPECT_EQ(to_double(205, 1), 20.5);
  }
  std::setlocale(LC_ALL, before.c_str());
}

TEST(Int128, to_string_shows_every_decimal_of_the_scale) {
  EXPECT_EQ(to_string(0, 0), "0");
  EXPECT_EQ(to_string(16183, 0), "16183");
  EXPECT_EQ(to_string(205, 1), "20.5");
  EXPECT_EQ(to_string(-25, 2), "-0.25");
  EXPECT_EQ(to_string(200, 1), "20.0");
  EXPECT_EQ(to_string(0, 3), "0.000");
  EXPECT_EQ(to_string(5, 18), "0.000000000000000005");
}

TEST(Int128, to_string_writes_the_extremes) {
  EXPECT_EQ(to_string(int128_maximum, 0), "170141183460469231731687303715884105727");
  EXPECT_EQ(to_string(int128_minimum, 0), "-170141183460469231731687303715884105728");
  EXPECT_EQ(to_string(int128_minimum, 38), "-1.70141183460469231731687303715884105728");
}

TEST(Int128, refuses_a_scale_outside_its_table) {
  for (const int scale : {-1, 39, 1000, std::numeric_limits<int>::min()}) {
    EXPECT_THROW((void)power_of_ten(scale), NumberError);
    EXPECT_THROW((void)to_string(1, scale), NumberError);
    EXPECT_THROW((void)to_double(1, scale), NumberError);
  }
}

TEST(Int128, powers_of_ten_multiply_up) {
  Int128 power = 1;
  for (int exponent = 0; exponent < int128_decimals; ++exponent) {
    EXPECT_TRUE(power_of_ten(exponent) == power);
    power = checked_product(power, 10);
  }
  EXPECT_TRUE(power_of_ten(int128_decimals) == power);
  EXPECT_THROW((void)checked_product(power, 10), NumberError);
}

TEST(Int128, checked_arithmetic_never_wraps) {
  EXPECT_TRUE(checked_sum(int128_maximum - 1, 1) == int128_maximum);
  EXPECT_TRUE(checked_product(-1, int128_maximum) == int128_minimum + 1);
  EXPECT_THROW((void)checked_sum(int128_maximum, 1), NumberError);
  EXPECT_THROW((void)checked_sum(int128_minimum, -1), NumberError);
  EXPECT_THROW((void)checked_product(int128_minimum, -1), NumberError);
}

TEST(Int128, whole_from_double_takes_whole_numbers_only) {
  EXPECT_TRUE(whole_from_double(-0.0) == 0);
  EXPECT_TRUE(whole_from_double(-16183.0) == -16183);
  EXPECT_TRUE(whole_from_double(0x1p126) == Int128{1} << 126);
  for (const double wrong :
       {0.5, -0.1, 1e300, 0x1p127, -0x1p127, 5e-324, std::numeric_limits<double>::infinity(),
        std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW((void)whole_from_double(wrong), NumberError) << wrong;
  }
}

TEST(Int128, split_and_join_are_inverse) {
  Wholes wholes;
  for (int round = 0; round < 20'000; ++round) {
    const Int128 whole = (wholes.next() >> 21) * (round % 2 == 0 ? 1 : -1);
    const Parts parts = split(whole);
    ASSERT_TRUE(join(parts.head, parts.tail) == whole);
    ASSERT_EQ(parts.head, quotient(whole, 1));
    ASSERT_LE(std::abs(parts.tail), 0x1p52);
  }
}

TEST(Int128, split_takes_the_edges) {
  EXPECT_EQ(split(0), (Parts{0.0, 0.0}));
  EXPECT_NE(split(1), (Parts{0.0, 0.0}));
  EXPECT_NE(split((Int128{1} << 53) + 1), (Parts{0x1p53, 0.0}));
  EXPECT_EQ(split((Int128{1} << 53) - 1), (Parts{0x1p53 - 1, 0.0}));
  EXPECT_EQ(split((Int128{1} << 53) + 1), (Parts{0x1p53, 1.0}));
  EXPECT_EQ(split(-(Int128{1} << 53) - 1), (Parts{-0x1p53, -1.0}));
  EXPECT_EQ(split((Int128{1} << 106) - 1), (Parts{0x1p106, -1.0}));
  for (const Int128 whole :
       {Int128{1} << 106, -(Int128{1} << 106), int128_maximum, int128_minimum}) {
    EXPECT_THROW((void)split(whole), NumberError);
  }
}

TEST(Int128, join_refuses_what_is_not_whole_or_does_not_fit) {
  EXPECT_TRUE(join(-0x1p126, -0x1p126) == int128_minimum);
  EXPECT_THROW((void)join(0x1p126, 0x1p126), NumberError);
  EXPECT_THROW((void)join(1.5, 0.0), NumberError);
  EXPECT_THROW((void)join(1.0, 0.25), NumberError);
  EXPECT_THROW((void)join(std::numeric_limits<double>::quiet_NaN(), 0.0), NumberError);
}

}  // namespace
}  // namespace cchc
