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

TEST(Reference, ReadsItselfOnlyWhereEveryPeriodDoes) {
  EXPECT_TRUE(reads_itself({0, 1, 2}));
  EXPECT_TRUE(reads_itself({}));
  EXPECT_FALSE(reads_itself({0, -1, 2}));
  EXPECT_FALSE(reads_itself({1, 0}));
}

TEST(Reference, AnIndicatorWithoutFiguresHasNoPlace) {
  EXPECT_EQ(placed_terms(*sample(), terms("[1.1] - [1.3]")).has_value(), false);
}

}  // namespace
}  // namespace cchc
