#include <gtest/gtest.h>

#include <limits>

#include "cchc/aggregate/whole_rates.hpp"

namespace cchc {
namespace {

// One period; NaN stands for no rate.
Plane rates(const std::vector<double>& values) {
  Plane plane = empty_plane(0, std::ssize(values), 1, 0, false);
  for (Index unit = 0; unit < std::ssize(values); ++unit) {
    plane.figures.head(unit, 0) = values[static_cast<std::size_t>(unit)];
  }
  return plane;
}

Flags all(const Plane& plane) { return Flags::Ones(plane.figures.units(), 1); }

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(WholeRates, ReadBackWhatWasReported) {
  const Plane plane = rates({96, 98.5, nan, 0, -12.25, 1e-7});
  const WholeRates found(plane, all(plane), 16);
  EXPECT_EQ(found.decimals(), 7);
  EXPECT_TRUE(found.find(0, 0) == Int128{960'000'000});
  EXPECT_TRUE(found.find(1, 0) == Int128{985'000'000});
  EXPECT_FALSE(found.find(2, 0).has_value());
  EXPECT_TRUE(found.find(3, 0) == Int128{0});
  EXPECT_TRUE(found.find(4, 0) == Int128{-122'500'000});
  EXPECT_TRUE(found.find(5, 0) == Int128{1});
}

TEST(WholeRates, RoundWhatNeedsMoreDecimalsThanThereIsRoomFor) {
  const Plane plane = rates({100.0 / 3, 200.0 / 3});
  const WholeRates few(plane, all(plane), 4);
  EXPECT_TRUE(few.find(0, 0) == Int128{333'333});
  EXPECT_TRUE(few.find(1, 0) == Int128{666'667});
  const WholeRates many(plane, all(plane), 17);
  EXPECT_EQ(many.decimals(), 15) << "the shortest text of 100 / 3";
  const Plane wide = rates({1e15 / 7});
  EXPECT_TRUE(WholeRates(wide, all(wide), 16).find(0, 0) ==
              Int128{static_cast<std::int64_t>(1e15 / 7 * 100)});
  EXPECT_TRUE(WholeRates(wide, all(wide), -1).find(0, 0) == Int128{142'857'142'857'143});
}

TEST(WholeRates, LeaveOutWhatNoWholeNumberHolds) {
  const Plane plane = rates({1e30, std::numeric_limits<double>::infinity(), 50});
  const WholeRates found(plane, all(plane), 16);
  EXPECT_FALSE(found.find(0, 0).has_value());
  EXPECT_FALSE(found.find(1, 0).has_value());
  EXPECT_TRUE(found.find(2, 0) == Int128{50});
}

TEST(WholeRates, TakeTheirDecimalsFromWhatWasAskedFor) {
  const Plane plane = rates({100.0 / 3, 12.5});
  Flags asked = all(plane);
  asked(0, 0) = 0;
  EXPECT_EQ(WholeRates(plane, asked, 16).decimals(), 1);
}

TEST(WholeRates, AreNotWhatWasComputed) {
  Plane plane = rates({50, 60});
  MadeOf made;
  made.held = Flags::Zero(2, 1);
  made.held(1, 0) = 1;
  plane.made_of = std::make_shared<const MadeOf>(std::move(made));
  const WholeRates found(plane, all(plane), 16);
  EXPECT_FALSE(found.find(0, 0).has_value());
  EXPECT_TRUE(found.find(1, 0) == Int128{60}) << "reported before";
}

TEST(WholeRates, OfAnExactPlaneAreItsOwn) {
  Plane plane = empty_plane(0, 1, 1, 3, true);
  plane.report(0, 0, 99'125);
  const WholeRates found(plane, {}, 0);
  EXPECT_EQ(found.decimals(), 3);
  EXPECT_TRUE(found.find(0, 0) == Int128{99'125});
}

}  // namespace
}  // namespace cchc
