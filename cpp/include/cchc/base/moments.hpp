// Mean, standard deviation and lag-1 autocorrelation of decimals: exact sums, one rounding each.
//
// With figures as scaled whole numbers w there is no cancellation to fear:
//   mean = sum w / n            variance = (n sum w^2 - (sum w)^2) / (n (n - 1))
#pragma once

#include <span>

#include "cchc/base/index.hpp"
#include "cchc/base/int128.hpp"

namespace cchc {

// NaN where there is no value: a mean of nothing, a standard deviation of fewer than 2 figures, an
// autocorrelation of figures that do not vary.
struct Moments {
  Index count;
  double mean;
  double standard_deviation;  // of a sample: n - 1
  double autocorrelation;     // sum (y_i - m)(y_i+1 - m) / sum (y_i - m)^2
};

// Of whole / 10^scale. Throws NumberError E0701 when figures lie more than 2^127 apart.
[[nodiscard]] Moments moments(std::span<const Int128> wholes, int scale);

}  // namespace cchc
