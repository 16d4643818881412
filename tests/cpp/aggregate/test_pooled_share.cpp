#include <gtest/gtest.h>

#include <cmath>

#include "cchc/aggregate/pooled_share.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::Reports;
using samples::three_departments;

PooledShare share(const Cube& cube, std::string_view part, std::string_view whole) {
  return pooled_share(cube, cube.at(part), cube.at(whole));
}

TEST(PooledShare, IsTheShareOfTheSums) {
  Reports reports;
  reports.figure("2.2", "a", "45").figure("2.1", "a", "50");
  reports.figure("2.2", "b", "10").figure("2.1", "b", "40");
  const PooledShare found = share(*reports.cube(three_departments()), "2.2", "2.1");
  EXPECT_EQ(found.rate(0, 0), 5500.0 / 90.0);
  EXPECT_EQ(found.rate(1, 0), 90.0);
  EXPECT_EQ(found.reported(0, 0), 2);
}

TEST(PooledShare, AUnitThatLeftOneBlankBendsNeither) {
  Reports reports;
  reports.figure("2.2", "a", "45").figure("2.1", "a", "50");
  reports.figure("2.2", "b", "10").figure("2.1", "c", "1000");
  const PooledShare found = share(*reports.cube(three_departments()), "2.2", "2.1");
  EXPECT_EQ(found.rate(0, 0), 90.0);
  EXPECT_EQ(found.parts.denominator.text(0, 0), "50");
  EXPECT_EQ(found.reported(0, 0), 1);
  EXPECT_TRUE(std::isnan(found.rate(2, 0)));
}

TEST(PooledShare, FiguresOfUnlikeScalesMeet) {
  Reports reports;
  reports.figure("5.1", "a", "0.25").figure("1.1", "a", "10");
  const PooledShare found = share(*reports.cube(three_departments()), "5.1", "1.1");
  EXPECT_EQ(found.rate(0, 0), 2.5);
  EXPECT_EQ(found.parts.denominator.text(0, 0), "10");
}

TEST(PooledShare, OfAZeroWholeIsNoRate) {
  Reports reports;
  reports.figure("2.2", "a", "0").figure("2.1", "a", "0");
  const PooledShare found = share(*reports.cube(three_departments()), "2.2", "2.1");
  EXPECT_TRUE(std::isnan(found.rate(0, 0)));
  EXPECT_EQ(found.reported(0, 0), 1);
}

TEST(PooledShare, ListsThatCommunesShareCountOnce) {
  const auto units = samples::tree({samples::group("p"), below("p", "a"),
                                    below("p", "x", "commune"), below("p", "y", "commune")});
  Reports reports;
  reports.figure("3.1", "a", "120").figure("3.1", "x", "80").figure("3.1", "y", "78");
  for (const char* unit : {"a", "x", "y"}) {
    reports.figure("1.1", unit, "100");
  }
  const PooledShare found = share(*reports.cube(units), "3.1", "1.1");
  EXPECT_EQ(found.parts.numerator.text(0, 0), "200");  // 120 + max(80, 78)
  EXPECT_EQ(found.parts.denominator.text(0, 0), "300");
}

TEST(PooledShare, OfARateIsRefused) {
  Reports reports;
  reports.figure("2.3", "a", "90").figure("2.1", "a", "50");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(samples::refusal([&] { (void)share(*cube, "2.3", "2.1"); }), "CCHC-E1001");
  EXPECT_EQ(samples::refusal([&] { (void)share(*cube, "2.1", "2.3"); }), "CCHC-E1001");
}

}  // namespace
}  // namespace cchc
