// Whether dated events fit the units that they speak of.
#pragma once

#include <span>

#include "cchc/base/fault_list.hpp"
#include "cchc/model/lineage.hpp"

namespace cchc {

// Adds a fault, placed at "events[3].to[0]", for each of:
// - more or fewer units than the kind of event has, a unit named twice;
// - units that the hierarchy does not have; names do not count as ids here;
// - units not valid on the day before (from) or on the day (to); units that go on although the
//   event ends them, or that were there before the event began them;
// - shares that are not above 0, do not sum to exactly 1, are given for some parts only, or for an
//   event that has none; amounts that are not above 0 or outside a transfer;
// - a unit that two events of one day replace, or that gives away all of itself by transfers;
// - a new parent that is the old parent;
// - units that follow each other in a circle.
void check_events(const Hierarchy& hierarchy, std::span<const LineageEvent> events,
                  FaultList& faults);

// Adds a fault, placed at "level_changes", for units that are valid while their level is not, and
// for two changes of one level on one day.
void check_level_changes(const Hierarchy& hierarchy, std::span<const LevelChange> changes,
                         FaultList& faults);

}  // namespace cchc
