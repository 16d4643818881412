// Rates as whole numbers, to be multiplied with their weights: 12.5 at two decimals is 1250.
#pragma once

#include <optional>

#include "cchc/cube/plane.hpp"

namespace cchc {

// The rates of a plane of a ratio. A plane of windows or of rebuilt units holds float64, since some
// of its rates may be quotients; a rate in it that was taken over as reported still reads back to
// the last decimal. What was computed from other figures, by a formula or a function, is no rate to
// be weighed here: its owner says how it combines. `plane` outlives this.
class WholeRates {
 public:
  // As many decimals as the rates need that are `asked` for, units x periods, up to
  // `most_decimals`; further ones are rounded. An exact plane keeps all of its own.
  WholeRates(const Plane& plane, const Flags& asked, int most_decimals);

  [[nodiscard]] int decimals() const { return decimals_; }
  // The rate x 10^decimals of a cell that was asked for; empty where there is none.
  [[nodiscard]] std::optional<Int128> find(Index unit, Index period) const;

 private:
  [[nodiscard]] bool has(Index unit, Index period) const;

  const Plane& plane_;
  int decimals_;
};

}  // namespace cchc
