#include "cchc/base/plane.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace cchc {

Figures::Figures(Index units, Index periods, int scale_, bool exact_)
    : scale(scale_),
      exact(exact_),
      head(Matrix::Constant(units, periods, std::numeric_limits<double>::quiet_NaN())) {}

bool Figures::has(Index unit, Index period) const { return !std::isnan(head(unit, period)); }

Int128 Figures::whole(Index unit, Index period) const {
  return join(head(unit, period), tail.size() == 0 ? 0.0 : tail(unit, period));
}

void Figures::set_whole(Index unit, Index period, Int128 whole_number) {
  const Parts parts = split(whole_number);
  head(unit, period) = parts.head;
  if (parts.tail != 0.0 && tail.size() == 0) {
    tail = Matrix::Zero(head.rows(), head.cols());
  }
  if (tail.size() != 0) {
    tail(unit, period) = parts.tail;
  }
}

double Figures::value(Index unit, Index period) const {
  if (!has(unit, period) || !exact || (scale == 0 && tail.size() == 0)) {
    return head(unit, period);
  }
  return to_double(whole(unit, period), scale);
}

Matrix Figures::values() const {
  if (!exact || (scale == 0 && tail.size() == 0)) {
    return head;
  }
  Matrix out(head.rows(), head.cols());
  for (Index unit = 0; unit < head.rows(); ++unit) {
    for (Index period = 0; period < head.cols(); ++period) {
      out(unit, period) = value(unit, period);
    }
  }
  return out;
}

std::string Figures::text(Index unit, Index period) const {
  if (!has(unit, period)) {
    return {};
  }
  if (exact) {
    Int128 shortest = whole(unit, period);
    int decimals = scale;
    for (; decimals > 0 && shortest % 10 == 0; --decimals) {
      shortest /= 10;
    }
    return to_string(shortest, decimals);
  }
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), head(unit, period));
  return {buffer.data(), end.ptr};
}

}  // namespace cchc
