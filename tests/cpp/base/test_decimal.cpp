#include <gtest/gtest.h>

#include <bit>
#include <clocale>
#include <cmath>
#include <limits>
#include <random>

#include "cchc/base/decimal.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
constexpr auto largest = std::numeric_limits<std::int64_t>::max();

TEST(Decimal, equals_by_value_whatever_the_scale) {
  EXPECT_TRUE((Decimal{25, 1}) == (Decimal{250, 2}));
  EXPECT_TRUE((Decimal{0, 0}) == (Decimal{0, 18}));
  EXPECT_TRUE((Decimal{-5, 0}) == (Decimal{-5'000, 3}));
  EXPECT_FALSE((Decimal{25, 1}) == (Decimal{25, 2}));
  EXPECT_FALSE((Decimal{5, 0}) == (Decimal{-5, 0}));
  EXPECT_FALSE((Decimal{largest, 0}) == (Decimal{largest, 18}));
  EXPECT_TRUE((Decimal{smallest, 18}) == (Decimal{smallest, 18}));
}

TEST(Decimal, becomes_the_nearest_double) {
  EXPECT_EQ(to_double(Decimal{205, 1}), 20.5);
  EXPECT_EQ(to_double(Decimal{-1, 1}), -0.1);
  EXPECT_EQ(to_double(Decimal{largest, 0}), 0x1p63);
  EXPECT_EQ(to_double(Decimal{largest, 18}), 9.223372036854775807);
}

TEST(Decimal, becomes_text_with_its_decimals) {
  EXPECT_EQ(to_string(Decimal{16183, 0}), "16183");
  EXPECT_EQ(to_string(Decimal{2050, 2}), "20.50");
  EXPECT_EQ(to_string(Decimal{smallest, 18}), "-9.223372036854775808");
}

TEST(Decimal, is_read_from_plain_machine_text) {
  for (const std::string text :
       {"0", "16183", "20.5", "-0.25", "20.50", "-9223372036854775808", "9223372036854775807",
        "0.000000000000000001", "-9.223372036854775808"}) {
    const std::optional<Decimal> decimal = decimal_from_text(text);
    ASSERT_TRUE(decimal) << text;
    EXPECT_EQ(to_string(*decimal), text);
  }
  EXPECT_EQ(to_string(decimal_from_text("007").value()), "7");
  EXPECT_EQ(to_string(decimal_from_text("-0.0").value()), "0.0");
}

TEST(Decimal, is_not_read_from_anything_else) {
  for (const char* text : {"",
                           "-",
                           ".",
                           "-.",
                           ".5",
                           "5.",
                           "-.5",
                           "+5",
                           "1e3",
                           "1,5",
                           "1.2.3",
                           "--5",
                           " 5",
                           "5 ",
                           "1 000",
                           "0x10",
                           "nan",
                           "inf",
                           "1.-2",
                           "5a",
                           "a5",
                           "1.x",
                           "\xEF\xBC\x95",
                           "9223372036854775808",
                           "-9223372036854775809",
                           "9223372036854775807.1",
                           "922337203685477580.75",
                           "92233720368547758070",
                           "0.0000000000000000001",
                           "99999999999999999999999999999999999999999"}) {
    EXPECT_FALSE(decimal_from_text(text).has_value()) << text;
  }
  EXPECT_FALSE(decimal_from_text(std::string_view("5\0", 2)).has_value());
}

TEST(Decimal, from_double_is_the_shortest_text) {
  EXPECT_EQ(to_string(decimal_from_double(0.1)), "0.1");
  EXPECT_EQ(to_string(decimal_from_double(20.5)), "20.5");
  EXPECT_EQ(to_string(decimal_from_double(-16183.0)), "-16183");
  EXPECT_EQ(to_string(decimal_from_double(0.1 + 0.2)), "0.30000000000000004");
  EXPECT_EQ(to_string(decimal_from_double(-0.0)), "0");
  EXPECT_EQ(to_string(decimal_from_double(0x1p62)), "4611686018427387904");
  EXPECT_EQ(to_string(decimal_from_double(-0x1p63)), "-9223372036854775808");
  EXPECT_EQ(to_string(decimal_from_double(1e-18)), "0.000000000000000001");
}

TEST(Decimal, from_double_refuses_what_does_not_fit) {
  for (const double wrong :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
        -std::numeric_limits<double>::infinity(), 0x1p63, 1e19, 1e-19, 5e-324,
        -std::numeric_limits<double>::min(), std::numeric_limits<double>::max(),
        std::nextafter(0.0, -1.0)}) {
    EXPECT_THROW((void)decimal_from_double(wrong), NumberError) << wrong;
  }
  try {
    (void)decimal_from_double(1e-19);
    FAIL() << "kept a decimal that does not fit";
  } catch (const NumberError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0707");
  }
}

TEST(Decimal, doubles_go_to_decimals_and_back_bit_by_bit) {
  std::mt19937_64 engine(7);
  int held = 0;
  for (int round = 0; round < 200'000; ++round) {
    const auto mantissa = static_cast<double>(engine() >> 11);
    const double value = std::ldexp(mantissa, -static_cast<int>(engine() % 60));
    try {
      const Decimal decimal = decimal_from_double(value);
      ASSERT_EQ(std::bit_cast<std::uint64_t>(to_double(decimal)),
                std::bit_cast<std::uint64_t>(value));
      ++held;
    } catch (const NumberError&) {
      ASSERT_LT(value, 0.1) << "only small numbers need more than 18 decimals";
    }
  }
  EXPECT_GT(held, 150'000);
}

TEST(Decimal, every_short_decimal_goes_to_a_double_and_back) {
  for (std::int64_t mantissa = -20'000; mantissa <= 20'000; ++mantissa) {
    for (std::int8_t scale = 0; scale <= 4; ++scale) {
      const Decimal decimal{mantissa, scale};
      ASSERT_TRUE(decimal_from_double(to_double(decimal)) == decimal);
      ASSERT_TRUE(decimal_from_text(to_string(decimal)).value() == decimal);
    }
  }
}

TEST(Decimal, is_the_same_under_every_locale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "vi_VN.UTF-8", "C"}) {
    std::setlocale(LC_ALL, locale);
    EXPECT_EQ(to_string(decimal_from_double(20.5)), "20.5");
    EXPECT_EQ(decimal_from_text("20.5").value().scale, 1);
    EXPECT_FALSE(decimal_from_text("20,5").has_value());
  }
  std::setlocale(LC_ALL, before.c_str());
}

TEST(Decimal, scaled_widens_exactly) {
  EXPECT_EQ(to_string(scaled(Decimal{205, 1}, 3), 0), "20500");
  EXPECT_EQ(to_string(scaled(Decimal{205, 1}, 1), 0), "205");
  EXPECT_EQ(to_string(scaled(Decimal{-7, 0}, 18), 0), "-7000000000000000000");
  EXPECT_EQ(to_string(scaled(Decimal{largest, 0}, 19), 0),
            "92233720368547758070000000000000000000");
}

TEST(Decimal, scaled_refuses_to_drop_decimals_or_to_overflow) {
  EXPECT_THROW((void)scaled(Decimal{205, 1}, 0), NumberError);
  EXPECT_THROW((void)scaled(Decimal{200, 2}, 1), NumberError);
  EXPECT_THROW((void)scaled(Decimal{largest, 0}, 30), NumberError);
  EXPECT_THROW((void)scaled(Decimal{1, 0}, 39), NumberError);
  try {
    (void)scaled(Decimal{205, 1}, 0);
    FAIL() << "dropped a decimal";
  } catch (const NumberError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0706");
    EXPECT_NE(error.message_en().find("20.5"), std::string::npos);
  }
}

}  // namespace
}  // namespace cchc
