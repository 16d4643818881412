#include "cchc/cube/term_sums.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "cchc/base/parallel.hpp"

namespace cchc {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

constexpr int most_decimals = 15;  // 10^15 is the last power of ten below 2^53

// A term whose cells enter as float64 times float64.
struct FastTerm {
  const Matrix* head;
  double factor;
  const std::vector<Index>* period_of;
  bool as_it_is;  // each period reads itself
};

// Empty when float64 cannot hold what a term adds: each cell is then added up by itself.
std::vector<FastTerm> fast_terms(std::span<const PlaneTerm> terms, int scale) {
  std::vector<FastTerm> found;
  for (const PlaneTerm& term : terms) {
    const Figures& figures = *term.figures;
    const int shift = scale - figures.scale;
    if (figures.tail.size() != 0 || shift > most_decimals) {
      return {};
    }
    const Int128 factor = power_of_ten(shift) * term.coefficient;
    if (magnitude(factor) >= static_cast<Uint128>(exact_limit)) {
      return {};
    }
    found.push_back({&figures.head, static_cast<double>(factor), term.period_of,
                     reads_itself(*term.period_of)});
  }
  return found;
}

// Adds the terms row by row. `bounds` are the sums of sizes: while one is below 2^53, float64 has
// rounded nothing on the way. It is rounded once it passes the limit, but never back below it.
class RowSums {
 public:
  RowSums(std::span<const PlaneTerm> terms, int scale, Figures& sums)
      : terms_(terms),
        fast_(fast_terms(terms, scale)),
        scale_(scale),
        sums_(sums),
        left_(static_cast<std::size_t>(sums.units())) {}

  void add(Index first, Index end) {
    std::vector<double> bounds(static_cast<std::size_t>(sums_.periods()));
    for (Index unit = first; unit < end; ++unit) {
      left_[static_cast<std::size_t>(unit)] = add_row(unit, bounds) ? 0 : 1;
    }
  }

  // Rows that float64 cannot add up. One thread: the first cell that needs a tail makes it.
  void add_what_is_left() {
    for (Index unit = 0; unit < sums_.units(); ++unit) {
      if (left_[static_cast<std::size_t>(unit)] != 0) {
        add_cell_by_cell(unit);
      }
    }
  }

 private:
  void add_cell_by_cell(Index unit) {
    for (Index period = 0; period < sums_.periods(); ++period) {
      sums_.head(unit, period) = nan;
      if (const auto whole = term_sum(terms_, unit, period, scale_)) {
        sums_.set_whole(unit, period, *whole);
      }
    }
  }

  // Whether the sums are exact.
  [[nodiscard]] bool add_row(Index unit, std::vector<double>& bounds) {
    if (fast_.size() != terms_.size()) {
      return false;
    }
    double* sums = sums_.head.row(unit).data();
    std::fill_n(sums, bounds.size(), 0.0);
    std::ranges::fill(bounds, 0.0);
    for (const FastTerm& term : fast_) {
      const double* cells = term.head->row(unit).data();
      if (term.as_it_is) {
        add_cells(sums, bounds, [&](std::size_t period) { return cells[period] * term.factor; });
      } else {
        add_cells(sums, bounds, [&](std::size_t period) {
          const Index column = (*term.period_of)[period];
          return column < 0 ? nan : cells[column] * term.factor;
        });
      }
    }
    bool exact = true;
    for (const double bound : bounds) {
      exact = exact && !(bound >= exact_limit);  // NaN: there is no sum
    }
    return exact;
  }

  template <class Cell>
  static void add_cells(double* sums, std::vector<double>& bounds, Cell cell) {
    for (std::size_t period = 0; period < bounds.size(); ++period) {
      const double value = cell(period);
      sums[period] += value;
      bounds[period] += std::abs(value);
    }
  }

  std::span<const PlaneTerm> terms_;
  std::vector<FastTerm> fast_;
  int scale_;
  Figures& sums_;
  std::vector<std::uint8_t> left_;  // by unit; bytes, for several threads write them
};

}  // namespace

std::vector<PlaneTerm> plane_terms(const Cube& cube, const std::vector<PlacedTerm>& terms) {
  std::vector<PlaneTerm> found;
  for (const PlacedTerm& term : terms) {
    found.push_back({&cube.plane(term.plane).figures, term.coefficient, &term.period_of});
  }
  return found;
}

std::optional<Int128> term_sum(std::span<const PlaneTerm> terms, Index unit, Index period,
                               int scale) {
  Int128 sum = 0;
  for (const PlaneTerm& term : terms) {
    const Figures& figures = *term.figures;
    const Index column = (*term.period_of)[static_cast<std::size_t>(period)];
    if (column < 0 || !figures.exact || !figures.has(unit, column)) {
      return std::nullopt;
    }
    const Int128 whole =
        checked_product(figures.whole(unit, column), power_of_ten(scale - figures.scale));
    sum = checked_sum(sum, checked_product(whole, term.coefficient));
  }
  return sum;
}

Figures term_sums(std::span<const PlaneTerm> terms, Index units, Index periods, int scale) {
  Figures sums(units, periods, scale, true);
  if (!std::ranges::all_of(terms, [](const auto& term) { return term.figures->exact; })) {
    return sums;
  }
  RowSums rows(terms, scale, sums);
  parallel_for_rows(units, periods, [&](Index first, Index end) { rows.add(first, end); });
  rows.add_what_is_left();
  return sums;
}

}  // namespace cchc
