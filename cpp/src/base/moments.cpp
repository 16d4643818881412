#include "cchc/base/moments.hpp"

#include <limits>

#include "cchc/base/big_quotient.hpp"

namespace cchc {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Sums of the figures less the first, which keeps the numbers small.
struct Sums {
  BigWhole total;
  BigWhole squares;
  BigWhole neighbours;  // each times the next
};

Sums sums_of(std::span<const Int128> wholes) {
  Sums sums;
  BigWhole before;
  for (const Int128 whole : wholes) {
    const BigWhole each = checked_sum(whole, -wholes.front());
    sums.total = sums.total + each;
    sums.squares = sums.squares + each * each;
    sums.neighbours = sums.neighbours + before * each;
    before = each;
  }
  return sums;
}

}  // namespace

Moments moments(std::span<const Int128> wholes, int scale) {
  const Index count = std::ssize(wholes);
  Moments result{count, nothing, nothing, nothing};
  if (count == 0) {
    return result;
  }
  const BigWhole n = Int128{count};
  const Sums sums = sums_of(wholes);
  const BigWhole unit = big_power_of_ten(scale);
  result.mean = quotient(sums.total + n * BigWhole(wholes.front()), n * unit);
  if (count < 2) {
    return result;
  }
  const BigWhole spread = n * sums.squares - sums.total * sums.total;
  result.standard_deviation =
      root_of_quotient(spread, n * BigWhole(Int128{count - 1}) * unit * unit);
  if (!spread.is_zero()) {
    // The first figure is 0 here, as it is what all figures are less.
    const BigWhole last = checked_sum(wholes.back(), -wholes.front());
    const BigWhole ends = sums.total + sums.total - last;
    result.autocorrelation = quotient(n * n * sums.neighbours - n * sums.total * ends +
                                          BigWhole(Int128{count - 1}) * sums.total * sums.total,
                                      n * spread);
  }
  return result;
}

}  // namespace cchc
