#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/observations/observations.hpp"

namespace cchc {
namespace {

Source source(std::string file) {
  Source made;
  made.file = std::move(file);
  return made;
}

Observation row(std::string unit = "a") {
  return {.indicator = "1.1",
          .unit = std::move(unit),
          .period = Period::half(2024, 1),
          .state = ValueState::reported,
          .value = Decimal{205, 1},
          .second_value = Decimal{7, 0},
          .raw = "20,5/7",
          .note = "note",
          .place = "line 3",
          .source = 0};
}

void expect_equal(const Observation& a, const Observation& b) {
  EXPECT_EQ(a.indicator, b.indicator);
  EXPECT_EQ(a.unit, b.unit);
  EXPECT_EQ(a.period, b.period);
  EXPECT_EQ(a.state, b.state);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.second_value, b.second_value);
  EXPECT_EQ(a.raw, b.raw);
  EXPECT_EQ(a.note, b.note);
  EXPECT_EQ(a.place, b.place);
  EXPECT_EQ(a.source, b.source);
}

Observations two() {
  Observations table;
  table.add_source(source("a.txt"));
  table.append(row("a"));
  table.append(row("b"));
  return table;
}

TEST(Observations, GiveBackWhatWasAppended) {
  const Observations table = two();
  ASSERT_EQ(table.size(), 2);
  expect_equal(table[0], row("a"));
  expect_equal(table[1], row("b"));
  EXPECT_EQ(table.raw(1), "20,5/7");
}

TEST(Observations, HoldNoValueWhereNoneWasReported) {
  for (const ValueState state : {ValueState::missing, ValueState::optional,
                                 ValueState::not_applicable, ValueState::unreadable}) {
    Observations table;
    table.add_source(source("a.txt"));
    Observation blank = row();
    blank.state = state;
    blank.value.reset();
    blank.second_value.reset();
    table.append(blank);
    expect_equal(table[0], blank);
    EXPECT_EQ(table.value(0), std::nullopt);
  }
}

TEST(Observations, ZeroIsAValue) {
  Observations table;
  table.add_source(source("a.txt"));
  Observation zero = row();
  zero.value = Decimal{};
  zero.second_value = Decimal{};
  table.append(zero);
  EXPECT_EQ(table.value(0), Decimal{});
  EXPECT_EQ(table.second_value(0), Decimal{});
}

TEST(Observations, KeepTheDecimalsThatWereWritten) {
  Observations table;
  table.add_source(source("a.txt"));
  Observation written = row();
  written.value = Decimal{2050, 2};
  table.append(written);
  EXPECT_EQ(to_string(*table.value(0)), "20.50");
}

std::string refused(const std::function<void(Observation&)>& spoil) {
  Observations table = two();
  Observation bad = row();
  spoil(bad);
  try {
    table.append(bad);
  } catch (const ObservationError& error) {
    EXPECT_EQ(table.size(), 2) << "a refused row left something behind";
    return error.code();
  }
  return "";
}

TEST(Observations, RefuseRowsThatContradictThemselves) {
  EXPECT_EQ(refused([](Observation& bad) { bad.state = ValueState::missing; }), "CCHC-E0802");
  EXPECT_EQ(refused([](Observation& bad) { bad.value.reset(); }), "CCHC-E0802");
  EXPECT_EQ(refused([](Observation& bad) {
              bad.state = ValueState::missing;
              bad.value.reset();
            }),
            "CCHC-E0803");
  EXPECT_EQ(refused([](Observation& bad) { bad.source = 1; }), "CCHC-E0804");
  EXPECT_EQ(refused([](Observation& bad) { bad.source = -1; }), "CCHC-E0804");
}

TEST(Observations, AppendAnotherTableWithItsSources) {
  Observations table;
  table.add_source(source("first.txt"));
  Observation first = row("z");
  table.append(first);
  table.append_all(two());
  ASSERT_EQ(table.size(), 3);
  EXPECT_EQ(table.sources().size(), 2U);
  EXPECT_EQ(table[2].unit, "b");
  EXPECT_EQ(table.sources()[static_cast<std::size_t>(table[2].source)].file, "a.txt");
  EXPECT_EQ(table[0].source, 0);
}

TEST(Observations, AppendThemselvesOnce) {
  Observations table = two();
  table.append_all(table);
  ASSERT_EQ(table.size(), 4);
  EXPECT_EQ(table.sources().size(), 2U);
  EXPECT_EQ(table[3].unit, "b");
  EXPECT_EQ(table[3].source, 1);
}

TEST(Observations, ColumnsSayTheSameAsRows) {
  const Observations table = two();
  for (Index index = 0; index < table.size(); ++index) {
    const auto at = static_cast<std::size_t>(index);
    const Observation whole = table[index];
    EXPECT_EQ(table.indicators().text(table.indicator_codes()[at]), whole.indicator);
    EXPECT_EQ(table.units().text(table.unit_codes()[at]), whole.unit);
    EXPECT_EQ(table.period(index), whole.period);
    EXPECT_EQ(table.states()[at], whole.state);
    EXPECT_EQ(table.source_position(index), whole.source);
  }
}

TEST(Observations, OfCopiesOnlyTheOneThatIsAppendedToChanges) {
  Observations table = two();
  Observations copy = table;
  EXPECT_EQ(&copy.units(), &table.units());  // one set of rows
  copy.append(row("c"));
  copy.add_source(source("b.txt"));
  EXPECT_EQ(table.size(), 2);
  EXPECT_EQ(table.sources().size(), 1U);
  EXPECT_EQ(table.units().find("c"), std::nullopt);
  ASSERT_EQ(copy.size(), 3);
  EXPECT_EQ(copy[2].unit, "c");
  expect_equal(copy[1], table[1]);
}

TEST(Observations, KeepsEachRowWhateverStandsAroundIt) {
  Observations table;
  table.add_source(source("a.txt"));
  table.add_source(source("b.txt"));
  std::vector<Observation> given;
  for (int at = 0; at < 200; ++at) {
    Observation each = row("u" + std::to_string(at % 7));
    each.period = at % 3 == 0 ? Period::year(2023) : Period::quarter(2024, 1 + at % 4);
    each.source = at / 5 % 2;
    each.raw = at % 11 == 0 ? "raw" : "";
    each.note = at == 150 ? "note" : "";
    each.place = at % 2 == 0 ? "row " + std::to_string(at) : "";
    if (at % 13 != 0) {
      each.second_value.reset();
    }
    if (at % 17 == 0) {
      each.state = ValueState::missing;
      each.value.reset();
      each.second_value.reset();
    }
    given.push_back(each);
    table.append(each);
    table.reserve(at % 50);
  }
  for (Index at = 0; at < table.size(); ++at) {
    expect_equal(table[at], given[static_cast<std::size_t>(at)]);
  }
}

}  // namespace
}  // namespace cchc
