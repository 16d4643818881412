#include "cchc/model/unit_map.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/model/attached_amounts.hpp"
#include "cchc/model/flow.hpp"
#include "cchc/model/share.hpp"

namespace cchc {
namespace {

// The refusal with its reason in words; whom it concerns is filled in by the caller.
Refusal refusal(const Hierarchy& hierarchy, const Lineage& lineage, Index unit, Index event) {
  const std::string name = hierarchy[unit].name;
  const std::string date = to_text(lineage[event].date);
  Refusal refused;
  refused.unit = unit;
  refused.event = event;
  if (lineage[event].kind == EventKind::split) {
    refused.reason = RefusalReason::split_without_shares;
    refused.message_en = "the split of " + date + " gives no shares, so the figures of '" + name +
                         "' cannot be carried; give shares that sum to 1";
    refused.message_vi = "lần chia tách ngày " + date +
                         " không có tỷ lệ chia nên không thể chuyển số liệu của '" + name +
                         "'; hãy ghi tỷ lệ có tổng bằng 1";
  } else {
    refused.reason = RefusalReason::transfer_without_part;
    refused.message_en = "the transfer of " + date +
                         " gives neither a share nor amounts, so the figures of '" + name +
                         "' cannot be carried; give one of them";
    refused.message_vi = "lần điều chuyển ngày " + date +
                         " không có tỷ lệ hoặc số lượng nên không thể chuyển số liệu của '" + name +
                         "'; hãy ghi một trong hai";
  }
  return refused;
}

Amounts times(const Amounts& amounts, Decimal share) {
  Amounts scaled_amounts;
  for (const auto& [indicator, amount] : amounts) {
    scaled_amounts.emplace(indicator, product(amount, share));
  }
  return scaled_amounts;
}

std::vector<Index> with(std::vector<Index> events, Index event) {
  events.insert(std::ranges::lower_bound(events, event), event);
  return events;
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
      refuse(unit, spread, spread.share, {});
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
      add({source, holder, Decimal{}, true, with(portion.events, moved.event),
           times(moved.amounts, product(portion.share, sign))});
    }
    for (SpreadPortion spread : flown.spread) {
      spread.events = with(std::move(spread.events), moved.event);
      refuse(source, spread, {}, times(moved.amounts, product(spread.share, sign)));
    }
  }

  void add(Carry carry) {
    if (hierarchy_.is_valid(carry.to, target_)) {
      map_.carries.push_back(std::move(carry));
    } else {
      map_.ended.push_back(
          {carry.from, {carry.to}, carry.share, std::move(carry.events), std::move(carry.amounts)});
    }
  }

  // What spread out over units that all ended has ended as a whole: no share is needed to say so.
  void refuse(Index unit, const SpreadPortion& spread, Decimal share, Amounts amounts) {
    std::vector<Index> targets;
    std::ranges::copy_if(spread.units, std::back_inserter(targets),
                         [this](Index to) { return hierarchy_.is_valid(to, target_); });
    if (targets.empty()) {
      map_.ended.push_back({unit, spread.units, share, spread.events, std::move(amounts)});
    } else {
      Refusal refused = refusal(hierarchy_, lineage_, unit, spread.event);
      refused.share = share;
      refused.amounts = std::move(amounts);
      refused.targets = std::move(targets);
      map_.refusals.push_back(std::move(refused));
    }
  }

  const Hierarchy& hierarchy_;
  const Lineage& lineage_;
  Date target_;
  UnitMap map_;
};

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
    if (const auto after = flow_start(hierarchy, unit, target, figures)) {
      map.add_unit(unit, *after);
    }
  }
  for (const AttachedAmounts& attached : attach_amounts(hierarchy, lineage, target, figures)) {
    map.add_amounts(attached.moved, attached.source);
  }
  return map.take();
}

}  // namespace cchc
