// The lineage: dated events that change units, with what they mean for the units' figures.
//
//   kind        from      to        figures before the date go
//   rename      1         1         whole to the new unit; the same unit when only its name changed
//   new_parent  1         1         whole to the unit under the other parent
//   merge       2 or more 1         whole to the one unit, new or one of the merged
//   split       1         2 or more by shares that sum to 1; without shares nobody knows where
//   transfer    1         1         a part to a unit: a share, or amounts of single indicators
//   create      none      1 or more -
//   abolish     1 or more none      nowhere
//
// All events of one day act at once on the figures of the day before, transfers first: what they
// leave of a unit follows the unit itself or the one unit that takes its place on that day.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/base/enum_text.hpp"
#include "cchc/base/index.hpp"
#include "cchc/model/hierarchy.hpp"
#include "cchc/model/level_change.hpp"

namespace cchc {

enum class EventKind { rename, merge, split, transfer, create, abolish, new_parent };

inline constexpr auto event_kind_words =
    enum_text<EventKind>("kind of event", "loại sự kiện",
                         {{EventKind::rename, "rename"},
                          {EventKind::merge, "merge"},
                          {EventKind::split, "split"},
                          {EventKind::transfer, "transfer"},
                          {EventKind::create, "create"},
                          {EventKind::abolish, "abolish"},
                          {EventKind::new_parent, "new_parent"}});

// Indicator code -> amount, in the indicator's unit of measure.
using Amounts = std::map<std::string, Decimal>;

struct Receiver {
  std::string unit;              // id
  std::optional<Decimal> share;  // of the giving unit's figures; split and transfer only
  Amounts amounts;               // transfer only, instead of a share
};

struct LineageEvent {
  EventKind kind = EventKind::merge;
  Date date;                      // first day of the new state
  std::vector<std::string> from;  // ids of units valid the day before
  std::vector<Receiver> to;       // units valid on the date
  std::string source;             // the text that decided it
  std::string note;
};

// Where one unit's figures go on a day. Either shares that sum to 1, or `unknown_by` names the
// event whose shares nobody gave, and the shares below mean nothing.
struct Onward {
  std::map<Index, Decimal> shares;  // receiving unit -> share; empty: the unit ended
  std::vector<Index> events;
  std::optional<Index> unknown_by;
};

// A transfer of amounts: `to` gets them, `giver` loses them.
struct MovedAmounts {
  Index event = 0;
  Index from = 0;   // the unit whose figures hold the amounts
  Index giver = 0;  // `from`, or the unit that takes its place on the same day
  Index to = 0;
  Amounts amounts;
};

class Lineage {
 public:
  Lineage() = default;
  // Throws LineageError E0501 that lists every fault (see lineage_checks.hpp).
  Lineage(const Hierarchy& hierarchy, std::vector<LineageEvent> events,
          std::vector<LevelChange> level_changes = {});

  // Events keep the order in which they were given.
  [[nodiscard]] Index size() const { return std::ssize(events_); }
  [[nodiscard]] const LineageEvent& operator[](Index event) const {
    return events_[static_cast<std::size_t>(event)];
  }
  [[nodiscard]] std::span<const LineageEvent> events() const { return events_; }
  // Days with events, ascending, each once.
  [[nodiscard]] std::span<const Date> dates() const { return dates_; }

  // Null when nothing happens to the unit's figures on that day.
  [[nodiscard]] const Onward* find_onward(Index unit, Date date) const;
  [[nodiscard]] std::span<const MovedAmounts> moved_amounts() const { return moved_amounts_; }

  [[nodiscard]] std::span<const LevelChange> level_changes() const { return level_changes_; }
  [[nodiscard]] bool is_level_valid(std::string_view level, Date day) const {
    return cchc::is_level_valid(level_changes_, level, day);
  }

 private:
  void follow(const Hierarchy& hierarchy);

  std::vector<LineageEvent> events_;
  std::vector<LevelChange> level_changes_;
  std::vector<Date> dates_;
  std::map<std::pair<Index, Date>, Onward> onward_;
  std::vector<MovedAmounts> moved_amounts_;
};

}  // namespace cchc
