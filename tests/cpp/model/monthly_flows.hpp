// Made-up flows of single months, and what reports of windows would hold if they were true.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "cchc/model/window_path.hpp"

namespace cchc {

using Periods = std::vector<Period>;

inline Index minuses(const WindowPath& path) {
  return std::ranges::count(path, -1, &WindowStep::sign);
}

// Flows of single months from 2023-01 on, and the value that a report of a window then holds.
class MonthlyFlows {
 public:
  explicit MonthlyFlows(std::mt19937_64& random) {
    for (std::int64_t& flow : flows_)
      flow = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
  }
  std::int64_t of(Period period) const {
    const auto first = flows_.begin() + (period.first_month() - 2023 * 12);
    return std::accumulate(first, first + period.length(), std::int64_t{0});
  }
  std::int64_t along(const WindowPath& path, const Periods& available) const {
    std::int64_t sum = 0;
    for (const WindowStep& step : path) {
      sum += step.sign * of(available[static_cast<std::size_t>(step.which)]);
    }
    return sum;
  }

 private:
  std::array<std::int64_t, 24> flows_;
};

}  // namespace cchc
