#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/model/carried.hpp"
#include "cchc/model/share.hpp"
#include "cchc/model/unit_map.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;
using samples::decimal;
using samples::event;
using samples::part;
using samples::unit;

using Figures = std::vector<std::optional<Int128>>;

// "a -> c 0.35 estimated [0,1]" per carry.
std::string text(const Hierarchy& hierarchy, const Carry& carry) {
  std::string events;
  for (const Index each : carry.events) {
    events += (events.empty() ? "" : ",") + std::to_string(each);
  }
  std::string amounts;
  for (const auto& [indicator, amount] : carry.amounts) {
    amounts += " " + indicator + "=" + to_string(amount);
  }
  return hierarchy[carry.from].id + " -> " + hierarchy[carry.to].id + " " + to_string(carry.share) +
         (carry.estimated ? " estimated" : "") + " [" + events + "]" + amounts;
}

std::vector<std::string> texts(const Hierarchy& hierarchy, const UnitMap& map) {
  std::vector<std::string> found;
  for (const Carry& carry : map.carries) {
    found.push_back(text(hierarchy, carry));
  }
  return found;
}

using Texts = std::vector<std::string>;

// Two districts that merge, then the whole is cut in three, one part of which joins a fourth.
struct Chain {
  Hierarchy hierarchy{{unit("a", "", "2020-01-01"), unit("b", "", "2020-01-01"),
                       unit("ab", "2020-01-01", "2022-01-01"), unit("x", "2022-01-01"),
                       unit("y", "2022-01-01", "2024-01-01"), unit("z", "", "2024-01-01"),
                       unit("yz", "2024-01-01")}};
  Lineage lineage{
      hierarchy,
      {event(EventKind::merge, "2020-01-01", {"a", "b"}, {part("ab")}),
       event(EventKind::split, "2022-01-01", {"ab"}, {part("x", "0.35"), part("y", "0.65")}),
       event(EventKind::merge, "2024-01-01", {"y", "z"}, {part("yz")})}};
};

TEST(UnitMap, AsItWasLeavesEveryFigureWithItsUnit) {
  const Chain chain;
  EXPECT_EQ(as_it_was(chain.hierarchy).carries.size(), 7U);
  EXPECT_EQ(texts(chain.hierarchy, as_it_was(chain.hierarchy, day("2019-12-31"))),
            (Texts{"a -> a 1 []", "b -> b 1 []", "z -> z 1 []"}));
}

TEST(UnitMap, CarriesMergesWholeAndSplitsAsEstimates) {
  const Chain chain;
  const Date figures = day("2019-06-30");
  EXPECT_EQ(
      texts(chain.hierarchy, as_it_is(chain.hierarchy, chain.lineage, day("2020-01-01"), figures)),
      (Texts{"a -> ab 1 [0]", "b -> ab 1 [0]", "z -> z 1 []"}));
  EXPECT_EQ(
      texts(chain.hierarchy, as_it_is(chain.hierarchy, chain.lineage, day("2022-01-01"), figures)),
      (Texts{"a -> x 0.35 estimated [0,1]", "a -> y 0.65 estimated [0,1]",
             "b -> x 0.35 estimated [0,1]", "b -> y 0.65 estimated [0,1]", "z -> z 1 []"}));
}

TEST(UnitMap, WithoutADayHoldsEveryUnitThatWasEverValid) {
  const Chain chain;
  EXPECT_EQ(texts(chain.hierarchy, as_it_is(chain.hierarchy, chain.lineage, day("2024-01-01"))),
            (Texts{"a -> x 0.35 estimated [0,1]", "a -> yz 0.65 estimated [0,1,2]",
                   "b -> x 0.35 estimated [0,1]", "b -> yz 0.65 estimated [0,1,2]",
                   "ab -> x 0.35 estimated [1]", "ab -> yz 0.65 estimated [1,2]", "x -> x 1 []",
                   "y -> yz 1 [2]", "z -> yz 1 [2]", "yz -> yz 1 []"}));
}

TEST(UnitMap, TheEventOfTheTargetDayCountsAndThatOfTheFiguresDayIsPast) {
  const Chain chain;
  EXPECT_EQ(texts(chain.hierarchy,
                  as_it_is(chain.hierarchy, chain.lineage, day("2021-12-31"), day("2020-01-01"))),
            (Texts{"ab -> ab 1 []", "z -> z 1 []"}));
}

