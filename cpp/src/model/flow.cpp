#include "cchc/model/flow.hpp"

#include <algorithm>
#include <iterator>

namespace cchc {
namespace {

std::vector<Index> joined(const std::vector<Index>& left, const std::vector<Index>& right) {
  std::vector<Index> both;
  std::ranges::merge(left, right, std::back_inserter(both));
  std::ranges::sort(both);
  both.erase(std::ranges::unique(both).begin(), both.end());
  return both;
}

void add(Flow& flow, Index unit, const Decimal share, const std::vector<Index>& events) {
  const auto [place, fresh] = flow.portions.emplace(unit, Portion{share, events});
  if (!fresh) {
    place->second.share = sum(place->second.share, share);
    place->second.events = joined(place->second.events, events);
  }
}

// Where a unit's figures are after the events of a day; itself when nothing follows.
std::vector<Index> holders(const Onward& onward, Index unit) {
  std::vector<Index> units;
  for (const auto& [receiver, share] : onward.shares) {
    units.push_back(receiver);
  }
  if (units.empty()) {
    units.push_back(unit);
  }
  return units;
}

void carry(Flow& next, Index unit, const Portion& portion, const Onward* onward) {
  if (onward == nullptr) {
    add(next, unit, portion.share, portion.events);
    return;
  }
  const std::vector<Index> events = joined(portion.events, onward->events);
  if (onward->unknown_by) {
    next.spread.push_back({portion.share, holders(*onward, unit), *onward->unknown_by, events});
  } else if (onward->shares.empty()) {
    add(next, unit, portion.share, events);
  } else {
    for (const auto& [receiver, share] : onward->shares) {
      add(next, receiver, product(portion.share, share), events);
    }
  }
}

SpreadPortion carry(const SpreadPortion& spread, const Lineage& lineage, Date date) {
  SpreadPortion next{spread.share, {}, spread.event, spread.events};
  for (const Index unit : spread.units) {
    const Onward* onward = lineage.find_onward(unit, date);
    if (onward == nullptr) {
      next.units = joined(next.units, {unit});
    } else {
      next.units = joined(next.units, holders(*onward, unit));
      next.events = joined(next.events, onward->events);
    }
  }
  return next;
}

bool is_touched(const Flow& flow, const Lineage& lineage, Date date) {
  return !flow.spread.empty() || std::ranges::any_of(flow.portions, [&](const auto& held) {
    return lineage.find_onward(held.first, date) != nullptr;
  });
}

Flow step(const Flow& flow, const Lineage& lineage, Date date) {
  Flow next;
  for (const auto& [unit, portion] : flow.portions) {
    carry(next, unit, portion, lineage.find_onward(unit, date));
  }
  for (const SpreadPortion& spread : flow.spread) {
    SpreadPortion carried = carry(spread, lineage, date);
    if (carried.units.size() == 1) {
      add(next, carried.units.front(), carried.share, carried.events);
    } else {
      next.spread.push_back(std::move(carried));
    }
  }
  return next;
}

}  // namespace

Flow flow(const Lineage& lineage, Index unit, Date after, Date target) {
  Flow carried;
  carried.portions.emplace(unit, Portion{});
  for (const Date date : lineage.dates()) {
    if (date > after && date <= target && is_touched(carried, lineage, date)) {
      carried = step(carried, lineage, date);
    }
  }
  return carried;
}

std::optional<Date> flow_start(const Hierarchy& hierarchy, Index unit, Date target,
                               std::optional<Date> figures) {
  if (figures) {
    return hierarchy.is_valid(unit, *figures) ? figures : std::nullopt;
  }
  const Date first = hierarchy[unit].valid_from.value_or(Date::min());
  return first <= target ? std::optional<Date>(first) : std::nullopt;
}

}  // namespace cchc
