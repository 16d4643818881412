#include "cchc/compare/baseline.hpp"

#include <array>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr std::array<std::pair<Baseline, std::string_view>, 4> names{{
    {Baseline::previous_period, "previous_period"},
    {Baseline::same_period_last_year, "same_period_last_year"},
    {Baseline::end_of_last_year, "end_of_last_year"},
    {Baseline::fixed_year, "fixed_year"},
}};

}  // namespace

std::string_view to_text(Baseline baseline) {
  return names[static_cast<std::size_t>(baseline)].second;
}

Baseline baseline_from_text(std::string_view text) {
  std::string known;
  for (const auto& [baseline, name] : names) {
    if (name == text) {
      return baseline;
    }
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  throw ComparisonError("CCHC-E1103",
                        "'" + std::string(text) + "' is no baseline; known: " + known,
                        "'" + std::string(text) + "' không phải kỳ gốc; có: " + known);
}

Period baseline_period(Baseline baseline, Period current, int base_year) {
  switch (baseline) {
    case Baseline::previous_period:
      return current.previous();
    case Baseline::same_period_last_year:
      return current.same_period_last_year();
    case Baseline::end_of_last_year:
      return Period::year(current.year() - 1);
    case Baseline::fixed_year:
      break;
  }
  return Period::year(base_year);
}

}  // namespace cchc