TEST(UnitMap, SharesOfAChainMultiplyExactly) {
  const Hierarchy hierarchy({unit("a", "", "2020-01-01"), unit("b", "2020-01-01", "2021-01-01"),
                             unit("c", "2020-01-01"), unit("d", "2021-01-01"),
                             unit("e", "2021-01-01")});
  const Lineage lineage(
      hierarchy,
      {event(EventKind::split, "2020-01-01", {"a"}, {part("b", "0.1"), part("c", "0.9")}),
       event(EventKind::split, "2021-01-01", {"b"}, {part("d", "0.7"), part("e", "0.3")})});
  EXPECT_EQ(texts(hierarchy, as_it_is(hierarchy, lineage, day("2021-01-01"), day("2019-01-01"))),
            (Texts{"a -> c 0.9 estimated [0]", "a -> d 0.07 estimated [0,1]",
                   "a -> e 0.03 estimated [0,1]"}));
}

TEST(UnitMap, PartsThatMeetAgainAreWholeAndNoEstimate) {
  const Hierarchy hierarchy({unit("a"), unit("b", "2020-01-01", "2021-01-01")});
  const Lineage lineage(
      hierarchy,
      {event(EventKind::split, "2020-01-01", {"a"}, {part("a", "0.6"), part("b", "0.4")}),
       event(EventKind::merge, "2021-01-01", {"a", "b"}, {part("a")})});
  EXPECT_EQ(texts(hierarchy, as_it_is(hierarchy, lineage, day("2021-01-01"), day("2019-01-01"))),
            (Texts{"a -> a 1 [0,1]"}));
}

TEST(UnitMap, RenamesAndNewParentsCarryWhole) {
  const Hierarchy hierarchy({unit("p"), unit("q"), unit("a", "", "2020-01-01", "p"),
                             unit("b", "2020-01-01", "2021-01-01", "p"),
                             unit("c", "2021-01-01", "", "q")});
  const Lineage lineage(hierarchy, {event(EventKind::rename, "2020-01-01", {"a"}, {part("b")}),
                                    event(EventKind::new_parent, "2021-01-01", {"b"}, {part("c")}),
                                    event(EventKind::rename, "2021-01-01", {"p"}, {part("p")})});
  EXPECT_EQ(texts(hierarchy, as_it_is(hierarchy, lineage, day("2021-01-01"), day("2019-01-01"))),
            (Texts{"p -> p 1 [2]", "a -> c 1 [0,1]", "q -> q 1 []"}));
}

struct UnknownSplit {
  Hierarchy hierarchy{{unit("a", "", "2020-01-01"), unit("b", "2020-01-01", "2021-01-01"),
                       unit("c", "2020-01-01", "2021-01-01"), unit("other", "", "2021-01-01"),
                       unit("cc", "2021-01-01"), unit("all", "2021-01-01")}};
  LineageEvent split = event(EventKind::split, "2020-01-01", {"a"}, {part("b"), part("c")});
};

TEST(UnitMap, ASplitWithoutSharesIsRefusedAndNeverGuessed) {
  const UnknownSplit units;
  const Lineage lineage(units.hierarchy, {units.split});
  const UnitMap map = as_it_is(units.hierarchy, lineage, day("2020-06-01"), day("2019-01-01"));
  EXPECT_EQ(texts(units.hierarchy, map), (Texts{"other -> other 1 []"}));
  ASSERT_EQ(map.refusals.size(), 1U);
  const Refusal& refused = map.refusals[0];
  EXPECT_EQ(units.hierarchy[refused.unit].id, "a");
  EXPECT_EQ(refused.event, 0);
  EXPECT_EQ(refused.reason, RefusalReason::split_without_shares);
  EXPECT_EQ(refused.share, whole_share);
  EXPECT_EQ(refused.targets, (std::vector<Index>{1, 2}));
  EXPECT_NE(refused.message_en.find("'Unit a' cannot be carried"), std::string::npos);
  EXPECT_NE(refused.message_vi.find("không thể chuyển số liệu"), std::string::npos);
}

TEST(UnitMap, WhatSpreadOutAndMeetsAgainIsKnownAgain) {
  const UnknownSplit units;
  const Lineage together(units.hierarchy, {units.split, event(EventKind::merge, "2021-01-01",
                                                              {"b", "c", "other"}, {part("all")})});
  const UnitMap map = as_it_is(units.hierarchy, together, day("2021-01-01"), day("2019-01-01"));
  EXPECT_EQ(texts(units.hierarchy, map), (Texts{"a -> all 1 [0,1]", "other -> all 1 [1]"}));
  EXPECT_TRUE(map.refusals.empty());

  const Lineage apart(units.hierarchy,
                      {units.split, event(EventKind::rename, "2021-01-01", {"c"}, {part("cc")}),
                       event(EventKind::merge, "2021-01-01", {"b", "other"}, {part("all")})});
  const UnitMap still = as_it_is(units.hierarchy, apart, day("2021-01-01"), day("2019-01-01"));
  ASSERT_EQ(still.refusals.size(), 1U);
  EXPECT_EQ(still.refusals[0].targets, (std::vector<Index>{4, 5}));
}

