// Formulas that are sums and differences of references, such as [4.2.1 @ 2015] - [4.2.1].
//
// Their value over a group of units is the same formula over the group's totals, so they can be
// pooled exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cchc/model/formula.hpp"

namespace cchc {

struct LinearTerm {
  Reference reference;
  int coefficient = 1;
};

// The terms of the formula, one per reference that does not cancel; empty when the formula is not a
// sum of whole multiples of references.
[[nodiscard]] std::optional<std::vector<LinearTerm>> linear_terms(const Formula& formula);

// A sum of decimal multiples of references and a constant, all over one power of ten:
// 0.5 * [a] - [b] + 3 is (5 [a] - 10 [b] + 30) / 10^1.
struct LinearForm {
  struct Term {
    Index reference;  // position in references()
    std::int64_t coefficient;
  };
  std::vector<Term> terms;  // one per reference that does not cancel
  std::int64_t constant = 0;
  int scale = 0;
};

// Empty when the formula is no such sum, or when a coefficient needs more than 6 decimals or is
// larger than a million million.
[[nodiscard]] std::optional<LinearForm> linear_form(const Formula& formula);

}  // namespace cchc
