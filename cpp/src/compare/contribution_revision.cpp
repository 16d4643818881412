#include <algorithm>
#include <initializer_list>
#include <vector>

#include "cchc/compare/contribution.hpp"

namespace cchc {
namespace {

// The scale at which all sums of a revised contribution can be held.
std::optional<int> common_decimals(const ContributionQuery& query, std::optional<int> decimals,
                                   std::initializer_list<const Cube*> cubes) {
  for (const Cube* cube : cubes) {
    const Index plane = cube->at(query.indicator);
    if (cube->indicator(plane).over_units != OverUnits::ratio_of_sums) {
      decimals = std::max(decimals.value_or(0), cube->plane(plane).figures.scale);
    }
  }
  return decimals;
}

}  // namespace

RevisedContribution contribution_with_revision(const Cube& current,
                                               const Cube& baseline_as_known_then,
                                               const Cube& baseline_as_known_now,
                                               const ContributionQuery& query,
                                               const ContributionOptions& options) {
  ContributionOptions both = options;
  both.decimals = common_decimals(query, options.decimals,
                                  {&current, &baseline_as_known_then, &baseline_as_known_now});
  ContributionQuery of_baseline = query;
  of_baseline.periods.current = query.periods.baseline;
  RevisedContribution result{
      contribution(baseline_as_known_now, baseline_as_known_then, of_baseline, both),
      contribution(current, baseline_as_known_now, query, both),
      {},
      0};
  std::erase_if(result.revision.parts, [](const ContributionPart& part) {
    const bool may_stay =
        part.group == ContributionGroup::continuing || part.group == ContributionGroup::shared_list;
    return may_stay && part.change == 0;
  });
  const bool is_ratio = result.since.is_ratio;
  if (is_ratio && !(result.revision.change && result.since.change)) {
    return result;
  }
  result.change = contribution(current, baseline_as_known_then, query, both).change;
  if (is_ratio) {
    result.rounding = *result.change - *result.revision.change - *result.since.change;
  }
  return result;
}

}  // namespace cchc
