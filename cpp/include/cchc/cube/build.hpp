// Builds a cube from observations.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/observations/issue.hpp"

namespace cchc {

struct BuildOptions {
  // Only what had been received by the end of this day counts; empty: everything. A source without
  // a day of receipt always counts.
  std::optional<Date> as_known;
};

struct BuildResult {
  std::shared_ptr<const Cube> cube;
  std::vector<Issue> issues;
};

// One plane per indicator that has observations; periods in order of their end, then length. The
// second value of a pair goes to the plane of the indicator that the catalogue names for it.
//
// Several observations of one cell: the latest received supersedes (by day of receipt, then by
// order of the sources); a blank never supersedes a figure; two unlike figures of one source are an
// issue and the first one stands. A cell without observation is missing, or not applicable when the
// catalogue says that the indicator does not apply to this type of unit.
//
// Issues: I0901 unknown indicator, I0902 unknown unit, I0903 a report from a unit outside its
// validity, I0904 one source gives two figures, I0905 a later report gives no figure for a known
// one. Figures that their indicator cannot hold (see figure_check.hpp) are unreadable cells, not
// figures and not counted as reported: I0908 a fraction of something whole, I0909 an answer outside
// the key. Doubtful ones are kept: I0910 a negative count, I0911 a percent outside 0 to 100. I0912
// names each observation that came in unreadable, with its raw text. A row is named whether or not
// a later report mends it.
[[nodiscard]] BuildResult build(std::shared_ptr<const Observations> observations,
                                std::shared_ptr<const Catalogue> catalogue,
                                std::shared_ptr<const Hierarchy> hierarchy,
                                const BuildOptions& options = {});

}  // namespace cchc
