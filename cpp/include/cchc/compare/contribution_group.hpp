// Why a unit adds to a change: what happened to it between the two sides, and whether that is an
// effect in reality, of the perimeter, or of the data alone.
#pragma once

#include <string_view>
#include <vector>

namespace cchc {

enum class ContributionGroup {
  continuing,           // a figure on both sides
  entered,              // a figure now; then the unit was not there, or the row not for it
  left,                 // the other way round
  merged,               // predecessors and successors of one merger, taken together
  shared_list,          // units that hold one list in common, taken together: it counts once
  newly_reporting,      // a figure now only, though the unit was there then
  no_longer_reporting,  // a figure then only, though the unit is there now
  revised,              // one window as known on two days: another figure
  others,               // what a list of the largest parts leaves out
};

enum class ContributionCause {
  real,       // reality changed
  perimeter,  // who is counted changed
  data,       // what is known changed: the change of reality in it is not known
  mixed,      // several of these together
};

[[nodiscard]] std::string_view to_text(ContributionGroup group);
[[nodiscard]] std::string_view to_text(ContributionCause cause);
// Throw SelectionError E0920 listing the known words.
[[nodiscard]] ContributionGroup contribution_group_from_text(std::string_view text);
[[nodiscard]] ContributionCause contribution_cause_from_text(std::string_view text);

struct ContributionGroupEntry {
  ContributionGroup group;
  ContributionCause cause;
  std::string_view message_en;
  std::string_view message_vi;
};

// Every group, in the order of the enumerators.
[[nodiscard]] const std::vector<ContributionGroupEntry>& contribution_group_table();
[[nodiscard]] const ContributionGroupEntry& entry_of(ContributionGroup group);

}  // namespace cchc
