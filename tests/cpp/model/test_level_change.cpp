#include <gtest/gtest.h>

#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/level_change.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;
using samples::unit;

LevelChange change(LevelChangeKind kind, std::string_view date) {
  return {"district", kind, day(date), {}, {}};
}

TEST(LevelChange, ALevelEndsOnTheDayThatAbolishesIt) {
  const std::vector<LevelChange> changes{change(LevelChangeKind::abolished, "2025-07-01")};
  EXPECT_TRUE(is_level_valid(changes, "district", day("2025-06-30")));
  EXPECT_FALSE(is_level_valid(changes, "district", day("2025-07-01")));
  EXPECT_TRUE(is_level_valid(changes, "commune", day("2025-07-01")));
}

TEST(LevelChange, TheLatestChangeUpToTheDayDecidesWhateverTheirOrder) {
  const std::vector<LevelChange> changes{change(LevelChangeKind::abolished, "2025-07-01"),
                                         change(LevelChangeKind::created, "1945-09-02"),
                                         change(LevelChangeKind::created, "2030-01-01")};
  EXPECT_FALSE(is_level_valid(changes, "district", day("1945-09-01")));
  EXPECT_TRUE(is_level_valid(changes, "district", day("1945-09-02")));
  EXPECT_FALSE(is_level_valid(changes, "district", day("2029-12-31")));
  EXPECT_TRUE(is_level_valid(changes, "district", day("2030-01-01")));
}

// Places of the faults of one unit of the district level.
std::size_t count_faults(const Unit& district, const std::vector<LevelChange>& changes) {
  Unit levelled = district;
  levelled.level = "district";
  try {
    const Lineage lineage(Hierarchy({levelled}), {}, changes);
  } catch (const LineageError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0501");
    EXPECT_EQ(error.faults().front().where.substr(0, 13), "level_changes");
    return error.faults().size();
  }
  return 0;
}

TEST(LevelChange, RefusesUnitsThatAreValidWhileTheirLevelIsNot) {
  const std::vector<LevelChange> ended{change(LevelChangeKind::abolished, "2025-07-01")};
  EXPECT_EQ(count_faults(unit("a", "", "2025-07-01"), ended), 0U);
  EXPECT_EQ(count_faults(unit("a", "", "2025-07-02"), ended), 1U);
  EXPECT_EQ(count_faults(unit("a"), ended), 1U);
  EXPECT_EQ(count_faults(unit("a", "2026-01-01"), ended), 1U);
  const std::vector<LevelChange> begun{change(LevelChangeKind::created, "1945-09-02")};
  EXPECT_EQ(count_faults(unit("a", "1945-09-02"), begun), 0U);
  EXPECT_EQ(count_faults(unit("a", "1945-09-01"), begun), 1U);
}

TEST(LevelChange, RefusesTwoChangesOfALevelOnOneDay) {
  EXPECT_EQ(count_faults(unit("a", "2020-01-01", "2020-02-01"),
                         {change(LevelChangeKind::abolished, "2025-07-01"),
                          change(LevelChangeKind::created, "2025-07-01")}),
            1U);
}

TEST(LevelChange, ALineageAnswersForItsLevels) {
  const Lineage lineage(Hierarchy({}), {}, {change(LevelChangeKind::abolished, "2025-07-01")});
  EXPECT_TRUE(lineage.is_level_valid("district", day("2025-06-30")));
  EXPECT_FALSE(lineage.is_level_valid("district", day("2025-07-01")));
}

}  // namespace
}  // namespace cchc