TEST(UnitMap, OnlyTheUnknownShareIsRefused) {
  const Hierarchy hierarchy({unit("a", "", "2020-01-01"), unit("b", "2020-01-01", "2021-01-01"),
                             unit("c", "2020-01-01"), unit("d", "2021-01-01"),
                             unit("e", "2021-01-01")});
  const Lineage lineage(
      hierarchy,
      {event(EventKind::split, "2020-01-01", {"a"}, {part("b", "0.1"), part("c", "0.9")}),
       event(EventKind::split, "2021-01-01", {"b"}, {part("d"), part("e")})});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2021-01-01"), day("2019-01-01"));
  EXPECT_EQ(texts(hierarchy, map), (Texts{"a -> c 0.9 estimated [0]"}));
  ASSERT_EQ(map.refusals.size(), 1U);
  EXPECT_EQ(to_string(map.refusals[0].share), "0.1");
  EXPECT_EQ(map.refusals[0].event, 1);
}

TEST(UnitMap, AnAbolishedUnitEndsAndIsListed) {
  const Hierarchy hierarchy({unit("a", "", "2020-01-01"), unit("b", "2020-01-01", "2021-01-01"),
                             unit("c", "2020-01-01"), unit("d", "", "2019-06-01")});
  const Lineage lineage(hierarchy, {event(EventKind::split, "2020-01-01", {"a"},
                                          {part("b", "0.4"), part("c", "0.6")}),
                                    event(EventKind::abolish, "2021-01-01", {"b"}, {})});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2021-01-01"), day("2019-01-01"));
  ASSERT_EQ(map.ended.size(), 2U);
  EXPECT_EQ(hierarchy[map.ended[0].unit].id, "a");
  EXPECT_EQ(map.ended[0].last, (std::vector<Index>{hierarchy.at("b")}));
  EXPECT_EQ(to_string(map.ended[0].share), "0.4");
  EXPECT_EQ(map.ended[0].events, (std::vector<Index>{0, 1}));
  EXPECT_EQ(hierarchy[map.ended[1].unit].id, "d");
  EXPECT_TRUE(map.ended[1].events.empty());
}

struct Transfers {
  Hierarchy hierarchy{{unit("a"), unit("b"), unit("c")}};
  static LineageEvent share(std::string_view date, const char* from, const char* to,
                            std::string_view given) {
    return event(EventKind::transfer, date, {from}, {part(to, given)});
  }
  static LineageEvent amount(std::string_view date, const char* from, const char* to,
                             std::string_view given) {
    LineageEvent made = event(EventKind::transfer, date, {from}, {part(to)});
    made.to[0].amounts["4.2.1"] = decimal(given);
    return made;
  }
};

TEST(UnitMap, TransfersOfOneDayActOnTheFiguresOfTheDayBefore) {
  const Transfers units;
  const Lineage lineage(units.hierarchy, {Transfers::share("2020-01-01", "a", "b", "0.1"),
                                          Transfers::share("2020-01-01", "b", "a", "0.2")});
  EXPECT_EQ(texts(units.hierarchy,
                  as_it_is(units.hierarchy, lineage, day("2020-01-01"), day("2019-01-01"))),
            (Texts{"a -> a 0.9 estimated [0]", "a -> b 0.1 estimated [0]",
                   "b -> a 0.2 estimated [1]", "b -> b 0.8 estimated [1]", "c -> c 1 []"}));
}

TEST(UnitMap, AmountsMoveOnTopOfTheWholeFigures) {
  const Transfers units;
  const Lineage lineage(units.hierarchy, {Transfers::amount("2020-01-01", "a", "b", "12.5")});
  const UnitMap map = as_it_is(units.hierarchy, lineage, day("2020-01-01"), day("2019-01-01"));
  EXPECT_EQ(texts(units.hierarchy, map),
            (Texts{"a -> a 1 []", "a -> a 0 estimated [0] 4.2.1=-12.5",
                   "a -> b 0 estimated [0] 4.2.1=12.5", "b -> b 1 []", "c -> c 1 []"}));
  const Figures before{100, 50, 7};
  const CarriedFigures staff = carried(map, units.hierarchy, before, day("2019-01-01"), "4.2.1");
  EXPECT_EQ(staff.scale, 1);
  EXPECT_EQ(staff.values, (Figures{875, 625, 70}));
  const CarriedFigures other = carried(map, units.hierarchy, before, day("2019-01-01"), "3.3");
  EXPECT_EQ(other.scale, 0);
  EXPECT_EQ(other.values, before);
}

