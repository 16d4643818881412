// What resampling finds beside the figures: wrong or incomplete data, never an error.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"

namespace cchc {

struct WindowFinding {
  enum class Kind {
    disagreement,  // two paths of windows to one figure give different sums
    span,          // the wanted window cannot be separated, but a longer one is known
    conflict,      // two windows that must hold the same level, answer or stock do not
    perimeter,     // the windows that would make a total are totals of different units
    no_sum,        // the totals of the windows are no sums of units, so no difference follows
  };
  Kind kind;
  Index plane;  // the cell of the resampled cube
  Index unit;
  Index period;
  std::string message_en;
  std::string message_vi;
  // Of a span only: the shortest known window around the wanted one, and its exact figure.
  std::optional<Period> span = {};
  std::string figure = {};
};

// The enumerator's name.
[[nodiscard]] std::string_view to_text(WindowFinding::Kind kind);

}  // namespace cchc
