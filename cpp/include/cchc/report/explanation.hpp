// Explains a figure: the tree from an aggregated, derived or compared figure down to the reports,
// with file, place, raw text and the rule that read it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/compare/comparison.hpp"
#include "cchc/cube/cube.hpp"

namespace cchc {

// Where a reported figure stands.
struct PlaceOfOrigin {
  std::string file, place, raw, note, agency, form_version, rule, window, received;
  bool synthetic = false;
};

struct Explanation {
  std::string role_en, role_vi;  // what it is to the figure above it; empty at the top
  std::string coefficient;       // the factor with which it enters the sum above it
  std::string indicator, label_vi, label_en, unit_of_measure;
  std::string unit, unit_name;
  std::optional<Period> period;
  std::string state;   // value state, or the comparability of a comparison
  std::string figure;  // exact decimal text; empty where there is none
  std::string so_far;  // total of what came in, where the missing policy withholds it
  std::vector<std::string> marks;
  std::string rule_en, rule_vi;        // how it was made
  std::string coverage;                // "19/20" of an aggregate
  std::vector<std::string> absentees;  // names of the units that owed a figure and gave none
  std::optional<PlaceOfOrigin> origin;
  std::vector<Explanation> parts;
  Index parts_left_out = 0;  // beyond the limit of parts
};

struct ExplainOptions {
  Index depth = 16;   // levels of parts
  Index parts = 100;  // parts shown of one figure; the rest is counted
};

// Explains a cell; for a missing figure the parts are the cells that would be needed.
[[nodiscard]] Explanation explain(const std::shared_ptr<const Cube>& cube, CellPlace place,
                                  const ExplainOptions& options = {});

// Explains one comparison: its value, its baseline, its reasons and what would remove them.
// `plane` counts the planes of the comparison.
[[nodiscard]] Explanation explain(const Comparison& comparison, Index plane, Index unit, Index pair,
                                  const ExplainOptions& options = {});

[[nodiscard]] std::string to_json(const Explanation& explanation);

}  // namespace cchc
