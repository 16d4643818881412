// Observations that cross the border as columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cchc/observations/observations.hpp"
#include "pybind.hpp"

namespace cchc::bindings {

using Texts = std::vector<std::string>;
using OptionalTexts = std::vector<std::optional<std::string>>;

// All have one length, but for those that may be blank in every row: these may be empty.
struct ObservationColumns {
  Texts indicator, unit, period, state;
  OptionalTexts value, second_value;
  Texts raw, note, place;
};

// Appends rows of one source. ObservationError E0805 for columns of unlike lengths; PeriodError,
// SelectionError and NumberError E0710 for what is no period, state or plain decimal.
void append_columns(Observations& observations, Index source, ObservationColumns columns);

// All rows: lists of texts, and figures as float64 with NaN where there are none.
[[nodiscard]] py::dict columns_dict(const Observations& observations);

}  // namespace cchc::bindings
