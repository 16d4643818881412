#include <gtest/gtest.h>

#include "cchc/compare/coverage_difference.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;
using testing::rolled;

// In 2023 a1, a2 and b gave figures and d was there; in 2024 a2 gave none and c was new.
std::shared_ptr<const Cube> two_years() {
  CubeMaker maker;
  maker.add("files", "a1", "2023-H1", "1").add("files", "a2", "2023-H1", "1");
  maker.add("files", "b", "2023-H1", "1").add("files", "a1", "2024-H1", "2");
  maker.add("files", "b", "2024-H1", "2").add("files", "a2", "2024-H1", "");
  return rolled(maker.cube(), MissingRule::skip_missing);
}

Reasons reasons(const Cube& cube, const std::string& unit) {
  const Differences found =
      differences_between(cube.hierarchy(), OwnCoverage(cube, 0, 1), OwnCoverage(cube, 0, 0));
  return found.reasons(cube.hierarchy().at(unit));
}

TEST(CoverageDifference, tells_units_that_reported_once_from_units_that_existed_once) {
  const auto cube = two_years();
  EXPECT_EQ(reasons(*cube, "a"), bit(Reason::coverage));
  EXPECT_EQ(reasons(*cube, "p"), bit(Reason::coverage) | bit(Reason::perimeter));
  EXPECT_EQ(reasons(*cube, "b"), 0U);
}

TEST(CoverageDifference, finds_none_between_a_column_and_itself) {
  const auto cube = two_years();
  const OwnCoverage own(*cube, 0, 1);
  const Differences found = differences_between(cube->hierarchy(), own, own);
  for (Index unit = 0; unit < cube->units(); ++unit) {
    EXPECT_EQ(found.reasons(unit), 0U) << unit;
  }
}

TEST(CoverageDifference, of_nothing_has_no_reasons) { EXPECT_EQ(Differences{}.reasons(3), 0U); }

}  // namespace
}  // namespace cchc
