// What the sides of rules count: people are not compared with case files.
#pragma once

#include "cchc/model/catalogue.hpp"
#include "cchc/validate/rule_set.hpp"

namespace cchc {

// Throws CatalogueError (CCHC-E0105), with every fault, for sides and conditions that add up unlike
// units of measure or compute with answer codes (see formula_measure.hpp), and for two sides that
// count different things unless the rule says `unlike_measures`. Evidence counts what the rules say
// it does; evidence without a unit of measure fits anything. Sides of `feasible_rate` (a rate and a
// quota) are unlike by nature.
void refuse_unlike_measures(const Catalogue& catalogue, const RuleSet& rules);

}  // namespace cchc
