#include "cchc/validate/copied_figures.hpp"

#include <cmath>

namespace cchc {
namespace {

void add_plane(const Figures& figures, const std::vector<Index>& period_of, CellRange range,
               std::vector<CopiedFigures>& result) {
  const Index periods = figures.periods();
  for (Index row = 0; row < range.count; ++row) {
    const Index unit = (range.begin + row) / periods;
    const Index period = (range.begin + row) % periods;
    const Index earlier = period_of[static_cast<std::size_t>(period)];
    if (earlier < 0) {
      continue;
    }
    const double now = figures.head(unit, period);
    const double before = figures.head(unit, earlier);
    CopiedFigures& cell = result[static_cast<std::size_t>(row)];
    if (!std::isnan(now) && !std::isnan(before) && (now != 0 || before != 0)) {
      cell.looked_at += 1;
      cell.equal += now == before ? 1 : 0;
    }
  }
}

}  // namespace

bool is_copy_evidence(const Indicator& indicator) {
  return !is_derived(indicator) &&
         (indicator.kind == Kind::flow || indicator.kind == Kind::cumulative);
}

std::vector<CopiedFigures> copied_figures(const CubeSummary& summary,
                                          const std::vector<Index>& period_of, CellRange range) {
  std::vector<CopiedFigures> result(static_cast<std::size_t>(range.count));
  const Cube& cube = summary.cube;
  for (Index plane = 0; plane < cube.planes(); ++plane) {
    if (is_copy_evidence(cube.indicator(plane))) {
      add_plane(cube.plane(plane).figures, period_of, range, result);
    }
  }
  const Index periods = std::ssize(period_of);
  for (Index row = 0; row < range.count; ++row) {
    const Index unit = (range.begin + row) / periods;
    const Index earlier = period_of[static_cast<std::size_t>((range.begin + row) % periods)];
    result[static_cast<std::size_t>(row)].reports_there =
        earlier >= 0 && summary.instances(unit, earlier) != 0;
  }
  return result;
}

}  // namespace cchc
