#include "cchc/observations/number_shape.hpp"

#include <algorithm>

namespace cchc {
namespace {

using enum NumberTokenKind;

bool is_digit(NumberToken token) { return token.kind == digit; }
bool is_dash(NumberToken token) { return token.kind == minus || token.kind == dash; }

NumberTokens without_brackets(NumberTokens tokens, NumberShape& shape) {
  if (tokens.front().kind != open || tokens.back().kind != close) {
    return tokens;
  }
  shape.negative = true;
  shape.has_sign = true;
  return trimmed(tokens.subspan(1, tokens.size() - 2));
}

NumberTokens without_percent(NumberTokens tokens, NumberShape& shape) {
  shape.percent = tokens.back().kind == percent;
  return shape.percent ? trimmed(tokens.first(tokens.size() - 1)) : tokens;
}

// Takes off a sign that stands directly before a digit. There is one digit at least, so a sign in
// front has a neighbour.
NumberTokens without_sign(NumberTokens tokens, NumberShape& shape) {
  const bool negative = tokens.front().kind == minus;
  const bool sign = negative || tokens.front().kind == plus;
  if (shape.has_sign || !sign || !is_digit(tokens[1])) {
    return tokens;
  }
  shape.negative = negative;
  shape.has_sign = true;
  return tokens.subspan(1);
}

Index count_runs(NumberTokens tokens) {
  Index runs = 0;
  bool inside = false;
  for (const NumberToken token : tokens) {
    runs += is_digit(token) && !inside ? 1 : 0;
    inside = is_digit(token);
  }
  return runs;
}

// A dash or a sign that is not in its place: a date, a range, or a slip.
NumberReason sign_fault(NumberTokens tokens) {
  const auto found = std::ranges::find_if(tokens, is_dash);
  const bool between =
      std::any_of(tokens.begin(), found, is_digit) && std::any_of(found, tokens.end(), is_digit);
  if (!between) {
    return NumberReason::misplaced_sign;
  }
  const bool bare = std::ranges::all_of(tokens, [](NumberToken token) {
    return is_digit(token) || is_dash(token) || is_space(token);
  });
  return bare && count_runs(tokens) == 3 ? NumberReason::date_like : NumberReason::range;
}

NumberReason fault_at(NumberTokens tokens, NumberToken token) {
  if (contains(tokens, plus) || std::ranges::any_of(tokens, is_dash)) {
    return sign_fault(tokens);
  }
  switch (token.kind) {
    case open:
    case close:
      return NumberReason::misplaced_bracket;
    case percent:
      return NumberReason::misplaced_percent;
    case ellipsis:
    case quote:
    case symbol:
      return NumberReason::symbol;
    default:
      return NumberReason::misplaced_mark;
  }
}

// Whether the mark stands between two digits. A mark that is followed by no digit ends the reading,
// so before any but the first token there is a digit.
bool may_separate(NumberTokens tokens, std::size_t at) {
  const NumberTokenKind kind = tokens[at].kind;
  const bool mark = kind == dot || kind == comma || kind == group_space;
  return mark && at > 0 && at + 1 < tokens.size() && is_digit(tokens[at + 1]);
}

void split_runs(NumberTokens tokens, NumberShape& shape) {
  shape.runs.emplace_back();
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (is_digit(tokens[at])) {
      shape.runs.back() += static_cast<char>(tokens[at].character);
    } else if (may_separate(tokens, at)) {
      shape.marks.push_back(tokens[at].kind);
      shape.runs.emplace_back();
    } else {
      shape.fault = fault_at(tokens, tokens[at]);
      return;
    }
  }
}

}  // namespace

NumberShape number_shape(NumberTokens tokens) {
  NumberShape shape;
  tokens = without_brackets(tokens, shape);
  tokens = without_percent(tokens, shape);
  tokens = without_sign(tokens, shape);
  split_runs(tokens, shape);
  return shape;
}

}  // namespace cchc
