#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "cchc/base/error.hpp"
#include "cchc/model/hierarchy.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;
using samples::unit;

std::vector<std::string> ids(const Hierarchy& hierarchy) {
  std::vector<std::string> found;
  for (const Unit& row : hierarchy.units()) {
    found.push_back(row.id);
  }
  return found;
}

// The example of the header, given bottom up.
Hierarchy small_province() {
  return Hierarchy({unit("division", "", "", "department 1"),
                    unit("department 1", "", "", "province"),
                    unit("department 3", "", "", "province"), unit("province")});
}

std::vector<Fault> faults_of(std::vector<Unit> units) {
  try {
    const Hierarchy hierarchy(std::move(units));
  } catch (const HierarchyError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0401");
    return error.faults();
  }
  return {};
}

TEST(Hierarchy, StandsInPreOrderWhateverTheOrderOfTheUnits) {
  EXPECT_EQ(ids(small_province()),
            (std::vector<std::string>{"province", "department 1", "division", "department 3"}));
}

TEST(Hierarchy, KnowsParentsEndsAndDepths) {
  const Hierarchy province = small_province();
  const std::vector<Index> parents{-1, 0, 1, 0};
  const std::vector<Index> ends{4, 3, 3, 4};
  const std::vector<Index> depths{0, 1, 2, 1};
  for (Index row = 0; row < province.size(); ++row) {
    const auto position = static_cast<std::size_t>(row);
    EXPECT_EQ(province.parent(row), parents[position]);
    EXPECT_EQ(province.end(row), ends[position]);
    EXPECT_EQ(province.depth(row), depths[position]);
    EXPECT_EQ(province.is_leaf(row), row >= 2);
  }
}

TEST(Hierarchy, ListsChildrenAndRootsInTheGivenOrder) {
  const Hierarchy two({unit("b"), unit("b2", "", "", "b"), unit("a"), unit("b1", "", "", "b"),
                       unit("b2x", "", "", "b2")});
  EXPECT_EQ(ids(two), (std::vector<std::string>{"b", "b2", "b2x", "b1", "a"}));
  EXPECT_EQ(two.roots(), (std::vector<Index>{0, 4}));
  EXPECT_EQ(two.children(0), (std::vector<Index>{1, 3}));
  EXPECT_EQ(two.children(4), std::vector<Index>{});
}

TEST(Hierarchy, IsEmptyWithoutUnits) {
  const Hierarchy none({});
  EXPECT_EQ(none.size(), 0);
  EXPECT_TRUE(none.roots().empty());
  EXPECT_TRUE(none.levels().empty());
}

TEST(Hierarchy, TellsWhoIsWithinWhom) {
  const Hierarchy province = small_province();
  EXPECT_TRUE(province.is_within(2, 0));
  EXPECT_TRUE(province.is_within(2, 1));
  EXPECT_TRUE(province.is_within(2, 2));
  EXPECT_FALSE(province.is_within(3, 1));
  EXPECT_FALSE(province.is_within(0, 1));
}

TEST(Hierarchy, NamesLevelsFromTheRootDown) {
  std::vector<Unit> units{unit("p"), unit("d", "", "", "p"), unit("x", "", "", "d"),
                          unit("c", "", "", "p"), unit("y", "", "", "p")};
  units[0].level = "province";
  units[1].level = "district";
  units[2].level = "commune";
  units[3].level = "commune";
  const Hierarchy hierarchy(units);
  EXPECT_EQ(hierarchy.levels(),
            (std::vector<std::string>{"province", "district", "commune", "level 1"}));
  EXPECT_EQ(hierarchy.level(hierarchy.at("y")), "level 1");
}

TEST(Hierarchy, FindsByIdThenByTheNameOfASingleUnit) {
  std::vector<Unit> units{unit("a"), unit("b"), unit("c")};
  units[0].name = "c";
  units[1].name = "Sở Y tế";
  const Hierarchy hierarchy(units);
  EXPECT_EQ(hierarchy.find("c"), 2);
  EXPECT_EQ(hierarchy.find("Sở Y tế"), 1);
  EXPECT_EQ(hierarchy.find("Unit c"), 2);
  EXPECT_EQ(hierarchy.find("Sở"), std::nullopt);
}

TEST(Hierarchy, RefusesANameThatSeveralUnitsBear) {
  std::vector<Unit> units{unit("old", "", "2025-07-01"), unit("new", "2025-07-01")};
  units[0].name = units[1].name = "Tỉnh Ninh Bình";
  const Hierarchy hierarchy(units);
  EXPECT_EQ(hierarchy.find("Tỉnh Ninh Bình"), std::nullopt);
  try {
    static_cast<void>(hierarchy.at("Tỉnh Ninh Bình"));
    FAIL() << "took one of two units";
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0902");
    EXPECT_NE(error.message_en().find("old"), std::string::npos);
  }
}

TEST(Hierarchy, ValidityHoldsItsFirstDayAndNotItsLast) {
  const Hierarchy hierarchy({unit("a", "2020-01-01", "2025-07-01"), unit("b")});
  EXPECT_FALSE(hierarchy.is_valid(0, day("2019-12-31")));
  EXPECT_TRUE(hierarchy.is_valid(0, day("2020-01-01")));
  EXPECT_TRUE(hierarchy.is_valid(0, day("2025-06-30")));
  EXPECT_FALSE(hierarchy.is_valid(0, day("2025-07-01")));
  EXPECT_TRUE(hierarchy.is_valid(1, day("1945-09-02")));
}

