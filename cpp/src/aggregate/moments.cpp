#include "cchc/aggregate/moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cchc/aggregate/subtree.hpp"
#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

constexpr auto words = enum_text<Moment>("moment", "đại lượng",
                                         {{Moment::count, "count"},
                                          {Moment::sum, "sum"},
                                          {Moment::sum_of_squares, "sum_of_squares"},
                                          {Moment::minimum, "minimum"},
                                          {Moment::maximum, "maximum"}});

// Combines every unit's row into its parent's, from the last unit to the first.
template <class Combine>
void sweep(const Hierarchy& hierarchy, Matrix& cells, Combine combine) {
  for (Index unit = hierarchy.size() - 1; unit > 0; --unit) {
    const Index parent = hierarchy.parent(unit);
    if (parent < 0) {
      continue;
    }
    const double* below = cells.row(unit).data();
    double* above = cells.row(parent).data();
    for (Index period = 0; period < cells.cols(); ++period) {
      above[period] = combine(above[period], below[period]);
    }
  }
}

double larger(double a, double b) { return std::isnan(a) || b > a ? b : a; }
double smaller(double a, double b) { return std::isnan(a) || b < a ? b : a; }
double added(double a, double b) {
  if (std::isnan(a)) {
    return b;
  }
  return std::isnan(b) ? a : a + b;
}

Matrix counts(const Hierarchy& hierarchy, const Figures& own) {
  Matrix cells = (!own.head.isNaN()).cast<double>();
  sweep(hierarchy, cells, [](double a, double b) { return a + b; });
  return cells;
}

Matrix sums(const Hierarchy& hierarchy, const Figures& own) {
  if (own.exact) {
    return subtree_sums(hierarchy, own).values();
  }
  Matrix cells = own.head;
  sweep(hierarchy, cells, added);
  return cells;
}

Matrix extremes(const Hierarchy& hierarchy, const Figures& own, bool largest) {
  // Rounding keeps order, so the extreme of the rounded figures is the rounded extreme.
  Matrix cells = own.values();
  if (largest) {
    sweep(hierarchy, cells, larger);
  } else {
    sweep(hierarchy, cells, smaller);
  }
  return cells;
}

// Whether every sum of squares stays below 2^53, where float64 multiplies and adds exactly.
bool squares_stay_exact(const Figures& own) {
  if (own.tail.size() != 0) {
    return false;
  }
  double greatest = 0;
  for (Index period = 0; period < own.periods(); ++period) {
    double bound = 0;
    for (Index unit = 0; unit < own.units(); ++unit) {
      const double cell = own.head(unit, period);
      bound += std::isnan(cell) ? 0.0 : cell * cell;
    }
    greatest = std::max(greatest, bound);
  }
  return greatest < exact_limit;
}

Matrix large_squares(const Hierarchy& hierarchy, const Figures& own) {
  Matrix out = Matrix::Constant(own.units(), own.periods(), nan);
  for (Index period = 0; period < own.periods(); ++period) {
    std::vector<Int128> cells(static_cast<std::size_t>(own.units()));
    std::vector<bool> present(cells.size());
    for (Index unit = hierarchy.size() - 1; unit >= 0; --unit) {
      const auto at = static_cast<std::size_t>(unit);
      if (own.has(unit, period)) {
        const Int128 whole = own.whole(unit, period);
        cells[at] = checked_sum(cells[at], checked_product(whole, whole));
        present[at] = true;
      }
      if (present[at]) {
        out(unit, period) = to_double(cells[at], 2 * own.scale);
      }
      if (present[at] && hierarchy.parent(unit) >= 0) {
        const auto parent = static_cast<std::size_t>(hierarchy.parent(unit));
        cells[parent] = checked_sum(cells[parent], cells[at]);
        present[parent] = true;
      }
    }
  }
  return out;
}

Matrix sums_of_squares(const Hierarchy& hierarchy, const Figures& own) {
  if (own.exact && !squares_stay_exact(own)) {
    return large_squares(hierarchy, own);
  }
  Figures squares = own;
  squares.head = own.head * own.head;
  squares.scale = 2 * own.scale;
  if (!own.exact) {
    sweep(hierarchy, squares.head, added);
    return squares.head;
  }
  return subtree_sums(hierarchy, squares).values();
}

Matrix moment_of(const Hierarchy& hierarchy, const Figures& own, Moment moment) {
  switch (moment) {
    case Moment::count:
      return counts(hierarchy, own);
    case Moment::sum:
      return sums(hierarchy, own);
    case Moment::sum_of_squares:
      return sums_of_squares(hierarchy, own);
    default:
      return extremes(hierarchy, own, moment == Moment::maximum);
  }
}

}  // namespace

std::string_view to_text(Moment moment) { return words.text(moment); }

Moment moment_from_text(std::string_view text) { return words.at(text); }

std::vector<Matrix> subtree_moments(const Hierarchy& hierarchy, const Figures& own,
                                    const std::vector<Moment>& moments) {
  std::vector<Matrix> found;
  found.reserve(moments.size());
  for (const Moment moment : moments) {
    found.push_back(moment_of(hierarchy, own, moment));
  }
  return found;
}

}  // namespace cchc
