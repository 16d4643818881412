// The smallest changes to a report that would make its failing rules hold: a help for whoever asks
// the unit, never applied.
//
// A candidate changes one figure of the report, or two. Its new value is what a misprint explains
// (two neighbouring digits swapped, a factor of 10, 100 or 1000 from a misread thousands mark), or
// the value that solves a failing linear rule. No candidate breaks a rule that holds, in this
// report or in another of the same unit that reads the figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cchc/validate/validate.hpp"

namespace cchc {

enum class EditKind {
  digits_swapped,
  factor,  // of 10, 100 or 1000
  solved,
};

// The enumerator's name.
[[nodiscard]] std::string_view to_text(EditKind kind);

struct Edit {
  Index plane;
  Int128 whole;  // at the scale of the plane
  EditKind how;
  std::string old_text;
  std::string new_text;
  double change;  // |new - old| over the larger of the two, for ranking
};

struct Repair {
  std::vector<Edit> edits;  // one or two
  Index mends = 0;          // rules that fail and would hold
  Index fails = 0;          // rules of the report that fail now
};

// At most `limit`, best first: more rules mended, then fewer edits, then misprints before solved
// values, then the smaller change. Two edits are tried only where one does not mend what two do.
[[nodiscard]] std::vector<Repair> repairs(const Validation& validation, Index unit, Index period,
                                          Index limit = 5);

}  // namespace cchc
