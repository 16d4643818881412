#include <gtest/gtest.h>

#include "cchc/cube/reference.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::three_departments;

std::vector<LinearTerm> terms(const char* text) {
  return linear_terms(Formula::compile(text)).value();
}

std::shared_ptr<const Cube> sample() {
  Reports reports;
  reports.figure("1.1", "a", "200", "2015").figure("1.1", "a", "180", "2024");
  reports.figure("5.1", "a", "0.25", "2024").figure("1.1", "b", "50", "2024");
  reports.figure("1.1", "a", "190", "2023");
  return reports.cube(three_departments());
}

std::optional<Int128> value(const Cube& cube, const char* formula, std::string_view unit,
                            std::string_view period = "2024") {
  const auto placed = placed_terms(cube, terms(formula)).value();
  return term_sum(cube, placed, cube.hierarchy().at(unit), cube.at_period(period_from_text(period)),
                  common_scale(cube, placed));
}

TEST(Reference, MeansAPeriodSeenFromAnother) {
  const Period half = Period::half(2024, 1);
  const auto seen = [half](ReferenceTime time) {
    return to_text(referenced_period({"1.1", time, 2015}, half));
  };
  EXPECT_EQ(seen(ReferenceTime::same), "2024-H1");
  EXPECT_EQ(seen(ReferenceTime::year), "2015");
  EXPECT_EQ(seen(ReferenceTime::previous), "2023-H2");
  EXPECT_EQ(seen(ReferenceTime::same_period_last_year), "2023-H1");
}

TEST(Reference, ATermReadsThePeriodThatItMeans) {
  const auto cube = sample();
  EXPECT_TRUE(value(*cube, "[1.1 @ 2015] - [1.1]", "a") == Int128{20});
  EXPECT_TRUE(value(*cube, "[1.1] - [1.1 @ previous]", "a") == Int128{-10});
}

TEST(Reference, TermsOfUnlikeScalesAreAddedAtTheWiderOne) {
  EXPECT_TRUE(value(*sample(), "[1.1] + 2 * [5.1]", "a") == Int128{18050});
}

TEST(Reference, ATermWithoutAFigureLeavesTheSumMissing) {
  const auto cube = sample();
  EXPECT_EQ(value(*cube, "[1.1 @ 2015] - [1.1]", "b"), std::nullopt);
  EXPECT_EQ(value(*cube, "[1.1 @ 2010] - [1.1]", "a"), std::nullopt);
  EXPECT_EQ(value(*cube, "[1.1] + [5.1]", "c"), std::nullopt);
}

TEST(Reference, AnIndicatorWithoutFiguresHasNoPlace) {
  EXPECT_EQ(placed_terms(*sample(), terms("[1.1] - [1.3]")).has_value(), false);
}

}  // namespace
}  // namespace cchc
