// Results about single series as plain dictionaries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cchc/trend/projection.hpp"
#include "cchc/trend/seasonal_kendall.hpp"
#include "cchc/trend/trend.hpp"
#include "pybind.hpp"

namespace cchc::bindings {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;
using Steps = std::vector<std::int32_t>;

[[nodiscard]] py::dict line_dict(const Texts& x, const Texts& y, bool through_origin, int degree);
[[nodiscard]] py::dict moments_dict(const Texts& figures);
[[nodiscard]] py::dict kendall_dict(const MannKendallResult& result);
[[nodiscard]] py::dict shift_dict(const Numbers& figures, Index first_after);
[[nodiscard]] py::dict search_dict(const Numbers& figures, Index orders, std::uint64_t seed);
[[nodiscard]] py::dict season_dict(const Numbers& figures, Index positions);
[[nodiscard]] py::dict chart_dict(const std::string& kind, const Numbers& figures,
                                  const Numbers& trials, const std::string& rules, Index frozen);
[[nodiscard]] py::dict projection_dict(const ScaledSeries& series, const Steps& x,
                                       const Target& target, double confidence);

}  // namespace cchc::bindings