TEST(UnitMap, AmountsFlowOnThroughLaterEventsFromTheUnitThatHeldThem) {
  const Hierarchy hierarchy(
      {unit("a", "", "2020-01-01"), unit("a2", "2020-01-01"), unit("b"), unit("c", "2022-01-01")});
  const Lineage lineage(hierarchy, {event(EventKind::rename, "2020-01-01", {"a"}, {part("a2")}),
                                    Transfers::amount("2021-01-01", "a2", "b", "10"),
                                    event(EventKind::split, "2022-01-01", {"b"},
                                          {part("b", "0.7"), part("c", "0.3")})});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2022-01-01"), day("2019-01-01"));
  const CarriedFigures staff =
      carried(map, hierarchy, Figures{100, {}, 50, {}}, day("2019-01-01"), "4.2.1");
  EXPECT_EQ(staff.scale, 1);
  EXPECT_EQ(staff.values, (Figures{{}, 900, 420, 180}));
}

TEST(UnitMap, AmountsMoveOnOutOfAUnitThatHoldsNothingElse) {
  const Hierarchy hierarchy({unit("a"), unit("new", "2020-01-01"), unit("c")});
  const Lineage lineage(hierarchy, {Transfers::amount("2021-01-01", "a", "new", "12"),
                                    Transfers::amount("2022-01-01", "new", "c", "5")});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2022-01-01"), day("2019-01-01"));
  EXPECT_EQ(carried(map, hierarchy, Figures{100, {}, 7}, day("2019-01-01"), "4.2.1").values,
            (Figures{88, 7, 12}));
  EXPECT_EQ(carried(map, hierarchy, Figures{100, {}, 7}, day("2019-01-01"), "3.3").values,
            (Figures{100, {}, 7}));
}

TEST(UnitMap, OnlyAmountsOfTheSameIndicatorMoveOn) {
  const Hierarchy hierarchy({unit("a"), unit("new", "2020-01-01"), unit("c")});
  LineageEvent both = Transfers::amount("2022-01-01", "new", "c", "5");
  both.to[0].amounts["3.3"] = decimal("4");
  const Lineage lineage(hierarchy, {Transfers::amount("2021-01-01", "a", "new", "12"), both});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2022-01-01"), day("2019-01-01"));
  const Figures before{100, {}, 7};
  EXPECT_EQ(carried(map, hierarchy, before, day("2019-01-01"), "4.2.1").values,
            (Figures{88, 7, 12}));
  EXPECT_EQ(carried(map, hierarchy, before, day("2019-01-01"), "3.3").values, before);
}

TEST(UnitMap, AmountsThatArriveOnADayDoNotLeaveOnIt) {
  const Hierarchy hierarchy({unit("a"), unit("new", "2020-01-01"), unit("c")});
  const Lineage lineage(hierarchy, {Transfers::amount("2021-01-01", "a", "new", "12"),
                                    Transfers::amount("2021-01-01", "new", "c", "5")});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2022-01-01"), day("2019-01-01"));
  EXPECT_EQ(carried(map, hierarchy, Figures{100, {}, 7}, day("2019-01-01"), "4.2.1").values,
            (Figures{88, 12, 7}));
}

TEST(UnitMap, AmountsOfAUnitWithoutFiguresMoveNothing) {
  const Hierarchy hierarchy({unit("a"), unit("new", "2020-01-01"), unit("c")});
  const Lineage lineage(hierarchy, {Transfers::amount("2022-01-01", "new", "c", "5")});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2022-01-01"), day("2019-01-01"));
  EXPECT_EQ(texts(hierarchy, map), (Texts{"a -> a 1 []", "c -> c 1 []"}));
}

TEST(UnitMap, WhatSpreadOutOverUnitsThatAllEndedHasEnded) {
  const UnknownSplit units;
  const Lineage lineage(units.hierarchy,
                        {units.split, event(EventKind::abolish, "2021-01-01", {"b", "c"}, {})});
  const UnitMap map = as_it_is(units.hierarchy, lineage, day("2021-01-01"), day("2019-01-01"));
  EXPECT_TRUE(map.refusals.empty());
  ASSERT_EQ(map.ended.size(), 2U);
  EXPECT_EQ(map.ended[0].last, (std::vector<Index>{1, 2}));
  EXPECT_EQ(map.ended[0].share, whole_share);
}

