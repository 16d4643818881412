#include "cchc/model/unit_map.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/model/flow.hpp"
#include "cchc/model/share.hpp"

namespace cchc {
namespace {

Refusal refusal(const Hierarchy& hierarchy, const Lineage& lineage, Index unit, Date target,
                const SpreadPortion& spread, Decimal share, const Amounts& amounts) {
  const LineageEvent& event = lineage[spread.event];
  const bool split = event.kind == EventKind::split;
  Refusal refused{
      unit,
      spread.event,
      split ? RefusalReason::split_without_shares : RefusalReason::transfer_without_part,
      share,
      amounts,
      {},
      {},
      {}};
  std::ranges::copy_if(spread.units, std::back_inserter(refused.targets),
                       [&](Index to) { return hierarchy.is_valid(to, target); });
  const std::string name = hierarchy[unit].name;
  const std::string day = to_text(event.date);
  refused.message_en = split ? "the split of " + day + " gives no shares, so the figures of '" +
                                   name + "' cannot be carried; give shares that sum to 1"
                             : "the transfer of " + day +
                                   " gives neither a share nor amounts, so "
                                   "the figures of '" +
                                   name + "' cannot be carried; give one of them";
  refused.message_vi = split ? "lần chia tách ngày " + day +
                                   " không có tỷ lệ chia nên không thể "
                                   "chuyển số liệu của '" +
                                   name + "'; hãy ghi tỷ lệ có tổng bằng 1"
                             : "lần điều chuyển ngày " + day +
                                   " không có tỷ lệ hoặc số lượng nên "
                                   "không thể chuyển số liệu của '" +
                                   name + "'; hãy ghi một trong hai";
  return refused;
}

Amounts times(const Amounts& amounts, Decimal share) {
  Amounts scaled_amounts;
  for (const auto& [indicator, amount] : amounts) {
    scaled_amounts.emplace(indicator, product(amount, share));
  }
  return scaled_amounts;
}

// Carries from one hierarchy and lineage to one day.
class MapBuilder {
 public:
  MapBuilder(const Hierarchy& hierarchy, const Lineage& lineage, Date target)
      : hierarchy_(hierarchy), lineage_(lineage), target_(target) {}

  void add_unit(Index unit, Date after) {
    const Flow flown = flow(lineage_, unit, after, target_);
    for (const auto& [holder, portion] : flown.portions) {
      const bool whole = portion.share == whole_share;
      add({unit, holder, portion.share, !whole, portion.events, {}});
    }
    for (const SpreadPortion& spread : flown.spread) {
      map_.refusals.push_back(
          refusal(hierarchy_, lineage_, unit, target_, spread, spread.share, {}));
    }
  }

  void add_amounts(const MovedAmounts& moved, Index source) {
    add_amounts(moved, source, moved.giver, {-1, 0});
    add_amounts(moved, source, moved.to, whole_share);
  }

  [[nodiscard]] UnitMap take() {
    std::ranges::stable_sort(map_.carries, {},
                             [](const Carry& carry) { return std::tuple(carry.from, carry.to); });
    return std::move(map_);
  }

 private:
  void add_amounts(const MovedAmounts& moved, Index source, Index holder_on_day, Decimal sign) {
    const Flow flown = flow(lineage_, holder_on_day, lineage_[moved.event].date, target_);
    for (const auto& [holder, portion] : flown.portions) {
      std::vector<Index> events = portion.events;
      events.insert(std::ranges::lower_bound(events, moved.event), moved.event);
      add({source,
           holder,
           {},
           true,
           std::move(events),
           times(moved.amounts, product(portion.share, sign))});
    }
    for (const SpreadPortion& spread : flown.spread) {
      map_.refusals.push_back(
          refusal(hierarchy_, lineage_, source, target_, spread, {}, moved.amounts));
    }
  }

  void add(Carry carry) {
    if (hierarchy_.is_valid(carry.to, target_)) {
      map_.carries.push_back(std::move(carry));
    } else {
      map_.ended.push_back(
          {carry.from, carry.to, carry.share, std::move(carry.events), std::move(carry.amounts)});
    }
  }

  const Hierarchy& hierarchy_;
  const Lineage& lineage_;
  Date target_;
  UnitMap map_;
};

// The day of the figures of a unit; empty when it takes no part in the map.
std::optional<Date> figures_day(const Hierarchy& hierarchy, Index unit, Date target,
                                std::optional<Date> figures) {
  if (figures) {
    return hierarchy.is_valid(unit, *figures) ? figures : std::nullopt;
  }
  const Date first = hierarchy[unit].valid_from.value_or(Date::min());
  return first <= target ? std::optional<Date>(first) : std::nullopt;
}

bool holds(const Flow& flown, Index unit) {
  return flown.portions.contains(unit) ||
         std::ranges::any_of(flown.spread, [unit](const SpreadPortion& spread) {
           return std::ranges::find(spread.units, unit) != spread.units.end();
         });
}

// The unit whose figures hold the amounts on the day of the figures: the giving unit itself, or the
// first of those that had become the giving unit by then. Empty when no figures hold them.
std::optional<Index> find_source(const Hierarchy& hierarchy, const Lineage& lineage,
                                 const MovedAmounts& moved, Date target,
                                 std::optional<Date> figures) {
  const Date date = lineage[moved.event].date;
  const auto after = figures_day(hierarchy, moved.from, target, figures);
  if (after && *after < date) {
    return moved.from;
  }
  for (Index unit = 0; figures && *figures < date && unit < hierarchy.size(); ++unit) {
    const Date day_before = date - std::chrono::days{1};
    if (hierarchy.is_valid(unit, *figures) &&
        holds(flow(lineage, unit, *figures, day_before), moved.from)) {
      return unit;
    }
  }
  return std::nullopt;
}

void check_order(std::optional<Date> figures, Date target) {
  if (figures && target < *figures) {
    throw LineageError(
        "CCHC-E0504",
        "figures of " + to_text(*figures) + " cannot be carried back to the units of " +
            to_text(target) + "; choose a day that is not before them",
        "không thể chuyển số liệu ngày " + to_text(*figures) + " ngược về các đơn vị của ngày " +
            to_text(target) + "; hãy chọn ngày không sớm hơn");
  }
}

}  // namespace

UnitMap as_it_was(const Hierarchy& hierarchy, std::optional<Date> figures) {
  UnitMap map;
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    if (!figures || hierarchy.is_valid(unit, *figures)) {
      map.carries.push_back({unit, unit, whole_share, false, {}, {}});
    }
  }
  return map;
}

UnitMap as_it_is(const Hierarchy& hierarchy, const Lineage& lineage, Date target,
                 std::optional<Date> figures) {
  check_order(figures, target);
  MapBuilder map(hierarchy, lineage, target);
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    if (const auto after = figures_day(hierarchy, unit, target, figures)) {
      map.add_unit(unit, *after);
    }
  }
  for (const MovedAmounts& moved : lineage.moved_amounts()) {
    const auto source = find_source(hierarchy, lineage, moved, target, figures);
    if (source && lineage[moved.event].date <= target) {
      map.add_amounts(moved, *source);
    }
  }
  return map.take();
}

}  // namespace cchc
