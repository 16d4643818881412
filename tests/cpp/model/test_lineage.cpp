#include <gtest/gtest.h>

#include <algorithm>

#include "cchc/base/error.hpp"
#include "cchc/model/lineage.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;
using samples::decimal;
using samples::event;
using samples::part;
using samples::unit;

constexpr auto d = "2025-07-01";

// Old units end and new ones begin on 2025-07-01; "stays" units are always valid.
Hierarchy sample_units() {
  std::vector<Unit> units{unit("left"),
                          unit("right"),
                          unit("old1", "", d, "left"),
                          unit("old2", "", d, "left"),
                          unit("old3", "", d, "left"),
                          unit("new1", d, "", "right"),
                          unit("new2", d, "", "left"),
                          unit("stays1", "", "", "left"),
                          unit("stays2", "", "", "left"),
                          unit("later", "2026-01-01", "", "left")};
  units[2].name = "Sở Nội vụ";
  return Hierarchy(std::move(units));
}

std::vector<Fault> faults_of(std::vector<LineageEvent> events) {
  try {
    const Lineage lineage(sample_units(), std::move(events));
  } catch (const LineageError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0501");
    return error.faults();
  }
  return {};
}

std::string listed(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) {
    text += fault.where + ": " + fault.message_en + "\n";
  }
  return text;
}

LineageEvent transfer_of_amount(std::string_view amount) {
  LineageEvent made = event(EventKind::transfer, d, {"stays1"}, {part("stays2")});
  made.to[0].amounts["4.2.1"] = decimal(amount);
  return made;
}

TEST(Lineage, TakesEveryKindOfEvent) {
  const std::vector<std::vector<LineageEvent>> good{
      {event(EventKind::rename, d, {"old1"}, {part("new2")})},
      {event(EventKind::rename, d, {"stays1"}, {part("stays1")})},
      {event(EventKind::new_parent, d, {"old1"}, {part("new1")})},
      {event(EventKind::merge, d, {"old1", "old2", "old3"}, {part("new1")})},
      {event(EventKind::merge, d, {"old1", "stays1"}, {part("stays1")})},
      {event(EventKind::split, d, {"old1"}, {part("new1", "0.35"), part("new2", "0.65")})},
      {event(EventKind::split, d, {"old1"}, {part("new1"), part("stays1")})},
      {event(EventKind::split, d, {"stays1"}, {part("stays1", "0.9"), part("new2", "0.1")})},
      {event(EventKind::transfer, d, {"stays1"}, {part("stays2", "0.1")})},
      {event(EventKind::transfer, d, {"stays1"}, {part("stays2")})},
      {transfer_of_amount("12.5")},
      {event(EventKind::create, d, {}, {part("new1"), part("new2")})},
      {event(EventKind::abolish, d, {"old1", "old2"}, {})},
      {event(EventKind::rename, d, {"old1"}, {part("new2")}),
       event(EventKind::transfer, d, {"old1"}, {part("stays2", "0.1")})},
      {event(EventKind::transfer, d, {"stays1"}, {part("stays2", "0.1")}),
       event(EventKind::transfer, d, {"stays2"}, {part("stays1", "0.2")})}};
  for (const std::vector<LineageEvent>& events : good) {
    EXPECT_EQ(listed(faults_of(events)), "");
  }
}

struct Wrong {
  std::vector<LineageEvent> events;
  std::string where;
  std::string said;
};

void expect_only_fault(const Wrong& wrong) {
  const std::vector<Fault> faults = faults_of(wrong.events);
  ASSERT_EQ(faults.size(), 1U) << wrong.said << "\n" << listed(faults);
  EXPECT_EQ(faults[0].where, wrong.where) << listed(faults);
  EXPECT_NE(faults[0].message_en.find(wrong.said), std::string::npos) << listed(faults);
  EXPECT_FALSE(faults[0].message_vi.empty());
}

