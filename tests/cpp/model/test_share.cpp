#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/model/share.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::decimal;

TEST(Share, MultipliesExactlyAndDropsTrailingZeros) {
  EXPECT_EQ(to_string(product(decimal("0.35"), decimal("0.2"))), "0.07");
  EXPECT_EQ(to_string(product(decimal("0.5"), decimal("0.20"))), "0.1");
  EXPECT_EQ(to_string(product(decimal("-12"), decimal("0.25"))), "-3");
}

TEST(Share, AddsExactlyAndDropsTrailingZeros) {
  EXPECT_EQ(to_string(sum(decimal("0.35"), decimal("0.65"))), "1");
  EXPECT_EQ(to_string(sum(decimal("0.1"), decimal("0.02"))), "0.12");
  EXPECT_EQ(sum(decimal("0.7"), negative(decimal("0.7"))).mantissa, 0);
}

TEST(Share, HoldsEighteenDecimals) {
  EXPECT_EQ(to_string(product(decimal("0.000000001"), decimal("0.000000001"))),
            "0.000000000000000001");
}

TEST(Share, RefusesToRoundWhatDoesNotFit) {
  const Decimal tiny = decimal("0.0000000001");
  const Decimal huge = decimal("9223372036854775807");
  for (const auto& refused : {+[](Decimal t, Decimal) { return product(t, t); },
                              +[](Decimal, Decimal h) { return sum(h, h); },
                              +[](Decimal, Decimal h) { return product(h, h); },
                              +[](Decimal t, Decimal h) { return sum(h, t); }}) {
    try {
      static_cast<void>(refused(tiny, huge));
      FAIL() << "rounded in silence";
    } catch (const LineageError& error) {
      EXPECT_EQ(error.code(), "CCHC-E0503");
    }
  }
}

}  // namespace
}  // namespace cchc
