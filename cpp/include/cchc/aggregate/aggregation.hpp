// Refuses an aggregation that the kind of an indicator forbids; model/kind_rules.hpp holds the
// rule.
//
//   kind        over units                               over periods
//   stock       sum shared_list maximum minimum mean     last maximum minimum mean    (never sum)
//   flow        sum shared_list maximum minimum mean     sum carry_over maximum minimum mean
//   cumulative  sum shared_list maximum minimum mean     last maximum                 (never sum)
//   ratio       ratio_of_sums maximum minimum            ratio_of_sums last maximum minimum
//   coded       distribution                             last any
//   any kind    none                                     none
//
// Stocks of two dates are the same things counted twice; rates have unlike denominators, so neither
// their sum nor their plain mean means anything; a code is a name, not a quantity.
#pragma once

#include "cchc/model/indicator.hpp"

namespace cchc {

// Throw AggregationError (E1001 over units, E1002 over periods) with the reason and the nearest
// legal call when the operation is not legal for the indicator.
void require_legal(const Indicator& indicator, OverUnits operation);
void require_legal(const Indicator& indicator, OverPeriods operation);

}  // namespace cchc
