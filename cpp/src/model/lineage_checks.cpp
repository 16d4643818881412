#include "cchc/model/lineage_checks.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cchc/model/event_checks.hpp"

namespace cchc {
namespace {

std::string place(std::size_t event) { return "events[" + std::to_string(event) + "]"; }

std::string place(std::size_t event, const char* side, std::size_t unit) {
  return place(event) + "." + side + "[" + std::to_string(unit) + "]";
}

using UnitDay = std::pair<std::string, Date>;

// What one unit gives on one day, over all events.
struct Given {
  const LineageEvent* replaced_by = nullptr;
  Int128 transferred = 0;
};

void check_replaced_once(std::size_t row, const LineageEvent& event,
                         std::map<UnitDay, Given>& given, FaultList& faults) {
  for (std::size_t i = 0; i < event.from.size(); ++i) {
    Given& unit = given[{event.from[i], event.date}];
    if (unit.replaced_by != nullptr && unit.replaced_by != &event) {
      faults.add(place(row, "from", i),
                 "another event of " + to_text(event.date) + " already replaces '" + event.from[i] +
                     "'; make them one event",
                 "một sự kiện khác ngày " + to_text(event.date) + " đã thay thế '" + event.from[i] +
                     "'; hãy gộp thành một sự kiện");
    }
    unit.replaced_by = &event;
  }
}

void check_transfer(const Hierarchy& hierarchy, std::size_t row, const LineageEvent& event,
                    std::map<UnitDay, Given>& given, FaultList& faults) {
  if (event.from.size() != 1) {
    return;
  }
  const std::optional<Index> unit = find_by_id(hierarchy, event.from.front());
  Given& day = given[{event.from.front(), event.date}];
  const bool goes_on = unit && hierarchy.is_valid(*unit, event.date);
  const bool followed = day.replaced_by != nullptr && day.replaced_by->to.size() == 1;
  if (unit && (day.replaced_by != nullptr ? !followed : !goes_on)) {
    faults.add(place(row, "from", 0),
               "what is left of '" + event.from.front() +
                   "' follows no single unit; give the transfer as a part of a split",
               "phần còn lại của '" + event.from.front() +
                   "' không thuộc về một đơn vị duy nhất; hãy ghi thành sự kiện split");
  }
  const Int128 before = day.transferred;
  day.transferred = checked_sum(before, total_share(event));
  const Int128 one = share_one;
  if (before > 0 && before < one && day.transferred >= one) {
    faults.add(place(row),
               "the transfers of " + to_text(event.date) + " leave nothing of '" +
                   event.from.front() + "'; that is a split or a merge",
               "các lần chuyển ngày " + to_text(event.date) + " không để lại gì của '" +
                   event.from.front() + "'; đó là chia tách hoặc hợp nhất");
  }
}

void check_days(const Hierarchy& hierarchy, std::span<const LineageEvent> events,
                FaultList& faults) {
  std::map<UnitDay, Given> given;
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (events[row].kind != EventKind::transfer) {
      check_replaced_once(row, events[row], given, faults);
    }
  }
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (events[row].kind == EventKind::transfer) {
      check_transfer(hierarchy, row, events[row], given, faults);
    }
  }
}

using Successors = std::map<std::string, std::set<std::string>>;

Successors successors(std::span<const LineageEvent> events) {
  Successors next;
  for (const LineageEvent& event : events) {
    for (const std::string& from : event.from) {
      // A unit that goes on may well take back what it gave; only an ended one has successors.
      if (event.kind == EventKind::transfer || receives(event, from)) {
        continue;
      }
      for (const Receiver& receiver : event.to) {
        next[from].insert(receiver.unit);
      }
    }
  }
  return next;
}

bool follows_itself(const Successors& next, const std::string& start) {
  std::set<std::string> reached;
  std::vector<std::string> open{start};
  while (!open.empty()) {
    const std::string unit = std::move(open.back());
    open.pop_back();
    const auto found = next.find(unit);
    if (found == next.end()) {
      continue;
    }
    for (const std::string& successor : found->second) {
      if (successor == start) {
        return true;
      }
      if (reached.insert(successor).second) {
        open.push_back(successor);
      }
    }
  }
  return false;
}

void check_circles(std::span<const LineageEvent> events, FaultList& faults) {
  const Successors next = successors(events);
  for (const auto& [unit, unused] : next) {
    if (follows_itself(next, unit)) {
      faults.add("events", "'" + unit + "' becomes its own successor (a cycle)",
                 "'" + unit + "' trở thành đơn vị kế tiếp của chính nó (vòng lặp)");
    }
  }
}

// A day on which the unit is valid and its level is not; the ends of both stretches are enough.
std::optional<Date> find_day_without_level(const Hierarchy& hierarchy, Index unit,
                                           std::span<const LevelChange> changes) {
  std::vector<Date> days;
  if (hierarchy[unit].valid_from) {
    days.push_back(*hierarchy[unit].valid_from);
  }
  for (const LevelChange& change : changes) {
    const bool abolished = change.kind == LevelChangeKind::abolished;
    days.push_back(abolished ? change.date : change.date - std::chrono::days{1});
  }
  const auto found = std::ranges::find_if(days, [&](Date day) {
    return hierarchy.is_valid(unit, day) && !is_level_valid(changes, hierarchy.level(unit), day);
  });
  return found == days.end() ? std::nullopt : std::optional<Date>(*found);
}

void check_level_of_units(const Hierarchy& hierarchy, std::span<const LevelChange> changes,
                          FaultList& faults) {
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    if (const auto day = find_day_without_level(hierarchy, unit, changes)) {
      const std::string id = hierarchy[unit].id;
      const std::string& level = hierarchy.level(unit);
      faults.add(
          "level_changes",
          "'" + id + "' is valid on " + to_text(*day) + " when there is no level '" + level + "'",
          "'" + id + "' có hiệu lực ngày " + to_text(*day) + " khi không còn hoặc chưa có cấp '" +
              level + "'");
    }
  }
}

}  // namespace

void check_events(const Hierarchy& hierarchy, std::span<const LineageEvent> events,
                  FaultList& faults) {
  for (std::size_t row = 0; row < events.size(); ++row) {
    check_event(hierarchy, place(row), events[row], faults);
  }
  check_days(hierarchy, events, faults);
  check_circles(events, faults);
}

void check_level_changes(const Hierarchy& hierarchy, std::span<const LevelChange> changes,
                         FaultList& faults) {
  std::set<std::pair<std::string, Date>> seen;
  for (std::size_t row = 0; row < changes.size(); ++row) {
    const std::string where = "level_changes[" + std::to_string(row) + "]";
    if (!seen.emplace(changes[row].level, changes[row].date).second) {
      faults.add(where, "the level '" + changes[row].level + "' changes twice on one day",
                 "cấp '" + changes[row].level + "' thay đổi hai lần trong một ngày");
    }
  }
  check_level_of_units(hierarchy, changes, faults);
}

}  // namespace cchc