TEST(Lineage, RefusesAWrongNumberOfUnits) {
  for (const Wrong& wrong : std::vector<Wrong>{
           {{event(EventKind::merge, d, {"old1"}, {part("new1")})}, "events[0].from", "at least 2"},
           {{event(EventKind::merge, d, {"old1", "old2"}, {part("new1"), part("new2")})},
            "events[0].to",
            "exactly 1"},
           {{event(EventKind::merge, d, {"old1", "old2"}, {})}, "events[0].to", "found 0"},
           {{event(EventKind::split, d, {"old1"}, {part("new1")})}, "events[0].to", "at least 2"},
           {{event(EventKind::rename, d, {"old1", "old2"}, {part("new1")})},
            "events[0].from",
            "exactly 1"},
           {{event(EventKind::new_parent, d, {"old1"}, {part("new1"), part("new2")})},
            "events[0].to",
            "exactly 1"},
           {{event(EventKind::transfer, d, {}, {part("new1", "0.1")})},
            "events[0].from",
            "found 0"},
           {{event(EventKind::create, d, {"old1"}, {part("new1")})}, "events[0].from", "exactly 0"},
           {{event(EventKind::create, d, {}, {})}, "events[0].to", "at least 1"},
           {{event(EventKind::abolish, d, {"old1"}, {part("new1")})}, "events[0].to", "exactly 0"},
           {{event(EventKind::abolish, d, {}, {})}, "events[0].from", "at least 1"}}) {
    expect_only_fault(wrong);
  }
}

TEST(Lineage, RefusesUnitsThatAreNotThereOrThereTwice) {
  expect_only_fault({{event(EventKind::merge, d, {"old1", "nobody"}, {part("new1")})},
                     "events[0].from[1]",
                     "no unit with the id 'nobody'"});
  expect_only_fault({{event(EventKind::rename, d, {"old1"}, {part("nobody")})},
                     "events[0].to[0]",
                     "no unit with the id 'nobody'"});
  expect_only_fault({{event(EventKind::rename, d, {"Sở Nội vụ"}, {part("new2")})},
                     "events[0].from[0]",
                     "no unit with the id 'Sở Nội vụ'"});
  expect_only_fault({{event(EventKind::merge, d, {"old1", "old1"}, {part("new1")})},
                     "events[0].from[1]",
                     "named twice"});
  expect_only_fault({{event(EventKind::split, d, {"old1"}, {part("new1"), part("new1")})},
                     "events[0].to[1]",
                     "named twice"});
}

TEST(Lineage, RefusesDatesThatDoNotFitTheValidityOfTheUnits) {
  const auto wrong_day = [](EventKind kind, std::string_view date, const char* from,
                            const char* to) {
    return std::vector<LineageEvent>{event(kind, date, {from}, {part(to)})};
  };
  expect_only_fault({{event(EventKind::abolish, "2025-07-02", {"old1"}, {})},
                     "events[0].from[0]",
                     "not valid on the day before 2025-07-02"});
  expect_only_fault({{event(EventKind::abolish, "2025-06-30", {"old1"}, {})},
                     "events[0].from[0]",
                     "still valid on 2025-06-30"});
  expect_only_fault({wrong_day(EventKind::rename, d, "old1", "later"), "events[0].to[0]",
                     "not valid on 2025-07-01"});
  expect_only_fault({wrong_day(EventKind::rename, d, "old1", "stays1"), "events[0].to[0]",
                     "was valid before 2025-07-01"});
  expect_only_fault({{event(EventKind::merge, d, {"old1", "old2"}, {part("stays1")})},
                     "events[0].to[0]",
                     "name it among the units that merge"});
  expect_only_fault(
      {{event(EventKind::create, d, {}, {part("stays1")})}, "events[0].to[0]", "was valid before"});
  expect_only_fault({{event(EventKind::merge, d, {"old1", "stays1"}, {part("new1")})},
                     "events[0].from[1]",
                     "still valid on 2025-07-01"});
}

