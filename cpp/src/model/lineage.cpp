#include "cchc/model/lineage.hpp"

#include <algorithm>
#include <iterator>

#include "cchc/base/error.hpp"
#include "cchc/base/fault_list.hpp"
#include "cchc/model/lineage_checks.hpp"
#include "cchc/model/share.hpp"

namespace cchc {
namespace {

using OnwardOfDay = std::map<std::pair<Index, Date>, Onward>;

void give(Onward& onward, Index unit, Decimal share) {
  const auto [place, fresh] = onward.shares.emplace(unit, share);
  if (!fresh) {
    place->second = sum(place->second, share);
  }
}

// Events that decide what takes the place of a unit; transfers only take parts away.
void replace(const Hierarchy& hierarchy, const LineageEvent& event, Index position,
             OnwardOfDay& onward) {
  for (const std::string& from : event.from) {
    Onward& next = onward[{hierarchy.at(from), event.date}];
    next.events.push_back(position);
    for (const Receiver& receiver : event.to) {
      give(next, hierarchy.at(receiver.unit), receiver.share.value_or(whole_share));
    }
    if (event.kind == EventKind::split && !event.to.front().share) {
      next.unknown_by = position;
    }
  }
}

Onward& onward_of(OnwardOfDay& onward, Index unit, Date date) {
  const auto [place, fresh] = onward.try_emplace({unit, date});
  if (fresh) {
    place->second.shares.emplace(unit, whole_share);
  }
  return place->second;
}

void take_part(Onward& onward, Index keeper, const Receiver& receiver, Index to, Index position) {
  onward.events.push_back(position);
  if (receiver.share) {
    give(onward, keeper, negative(*receiver.share));
    give(onward, to, *receiver.share);
  } else {
    give(onward, to, {});
    onward.unknown_by = position;
  }
}

std::vector<Date> dates_of(const std::vector<LineageEvent>& events) {
  std::vector<Date> dates;
  std::ranges::transform(events, std::back_inserter(dates), &LineageEvent::date);
  std::ranges::sort(dates);
  dates.erase(std::ranges::unique(dates).begin(), dates.end());
  return dates;
}

}  // namespace

Lineage::Lineage(const Hierarchy& hierarchy, std::vector<LineageEvent> events,
                 std::vector<LevelChange> level_changes)
    : events_(std::move(events)), level_changes_(std::move(level_changes)) {
  FaultList faults;
  check_events(hierarchy, events_, faults);
  check_level_changes(hierarchy, level_changes_, faults);
  if (!faults.empty()) {
    throw LineageError("CCHC-E0501", "the lineage does not fit the units",
                       "lịch sử sắp xếp không khớp với danh sách đơn vị", faults.faults());
  }
  dates_ = dates_of(events_);
  follow(hierarchy);
}

const Onward* Lineage::find_onward(Index unit, Date date) const {
  const auto found = onward_.find({unit, date});
  return found == onward_.end() ? nullptr : &found->second;
}

void Lineage::follow(const Hierarchy& hierarchy) {
  for (Index position = 0; position < size(); ++position) {
    const LineageEvent& event = (*this)[position];
    if (event.kind != EventKind::transfer) {
      replace(hierarchy, event, position, onward_);
    }
  }
  // Who keeps what the transfers leave is read before any of them adds receivers.
  const OnwardOfDay replaced = onward_;
  for (Index position = 0; position < size(); ++position) {
    const LineageEvent& event = (*this)[position];
    if (event.kind != EventKind::transfer) {
      continue;
    }
    const Index from = hierarchy.at(event.from.front());
    const Receiver& receiver = event.to.front();
    const Index to = hierarchy.at(receiver.unit);
    const auto found = replaced.find({from, event.date});
    const Index keeper = found == replaced.end() ? from : found->second.shares.begin()->first;
    if (receiver.amounts.empty()) {
      take_part(onward_of(onward_, from, event.date), keeper, receiver, to, position);
    } else {
      moved_amounts_.push_back({position, from, keeper, to, receiver.amounts});
    }
  }
}

}  // namespace cchc
