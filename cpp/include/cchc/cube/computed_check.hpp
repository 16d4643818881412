// What figures that come from an extension must keep to, and the errors that say where they do not.
#pragma once

#include <cmath>
#include <string>

#include "cchc/cube/cube.hpp"

namespace cchc {

// Throws ExtensionError E1404 unless a plane has the units and periods of the cube.
void require_shape(const Cube& cube, const std::string& extension, const std::string& indicator,
                   Index units, Index periods);

// Checks cell by cell. Refers to what it is given, which must outlive it.
class ComputedCellCheck {
 public:
  ComputedCellCheck(const Cube& cube, const std::string& extension, const std::string& indicator)
      : cube_(cube), extension_(extension), indicator_(indicator) {}

  // `value` is not NaN; `known` says whether any figure stands behind it. Throws ExtensionError:
  // E1405 for an infinite value, E1406 for one that nothing stands behind.
  void require(double value, bool known, Index unit, Index period) const {
    if (!known || std::isinf(value)) {
      refuse(value, unit, period);
    }
  }

 private:
  [[noreturn]] void refuse(double value, Index unit, Index period) const;

  const Cube& cube_;
  const std::string& extension_;
  const std::string& indicator_;
};

}  // namespace cchc
