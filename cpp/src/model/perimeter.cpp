#include "cchc/model/perimeter.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string_view>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

class DisjointSets {
 public:
  explicit DisjointSets(Index size) : above_(static_cast<std::size_t>(size)) {
    std::iota(above_.begin(), above_.end(), Index{0});
  }

  // The first unit of the set.
  [[nodiscard]] Index leader(Index unit) {
    while (above(unit) != unit) {
      above(unit) = above(above(unit));
      unit = above(unit);
    }
    return unit;
  }

  void join(Index left, Index right) {
    const Index a = leader(left);
    const Index b = leader(right);
    above(std::max(a, b)) = std::min(a, b);
  }

 private:
  Index& above(Index unit) { return above_[static_cast<std::size_t>(unit)]; }

  std::vector<Index> above_;
};

bool ties_units(EventKind kind) { return kind != EventKind::create && kind != EventKind::abolish; }

std::vector<Index> units_of(const Hierarchy& hierarchy, const LineageEvent& event) {
  std::vector<Index> units;
  for (const std::string& id : event.from) {
    units.push_back(hierarchy.at(id));
  }
  for (const Receiver& receiver : event.to) {
    units.push_back(hierarchy.at(receiver.unit));
  }
  return units;
}

bool is_valid_within(const Unit& unit, Date first, Date second) {
  return (!unit.valid_from || *unit.valid_from <= second) &&
         (!unit.valid_to || first < *unit.valid_to);
}

// "Tỉnh Hà Nam" is "Hà Nam" beside others; departments and the like keep their full name.
std::string short_name(const Unit& unit) {
  for (const std::string_view prefix : {"Tỉnh ", "Thành phố "}) {
    if (unit.type == "province" && unit.name.starts_with(prefix)) {
      return unit.name.substr(prefix.size());
    }
  }
  return unit.name;
}

std::string names(const Hierarchy& hierarchy, const std::vector<Index>& units) {
  std::string listed;
  for (const Index unit : units) {
    listed += (listed.empty() ? "" : " + ") + short_name(hierarchy[unit]);
  }
  return listed;
}

std::string group_name(const Hierarchy& hierarchy, const PerimeterGroup& group) {
  if (group.units.size() == 1) {
    return hierarchy[group.units.front()].name;
  }
  if (group.after.empty()) {
    return names(hierarchy, group.before.empty() ? group.units : group.before);
  }
  const std::string after = names(hierarchy, group.after);
  const bool same = group.before.empty() || group.before == group.after;
  return same ? after : after + " (" + names(hierarchy, group.before) + ")";
}

DisjointSets tied_units(const Hierarchy& hierarchy, const Lineage& lineage,
                        const std::vector<Index>& events) {
  DisjointSets sets(hierarchy.size());
  for (const Index event : events) {
    const std::vector<Index> units = units_of(hierarchy, lineage[event]);
    for (const Index unit : units) {
      sets.join(units.front(), unit);
    }
  }
  return sets;
}

std::vector<Index> tying_events(const Lineage& lineage, Date first, Date second) {
  std::vector<Index> found;
  for (Index event = 0; event < lineage.size(); ++event) {
    const LineageEvent& row = lineage[event];
    if (row.date > first && row.date <= second && ties_units(row.kind)) {
      found.push_back(event);
    }
  }
  return found;
}

void add_unit(const Hierarchy& hierarchy, Perimeter& perimeter, Index group, Index unit) {
  PerimeterGroup& into = perimeter.groups[static_cast<std::size_t>(group)];
  perimeter.group_of[static_cast<std::size_t>(unit)] = group;
  into.units.push_back(unit);
  if (hierarchy.is_valid(unit, perimeter.first)) {
    into.before.push_back(unit);
  }
  if (hierarchy.is_valid(unit, perimeter.second)) {
    into.after.push_back(unit);
  }
}

void group_units(const Hierarchy& hierarchy, DisjointSets& sets, Perimeter& perimeter) {
  std::vector<std::optional<Index>> group_of_leader(static_cast<std::size_t>(hierarchy.size()));
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    if (!is_valid_within(hierarchy[unit], perimeter.first, perimeter.second)) {
      continue;
    }
    auto& group = group_of_leader[static_cast<std::size_t>(sets.leader(unit))];
    if (!group) {
      group = std::ssize(perimeter.groups);
      perimeter.groups.emplace_back();
    }
    add_unit(hierarchy, perimeter, *group, unit);
  }
}

std::optional<Int128> group_total(const PerimeterGroup& group, const Hierarchy& hierarchy,
                                  UnitFigures values, Date day) {
  std::optional<Int128> total;
  for (const Index unit : group.units) {
    const std::optional<Int128>& value = values[static_cast<std::size_t>(unit)];
    if (value) {
      total = checked_sum(total.value_or(0), *value);
    } else if (hierarchy.is_valid(unit, day)) {
      return std::nullopt;
    }
  }
  return total;
}

}  // namespace

Perimeter constant_perimeter(const Hierarchy& hierarchy, const Lineage& lineage, Date first,
                             Date second) {
  if (second < first) {
    throw LineageError("CCHC-E0506",
                       "the perimeter ends on " + to_text(second) + ", before it begins on " +
                           to_text(first) + "; give the earlier day first",
                       "phạm vi kết thúc ngày " + to_text(second) + ", trước ngày bắt đầu " +
                           to_text(first) + "; hãy ghi ngày sớm hơn trước");
  }
  Perimeter perimeter{first, second, {}, {}};
  perimeter.group_of.resize(static_cast<std::size_t>(hierarchy.size()));
  const std::vector<Index> events = tying_events(lineage, first, second);
  DisjointSets sets = tied_units(hierarchy, lineage, events);
  group_units(hierarchy, sets, perimeter);
  for (const Index event : events) {
    const Index unit = hierarchy.at(lineage[event].from.front());
    const Index group = perimeter.group_of[static_cast<std::size_t>(unit)].value();
    perimeter.groups[static_cast<std::size_t>(group)].events.push_back(event);
  }
  for (PerimeterGroup& group : perimeter.groups) {
    group.name = group_name(hierarchy, group);
  }
  return perimeter;
}

std::vector<std::optional<Int128>> group_totals(const Perimeter& perimeter,
                                                const Hierarchy& hierarchy, UnitFigures values,
                                                Date day) {
  require_one_per_unit(hierarchy, values);
  std::vector<std::optional<Int128>> totals;
  std::ranges::transform(
      perimeter.groups, std::back_inserter(totals),
      [&](const PerimeterGroup& group) { return group_total(group, hierarchy, values, day); });
  return totals;
}

}  // namespace cchc
