#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/model/perimeter.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;
using samples::event;
using samples::part;
using samples::unit;

std::vector<std::string> names(const Perimeter& perimeter) {
  std::vector<std::string> found;
  for (const PerimeterGroup& group : perimeter.groups) {
    found.push_back(group.name);
  }
  return found;
}

using Texts = std::vector<std::string>;
using Figures = std::vector<std::optional<Int128>>;

// a and b merge; c splits without shares; d gives to e; f is abolished, g created, h and i go on.
struct Reform {
  Hierarchy hierarchy{{unit("a", "", "2020-01-01"), unit("b", "", "2020-01-01"),
                       unit("ab", "2020-01-01"), unit("c", "", "2021-01-01"),
                       unit("c1", "2021-01-01"), unit("c2", "2021-01-01"), unit("d"), unit("e"),
                       unit("f", "", "2021-01-01"), unit("g", "2021-01-01"), unit("h"), unit("i")}};
  Lineage lineage{hierarchy,
                  {event(EventKind::merge, "2020-01-01", {"a", "b"}, {part("ab")}),
                   event(EventKind::split, "2021-01-01", {"c"}, {part("c1"), part("c2")}),
                   event(EventKind::transfer, "2021-01-01", {"d"}, {part("e", "0.1")}),
                   event(EventKind::abolish, "2021-01-01", {"f"}, {}),
                   event(EventKind::create, "2021-01-01", {}, {part("g")})}};
};

TEST(Perimeter, GroupsWhatEventsTieTogether) {
  const Reform reform;
  const Perimeter perimeter =
      constant_perimeter(reform.hierarchy, reform.lineage, day("2019-01-01"), day("2022-01-01"));
  EXPECT_EQ(names(perimeter), (Texts{"Unit ab (Unit a + Unit b)", "Unit c1 + Unit c2 (Unit c)",
                                     "Unit d + Unit e", "Unit f", "Unit g", "Unit h", "Unit i"}));
  EXPECT_EQ(perimeter.groups[0].units, (std::vector<Index>{0, 1, 2}));
  EXPECT_EQ(perimeter.groups[0].before, (std::vector<Index>{0, 1}));
  EXPECT_EQ(perimeter.groups[0].after, (std::vector<Index>{2}));
  EXPECT_EQ(perimeter.groups[0].events, (std::vector<Index>{0}));
  EXPECT_EQ(perimeter.group_of[7], 2);
}

TEST(Perimeter, LooksAtTheEventsBetweenItsDaysOnly) {
  const Reform reform;
  const Perimeter perimeter =
      constant_perimeter(reform.hierarchy, reform.lineage, day("2020-01-01"), day("2020-12-31"));
  EXPECT_EQ(names(perimeter),
            (Texts{"Unit ab", "Unit c", "Unit d", "Unit e", "Unit f", "Unit h", "Unit i"}));
  EXPECT_EQ(perimeter.group_of[0], std::nullopt);
}

TEST(Perimeter, TiesChainsThroughUnitsThatCameAndWent) {
  const Hierarchy hierarchy({unit("a", "", "2020-01-01"), unit("b", "2020-01-01", "2021-01-01"),
                             unit("c", "2021-01-01"), unit("d", "", "2021-01-01")});
  const Lineage lineage(hierarchy,
                        {event(EventKind::rename, "2020-01-01", {"a"}, {part("b")}),
                         event(EventKind::merge, "2021-01-01", {"b", "d"}, {part("c")})});
  const Perimeter perimeter =
      constant_perimeter(hierarchy, lineage, day("2019-01-01"), day("2022-01-01"));
  EXPECT_EQ(names(perimeter), (Texts{"Unit c (Unit a + Unit d)"}));
  EXPECT_EQ(perimeter.groups[0].units.size(), 4U);
}

TEST(Perimeter, TotalsHoldWhereSharesAreUnknown) {
  const Reform reform;
  const Perimeter perimeter =
      constant_perimeter(reform.hierarchy, reform.lineage, day("2019-01-01"), day("2022-01-01"));
  const Figures before{10, 20, {}, 40, {}, {}, 5, 6, 7, {}, {}, 9};
  const Figures after{{}, {}, 31, {}, 15, 26, 4, 8, {}, 3, 1, 9};
  EXPECT_EQ(group_totals(perimeter, reform.hierarchy, before, day("2019-01-01")),
            (Figures{30, 40, 11, 7, {}, {}, 9}));
  EXPECT_EQ(group_totals(perimeter, reform.hierarchy, after, day("2022-01-01")),
            (Figures{31, 41, 12, {}, 3, 1, 9}));
}

TEST(Perimeter, AGroupIsMissingWhenOneOfItsUnitsIs) {
  const Reform reform;
  const Perimeter perimeter =
      constant_perimeter(reform.hierarchy, reform.lineage, day("2019-01-01"), day("2022-01-01"));
  Figures before(12);
  before[0] = 10;
  EXPECT_EQ(group_totals(perimeter, reform.hierarchy, before, day("2019-01-01"))[0], std::nullopt);
  before[1] = 0;
  EXPECT_EQ(group_totals(perimeter, reform.hierarchy, before, day("2019-01-01"))[0], Int128{10});
}

TEST(Perimeter, ShortensTheNamesOfProvincesOnly) {
  std::vector<Unit> units{unit("a", "", "2025-07-01"), unit("b", "", "2025-07-01"),
                          unit("c", "2025-07-01")};
  units[0].name = "Tỉnh Hải Dương";
  units[1].name = units[2].name = "Thành phố Hải Phòng";
  units[0].type = units[1].type = units[2].type = "province";
  const LineageEvent merge = event(EventKind::merge, "2025-07-01", {"a", "b"}, {part("c")});
  const Hierarchy provinces(units);
  EXPECT_EQ(names(constant_perimeter(provinces, Lineage(provinces, {merge}), day("2025-01-01"),
                                     day("2025-07-01"))),
            (Texts{"Hải Phòng (Hải Dương + Hải Phòng)"}));
  units[0].type = units[1].type = units[2].type = "district";
  const Hierarchy districts(units);
  EXPECT_EQ(names(constant_perimeter(districts, Lineage(districts, {merge}), day("2025-01-01"),
                                     day("2025-07-01"))),
            (Texts{"Thành phố Hải Phòng (Tỉnh Hải Dương + Thành phố Hải Phòng)"}));
}

TEST(Perimeter, RefusesDaysTheWrongWayRound) {
  const Reform reform;
  try {
    static_cast<void>(
        constant_perimeter(reform.hierarchy, reform.lineage, day("2022-01-01"), day("2021-01-01")));
    FAIL() << "took a perimeter that ends before it begins";
  } catch (const LineageError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0506");
  }
}

TEST(Perimeter, RefusesFiguresOfAnotherNumberOfUnits) {
  const Reform reform;
  const Perimeter perimeter =
      constant_perimeter(reform.hierarchy, reform.lineage, day("2019-01-01"), day("2022-01-01"));
  EXPECT_THROW(
      static_cast<void>(group_totals(perimeter, reform.hierarchy, Figures(3), day("2019-01-01"))),
      LineageError);
}

}  // namespace
}  // namespace cchc
