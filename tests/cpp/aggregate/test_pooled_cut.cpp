#include <gtest/gtest.h>

#include <cmath>

#include "cchc/aggregate/pooled_cut.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::three_departments;

PooledCut cut(const Cube& cube, std::string_view indicator = "1.1") {
  return pooled_cut(cube, cube.at(indicator), cube.at_period(Period::year(2024)),
                    cube.at_period(Period::year(2015)));
}

TEST(PooledCut, RestsOnSumsAndNotOnTheMeanOfRates) {
  Reports reports;
  reports.figure("1.1", "a", "200", "2015").figure("1.1", "a", "180", "2024");
  reports.figure("1.1", "b", "50", "2015").figure("1.1", "b", "40", "2024");
  const PooledCut found = cut(*reports.cube(three_departments()));
  EXPECT_EQ(found.base.text(0, 0), "250");
  EXPECT_EQ(found.current.text(0, 0), "220");
  EXPECT_EQ(found.rate(0, 0), 12.0);  // the mean of 10 and 20 is 15
  EXPECT_EQ(found.rate(1, 0), 10.0);
  EXPECT_EQ(found.rate(2, 0), 20.0);
  EXPECT_EQ(found.reported(0, 0), 2);
}

TEST(PooledCut, TakesOnlyUnitsWithBothFigures) {
  Reports reports;
  reports.figure("1.1", "a", "200", "2015").figure("1.1", "a", "180", "2024");
  reports.figure("1.1", "b", "999", "2015").figure("1.1", "c", "888", "2024");
  const PooledCut found = cut(*reports.cube(three_departments()));
  EXPECT_EQ(found.base.text(0, 0), "200");
  EXPECT_EQ(found.rate(0, 0), 10.0);
  EXPECT_EQ(found.reported(0, 0), 1);
  EXPECT_TRUE(std::isnan(found.rate(2, 0)));
  EXPECT_FALSE(found.base.has(3, 0));
}

TEST(PooledCut, OfAZeroOrNegativeBaseIsNoRate) {
  for (const char* base : {"0", "-5"}) {
    Reports reports;
    reports.figure("1.1", "a", base, "2015").figure("1.1", "a", "3", "2024");
    const PooledCut found = cut(*reports.cube(three_departments()));
    EXPECT_TRUE(std::isnan(found.rate(0, 0)));
    EXPECT_EQ(found.base.text(0, 0), base);
  }
}

TEST(PooledCut, AGrowthIsANegativeCut) {
  Reports reports;
  reports.figure("1.1", "a", "30", "2015").figure("1.1", "a", "31", "2024");
  EXPECT_EQ(cut(*reports.cube(three_departments())).rate(0, 0), -100.0 / 30.0);
}

TEST(PooledCut, OfARateIsRefused) {
  Reports reports;
  reports.figure("1.2", "a", "10", "2024").figure("1.2", "a", "0", "2015");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(samples::refusal([&] { (void)cut(*cube, "1.2"); }), "CCHC-E1001");
}

}  // namespace
}  // namespace cchc
