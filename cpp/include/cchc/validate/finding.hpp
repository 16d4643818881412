// One verdict with its evidence: the cells that were read, what they say, what was expected, and
// the question to ask. Made on request, for one rule and one report.
#pragma once

#include <string>
#include <vector>

#include "cchc/validate/validate.hpp"

namespace cchc {

struct FindingCell {
  std::string reference;  // as in a formula: "[3.1 @ previous]"
  std::string indicator;  // code in the catalogue, or the evidence's
  std::string period;     // text of the period that is read; empty when the cube has none
  std::string value;      // exact; empty where there is none
  std::string printed;    // raw text of the observation
  std::string state;      // word of the value state
  std::string place;      // of the observation in its file
  std::string file;
  bool missing = false;
};

struct Finding {
  Index rule = -1;
  Index unit = -1;
  Index period = -1;
  Verdict verdict = Verdict::not_applicable;
  std::vector<FindingCell> cells;
  std::string left;        // exact where the side is linear over exact figures; empty: no value
  std::string right;       // for `in`: the list
  std::string difference;  // left - right
  std::string expected_vi;
  std::string expected_en;
  std::string question_vi;  // fails only
  std::string question_en;
  std::string message_vi;  // any verdict: the question, or what was compared, or what is missing
  std::string message_en;
};

// Preconditions: positions of the validation's rules, units and periods.
[[nodiscard]] Finding finding(const Validation& validation, Index rule, Index unit, Index period);

}  // namespace cchc
