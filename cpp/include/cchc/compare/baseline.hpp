// Named baselines: which window a period is compared with.
#pragma once

#include <string_view>

#include "cchc/model/period.hpp"

namespace cchc {

enum class Baseline {
  previous_period,  // the window of the same length just before
  same_period_last_year,
  end_of_last_year,  // the whole year before
  fixed_year,        // a base year such as 2015 or 2021
};

[[nodiscard]] std::string_view to_text(Baseline baseline);
// Throws SelectionError E0920 listing the known baselines.
[[nodiscard]] Baseline baseline_from_text(std::string_view text);

// `base_year` is used by fixed_year only.
[[nodiscard]] Period baseline_period(Baseline baseline, Period current, int base_year = 0);

}  // namespace cchc
