#include "cchc/aggregate/opening_stock.hpp"

#include <algorithm>
#include <numeric>

namespace cchc {
namespace {

std::vector<PlacedTerm> formula_in(const Cube& cube, Index stock) {
  const auto& formula = cube.catalogue().formulas(stock).formula;
  if (!formula) {
    return {};
  }
  const auto terms = linear_terms(*formula);
  return terms ? placed_terms(cube, *terms).value_or(std::vector<PlacedTerm>{})
               : std::vector<PlacedTerm>{};
}

std::vector<Index> columns_longest_first(const Cube& cube) {
  std::vector<Index> columns(cube.periods().size());
  std::iota(columns.begin(), columns.end(), Index{0});
  std::ranges::stable_sort(columns, std::ranges::greater{}, [&](Index column) {
    return cube.periods()[static_cast<std::size_t>(column)].length();
  });
  return columns;
}

}  // namespace

OpeningStock::OpeningStock(const Cube& cube, const Indicator& carried)
    : cube_(cube), longest_first_(columns_longest_first(cube)) {
  if (carried.carried_stock.empty()) {
    return;
  }
  const Index stock = cube.catalogue().at(carried.carried_stock);
  stock_ = cube.find(carried.carried_stock).value_or(-1);
  terms_ = formula_in(cube, stock);
  scale_ = common_scale(cube, terms_);
  if (stock_ >= 0) {
    scale_ = std::max(scale_, cube.plane(stock_).figures.scale);
  }
}

bool OpeningStock::knows_figure(Index unit, Index period) const {
  return stock_ >= 0 && cube_.plane(stock_).figures.exact &&
         is_reported(cube_, {stock_, unit, period});
}

bool OpeningStock::knows_formula(Index unit, Index period) const {
  return !terms_.empty() && std::ranges::all_of(terms_, [&](const PlacedTerm& term) {
    const Index column = term.period_of[static_cast<std::size_t>(period)];
    return column >= 0 && cube_.plane(term.plane).figures.exact &&
           is_reported(cube_, {term.plane, unit, column});
  });
}

void OpeningStock::append_availability(Index unit, std::vector<bool>& key) const {
  for (const Index column : longest_first_) {
    key.push_back(knows_figure(unit, column));
    key.push_back(knows_formula(unit, column));
  }
}

WindowTerms OpeningStock::formula_terms(Index period) const {
  WindowTerms terms;
  for (const PlacedTerm& term : terms_) {
    terms.push_back({term.plane, term.period_of[static_cast<std::size_t>(period)], term.coefficient,
                     TermRole::opening_stock});
  }
  return terms;
}

std::vector<WindowTerms> OpeningStock::at(Index unit, int boundary) const {
  std::vector<WindowTerms> by_figure;
  std::vector<WindowTerms> by_formula;
  for (const Index column : longest_first_) {
    if (cube_.periods()[static_cast<std::size_t>(column)].end_month() != boundary) {
      continue;
    }
    if (knows_figure(unit, column)) {
      by_figure.push_back({{stock_, column, 1, TermRole::opening_stock}});
    }
    if (knows_formula(unit, column)) {
      by_formula.push_back(formula_terms(column));
    }
  }
  by_figure.insert(by_figure.end(), by_formula.begin(), by_formula.end());
  return by_figure;
}

std::map<int, int> OpeningStock::needed(Period wanted, const std::vector<Period>& windows,
                                        const std::vector<int>& signs) {
  std::map<int, int> count{{wanted.first_month(), 1}};
  for (std::size_t i = 0; i < windows.size(); ++i) {
    count[windows[i].first_month()] -= signs[i];
  }
  std::erase_if(count, [](const auto& each) { return each.second == 0; });
  return count;
}

}  // namespace cchc
