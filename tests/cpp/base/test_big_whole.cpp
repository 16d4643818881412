#include <gtest/gtest.h>

#include <random>
#include <string>

#include "cchc/base/big_whole.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

// Random whole numbers of 0 to `bits` binary digits, of either sign.
class Wholes {
 public:
  explicit Wholes(int bits) : bits_(bits) {}

  Int128 next() {
    const int bits = static_cast<int>(engine_() % static_cast<unsigned>(bits_ + 1));
    const Uint128 random = Uint128{engine_()} << 64 | engine_();
    const auto size = bits == 0 ? Int128{0} : static_cast<Int128>(random >> (128 - bits));
    return engine_() % 2 == 0 ? size : -size;
  }

 private:
  std::mt19937_64 engine_{2024};
  int bits_;
};

BigWhole power_of_two(int exponent) {
  BigWhole result(1);
  for (int i = 0; i < exponent; ++i) {
    result = result + result;
  }
  return result;
}

// Ties to the even neighbour, straight from the definition.
Int128 nearest(Int128 numerator, Int128 denominator) {
  const Int128 sign = (numerator < 0) != (denominator < 0) ? -1 : 1;
  const Int128 n = numerator < 0 ? -numerator : numerator;
  const Int128 d = denominator < 0 ? -denominator : denominator;
  const Int128 down = n / d;
  const Int128 twice_rest = 2 * (n % d);
  const bool up = twice_rest > d || (twice_rest == d && down % 2 == 1);
  return sign * (down + (up ? 1 : 0));
}

TEST(BigWhole, adds_and_multiplies_like_128_bits_where_these_suffice) {
  Wholes wholes(62);
  for (int i = 0; i < 20000; ++i) {
    const Int128 a = wholes.next();
    const Int128 b = wholes.next();
    EXPECT_EQ(BigWhole(a) + BigWhole(b), BigWhole(a + b));
    EXPECT_EQ(BigWhole(a) - BigWhole(b), BigWhole(a - b));
    EXPECT_EQ(BigWhole(a) * BigWhole(b), BigWhole(a * b));
  }
}

TEST(BigWhole, keeps_the_laws_of_arithmetic_beyond_128_bits) {
  Wholes wholes(127);
  for (int i = 0; i < 2000; ++i) {
    const BigWhole a = BigWhole(wholes.next()) * wholes.next();
    const BigWhole b = BigWhole(wholes.next()) * wholes.next();
    const BigWhole c(wholes.next());
    EXPECT_EQ((a + b) * c, a * c + b * c);
    EXPECT_EQ(a - b, -(b - a));
    EXPECT_TRUE((a - a).is_zero());
    EXPECT_FALSE((a - a).is_negative());
  }
}

TEST(BigWhole, holds_the_least_128_bit_number) {
  EXPECT_EQ(BigWhole(int128_minimum) + BigWhole(int128_maximum), BigWhole(-1));
  EXPECT_TRUE(BigWhole(int128_minimum).is_negative());
}

TEST(BigWhole, rounds_a_quotient_to_the_nearest_and_ties_to_even) {
  EXPECT_EQ(rounded_quotient(5, 2), 2);
  EXPECT_EQ(rounded_quotient(7, 2), 4);
  EXPECT_EQ(rounded_quotient(-5, 2), -2);
  EXPECT_EQ(rounded_quotient(-7, 2), -4);
  EXPECT_EQ(rounded_quotient(2, 3), 1);
  EXPECT_EQ(rounded_quotient(-1, 3), 0);
  EXPECT_EQ(rounded_quotient(0, -3), 0);
  Wholes wholes(100);
  for (int i = 0; i < 20000; ++i) {
    const Int128 n = wholes.next();
    const Int128 d = wholes.next() / (i % 2 == 0 ? 1 : power_of_ten(25));
    if (d != 0) {
      EXPECT_EQ(rounded_quotient(n, d), nearest(n, d));
    }
  }
}

TEST(BigWhole, divides_numbers_that_need_hundreds_of_bits) {
  Wholes wholes(100);
  const BigWhole scale = power_of_two(700);
  for (int i = 0; i < 500; ++i) {
    const Int128 n = wholes.next();
    const Int128 d = wholes.next();
    if (d != 0) {
      EXPECT_EQ(rounded_quotient(scale * n, scale * d), nearest(n, d));
    }
  }
}

TEST(BigWhole, refuses_a_quotient_that_does_not_fit_and_a_zero_denominator) {
  EXPECT_EQ(rounded_quotient(int128_maximum, 1), int128_maximum);
  EXPECT_EQ(rounded_quotient(BigWhole(int128_maximum) * 4 + 1, 4), int128_maximum);
  EXPECT_THROW((void)rounded_quotient(BigWhole(int128_maximum) * 4 + 2, 4), NumberError);
  EXPECT_THROW((void)rounded_quotient(power_of_two(127), 1), NumberError);
  EXPECT_THROW((void)rounded_quotient(power_of_two(300), 1), NumberError);
  EXPECT_THROW((void)rounded_quotient(1, 0), NumberError);
}

}  // namespace
}  // namespace cchc
