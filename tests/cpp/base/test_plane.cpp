#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "cchc/base/error.hpp"
#include "cchc/base/plane.hpp"

namespace cchc {
namespace {

Figures one(Int128 whole, int scale = 0) {
  Figures figures(1, 1, scale, true);
  figures.set_whole(0, 0, whole);
  return figures;
}

TEST(Figures, HaveNoFigureAtFirst) {
  const Figures figures(2, 3, 1, true);
  EXPECT_EQ(figures.units(), 2);
  EXPECT_EQ(figures.periods(), 3);
  for (Index unit = 0; unit < 2; ++unit) {
    for (Index period = 0; period < 3; ++period) {
      EXPECT_FALSE(figures.has(unit, period));
      EXPECT_EQ(figures.text(unit, period), "");
      EXPECT_TRUE(std::isnan(figures.value(unit, period)));
    }
  }
}

TEST(Figures, OfNothingHaveNoCells) {
  const Figures figures(0, 0, 0, true);
  EXPECT_EQ(figures.values().size(), 0);
}

TEST(Figures, ZeroIsAFigure) {
  EXPECT_TRUE(one(0).has(0, 0));
  EXPECT_EQ(one(0).text(0, 0), "0");
  EXPECT_EQ(one(0, 2).text(0, 0), "0");
  EXPECT_FALSE(std::signbit(one(0).value(0, 0)));
}

TEST(Figures, TextIsExactAndWithoutTrailingZeros) {
  EXPECT_EQ(one(205, 1).text(0, 0), "20.5");
  EXPECT_EQ(one(2000, 2).text(0, 0), "20");
  EXPECT_EQ(one(-25, 2).text(0, 0), "-0.25");
  EXPECT_EQ(one(100).text(0, 0), "100");
}

TEST(Figures, ValueIsRoundedOnce) {
  EXPECT_EQ(one(12, 1).value(0, 0), 1.2);
  EXPECT_EQ(one(3, 1).value(0, 0), 0.3);
  EXPECT_EQ(one(9007199254740993, 3).value(0, 0), 9007199254740.993);
}

TEST(Figures, AWideCellKeepsItsTailAndANarrowPlaneHasNone) {
  const Int128 limit = Int128{1} << 53;
  EXPECT_EQ(one(limit).tail.size(), 0);
  EXPECT_EQ(one(limit + 1).tail.size(), 1);
  EXPECT_EQ(one(limit + 1).text(0, 0), "9007199254740993");
  EXPECT_EQ(one(-limit - 1).text(0, 0), "-9007199254740993");
  EXPECT_EQ(one(limit + 1).value(0, 0), 9007199254740992.0);
}

TEST(Figures, ACellThatIsSetAgainLosesItsTail) {
  Figures figures = one((Int128{1} << 53) + 1);
  figures.set_whole(0, 0, 7);
  EXPECT_EQ(figures.text(0, 0), "7");
}

TEST(Figures, ATailOfOneCellLeavesItsNeighboursAlone) {
  Figures figures(1, 3, 0, true);
  figures.set_whole(0, 0, 5);
  figures.set_whole(0, 1, (Int128{1} << 60) + 1);
  EXPECT_EQ(figures.text(0, 0), "5");
  EXPECT_FALSE(figures.has(0, 2));
  const Matrix values = figures.values();
  EXPECT_EQ(values(0, 0), 5.0);
  EXPECT_EQ(values(0, 1), std::ldexp(1.0, 60));
  EXPECT_TRUE(std::isnan(values(0, 2)));
}

TEST(Figures, HoldEveryWholeNumberBelow106BinaryDigits) {
  std::mt19937_64 random(53);
  for (int round = 0; round < 20'000; ++round) {
    const int digits = 1 + static_cast<int>(random() % 105);
    const Int128 size =
        static_cast<Int128>(((Uint128{random()} << 64) | random()) >> (128 - digits));
    const Int128 whole = random() % 2 == 0 ? size : -size;
    ASSERT_TRUE(one(whole).whole(0, 0) == whole) << to_string(whole, 0);
  }
}

TEST(Figures, RefuseAWiderWholeNumber) {
  EXPECT_THROW((void)one(Int128{1} << 106), NumberError);
  EXPECT_NO_THROW((void)one((Int128{1} << 106) - 1));
}

TEST(Figures, OfQuotientsGiveTheShortestTextThatReadsBack) {
  Figures figures(1, 2, 0, false);
  figures.head(0, 0) = 5500.0 / 90.0;
  EXPECT_EQ(figures.text(0, 0), "61.111111111111114");
  EXPECT_EQ(figures.value(0, 0), 5500.0 / 90.0);
  EXPECT_EQ(figures.text(0, 1), "");
}

TEST(Figures, ValuesAreTheValueOfEachCell) {
  std::mt19937_64 random(7);
  for (const int scale : {0, 1, 9}) {
    Figures figures(3, 4, scale, true);
    for (Index cell = 0; cell < 12; ++cell) {
      if (random() % 3 != 0) {
        figures.set_whole(cell / 4, cell % 4, static_cast<Int128>(random() >> (random() % 60)));
      }
    }
    const Matrix values = figures.values();
    for (Index cell = 0; cell < 12; ++cell) {
      const double value = figures.value(cell / 4, cell % 4);
      const double other = values(cell / 4, cell % 4);
      EXPECT_TRUE(value == other || (std::isnan(value) && std::isnan(other)));
    }
  }
}

}  // namespace
}  // namespace cchc
