// The stock that a window takes over from the one before, where received case files hold it.
//
// A window's received files are its new files and its opening stock, so along a path of windows
// the opening stocks of equal boundaries cancel and the others must be known:
//   received(H1) - received(Q1)                      = new(Q2), since both open on 1 January
//   received(Q2) = received(H1) - received(Q1) + pending(end of Q1)
// The stock at a boundary is known from a reported window that ends there: the figure of the
// carried stock itself, else its formula (received - resolved).
#pragma once

#include <map>
#include <vector>

#include "cchc/aggregate/window_rule.hpp"
#include "cchc/cube/reference.hpp"

namespace cchc {

class OpeningStock {
 public:
  // `carried`: the flow whose windows take the stock over (Indicator::carried_stock).
  OpeningStock(const Cube& cube, const Indicator& carried);

  [[nodiscard]] int scale() const { return scale_; }
  // Appends to `key` what decides which stocks of the unit are known.
  void append_availability(Index unit, std::vector<bool>& key) const;
  // The terms of each way to know the unit's stock at a boundary (a month ordinal), with
  // coefficients for adding it; the stock's own figures first, then its formula, longer windows
  // first.
  [[nodiscard]] std::vector<WindowTerms> at(Index unit, int boundary) const;
  // Which boundaries' stocks turn sum(sign x received) along a path into received(wanted), and with
  // which sign.
  [[nodiscard]] static std::map<int, int> needed(Period wanted, const std::vector<Period>& windows,
                                                 const std::vector<int>& signs);

 private:
  [[nodiscard]] bool knows_figure(Index unit, Index period) const;
  [[nodiscard]] bool knows_formula(Index unit, Index period) const;
  [[nodiscard]] WindowTerms formula_terms(Index period) const;

  const Cube& cube_;
  Index stock_ = -1;               // plane of the stock itself; -1: no figures
  std::vector<PlacedTerm> terms_;  // of its formula; empty: cannot be used
  std::vector<Index> longest_first_;
  int scale_ = 0;
};

}  // namespace cchc
