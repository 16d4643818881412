// Decimal texts that come from Python, as whole numbers at one scale.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "rows.hpp"

namespace cchc::bindings {

struct ScaledTexts {
  int scale = 0;
  std::vector<Int128> wholes;

  // Throws NumberError E0710 for what is no plain decimal.
  explicit ScaledTexts(const std::vector<std::string>& texts) {
    std::vector<Decimal> decimals;
    for (const std::string& text : texts) {
      decimals.push_back(exact_decimal(text));
      scale = std::max(scale, static_cast<int>(decimals.back().scale));
    }
    for (const Decimal decimal : decimals) {
      wholes.push_back(scaled(decimal, scale));
    }
  }
};

}  // namespace cchc::bindings
