#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cchc/base/big_quotient.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

TEST(BigQuotient, agrees_with_the_128_bit_quotient_to_the_last_bit) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Int128 top =
        static_cast<Int128>(static_cast<std::int64_t>(random())) * (1 + random() % 9);
    const Int128 bottom = 1 + random() % (1U << (1 + random() % 31));
    EXPECT_EQ(quotient(BigWhole(top), BigWhole(bottom)), quotient(top, bottom));
  }
}

TEST(BigQuotient, rounds_ties_to_even_and_what_lies_beside_them_away) {
  const BigWhole tie = (Int128{1} << 53) + 1;
  EXPECT_EQ(quotient(tie, Int128{1}), 0x1p53);
  // One part in 2^300 above the tie.
  const BigWhole wide = tie.shifted(300) + BigWhole(Int128{1});
  EXPECT_EQ(quotient(wide, BigWhole(Int128{1}).shifted(300)), 0x1p53 + 2);
  EXPECT_EQ(quotient(-wide, BigWhole(Int128{1}).shifted(300)), -0x1p53 - 2);
}

TEST(BigQuotient, zero_is_positive_and_a_zero_denominator_is_refused) {
  EXPECT_FALSE(std::signbit(quotient(BigWhole(), BigWhole(Int128{-3}))));
  EXPECT_THROW((void)quotient(BigWhole(Int128{1}), BigWhole()), NumberError);
  EXPECT_THROW((void)root_of_quotient(BigWhole(Int128{1}), BigWhole()), NumberError);
}

TEST(BigQuotient, a_root_of_a_square_is_exact) {
  for (Int128 root = 1; root < 100'000; root += 997) {
    EXPECT_EQ(root_of_quotient(BigWhole(root * root), BigWhole(Int128{1})),
              static_cast<double>(root));
    EXPECT_EQ(root_of_quotient(BigWhole(root * root), BigWhole(Int128{64})),
              static_cast<double>(root) / 8);
  }
}

TEST(BigQuotient, a_root_of_any_size_is_rounded_once) {
  // sqrt is correctly rounded for a double; 2 x 4^k has the digits of sqrt 2.
  for (Index k = 0; k < 400; k += 37) {
    EXPECT_EQ(root_of_quotient(BigWhole(Int128{2}).shifted(2 * k), BigWhole(Int128{1})),
              std::ldexp(std::sqrt(2.0), static_cast<int>(k)));
    EXPECT_EQ(root_of_quotient(BigWhole(Int128{1}), BigWhole(Int128{2}).shifted(2 * k)),
              std::ldexp(std::sqrt(0.5), -static_cast<int>(k)));
  }
  EXPECT_THROW((void)root_of_quotient(BigWhole(Int128{-1}), BigWhole(Int128{1})), NumberError);
}

TEST(BigQuotient, shifting_is_multiplying_by_a_power_of_two) {
  BigWhole power = Int128{-7};
  for (Index places = 0; places < 200; ++places) {
    EXPECT_EQ(BigWhole(Int128{-7}).shifted(places), power);
    EXPECT_EQ(power.bits(), places + 3);
    power = power * BigWhole(Int128{2});
  }
  EXPECT_TRUE(BigWhole().shifted(90).is_zero());
}

TEST(BigQuotient, powers_of_ten_go_beyond_128_bits) {
  EXPECT_EQ(big_power_of_ten(0), BigWhole(Int128{1}));
  EXPECT_EQ(big_power_of_ten(77),
            BigWhole(power_of_ten(38)) * BigWhole(power_of_ten(38)) * BigWhole(Int128{10}));
}

}  // namespace
}  // namespace cchc
