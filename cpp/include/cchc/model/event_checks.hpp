// Whether one dated event is well formed and fits the units that it names.
#pragma once

#include <optional>
#include <string>

#include "cchc/base/fault_list.hpp"
#include "cchc/base/int128.hpp"
#include "cchc/model/lineage.hpp"

namespace cchc {

// Adds the faults of the event, placed under `where` ("events[3]"): see check_events for the list.
void check_event(const Hierarchy& hierarchy, const std::string& where, const LineageEvent& event,
                 FaultList& faults);

// A unit by its id alone; a name is no identity, two units may bear it at different times.
[[nodiscard]] std::optional<Index> find_by_id(const Hierarchy& hierarchy, const std::string& id);

[[nodiscard]] bool receives(const LineageEvent& event, const std::string& unit);

// Sum of the receivers' shares in units of 10^-18, which every decimal reaches exactly; a receiver
// without a share counts 0.
[[nodiscard]] Int128 total_share(const LineageEvent& event);
inline constexpr Int128 share_one = 1'000'000'000'000'000'000;

}  // namespace cchc
