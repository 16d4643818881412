#include "cchc/observations/number_text.hpp"

#include <algorithm>

#include "cchc/base/enum_text.hpp"
#include "cchc/observations/number_meaning.hpp"
#include "cchc/observations/number_shape.hpp"
#include "cchc/observations/number_tokens.hpp"
#include "cchc/observations/number_words.hpp"

namespace cchc {
namespace {

using enum NumberTokenKind;

constexpr auto statuses = enum_text<NumberStatus>("status of a number text", "trạng thái đọc số",
                                                  {
                                                      {NumberStatus::blank, "blank"},
                                                      {NumberStatus::number, "number"},
                                                      {NumberStatus::pair, "pair"},
                                                      {NumberStatus::ambiguous, "ambiguous"},
                                                      {NumberStatus::unreadable, "unreadable"},
                                                  });

constexpr auto expectations =
    enum_text<NumberExpectation>("expectation of a number text", "loại số mong đợi",
                                 {
                                     {NumberExpectation::count, "count"},
                                     {NumberExpectation::percent, "percent"},
                                     {NumberExpectation::code, "code"},
                                     {NumberExpectation::any, "any"},
                                 });

void refuse(NumberReading& reading, NumberReason reason) {
  reading.status = NumberStatus::unreadable;
  reading.reason = reason;
}

void read_single(NumberReading& reading, NumberTokens tokens, NumberExpectation expectation) {
  const NumberShape shape = number_shape(tokens);
  reading.percent_sign = shape.percent;
  if (shape.fault != NumberReason::none) {
    return refuse(reading, shape.fault);
  }
  if (shape.percent && expectation == NumberExpectation::count) {
    return refuse(reading, NumberReason::percent_in_count);
  }
  const NumberMeaning meaning = number_meaning(shape, expectation);
  if (meaning.readings.empty()) {
    return refuse(reading, meaning.reason);
  }
  reading.reason = meaning.reason;
  if (meaning.readings.size() > 1) {
    reading.status = NumberStatus::ambiguous;
    reading.readings = meaning.readings;
    return;
  }
  reading.status = NumberStatus::number;
  reading.value = meaning.readings.front();
  reading.decimals_printed = reading.value.scale;
}

// The texts between the slashes, trimmed.
std::vector<NumberTokens> sides(NumberTokens tokens) {
  std::vector<NumberTokens> result;
  while (true) {
    const auto found = std::ranges::find(tokens, slash, &NumberToken::kind);
    const auto length = static_cast<std::size_t>(found - tokens.begin());
    result.push_back(trimmed(tokens.first(length)));
    if (found == tokens.end()) {
      return result;
    }
    tokens = tokens.subspan(length + 1);
  }
}

// Why the sides are not those of a pair; none when they are.
NumberReason pair_fault(const std::vector<NumberTokens>& sides, NumberExpectation expectation) {
  if (!std::ranges::all_of(sides, [](NumberTokens side) { return contains(side, digit); })) {
    return NumberReason::malformed_pair;
  }
  if (sides.size() > 2) {
    return NumberReason::date_like;
  }
  if (std::ranges::any_of(sides, [](NumberTokens side) { return contains(side, percent); })) {
    return NumberReason::misplaced_percent;
  }
  return expectation == NumberExpectation::code ? NumberReason::not_a_code : NumberReason::none;
}

bool is_printed_month_of_year(const NumberShape& first, const NumberShape& second) {
  return first.runs.size() == 1 && second.runs.size() == 1 &&
         is_month_of_year(first.runs.front(), second.runs.front());
}

void read_pair(NumberReading& reading, NumberTokens tokens, NumberExpectation expectation) {
  const std::vector<NumberTokens> both = sides(tokens);
  if (const NumberReason fault = pair_fault(both, expectation); fault != NumberReason::none) {
    return refuse(reading, fault);
  }
  if (is_printed_month_of_year(number_shape(both.front()), number_shape(both.back()))) {
    return refuse(reading, NumberReason::date_like);
  }
  NumberReading first;
  NumberReading second;
  read_single(first, both.front(), NumberExpectation::count);
  read_single(second, both.back(), NumberExpectation::count);
  reading.reason = std::max(first.reason, second.reason);
  if (first.status == NumberStatus::unreadable || second.status == NumberStatus::unreadable) {
    return refuse(reading, reading.reason);
  }
  reading.status = NumberStatus::pair;
  reading.value = first.value;
  reading.second_value = second.value;
}

void read_digits(NumberReading& reading, NumberTokens tokens, NumberExpectation expectation) {
  if (count(tokens, percent) > 1) {
    return refuse(reading, NumberReason::repeated_percent);
  }
  return contains(tokens, slash) ? read_pair(reading, tokens, expectation)
                                 : read_single(reading, tokens, expectation);
}

// Digits and letters: read only where a count is due and words follow the number.
void read_mixture(NumberReading& reading, NumberTokens tokens, NumberExpectation expectation) {
  const NumberReason reason = reason_with_letters(tokens);
  const auto number = before_words(tokens);
  const bool cut = reason == NumberReason::mixed_text && expectation == NumberExpectation::count &&
                   number.has_value();
  if (!cut) {
    return refuse(reading, reason);
  }
  read_digits(reading, *number, expectation);
  if (reading.reason == NumberReason::none) {
    reading.reason = NumberReason::trailing_text;
  }
}

void read_tokens(NumberReading& reading, NumberTokens tokens, NumberExpectation expectation) {
  if (tokens.empty()) {
    return;
  }
  if (!contains(tokens, digit)) {
    return refuse(reading, reason_without_digits(tokens));
  }
  return contains(tokens, letter) ? read_mixture(reading, tokens, expectation)
                                  : read_digits(reading, tokens, expectation);
}

}  // namespace

NumberReading read_number(std::string_view text, NumberExpectation expectation) {
  NumberReading reading;
  reading.raw = text;
  if (const auto tokens = number_tokens(text)) {
    read_tokens(reading, trimmed(*tokens), expectation);
  } else {
    refuse(reading, NumberReason::bad_utf8);
  }
  return reading;
}

std::string_view to_text(NumberStatus status) { return statuses.text(status); }

std::string_view to_text(NumberExpectation expectation) { return expectations.text(expectation); }

NumberStatus number_status_from_text(std::string_view text) { return statuses.at(text); }

NumberExpectation number_expectation_from_text(std::string_view text) {
  return expectations.at(text);
}

}  // namespace cchc
