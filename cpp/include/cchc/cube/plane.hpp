// One indicator's figures in a cube, with everything a figure carries: its value state, marks,
// coverage, the parts of a ratio and the answers to a coded question.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/base/plane.hpp"
#include "cchc/model/formula.hpp"
#include "cchc/model/indicator.hpp"
#include "cchc/observations/value_state.hpp"

namespace cchc {

// What else is true of a figure; a cell's marks are the sum of its bits.
enum Mark : std::uint8_t {
  estimated = 1,   // rests on a share, a weight or a rate, not on reported figures alone
  rebuilt = 2,     // carried through lineage
  correction = 4,  // a flow that came out negative: a later window took figures back
  span = 8,        // stands for a longer window that cannot be separated
  withheld = 16,   // a total exists, but the missing policy does not let it stand as a figure
  conflict = 32,   // two ways to derive the figure disagree
  excluded = 64,   // taken out on purpose, so that two periods hold the same units
};

// Beside an aggregate: how many units were expected to report, how many did, and to how many the
// indicator does not apply (these are not expected).
struct Coverage {
  Counts expected;
  Counts reported;
  Counts not_applicable;
};

// Bits that report_traits.hpp explains.
using ReportTraits = std::uint32_t;

// Units that were abolished without a successor, so that rebuilt totals lack their figures: ids
// with names, by the cell (unit, period) under which they would have counted.
using LostUnits = std::map<std::pair<Index, Index>, std::map<std::string, std::string>>;

struct RatioParts {
  Figures numerator;
  Figures denominator;
};

// A plane that was read, and in it for each period of the reader the column, or -1.
struct ReadPlane {
  Index indicator;  // position in the catalogue
  std::vector<Index> period_of;

  friend bool operator==(const ReadPlane&, const ReadPlane&) = default;
};

// What computed figures rest on. `reads` holds no computed plane but, in its place, what that one
// reads: which units stand behind a total is asked of the totals that came in.
struct MadeOf {
  std::vector<ReadPlane> reads;
  Flags held;             // 1: the figure was there already; 0 x 0: none was
  bool additive = false;  // sums and differences of units' own figures that add up over units
  std::optional<Formula> formula = {};  // by which; empty: a function, or combined over windows
};

struct Plane {
  Index indicator = -1;                     // position in the catalogue
  Figures figures;                          // NaN where the state is not `reported`
  Flags states;                             // ValueState of each cell
  Flags marks;                              // Mark bits; 0 x 0 when no cell has any
  std::optional<OverUnits> over_units;      // aggregates only: how the units were combined
  std::optional<OverPeriods> over_periods;  // windows combined otherwise than is declared: how
  bool flows = false;                       // cumulative figures made flows of their windows
  std::optional<Coverage> coverage;         // aggregates only
  std::shared_ptr<const Figures> so_far;    // totals of what came in, whatever the policy says
  std::shared_ptr<const RatioParts> parts;  // aggregated ratios only
  std::vector<Counts> answers;              // aggregated coded answers: units per answer, in order
  // What is true of the reports behind each cell; 0 x 0 when there is nothing to tell.
  Eigen::Array<ReportTraits, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> traits;
  std::shared_ptr<const LostUnits> lost;  // rebuilt cubes and their totals; null: none
  Counts rows;                            // observed cubes: the observation of each cell, or -1
  std::shared_ptr<const MadeOf> made_of;  // computed planes only

  [[nodiscard]] ValueState state(Index unit, Index period) const {
    return static_cast<ValueState>(states(unit, period));
  }
  [[nodiscard]] bool has_mark(Index unit, Index period, Mark mark) const {
    return marks.size() != 0 && (marks(unit, period) & mark) != 0;
  }
  // Whether the cell was computed from others, by a formula or by an extension.
  [[nodiscard]] bool is_computed(Index unit, Index period) const {
    return made_of && (made_of->held.size() == 0 || made_of->held(unit, period) == 0);
  }
  void add_mark(Index unit, Index period, Mark mark);
  void add_traits(Index unit, Index period, ReportTraits more);
  // Marks and traits speak of a figure: without one they say nothing.
  void clear_marks(Index unit, Index period);
  [[nodiscard]] ReportTraits traits_of(Index unit, Index period) const {
    return traits.size() == 0 ? 0 : traits(unit, period);
  }
  // Sets a whole-number figure and the state reported.
  void report(Index unit, Index period, Int128 whole);
};

// A plane of the given shape in which every cell is missing.
[[nodiscard]] Plane empty_plane(Index indicator, Index units, Index periods, int scale, bool exact);

}  // namespace cchc
