// What the digits and marks of one written number can mean where a count or a percentage is due.
#pragma once

#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/observations/number_shape.hpp"
#include "cchc/observations/number_text.hpp"

namespace cchc {

struct NumberMeaning {
  NumberReason reason = NumberReason::none;  // the remark, or why there is no reading
  std::vector<Decimal> readings;             // none, one, or two when ambiguous
};

// The shape must have no fault. The percent sign is the caller's business.
[[nodiscard]] NumberMeaning number_meaning(const NumberShape& shape, NumberExpectation expectation);

// Whether two digit runs are a month and a year between 1900 and 2099, "06" and "2024".
[[nodiscard]] bool is_month_of_year(const std::string& month, const std::string& year);

}  // namespace cchc
