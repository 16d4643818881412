// Which cells of a cube make up which cells of a rebuilt one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/model/lineage.hpp"
#include "cchc/model/perimeter.hpp"
#include "cchc/model/unit_map.hpp"

namespace cchc {

// A share of one unit's figures (and amounts by indicator) that a rebuilt unit receives.
struct CarriedPart {
  Index from;  // unit of the cube given
  Decimal share;
  bool estimated;
  Amounts amounts;

  // Whether it says anything about an indicator: a transfer of amounts touches only those named.
  [[nodiscard]] bool concerns(const std::string& indicator) const {
    return share.mantissa != 0 || amounts.contains(indicator);
  }
};

// The parts that concern an indicator.
[[nodiscard]] std::vector<CarriedPart> parts_of(const std::vector<CarriedPart>& all,
                                                const std::string& indicator);
// Whether any part gives or takes amounts of some indicator.
[[nodiscard]] bool moves_amounts(const std::vector<CarriedPart>& parts);
// Whether a figure is just the figure of one unit, itself or under another name: nothing happened
// to it.
[[nodiscard]] bool is_untouched(const std::vector<CarriedPart>& parts,
                                const std::string& indicator);

// For one period: the parts of every rebuilt unit.
struct PeriodCarries {
  std::vector<std::vector<CarriedPart>> parts;  // by rebuilt unit
  std::vector<bool> unknown;                    // by rebuilt unit: no one can carry its figures
  // By rebuilt unit: units given that ended without a successor, of which it is, or continues, the
  // nearest unit above that goes on. Its totals lack their figures.
  std::vector<std::vector<Index>> lost;
};

struct CarryTable {
  std::shared_ptr<const Hierarchy> hierarchy;  // of the rebuilt units
  std::vector<PeriodCarries> periods;
  std::vector<UnitMap> maps;  // by period; empty for a constant perimeter

  // What cannot be carried to a rebuilt unit; `given` are the units that the figures were given on.
  [[nodiscard]] std::vector<Refusal> refusals(const Hierarchy& given, Index unit,
                                              Index period) const;
};

// The widest share and amount of an indicator's carries, in decimals.
[[nodiscard]] int decimals_needed(const CarryTable& table, const std::string& code);

[[nodiscard]] CarryTable carries_as_it_is(const Cube& cube, const Lineage& lineage, Date day);
[[nodiscard]] CarryTable carries_to_groups(const Cube& cube, const Perimeter& perimeter);

}  // namespace cchc