TEST(Lineage, RefusesSharesThatDoNotSumToExactlyOne) {
  const auto split = [](std::string_view one, std::string_view other) {
    return std::vector<LineageEvent>{
        event(EventKind::split, d, {"old1"}, {part("new1", one), part("new2", other)})};
  };
  expect_only_fault({split("0.35", "0.66"), "events[0].to", "sum to 1.01, not"});
  expect_only_fault(
      {split("0.333333333333333333", "0.666666666666666666"), "events[0].to", "not to exactly 1"});
  expect_only_fault({split("0.35", ""), "events[0].to", "some parts only"});
  EXPECT_EQ(listed(faults_of(split("0.333333333333333333", "0.666666666666666667"))), "");
}

TEST(Lineage, RefusesSharesOutsideNoughtAndOneAndWhereNoneBelong) {
  const auto transfer = [](std::string_view share) {
    return std::vector<LineageEvent>{
        event(EventKind::transfer, d, {"stays1"}, {part("stays2", share)})};
  };
  for (const char* share : {"0", "-0.1", "1", "1.0", "2"}) {
    expect_only_fault({transfer(share), "events[0].to[0].share", "not between 0 and 1"});
  }
  expect_only_fault({{event(EventKind::merge, d, {"old1", "old2"}, {part("new1", "0.5")})},
                     "events[0].to[0].share",
                     "only a split or a transfer"});
  EXPECT_EQ(
      faults_of({event(EventKind::split, d, {"old1"}, {part("new1", "1.5"), part("new2", "-0.5")})})
          .size(),
      2U);
}

TEST(Lineage, RefusesAmountsThatAreNotAboveNoughtOrNotOfATransfer) {
  expect_only_fault({{transfer_of_amount("0")}, "events[0].to[0].amounts", "must be above 0"});
  expect_only_fault({{transfer_of_amount("-1")}, "events[0].to[0].amounts", "must be above 0"});
  LineageEvent unnamed = transfer_of_amount("1");
  unnamed.to[0].amounts = {{"", decimal("1")}};
  expect_only_fault({{unnamed}, "events[0].to[0].amounts", "needs an indicator code"});
  LineageEvent both = transfer_of_amount("1");
  both.to[0].share = decimal("0.1");
  expect_only_fault({{both}, "events[0].to[0].amounts", "and then no share"});
  LineageEvent merge = event(EventKind::merge, d, {"old1", "old2"}, {part("new1")});
  merge.to[0].amounts["4.2.1"] = decimal("1");
  expect_only_fault({{merge}, "events[0].to[0].amounts", "only a transfer has amounts"});
}

TEST(Lineage, RefusesTransfersThatLeaveNothingOrNobody) {
  const auto transfer = [](const char* from, const char* to, const char* share) {
    return event(EventKind::transfer, d, {from}, {part(to, share)});
  };
  expect_only_fault({{transfer("stays1", "stays1", "0.1")}, "events[0]", "to itself"});
  expect_only_fault({{transfer("stays1", "stays2", "0.5"), transfer("stays1", "new1", "0.5")},
                     "events[1]",
                     "leave nothing"});
  EXPECT_EQ(faults_of({transfer("stays1", "stays2", "0.5"), transfer("stays1", "new1", "0.5"),
                       transfer("stays1", "new2", "0.1")})
                .size(),
            1U);
  expect_only_fault({{transfer("old1", "stays1", "0.5")}, "events[0].from[0]", "no single unit"});
  expect_only_fault({{event(EventKind::split, d, {"old1"}, {part("new1"), part("new2")}),
                      transfer("old1", "stays1", "0.5")},
                     "events[1].from[0]",
                     "no single unit"});
}

TEST(Lineage, RefusesTwoEventsThatReplaceOneUnitOnOneDay) {
  expect_only_fault({{event(EventKind::rename, d, {"old1"}, {part("new2")}),
                      event(EventKind::merge, d, {"old2", "old1"}, {part("new1")})},
                     "events[1].from[1]",
                     "already replaces 'old1'"});
}

TEST(Lineage, RefusesANewParentThatIsTheOld) {
  expect_only_fault({{event(EventKind::new_parent, d, {"old1"}, {part("new2")})},
                     "events[0]",
                     "have the same parent"});
}

