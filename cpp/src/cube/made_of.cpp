#include "cchc/cube/made_of.hpp"

#include <algorithm>
#include <utility>

namespace cchc {
namespace {

// Columns of what is read by somebody who is read at `outer` himself.
std::vector<Index> through(const std::vector<Index>& inner, const std::vector<Index>& outer) {
  std::vector<Index> columns;
  for (const Index column : outer) {
    columns.push_back(column < 0 ? -1 : inner[static_cast<std::size_t>(column)]);
  }
  return columns;
}

}  // namespace

std::vector<ReadPlane> planes_read(const Cube& cube, Index plane,
                                   const std::vector<Index>& period_of) {
  const Plane& read = cube.plane(plane);
  if (!read.made_of) {
    return {{read.indicator, period_of}};
  }
  std::vector<ReadPlane> found;
  for (const ReadPlane& each : read.made_of->reads) {
    add_reads(found, {{each.indicator, through(each.period_of, period_of)}});
  }
  if (read.made_of->held.size() != 0) {
    add_reads(found, {{read.indicator, period_of}});
  }
  return found;
}

void add_reads(std::vector<ReadPlane>& reads, std::vector<ReadPlane> more) {
  for (ReadPlane& each : more) {
    if (std::ranges::find(reads, each) == reads.end()) {
      reads.push_back(std::move(each));
    }
  }
}

std::optional<Index> find_plane(const Cube& cube, Index indicator) {
  return cube.find(cube.catalogue()[indicator].code);
}

}  // namespace cchc