TEST(Hierarchy, ExpectsReportsOfUnitsValidOnTheLastDayOfTheWindow) {
  std::vector<Unit> units{unit("old", "", "2025-07-01"), unit("new", "2025-07-01"), unit("group")};
  units[2].reports = false;
  const Hierarchy hierarchy(units);
  EXPECT_TRUE(hierarchy.is_expected(0, Period::half(2025, 1)));
  EXPECT_FALSE(hierarchy.is_expected(1, Period::half(2025, 1)));
  EXPECT_FALSE(hierarchy.is_expected(0, Period::quarter(2025, 3)));
  EXPECT_TRUE(hierarchy.is_expected(1, Period::quarter(2025, 3)));
  EXPECT_FALSE(hierarchy.is_expected(2, Period::quarter(2025, 3)));
}

TEST(Hierarchy, GivesACodeToAnotherUnitAtAnotherTime) {
  std::vector<Unit> units{unit("yen-bai", "", "2025-07-01"), unit("lao-cai", "2025-07-01")};
  units[0].code = units[1].code = "15";
  const Hierarchy hierarchy(units);
  EXPECT_EQ(hierarchy.find_code("15", day("2025-06-30")), hierarchy.at("yen-bai"));
  EXPECT_EQ(hierarchy.find_code("15", day("2025-07-01")), hierarchy.at("lao-cai"));
  EXPECT_EQ(hierarchy.find_code("16", day("2025-07-01")), std::nullopt);
}

TEST(Hierarchy, RefusesACodeOfTwoUnitsAtOneTime) {
  std::vector<Unit> units{unit("a", "", "2025-07-02"), unit("b", "2025-07-01")};
  units[0].code = units[1].code = "15";
  const std::vector<Fault> faults = faults_of(units);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].where, "units[1]");
  EXPECT_NE(faults[0].message_en.find("15"), std::string::npos);
  units[0].code = units[1].code = "";
  EXPECT_TRUE(faults_of(units).empty());
}

TEST(Hierarchy, ListsEveryFaultWithItsPlace) {
  const std::vector<Fault> faults =
      faults_of({unit(""), unit("a"), unit("a"), unit("b", "", "", "nobody"),
                 unit("c", "2025-01-01", "2025-01-01")});
  std::vector<std::string> places;
  for (const Fault& fault : faults) {
    places.push_back(fault.where);
    EXPECT_FALSE(fault.message_en.empty());
    EXPECT_FALSE(fault.message_vi.empty());
  }
  EXPECT_EQ(places, (std::vector<std::string>{"units[0]", "units[2]", "units[3]", "units[4]"}));
}

TEST(Hierarchy, RefusesCyclesAndNamesTheirUnits) {
  const std::vector<Fault> faults = faults_of(
      {unit("top"), unit("a", "", "", "c"), unit("b", "", "", "a"), unit("c", "", "", "b")});
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].where, "units[1]");
  EXPECT_EQ(faults[2].where, "units[3]");
  EXPECT_EQ(faults_of({unit("self", "", "", "self")}).size(), 1U);
}

// The slow and obvious twin: ancestors by walking up from the given units.
std::vector<std::string> ancestors(const std::vector<Unit>& units, std::string id) {
  std::vector<std::string> found;
  while (!id.empty()) {
    found.push_back(id);
    id = std::ranges::find(units, id, &Unit::id)->parent;
  }
  return found;
}

std::vector<Unit> random_units(std::mt19937& random) {
  const int size = 1 + static_cast<int>(random() % 25);
  std::vector<Unit> units;
  for (int row = 0; row < size; ++row) {
    const auto above = random() % static_cast<unsigned>(row + 1);
    const bool root = above == static_cast<unsigned>(row);
    units.push_back(unit("u" + std::to_string(row), "", "", root ? "" : units[above].id));
  }
  std::ranges::shuffle(units, random);
  return units;
}

TEST(Hierarchy, AgreesWithWalkingUpOnRandomTrees) {
  std::mt19937 random(20250701);
  for (int round = 0; round < 500; ++round) {
    const std::vector<Unit> units = random_units(random);
    const Hierarchy hierarchy(units);
    ASSERT_EQ(hierarchy.size(), std::ssize(units));
    for (Index row = 0; row < hierarchy.size(); ++row) {
      const std::vector<std::string> above = ancestors(units, hierarchy[row].id);
      ASSERT_EQ(hierarchy.depth(row), std::ssize(above) - 1);
      for (Index other = 0; other < hierarchy.size(); ++other) {
        const bool within = std::ranges::find(above, hierarchy[other].id) != above.end();
        ASSERT_EQ(hierarchy.is_within(row, other), within);
      }
    }
  }
}

TEST(Hierarchy, KeepsTheGivenOrderOfSiblingsOnRandomTrees) {
  std::mt19937 random(34);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Unit> units = random_units(random);
    const Hierarchy hierarchy(units);
    for (Index row = 0; row < hierarchy.size(); ++row) {
      std::vector<std::string> given;
      for (const Unit& each : units) {
        if (each.parent == hierarchy[row].id) {
          given.push_back(each.id);
        }
      }
      std::vector<std::string> found;
      for (const Index child : hierarchy.children(row)) {
        found.push_back(hierarchy[child].id);
        ASSERT_EQ(hierarchy.parent(child), row);
      }
      ASSERT_EQ(found, given);
    }
  }
}

}  // namespace
}  // namespace cchc