TEST(Lineage, RefusesUnitsThatSucceedThemselves) {
  const std::vector<Fault> faults =
      faults_of({event(EventKind::rename, d, {"old1"}, {part("new1")}),
                 event(EventKind::rename, "2026-01-01", {"new1"}, {part("later")}),
                 event(EventKind::rename, "2027-01-01", {"later"}, {part("old1")})});
  const auto circles = std::ranges::count_if(faults, [](const Fault& fault) {
    return fault.message_en.find("its own successor") != std::string::npos;
  });
  EXPECT_EQ(circles, 3);
}

TEST(Lineage, LetsAUnitTakeBackWhatItGave) {
  const Hierarchy hierarchy({unit("a"), unit("b", "2020-01-01", "2025-07-01")});
  const Lineage lineage(
      hierarchy,
      {event(EventKind::split, "2020-01-01", {"a"}, {part("a", "0.6"), part("b", "0.4")}),
       event(EventKind::merge, "2025-07-01", {"a", "b"}, {part("a")})});
  EXPECT_EQ(lineage.size(), 2);
}

TEST(Lineage, ListsTheFaultsOfAllEvents) {
  const std::vector<Fault> faults =
      faults_of({event(EventKind::merge, d, {"old1"}, {part("nobody")}),
                 event(EventKind::abolish, "2025-06-30", {"old2", "old3"}, {})});
  EXPECT_EQ(faults.size(), 4U) << listed(faults);
}

TEST(Lineage, SaysBothLanguagesInTheError) {
  try {
    const Lineage lineage(sample_units(), {event(EventKind::abolish, d, {"nobody"}, {})});
    FAIL() << "took an unknown unit";
  } catch (const LineageError& error) {
    EXPECT_NE(error.message_en().find("events[0].from[0]: the hierarchy has no unit"),
              std::string::npos);
    EXPECT_NE(error.message_vi().find("cây tổ chức không có đơn vị"), std::string::npos);
  }
}

TEST(Lineage, KeepsEventsInOrderAndDatesAscendingOnce) {
  const Hierarchy hierarchy({unit("a", "", "2025-07-01"), unit("b", "2025-07-01", "2026-01-01"),
                             unit("c", "2026-01-01"), unit("x", "", "2025-07-01")});
  const Lineage lineage(hierarchy, {event(EventKind::rename, "2026-01-01", {"b"}, {part("c")}),
                                    event(EventKind::rename, "2025-07-01", {"a"}, {part("b")}),
                                    event(EventKind::abolish, "2025-07-01", {"x"}, {})});
  EXPECT_EQ(lineage[0].date, day("2026-01-01"));
  EXPECT_EQ(std::vector<Date>(lineage.dates().begin(), lineage.dates().end()),
            (std::vector<Date>{day("2025-07-01"), day("2026-01-01")}));
}

TEST(Lineage, TellsWhereFiguresGoOnADay) {
  const Hierarchy hierarchy = sample_units();
  const Lineage lineage(hierarchy,
                        {event(EventKind::rename, d, {"old1"}, {part("new2")}),
                         event(EventKind::transfer, d, {"old1"}, {part("stays1", "0.25")}),
                         event(EventKind::transfer, d, {"old1"}, {part("stays2", "0.05")}),
                         event(EventKind::abolish, d, {"old2"}, {})});
  const Onward* onward = lineage.find_onward(hierarchy.at("old1"), day(d));
  ASSERT_NE(onward, nullptr);
  EXPECT_EQ(onward->shares.size(), 3U);
  EXPECT_EQ(to_string(onward->shares.at(hierarchy.at("new2"))), "0.7");
  EXPECT_EQ(to_string(onward->shares.at(hierarchy.at("stays1"))), "0.25");
  EXPECT_EQ(onward->events, (std::vector<Index>{0, 1, 2}));
  EXPECT_TRUE(lineage.find_onward(hierarchy.at("old2"), day(d))->shares.empty());
  EXPECT_EQ(lineage.find_onward(hierarchy.at("stays1"), day(d)), nullptr);
  EXPECT_EQ(lineage.find_onward(hierarchy.at("old1"), day("2025-07-02")), nullptr);
}

}  // namespace
}  // namespace cchc
