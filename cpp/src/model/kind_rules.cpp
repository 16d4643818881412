#include "cchc/model/kind_rules.hpp"

#include <algorithm>
#include <initializer_list>

#include "cchc/model/indicator_words.hpp"

namespace cchc {
namespace {

template <typename Words>
std::string allowed_words(Kind kind, const Words& words) {
  std::string result;
  for (const auto& word : words.words()) {
    if (combines(kind, word.value)) {
      result += (result.empty() ? "" : ", ") + std::string(word.text);
    }
  }
  return result;
}

}  // namespace

bool combines(Kind kind, OverUnits over_units) {
  switch (kind) {
    case Kind::stock:
    case Kind::flow:
    case Kind::cumulative:
      return over_units != OverUnits::ratio_of_sums && over_units != OverUnits::distribution;
    case Kind::ratio:
      return over_units == OverUnits::ratio_of_sums || over_units == OverUnits::maximum ||
             over_units == OverUnits::minimum || over_units == OverUnits::none;
    case Kind::coded:
      return over_units == OverUnits::distribution || over_units == OverUnits::none;
    default:
      return over_units == OverUnits::none;
  }
}

bool combines(Kind kind, OverPeriods over_periods) {
  using enum OverPeriods;
  const auto one_of = [over_periods](std::initializer_list<OverPeriods> words) {
    return std::ranges::find(words, over_periods) != words.end();
  };
  switch (kind) {
    case Kind::stock:
      return one_of({last, maximum, minimum, mean, none});
    case Kind::flow:
      return one_of({sum, carry_over, maximum, minimum, mean, none});
    case Kind::cumulative:
      return one_of({last, maximum, none});
    case Kind::ratio:
      return one_of({ratio_of_sums, last, maximum, minimum, none});
    case Kind::coded:
      return one_of({last, any, none});
    default:
      return one_of({none});
  }
}

std::string allowed_over_units(Kind kind) { return allowed_words(kind, over_units_words); }
std::string allowed_over_periods(Kind kind) { return allowed_words(kind, over_periods_words); }

}  // namespace cchc
