#include "cchc/aggregate/carry_table.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "cchc/model/share.hpp"

namespace cchc {
namespace {

Date figures_day(Period period) { return rule_window(period).last; }

// The units valid on a day, valid at all times; a unit whose parent is not among them moves up.
std::shared_ptr<const Hierarchy> units_of_day(const Hierarchy& all, Date day,
                                              std::vector<Index>& position) {
  std::vector<Unit> units;
  position.assign(static_cast<std::size_t>(all.size()), -1);
  for (Index unit = 0; unit < all.size(); ++unit) {
    if (!all.is_valid(unit, day)) {
      continue;
    }
    Index parent = all.parent(unit);
    while (parent >= 0 && position[static_cast<std::size_t>(parent)] < 0) {
      parent = all.parent(parent);
    }
    position[static_cast<std::size_t>(unit)] = static_cast<Index>(units.size());
    Unit kept = all[unit];
    kept.parent = parent < 0 ? "" : all[parent].id;
    kept.valid_from.reset();
    kept.valid_to.reset();
    units.push_back(std::move(kept));
  }
  return std::make_shared<const Hierarchy>(std::move(units));
}

// The group that all parents of the units belong to; -1 when they have no single one.
Index parent_group(const Hierarchy& all, const Perimeter& perimeter, const PerimeterGroup& group,
                   Index self) {
  std::set<Index> parents;
  for (const Index unit : group.units) {
    const Index parent = all.parent(unit);
    if (parent >= 0 && perimeter.group_of[static_cast<std::size_t>(parent)]) {
      parents.insert(*perimeter.group_of[static_cast<std::size_t>(parent)]);
    }
  }
  parents.erase(self);
  return parents.size() == 1 ? *parents.begin() : -1;
}

std::string group_id(const Hierarchy& all, const PerimeterGroup& group) {
  return group.units.size() == 1 ? all[group.units.front()].id
                                 : "group-" + all[group.units.front()].id;
}

std::shared_ptr<const Hierarchy> units_of_groups(const Hierarchy& all, const Perimeter& perimeter) {
  std::vector<Unit> units;
  for (std::size_t self = 0; self < perimeter.groups.size(); ++self) {
    const PerimeterGroup& group = perimeter.groups[self];
    const Unit& first = all[group.units.front()];
    const Index parent = parent_group(all, perimeter, group, static_cast<Index>(self));
    units.push_back(
        {.id = group_id(all, group),
         .name = group.name,
         .parent =
             parent < 0 ? "" : group_id(all, perimeter.groups[static_cast<std::size_t>(parent)]),
         .type = first.type,
         .level = first.level,
         .code = "",
         .valid_from = {},
         .valid_to = {},
         .reports = std::any_of(group.units.begin(), group.units.end(),
                                [&](Index unit) { return all[unit].reports; })});
  }
  return std::make_shared<const Hierarchy>(std::move(units));
}

PeriodCarries empty_carries(Index units) {
  return {std::vector<std::vector<CarriedPart>>(static_cast<std::size_t>(units)),
          std::vector<bool>(static_cast<std::size_t>(units), false),
          std::vector<std::vector<Index>>(static_cast<std::size_t>(units))};
}

// The rebuilt unit that a unit given goes on in; of several the first. Empty when it ended.
std::optional<Index> going_on_in(const PeriodCarries& carries, Index unit) {
  for (std::size_t to = 0; to < carries.parts.size(); ++to) {
    if (std::ranges::find(carries.parts[to], unit, &CarriedPart::from) != carries.parts[to].end()) {
      return static_cast<Index>(to);
    }
  }
  return std::nullopt;
}

void note_lost(const Hierarchy& all, const UnitMap& map, PeriodCarries& carries) {
  for (const Ended& ended : map.ended) {
    std::optional<Index> above;
    for (Index unit = all.parent(ended.unit); unit >= 0 && !above; unit = all.parent(unit)) {
      above = going_on_in(carries, unit);
    }
    if (above) {
      carries.lost[static_cast<std::size_t>(*above)].push_back(ended.unit);
    }
  }
}

PeriodCarries placed(const Hierarchy& all, const UnitMap& map, const std::vector<Index>& position,
                     Index units) {
  PeriodCarries carries = empty_carries(units);
  for (const Carry& carry : map.carries) {
    const Index to = position[static_cast<std::size_t>(carry.to)];
    if (to >= 0) {
      carries.parts[static_cast<std::size_t>(to)].push_back(
          {carry.from, carry.share, carry.estimated, carry.amounts});
    }
  }
  for (const Refusal& refusal : map.refusals) {
    for (const Index target : refusal.targets) {
      const Index to = position[static_cast<std::size_t>(target)];
      if (to >= 0) {
        carries.unknown[static_cast<std::size_t>(to)] = true;
      }
    }
  }
  note_lost(all, map, carries);
  return carries;
}

}  // namespace

std::vector<Refusal> CarryTable::refusals(const Hierarchy& given, Index unit, Index period) const {
  std::vector<Refusal> found;
  if (maps.empty()) {
    return found;  // groups take whole units
  }
  for (const Refusal& refusal : maps[static_cast<std::size_t>(period)].refusals) {
    const bool concerned = std::ranges::any_of(
        refusal.targets, [&](Index target) { return given[target].id == (*hierarchy)[unit].id; });
    if (concerned) {
      found.push_back(refusal);
    }
  }
  return found;
}

std::vector<CarriedPart> parts_of(const std::vector<CarriedPart>& all,
                                  const std::string& indicator) {
  std::vector<CarriedPart> parts;
  std::copy_if(all.begin(), all.end(), std::back_inserter(parts),
               [&](const CarriedPart& part) { return part.concerns(indicator); });
  return parts;
}

bool moves_amounts(const std::vector<CarriedPart>& parts) {
  return std::ranges::any_of(parts, [](const auto& part) { return !part.amounts.empty(); });
}

int decimals_needed(const CarryTable& table, const std::string& code) {
  int decimals = 0;
  for (const PeriodCarries& period : table.periods) {
    for (const auto& parts : period.parts) {
      for (const CarriedPart& part : parts) {
        decimals = std::max<int>(decimals, part.share.scale);
        if (const auto amount = part.amounts.find(code); amount != part.amounts.end()) {
          decimals = std::max<int>(decimals, amount->second.scale);
        }
      }
    }
  }
  return decimals;
}

bool is_untouched(const std::vector<CarriedPart>& parts, const std::string& indicator) {
  return parts.size() == 1 && parts.front().share == whole_share &&
         !parts.front().amounts.contains(indicator);
}

CarryTable carries_as_it_is(const Cube& cube, const Lineage& lineage, Date day) {
  const Hierarchy& all = cube.hierarchy();
  std::vector<Index> position;
  CarryTable table;
  table.hierarchy = units_of_day(all, day, position);
  for (const Period period : cube.periods()) {
    // Figures of windows after the day are already those of its units, or of later ones.
    const Date figures = std::min(figures_day(period), day);
    table.maps.push_back(as_it_is(all, lineage, day, figures));
    table.periods.push_back(placed(all, table.maps.back(), position, table.hierarchy->size()));
  }
  return table;
}

CarryTable carries_to_groups(const Cube& cube, const Perimeter& perimeter) {
  const Hierarchy& all = cube.hierarchy();
  CarryTable table;
  table.hierarchy = units_of_groups(all, perimeter);
  for (const Period period : cube.periods()) {
    PeriodCarries carries = empty_carries(table.hierarchy->size());
    for (std::size_t number = 0; number < perimeter.groups.size(); ++number) {
      const PerimeterGroup& group = perimeter.groups[number];
      const Index to = table.hierarchy->at(group_id(all, group));
      for (const Index unit : group.units) {
        if (all.is_valid(unit, figures_day(period))) {
          carries.parts[static_cast<std::size_t>(to)].push_back({unit, whole_share, false, {}});
        }
      }
    }
    table.periods.push_back(std::move(carries));
  }
  return table;
}

}  // namespace cchc
