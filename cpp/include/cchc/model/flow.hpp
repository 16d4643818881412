// Where one unit's figures flow through the events of a lineage: shares multiply along a chain and
// add up where chains meet again, exactly.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "cchc/model/lineage.hpp"
#include "cchc/model/share.hpp"

namespace cchc {

// A known share of the figures.
struct Portion {
  Decimal share = whole_share;
  std::vector<Index> events;  // on the way, ascending
};

// A share of the figures that lies spread over several units, nobody knows how.
struct SpreadPortion {
  Decimal share;
  std::vector<Index> units;  // ascending, two or more
  Index event = 0;           // whose shares are unknown
  std::vector<Index> events;
};

// The shares of all portions and spread portions sum to 1. A portion stays with a unit that ended
// without a successor, so the holders may be units that are no longer valid.
struct Flow {
  std::map<Index, Portion> portions;  // by the unit that holds it
  std::vector<SpreadPortion> spread;
};

// The figures of `unit` on the day `after`, carried through all events after that day up to and
// including `target`. What spread out and meets again in one unit is known again.
// Throws LineageError E0503 when a chain of shares needs more digits than an exact decimal has.
[[nodiscard]] Flow flow(const Lineage& lineage, Index unit, Date after, Date target);

// The day whose figures of `unit` start to flow: `figures` when the unit was valid then; without
// such a day its own first day. Empty when it has no figures to carry to `target`.
[[nodiscard]] std::optional<Date> flow_start(const Hierarchy& hierarchy, Index unit, Date target,
                                             std::optional<Date> figures);

}  // namespace cchc
