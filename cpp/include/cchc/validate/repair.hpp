// The smallest changes to a report that would make its failing rules hold: a help for whoever asks
// the unit, never applied. Only rules over sums take part.
//
// A candidate changes one figure of the report, or two. Its new value is what a misprint explains
// (two neighbouring digits swapped, a factor of 10, 100 or 1000 from a misread thousands mark), or
// the value that solves a failing linear rule. Counts about the document, and figures of the text
// that were counted there rather than printed, are no candidates. No candidate breaks a rule that
// holds, in this report or in another of the same unit that reads the figure.
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
  double change;  // |new - old| over one more than the larger of the two, for ranking
};

struct Repair {
  std::vector<Edit> edits;  // one or two
  Index mends = 0;          // rules that fail and would hold
  Index errors = 0;         // of those: rules of severity error
  Index fails = 0;          // rules over sums that fail now
};

// At most `limit`, best first: more errors mended, then more rules, then fewer edits, then
// misprints where they mend an equality, then the smaller change. Two edits are tried only where
// one does not mend what two do.
[[nodiscard]] std::vector<Repair> repairs(const Validation& validation, Index unit, Index period,
                                          Index limit = 5);

}  // namespace cchc
