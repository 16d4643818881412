#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "cchc/observations/canonical.hpp"
namespace cchc {
namespace {

Source source(std::string file) {
  Source made;
  made.file = std::move(file);
  return made;
}

// Figures of two units by two sources, some of them alike but for one field.
std::vector<Observation> rows() {
  std::vector<Observation> made;
  for (const std::string indicator : {"2.1", "1.1"}) {
    for (const std::string unit : {"b", "a"}) {
      for (const Index from : {1, 0}) {
        for (const std::int64_t figure : {7, 5}) {
          made.push_back({.indicator = indicator,
                          .unit = unit,
                          .period = Period::quarter(2024, figure == 7 ? 1 : 2),
                          .state = ValueState::reported,
                          .value = Decimal{figure, 0},
                          .second_value = std::nullopt,
                          .raw = std::to_string(figure),
                          .note = "",
                          .place = "row " + std::to_string(made.size()),
                          .source = from});
          made.push_back(made.back());
          made.back().note = "again";
        }
      }
    }
  }
  return made;
}

Observations table(const std::vector<Observation>& rows, bool sources_swapped) {
  Observations made;
  made.add_source(source(sources_swapped ? "two" : "one"));
  made.add_source(source(sources_swapped ? "one" : "two"));
  for (Observation row : rows) {
    row.source = sources_swapped ? 1 - row.source : row.source;
    made.append(row);
  }
  return made;
}

std::string bytes(const Observations& observations) {
  std::string all;
  give_canonical_bytes(observations, [&](std::string_view some) { all += some; });
  return all;
}

TEST(Canonical, IsTheSameForEveryOrderOfRowsAndSources) {
  std::vector<Observation> mixed = rows();
  const std::string expected = bytes(table(mixed, false));
  std::mt19937 random(20);
  for (int order = 0; order < 20; ++order) {
    std::shuffle(mixed.begin(), mixed.end(), random);
    EXPECT_EQ(bytes(table(mixed, order % 2 == 0)), expected);
  }
}

TEST(Canonical, DiffersWhereAnyFieldDoes) {
  const std::string expected = bytes(table(rows(), false));
  for (const auto& change : std::vector<void (*)(Observation&)>{
           [](Observation& row) { row.indicator = "9"; }, [](Observation& row) { row.unit = "c"; },
           [](Observation& row) { row.period = Period::year(2024); },
           [](Observation& row) {
             row.value = Decimal{8, 0};
           },
           [](Observation& row) {
             row.second_value = Decimal{8, 0};
           },
           [](Observation& row) { row.raw = "x"; }, [](Observation& row) { row.note = "x"; },
           [](Observation& row) { row.source = 1 - row.source; }}) {
    std::vector<Observation> changed = rows();
    change(changed[3]);
    EXPECT_NE(bytes(table(changed, false)), expected);
  }
}

}  // namespace
}  // namespace cchc
