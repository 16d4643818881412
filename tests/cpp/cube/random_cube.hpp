// Random reports over random trees, kept as plain maps beside what is given to the engine.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <tuple>

#include "cube/cube_fixture.hpp"

namespace cchc::samples {

// What was reported for one indicator, unit and period.
struct RandomCell {
  ValueState state = ValueState::missing;
  std::optional<Decimal> value;
};

// Indicator, unit, period.
using CellKey = std::tuple<std::string, std::string, std::string>;

struct RandomCube {
  std::vector<Unit> units;  // in any order
  std::vector<std::string> periods;
  std::map<CellKey, RandomCell> cells;
};

class RandomCubes {
 public:
  explicit RandomCubes(std::uint64_t seed) : random_(seed) {}

  RandomCube next() {
    RandomCube made;
    made.periods = {"2024-Q1", "2024-H1"};
    add_units(made);
    for (const std::string& period : made.periods) {
      for (const Unit& unit : made.units) {
        for (const char* indicator : indicators) {
          if (below(4) != 0) {
            made.cells[{indicator, unit.id, period}] = random_cell(indicator);
          }
        }
      }
    }
    return made;
  }

  // The reports of a cube, in an order of their own each time.
  Reports shuffled(const RandomCube& cube) {
    std::vector<CellKey> keys;
    for (const auto& [key, cell] : cube.cells) {
      keys.push_back(key);
    }
    std::ranges::shuffle(keys, random_);
    Reports reports;
    for (const CellKey& key : keys) {
      const auto& [indicator, unit, period] = key;
      const RandomCell& cell = cube.cells.at(key);
      if (cell.value) {
        reports.figure(indicator, unit, to_string(*cell.value), period);
      } else {
        reports.blank(indicator, unit, period, cell.state);
      }
    }
    return reports;
  }

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  std::mt19937_64& generator() { return random_; }

  static constexpr std::array<const char*, 11> indicators = {
      "1.1", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "3.1", "4.1"};

 private:
  void add_units(RandomCube& made) {
    constexpr std::array<const char*, 3> types = {"department", "district", "commune"};
    const std::uint64_t count = 1 + below(10);
    for (std::uint64_t k = 0; k < count; ++k) {
      // One unit in ten stands alone; the others hang below an earlier one.
      const bool root = k == 0 || below(10) == 0;
      Unit unit = samples::below(root ? "" : "u" + std::to_string(below(k)),
                                 "u" + std::to_string(k), types[below(3)]);
      unit.reports = below(5) != 0;
      if (below(8) == 0) {
        unit.valid_to = day("2024-04-01");
      }
      made.units.push_back(std::move(unit));
    }
    std::ranges::shuffle(made.units, random_);
  }

  RandomCell random_cell(std::string_view indicator) {
    if (below(5) == 0) {
      constexpr std::array states = {ValueState::missing, ValueState::optional,
                                     ValueState::not_applicable, ValueState::unreadable};
      return {states[below(4)], std::nullopt};
    }
    return {ValueState::reported, random_value(indicator)};
  }

  Decimal random_value(std::string_view indicator) {
    if (indicator == "4.1") {
      return {static_cast<std::int64_t>(below(3)), 0};
    }
    // People are whole.
    const auto scale = static_cast<std::int8_t>(indicator == "1.1" ? 0 : below(3));
    const bool wide = below(6) == 0 && !indicator.starts_with("2");
    const std::uint64_t limit = wide ? std::uint64_t{1} << (50 + below(13)) : 1000;
    const auto size = static_cast<std::int64_t>(below(limit));
    const bool negative = below(4) == 0 && !indicator.starts_with("2");
    return {negative ? -size : size, scale};
  }

  std::mt19937_64 random_;
};

}  // namespace cchc::samples
