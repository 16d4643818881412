// Validation: every rule over every report of a cube.
#pragma once

#include <memory>
#include <vector>

#include "cchc/validate/judge.hpp"
#include "cchc/validate/rule_set.hpp"

namespace cchc {

struct ValidateOptions {
  Index threads = 0;  // 0: as many as the machine has
};

// Immutable once made: the verdicts by rule, and what is needed to say how they came about.
// An instance is a unit and a period with a report; other cells have no verdict and hold
// not_applicable.
struct Validation {
  Validation(std::shared_ptr<const Cube> cube_, RuleSet rules_, Index threads);
  Validation(const Validation&) = delete;
  Validation& operator=(const Validation&) = delete;

  std::shared_ptr<const Cube> cube;
  RuleSet rules;
  CubeSummary summary;
  std::vector<PlacedRule> placed;
  std::vector<Flags> verdicts;  // by rule: units x periods of Verdict

  [[nodiscard]] bool is_instance(Index unit, Index period) const {
    return summary.instances(unit, period) != 0;
  }
  [[nodiscard]] Verdict verdict(Index rule, Index unit, Index period) const {
    return static_cast<Verdict>(verdicts[static_cast<std::size_t>(rule)](unit, period));
  }
};

// Threads split the rules. Throws CatalogueError (CCHC-E0104) for rules that refer to indicators
// that neither the catalogue nor the rules know.
[[nodiscard]] std::shared_ptr<const Validation> validate(std::shared_ptr<const Cube> cube,
                                                         const RuleSet& rules,
                                                         const ValidateOptions& options = {});

}  // namespace cchc
