#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/base/exact_sum.hpp"

namespace cchc {
namespace {

Int128 total_of(const std::vector<Int128>& values) {
  ExactSum sum;
  for (const Int128 value : values) {
    sum.add(value);
  }
  return sum.total();
}

TEST(ExactSum, of_nothing_is_zero) { EXPECT_EQ(to_string(ExactSum{}.total(), 0), "0"); }

TEST(ExactSum, passes_64_bits_without_wrapping) {
  ExactSum sum;
  for (int i = 0; i < 1000; ++i) {
    sum.add(Int128{10'000'000'000'000'000});
  }
  EXPECT_EQ(to_string(sum.total(), 0), "10000000000000000000");
}

TEST(ExactSum, adds_a_thousand_numbers_from_two_to_the_62) {
  ExactSum sum;
  for (int i = 0; i < 1000; ++i) {
    sum.add((Int128{1} << 62) + i);
  }
  EXPECT_EQ(to_string(sum.total(), 0), "4611686018427388403500");
}

TEST(ExactSum, keeps_the_units_beside_large_numbers) {
  for (const Int128 edge : {Int128{2147483647}, Int128{9007199254740992},
                            Int128{9223372036854775807}, int128_maximum - 1}) {
    EXPECT_EQ(to_string(total_of({edge, 1}), 0), to_string(edge + 1, 0));
    EXPECT_EQ(to_string(total_of({-edge, -1}), 0), to_string(-edge - 1, 0));
  }
}

TEST(ExactSum, adds_whole_doubles) {
  ExactSum sum;
  sum.add(9007199254740992.0);
  sum.add(1.0);
  sum.add(-3.0);
  EXPECT_EQ(to_string(sum.total(), 0), "9007199254740990");
}

TEST(ExactSum, refuses_doubles_that_are_not_whole) {
  ExactSum sum;
  sum.add(7.0);
  EXPECT_THROW(sum.add(0.5), NumberError);
  EXPECT_THROW(sum.add(std::numeric_limits<double>::quiet_NaN()), NumberError);
  EXPECT_THROW(sum.add(-std::numeric_limits<double>::infinity()), NumberError);
  EXPECT_THROW(sum.add(0x1p127), NumberError);
  EXPECT_EQ(to_string(sum.total(), 0), "7");
}

TEST(ExactSum, refuses_a_total_beyond_128_bits) {
  EXPECT_THROW((void)total_of({int128_maximum, 1}), NumberError);
  EXPECT_THROW((void)total_of({int128_minimum, -1}), NumberError);
  EXPECT_THROW((void)total_of(std::vector<Int128>(1000, int128_maximum)), NumberError);
  EXPECT_THROW((void)total_of({int128_minimum, int128_minimum}), NumberError);
  try {
    (void)total_of({int128_maximum, int128_maximum});
    FAIL() << "the total wrapped";
  } catch (const NumberError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0701");
  }
}

TEST(ExactSum, holds_the_extremes) {
  EXPECT_TRUE(total_of({int128_maximum}) == int128_maximum);
  EXPECT_TRUE(total_of({int128_minimum}) == int128_minimum);
  EXPECT_EQ(to_string(total_of({int128_maximum, int128_minimum}), 0), "-1");
}

TEST(ExactSum, does_not_depend_on_the_order_even_past_the_edge) {
  std::vector<Int128> values{int128_maximum, int128_maximum, int128_minimum, int128_minimum, 7, -4};
  std::sort(values.begin(), values.end());
  do {
    ASSERT_EQ(to_string(total_of(values), 0), "1");
  } while (std::next_permutation(values.begin(), values.end()));
}

TEST(ExactSum, does_not_depend_on_how_the_work_is_cut) {
  std::vector<Int128> values;
  for (int i = 0; i < 40; ++i) {
    values.push_back((i % 3 == 0 ? int128_minimum : int128_maximum) / (i + 1));
  }
  const Int128 whole = total_of(values);
  for (std::size_t cut = 0; cut <= values.size(); ++cut) {
    ExactSum left;
    ExactSum right;
    for (std::size_t i = 0; i < values.size(); ++i) {
      (i < cut ? left : right).add(values[i]);
    }
    left.add(right);
    ASSERT_TRUE(left.total() == whole);
  }
}

}  // namespace
}  // namespace cchc
