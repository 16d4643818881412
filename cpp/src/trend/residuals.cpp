#include "cchc/trend/residuals.hpp"

#include <cmath>

namespace cchc {

bool has_scatter(double error, double largest, bool whole) {
  constexpr double rounding = 0x1p-46;
  return std::isnan(error) || error > (whole ? 0.0 : rounding * largest);
}

bool goes_together(std::span<const double> figures, std::span<const std::int32_t> x, double slope,
                   double intercept) {
  double squares = 0.0;
  double products = 0.0;
  double before = 0.0;
  std::int64_t neighbour = -1;
  Index count = 0;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (std::isnan(figures[i])) {
      continue;
    }
    const double rest = figures[i] - intercept - slope * x[i];
    squares += rest * rest;
    products += count > 0 && x[i] == neighbour ? rest * before : 0.0;
    before = rest;
    neighbour = std::int64_t{x[i]} + 1;
    ++count;
  }
  return count >= fewest_serial && products > serial_limit * squares;
}

}  // namespace cchc
