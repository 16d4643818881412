#include <gtest/gtest.h>

#include "cchc/aggregate/like_for_like.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::coverage;
using samples::Reports;
using samples::text;
using samples::three_departments;

std::shared_ptr<const Cube> matched(const std::shared_ptr<const Cube>& cube) {
  return like_for_like(cube, cube->at_period(Period::year(2024)),
                       cube->at_period(Period::year(2023)));
}

// a gave both years, b only 2024, c only 2023.
Reports uneven() {
  Reports reports;
  reports.figure("1.1", "a", "40", "2023").figure("1.1", "a", "38", "2024");
  reports.figure("1.1", "b", "12", "2024").figure("1.1", "c", "7", "2023");
  reports.figure("1.1", "b", "5", "2022");
  return reports;
}

TEST(LikeForLike, TotalsHoldTheSameUnits) {
  const auto rolled = roll_up(matched(uneven().cube(three_departments())));
  EXPECT_EQ(text(*rolled, "1.1", "p", "2024"), "38");
  EXPECT_EQ(text(*rolled, "1.1", "p", "2023"), "40");
  EXPECT_EQ(coverage(*rolled, "1.1", "p", "2024"), "1/1");
  EXPECT_EQ(coverage(*rolled, "1.1", "p", "2023"), "1/1");
}

TEST(LikeForLike, WhatWasTakenOutIsMissingAndMarked) {
  const auto kept = matched(uneven().cube(three_departments()));
  EXPECT_EQ(text(*kept, "1.1", "b", "2024"), "");
  EXPECT_EQ(samples::state(*kept, "1.1", "b", "2024"), ValueState::missing);
  EXPECT_TRUE(samples::marked(*kept, Mark::excluded, "1.1", "b", "2024"));
  EXPECT_TRUE(samples::marked(*kept, Mark::excluded, "1.1", "c", "2023"));
  EXPECT_FALSE(samples::marked(*kept, Mark::excluded, "1.1", "a", "2024"));
}

TEST(LikeForLike, OtherPeriodsAndTheGivenCubeStayAsTheyAre) {
  const auto cube = uneven().cube(three_departments());
  const auto kept = matched(cube);
  EXPECT_EQ(text(*kept, "1.1", "b", "2022"), "5");
  EXPECT_FALSE(samples::marked(*kept, Mark::excluded, "1.1", "b", "2022"));
  EXPECT_EQ(text(*cube, "1.1", "b", "2024"), "12");
}

TEST(LikeForLike, DoneTwiceChangesNothingMore) {
  const auto once = matched(uneven().cube(three_departments()));
  const auto twice = matched(once);
  for (const char* unit : {"a", "b", "c"}) {
    for (const char* year : {"2022", "2023", "2024"}) {
      EXPECT_EQ(text(*once, "1.1", unit, year), text(*twice, "1.1", unit, year));
    }
  }
}

TEST(LikeForLike, OfARolledUpCubeIsRefused) {
  const auto own = samples::Reports().figure("1.1", "a", "4").cube(samples::three_departments());
  EXPECT_EQ(samples::refusal([&] { (void)like_for_like(roll_up(own), 0, 0); }), "CCHC-E1008");
}

TEST(LikeForLike, ARateNeedsItsPartsInBothPeriods) {
  Reports reports;
  for (const char* year : {"2023", "2024"}) {
    reports.figure("2.1", "a", "50", year).figure("2.2", "a", "45", year);
    reports.figure("2.3", "a", "90", year).figure("2.3", "b", "10", year);
    reports.figure("2.1", "b", "40", year);
  }
  reports.figure("2.2", "b", "4", "2024");  // in 2023 its part is an estimate
  reports.figure("2.3", "c", "100", "2024").figure("2.1", "c", "9", "2024");
  const auto kept = matched(reports.cube(three_departments()));
  EXPECT_EQ(text(*kept, "2.3", "c", "2024"), "");
  EXPECT_EQ(text(*kept, "2.3", "b", "2023"), "10");
  EXPECT_EQ(text(*kept, "2.3", "a", "2024"), "90");
}

TEST(LikeForLike, ACellSaysThatItWasLeftOutAndKeepsItsObservation) {
  const auto kept = matched(uneven().cube(three_departments()));
  const Derivation out = kept->derivation(samples::cell(*kept, "1.1", "b", "2024"));
  EXPECT_TRUE(out.rule_en.starts_with("left out"));
  EXPECT_EQ(out.observation, 2);
  EXPECT_EQ(kept->derivation(samples::cell(*kept, "1.1", "a", "2024")).rule_en, "as reported");
}

}  // namespace
}  // namespace cchc
