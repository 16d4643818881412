#include "cchc/observations/number_meaning.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace cchc {
namespace {

using enum NumberTokenKind;

using Runs = std::span<const std::string>;
using Marks = std::span<const NumberTokenKind>;

constexpr std::size_t largest_digits = 18;  // 10^18 - 1 fits the mantissa of a Decimal
constexpr std::int64_t codes = 1000;        // coded answers are below it

bool all_same(Marks marks) {
  return std::ranges::adjacent_find(marks, std::ranges::not_equal_to{}) == marks.end();
}

// One run of any length, or a head of one to three digits that is not a zero and runs of three.
bool is_grouped(Runs runs) {
  const std::string& head = runs.front();
  return runs.size() == 1 || (head.size() <= 3 && head.front() != '0' &&
                              std::ranges::all_of(runs.subspan(1), [](const std::string& run) {
                                return run.size() == 3;
                              }));
}

// The remark to make when the marks all group thousands; nothing when they cannot.
std::optional<NumberReason> as_whole(const NumberShape& shape) {
  if (!all_same(shape.marks) || !is_grouped(shape.runs)) {
    return std::nullopt;
  }
  const bool comma_groups = !shape.marks.empty() && shape.marks.front() == comma;
  return comma_groups ? NumberReason::foreign_grouping : NumberReason::none;
}

// The remark to make when the last mark begins the decimals; nothing when it cannot.
std::optional<NumberReason> as_decimal(const NumberShape& shape) {
  if (shape.marks.empty() || shape.marks.back() == group_space) {
    return std::nullopt;
  }
  const NumberTokenKind point = shape.marks.back();
  const Marks groups = Marks(shape.marks).first(shape.marks.size() - 1);
  const bool point_groups = !groups.empty() && groups.front() == point;
  if (point_groups || !all_same(groups) || !is_grouped(Runs(shape.runs).first(groups.size() + 1))) {
    return std::nullopt;
  }
  if (point == comma) {
    return NumberReason::none;
  }
  return groups.empty() || groups.front() == group_space ? NumberReason::foreign_decimal
                                                         : NumberReason::foreign_grouping;
}

std::string significant_digits(const NumberShape& shape) {
  std::string digits;
  for (const std::string& run : shape.runs) {
    digits += run;
  }
  return digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
}

bool fits(const NumberShape& shape) {
  const std::size_t significant = significant_digits(shape).size();
  return significant <= largest_digits &&
         (shape.marks.empty() || shape.runs.back().size() <= largest_digits);
}

std::int64_t mantissa(const NumberShape& shape) {
  std::int64_t result = 0;
  for (const char digit : significant_digits(shape)) {
    result = 10 * result + (digit - '0');
  }
  return shape.negative ? -result : result;
}

Decimal whole_value(const NumberShape& shape) { return {mantissa(shape), 0}; }

Decimal decimal_value(const NumberShape& shape) {
  return {mantissa(shape), static_cast<std::int8_t>(shape.runs.back().size())};
}

bool is_day_or_month(const std::string& run) { return run.size() <= 2; }
bool is_year(const std::string& run) {
  return run.size() == 4 && (run.starts_with("19") || run.starts_with("20"));
}

// 12.06.1994, 2024.06.06, 6.2024
bool is_dotted_date(const NumberShape& shape) {
  const std::vector<std::string>& runs = shape.runs;
  if (shape.marks.empty() || shape.marks.front() != dot || !all_same(shape.marks)) {
    return false;
  }
  if (runs.size() == 2) {
    return is_month_of_year(runs[0], runs[1]);
  }
  const bool day_first = is_day_or_month(runs[0]) && is_year(runs[2]);
  const bool year_first = is_year(runs[0]) && is_day_or_month(runs[2]);
  return runs.size() == 3 && is_day_or_month(runs[1]) && (day_first || year_first);
}

NumberMeaning code_meaning(const NumberShape& shape) {
  const Decimal value = whole_value(shape);
  const bool plain = shape.marks.empty() && !shape.has_sign && !shape.percent;
  if (!plain || value.mantissa >= codes) {
    return {NumberReason::not_a_code, {}};
  }
  return {NumberReason::none, {value}};
}

NumberMeaning count_meaning(const NumberShape& shape) {
  if (const auto remark = as_whole(shape)) {
    return {*remark, {whole_value(shape)}};
  }
  return {as_decimal(shape) ? NumberReason::not_whole : NumberReason::misplaced_group, {}};
}

// `comma_is_decimal`: the report's convention holds, as it does for percentages.
NumberMeaning free_meaning(const NumberShape& shape, bool comma_is_decimal) {
  const auto whole = as_whole(shape);
  const auto decimal = as_decimal(shape);
  if (!whole && !decimal) {
    return {NumberReason::misplaced_group, {}};
  }
  if (!decimal) {
    return {*whole, {whole_value(shape)}};
  }
  if (!whole || (comma_is_decimal && shape.marks.back() == comma)) {
    return {*decimal, {decimal_value(shape)}};
  }
  return {NumberReason::group_or_decimal, {whole_value(shape), decimal_value(shape)}};
}

}  // namespace

bool is_month_of_year(const std::string& month, const std::string& year) {
  const bool is_month =
      month.size() <= 2 && month != "0" && month != "00" && (month.size() == 1 || month <= "12");
  return is_month && is_year(year);
}

NumberMeaning number_meaning(const NumberShape& shape, NumberExpectation expectation) {
  if (is_dotted_date(shape)) {
    return {NumberReason::date_like, {}};
  }
  if (!fits(shape)) {
    return {NumberReason::out_of_range, {}};
  }
  switch (expectation) {
    case NumberExpectation::count:
      return count_meaning(shape);
    case NumberExpectation::code:
      return code_meaning(shape);
    default:
      return free_meaning(shape, expectation == NumberExpectation::percent || shape.percent);
  }
}

}  // namespace cchc