TEST(UnitMap, AmountsThatMovedBeforeTheFiguresAreNotMovedAgain) {
  const Transfers units;
  const Lineage lineage(units.hierarchy, {Transfers::amount("2020-01-01", "a", "b", "12")});
  const UnitMap map = as_it_is(units.hierarchy, lineage, day("2021-01-01"), day("2020-01-01"));
  EXPECT_EQ(texts(units.hierarchy, map), (Texts{"a -> a 1 []", "b -> b 1 []", "c -> c 1 []"}));
}

TEST(UnitMap, ATransferOfAnUnknownPartMakesBothSidesUnknown) {
  const Transfers units;
  const Lineage lineage(units.hierarchy,
                        {event(EventKind::transfer, "2020-01-01", {"a"}, {part("b")})});
  const UnitMap map = as_it_is(units.hierarchy, lineage, day("2020-01-01"), day("2019-01-01"));
  ASSERT_EQ(map.refusals.size(), 1U);
  EXPECT_EQ(map.refusals[0].reason, RefusalReason::transfer_without_part);
  EXPECT_EQ(refusal_reason_words.text(map.refusals[0].reason), "transfer_without_part");
  EXPECT_EQ(carried(map, units.hierarchy, Figures{100, 50, 7}, day("2019-01-01")).values,
            (Figures{{}, {}, 7}));
}

TEST(UnitMap, AmountsThatSpreadOutMakeOnlyTheirIndicatorUnknown) {
  const Hierarchy hierarchy({unit("a"), unit("b", "2020-01-01", "2021-01-01"),
                             unit("c", "2021-01-01"), unit("d", "2021-01-01")});
  LineageEvent moved = Transfers::amount("2020-01-01", "a", "b", "12");
  const Lineage lineage(
      hierarchy, {moved, event(EventKind::split, "2021-01-01", {"b"}, {part("c"), part("d")})});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2021-01-01"), day("2019-01-01"));
  ASSERT_EQ(map.refusals.size(), 1U);
  EXPECT_EQ(map.refusals[0].amounts.count("4.2.1"), 1U);
  const Figures before{100, {}, {}, {}};
  EXPECT_EQ(carried(map, hierarchy, before, day("2019-01-01"), "4.2.1").values,
            (Figures{88, {}, {}, {}}));
  EXPECT_EQ(carried(map, hierarchy, before, day("2019-01-01"), "3.3").values,
            (Figures{100, {}, {}, {}}));
}

TEST(UnitMap, MissingIsNotZeroInASum) {
  const Chain chain;
  const Date figures = day("2019-06-30");
  const UnitMap map = as_it_is(chain.hierarchy, chain.lineage, day("2020-01-01"), figures);
  EXPECT_EQ(carried(map, chain.hierarchy, Figures{5, {}, {}, {}, {}, 8, {}}, figures).values,
            (Figures{{}, {}, {}, {}, {}, 8, {}}));
  EXPECT_EQ(carried(map, chain.hierarchy, Figures{5, 0, {}, {}, {}, {}, {}}, figures).values,
            (Figures{{}, {}, 5, {}, {}, {}, {}}));
}

TEST(UnitMap, RefusesFiguresLaterThanTheUnitsTheyAreCarriedTo) {
  const Chain chain;
  try {
    static_cast<void>(
        as_it_is(chain.hierarchy, chain.lineage, day("2019-01-01"), day("2019-01-02")));
    FAIL() << "carried figures back";
  } catch (const LineageError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0504");
  }
}

TEST(UnitMap, RefusesFiguresOfAnotherNumberOfUnits) {
  const Chain chain;
  try {
    static_cast<void>(
        carried(as_it_was(chain.hierarchy), chain.hierarchy, Figures{1, 2}, day("2019-01-01")));
    FAIL() << "took two figures for seven units";
  } catch (const LineageError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0505");
  }
}

TEST(UnitMap, RefusesToWrapAround) {
  const Hierarchy hierarchy(
      {unit("a", "", "2020-01-01"), unit("b", "", "2020-01-01"), unit("c", "2020-01-01")});
  const Lineage lineage(hierarchy,
                        {event(EventKind::merge, "2020-01-01", {"a", "b"}, {part("c")})});
  const UnitMap map = as_it_is(hierarchy, lineage, day("2020-01-01"), day("2019-01-01"));
  EXPECT_THROW(
      static_cast<void>(carried(map, hierarchy, Figures{int128_maximum, 1, {}}, day("2019-01-01"))),
      NumberError);
}

}  // namespace
}  // namespace cchc
