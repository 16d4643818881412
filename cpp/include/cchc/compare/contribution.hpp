// Splits the change of a unit's consolidated figure exactly into parts: which units made it, and
// whether reality changed, or the perimeter, or only what is known.
//
//   province, 2024-H1 against 2023-H1: 100 -> 112, change 12
//     dept A   continuing           40 -> 45      5   real
//     dept B   newly_reporting       . -> 30     30   data       a missing figure is not 0
//     dept C   left                 23 ->  .    -23   perimeter
//     dept D   continuing           37 -> 37      0   real
//
// Units that hold one list in common (the procedures of communes) are one part, `shared_list`,
// because the total counts their list once.
//
// Parts add up to the change to the last digit. Sums are exact whole numbers. For a ratio every
// part is rounded once from its exact fraction (rate_mix.hpp), so is the change, and what the
// roundings leave is a line of its own: parts + rounding = change.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cchc/compare/contribution_group.hpp"
#include "cchc/compare/match.hpp"

namespace cchc {

// Every whole number stands for itself / 10^scale of the Contribution.
struct ContributionPart {
  Index unit = -1;             // the unit that the part is shown under; -1: no single one
  std::vector<Index> members;  // the units whose own figures it holds, in pre-order
  ContributionGroup group = ContributionGroup::continuing;
  ContributionCause cause = ContributionCause::real;
  std::optional<Int128> now;  // sum of the members' figures, of a ratio their rate; empty: none
  std::optional<Int128> then;
  Int128 change = 0;       // what the part adds to the total change
  Int128 rate_effect = 0;  // ratios: change = rate_effect + mix_effect
  Int128 mix_effect = 0;
};

struct Contribution {
  Index indicator = -1;  // position in the current cube's catalogue
  Index unit = -1;
  PeriodPair periods;
  int scale = 0;
  bool is_ratio = false;
  // Totals of what was reported in the unit's subtree, whatever a missing policy makes of them; of
  // a ratio from its parts, never from a rate that a unit reported beside them.
  std::optional<Int128> now;
  std::optional<Int128> then;
  // Empty when there is nothing on one of the sides, as missing is not 0. The parts of a sum then
  // tell what there is on the other; a ratio has no parts.
  std::optional<Int128> change;
  std::vector<ContributionPart> parts;  // in pre-order of the first member, then by group
  Int128 rounding = 0;                  // ratios only: change less the sum of the parts
  Reasons reasons = 0;
};

enum class ContributionLevel {
  by_unit,   // every unit of the subtree by its own figure
  by_child,  // the unit's own figure, and each child with all below it, a part per group
};

struct ContributionOptions {
  ContributionLevel level = ContributionLevel::by_unit;
  // Units of one merger, predecessors and successors; each list is one part. Units outside the
  // subtree are passed over. The part is a data effect when a member owed a figure and gave none.
  std::vector<std::vector<Index>> merged;
  // Decimals of a ratio's parts; 6 unless given. Sums keep all decimals of the figures.
  std::optional<int> decimals;
  Reasons permitted = 0;  // breaking reasons under which the change is split all the same
};

struct ContributionQuery {
  std::string indicator;  // code, name or alias
  Index unit;
  PeriodPair periods;
};

// The change from `baseline` to `current`, two cubes of observed figures; give one cube twice to
// compare its windows, or one window of two vintages to see revisions.
//
// Throws SelectionError for an indicator or window that a cube does not hold (a level is read from
// any window with the same last month), AggregationError as own_ratio_parts, and ComparisonError:
// E1102 different units, E1103 no sum, shared list or ratio of sums, E1104 a unit in two mergers or
// outside the hierarchy, E1105 windows, definitions, versions of the form or units lost without a
// successor that break a comparison and are not permitted, E1106 decimals outside 0..18, E1107 a
// cube that is rolled up, E1130 figures of a formula that is no sum.
[[nodiscard]] Contribution contribution(const Cube& current, const Cube& baseline,
                                        const ContributionQuery& query,
                                        const ContributionOptions& options = {});

// One level down: the same with by_child. Each child can be split again; for sums the parts under a
// child add up to the child's own change (but for a merger or a list across children, a part under
// no unit).
[[nodiscard]] Contribution split(const Cube& current, const Cube& baseline,
                                 const ContributionQuery& query, ContributionOptions options = {});

// A change whose baseline was revised since: from the baseline as known then to the current figure.
struct RevisedContribution {
  Contribution revision;  // baseline window, as known then to as known now; changed parts only
  Contribution since;     // from the baseline as known now to the current figure
  std::optional<Int128> change;  // of both together, at the scale of both
  Int128 rounding = 0;           // ratios only: change less revision.change less since.change
};

[[nodiscard]] RevisedContribution contribution_with_revision(
    const Cube& current, const Cube& baseline_as_known_then, const Cube& baseline_as_known_now,
    const ContributionQuery& query, const ContributionOptions& options = {});

}  // namespace cchc
