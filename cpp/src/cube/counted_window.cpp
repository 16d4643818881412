#include "cchc/cube/counted_window.hpp"

#include <algorithm>

namespace cchc {

Period counted_window(const Cube& cube, Index plane, Period window) {
  if (cube.indicator(plane).kind != Kind::cumulative || cube.plane(plane).flows) {
    return window;
  }
  const int january = year_of_month(window.end_month() - 1) * 12;
  const int first = std::min(january, window.first_month());
  return Period::months(first, window.end_month() - first);
}

}  // namespace cchc
