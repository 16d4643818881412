// A rule seen from one cube: which plane and which period each of its references reads.
#pragma once

#include <vector>

#include "cchc/cube/cube.hpp"
#include "cchc/validate/rule_set.hpp"

namespace cchc {

struct RuleReference {
  static constexpr Index absent = -1;  // may exist, but the cube does not hold it
  static constexpr Index never = -2;   // there is no such period: nothing came earlier this year

  Reference reference;
  Index plane = absent;
  std::vector<Index> period_of;  // for each period of the cube, the one that is read

  // Every cell is read at its own period.
  [[nodiscard]] bool is_same_period() const { return reference.time == ReferenceTime::same; }
};

struct PlacedRule {
  const Rule* rule;
  std::vector<RuleReference> references;  // those of Rule::references()
};

// Which period of the cube `previous` means, seen from `period`: a position, `absent` or `never`.
// `level`: the figure is the state at the end of its window.
[[nodiscard]] Index previous_position(const Cube& cube, Period period, PreviousReport previous,
                                      bool level);

// Throws CatalogueError (CCHC-E0104), with every fault, for references to indicators that are
// neither in the cube's catalogue nor among the evidence of the rules. Evidence that the catalogue
// of the cube does not have is absent everywhere. The rules outlive the result.
[[nodiscard]] std::vector<PlacedRule> placed_rules(const Cube& cube, const RuleSet& rules);

// Throws likewise, and (CCHC-E0105) for rules that mix units of measure; see rule_measures.hpp.
void refuse_unfit_rules(const Cube& cube, const RuleSet& rules);

}  // namespace cchc
