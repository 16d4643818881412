#include "cchc/cube/reference.hpp"

#include <algorithm>

namespace cchc {

Period referenced_period(const Reference& reference, Period period) {
  switch (reference.time) {
    case ReferenceTime::year:
      return Period::year(reference.year);
    case ReferenceTime::previous:
      return period.previous();
    case ReferenceTime::same_period_last_year:
      return period.same_period_last_year();
    case ReferenceTime::same:
      break;
  }
  return period;
}

std::vector<Index> referenced_columns(const Cube& cube, const Reference& reference) {
  std::vector<Index> columns;
  for (const Period period : cube.periods()) {
    columns.push_back(cube.find_period(referenced_period(reference, period)).value_or(-1));
  }
  return columns;
}

bool reads_itself(const std::vector<Index>& period_of) {
  Index period = 0;
  return std::ranges::all_of(period_of, [&](Index column) { return column == period++; });
}

std::optional<std::vector<PlacedTerm>> placed_terms(const Cube& cube,
                                                    const std::vector<LinearTerm>& terms) {
  std::vector<PlacedTerm> placed;
  for (const LinearTerm& term : terms) {
    const auto plane = cube.find(term.reference.code);
    if (!plane) {
      return std::nullopt;
    }
    placed.push_back({*plane, term.coefficient, referenced_columns(cube, term.reference)});
  }
  return placed;
}

int common_scale(const Cube& cube, const std::vector<PlacedTerm>& terms) {
  int scale = 0;
  for (const PlacedTerm& term : terms) {
    scale = std::max(scale, cube.plane(term.plane).figures.scale);
  }
  return scale;
}

}  // namespace cchc
