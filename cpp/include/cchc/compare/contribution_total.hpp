// The total of some units' amounts on one side of a contribution.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "cchc/base/exact_sum.hpp"
#include "cchc/compare/contribution_side.hpp"
#include "cchc/compare/rate_mix.hpp"

namespace cchc {

// Adds amounts up as roll_up does: exactly, and of a list that units share only the longest, once.
// Remembers whether anything was in it.
class ContributionTotal {
 public:
  void add(const std::optional<Amount>& amount, Shared shared);

  [[nodiscard]] bool any() const { return any_; }
  [[nodiscard]] std::optional<Int128> value() const;
  [[nodiscard]] std::optional<RatioAmount> ratio() const;

 private:
  struct Column {
    ExactSum added;
    std::map<std::uint8_t, Int128> longest;  // of what is shared, by list

    void add(Int128 whole, std::uint8_t list);
    [[nodiscard]] Int128 total() const;
  };

  Column value_;
  Column denominator_;
  bool any_ = false;
};

}  // namespace cchc
