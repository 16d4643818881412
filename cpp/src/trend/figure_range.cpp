#include "figure_range.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "cchc/trend/clones.hpp"

namespace cchc {
namespace {

using Figures8 = double __attribute__((vector_size(64)));
using Counts8 = std::int64_t __attribute__((vector_size(64)));

// Adding it rounds to whole numbers.
constexpr double rounder = 0x1.8p52;
constexpr double whole_limit = 0x1p51;

}  // namespace

CCHC_CLONES
FigureRange range_of(const double* figures, Index count) {
  FigureRange range{figures[0], figures[0]};
  Figures8 low = Figures8{} + figures[0];
  Figures8 high = low;
  Index i = 0;
  for (; i + 8 <= count; i += 8) {
    Figures8 some;
    std::memcpy(&some, figures + i, sizeof some);
    low = some < low ? some : low;
    high = some > high ? some : high;
  }
  for (int lane = 0; lane < 8; ++lane) {
    range = {std::min(range.low, low[lane]), std::max(range.high, high[lane])};
  }
  for (; i < count; ++i) {
    range = {std::min(range.low, figures[i]), std::max(range.high, figures[i])};
  }
  return range;
}

CCHC_CLONES
bool all_known_wholes(const double* figures, Index count) {
  Counts8 wholes = {};
  Index i = 0;
  for (; i + 8 <= count; i += 8) {
    Figures8 some;
    std::memcpy(&some, figures + i, sizeof some);
    wholes -= ((some + rounder) - rounder == some) & (some < whole_limit) & (some > -whole_limit);
  }
  std::int64_t found = 0;
  for (int lane = 0; lane < 8; ++lane) {
    found += wholes[lane];
  }
  for (; i < count; ++i) {
    const double figure = figures[i];
    found += (figure + rounder) - rounder == figure && figure < whole_limit && figure > -whole_limit
                 ? 1
                 : 0;
  }
  return found == count;
}

}  // namespace cchc
