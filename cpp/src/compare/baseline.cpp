#include "cchc/compare/baseline.hpp"

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

constexpr auto words =
    enum_text<Baseline>("baseline", "kỳ gốc",
                        {{Baseline::previous_period, "previous_period"},
                         {Baseline::same_period_last_year, "same_period_last_year"},
                         {Baseline::end_of_last_year, "end_of_last_year"},
                         {Baseline::fixed_year, "fixed_year"}});

}  // namespace

std::string_view to_text(Baseline baseline) { return words.text(baseline); }
Baseline baseline_from_text(std::string_view text) { return words.at(text); }

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
