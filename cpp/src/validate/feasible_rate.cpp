#include "cchc/validate/feasible_rate.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto rounding_words = enum_text<Rounding>("rounding", "cách làm tròn",
                                                    {{Rounding::half_up, "half_up"},
                                                     {Rounding::half_even, "half_even"},
                                                     {Rounding::truncated, "truncated"}});

// The exact rates that are printed alike, in halves of a unit of the last printed digit.
struct PrintedAlike {
  Int128 low;
  Int128 high;
  bool low_included;
  bool high_included;
};

PrintedAlike printed_alike(Int128 digits, Rounding rounding) {
  const Int128 middle = 2 * digits;
  switch (rounding) {
    case Rounding::half_up:
      return {middle - 1, middle + 1, digits > 0, digits < 0};
    case Rounding::half_even:
      return {middle - 1, middle + 1, digits % 2 == 0, digits % 2 == 0};
    default:
      return {digits > 0 ? middle : middle - 2, digits < 0 ? middle : middle + 2, digits > 0,
              digits < 0};
  }
}

// A bound on the rate, 2k(B - x) / B against `bound`, is one on B x room against 2kx with
// room = 2k - bound.

// The least B >= 1 with B x room >= product, or > product; empty when there is none.
std::optional<Int128> least_baseline(Int128 room, Int128 product, bool included) {
  if (room <= 0) {
    return room == 0 && product == 0 && included ? std::optional<Int128>(1) : std::nullopt;
  }
  const Int128 below = product / room;
  const bool meets = included && below * room == product;
  return std::max<Int128>(meets ? below : below + 1, 1);
}

struct Highest {
  bool bounded;
  Int128 value;  // 0: no baseline at all
};

// The greatest B with B x room <= product, or < product.
Highest greatest_baseline(Int128 room, Int128 product, bool included) {
  if (room < 0 || (room == 0 && (included || product > 0))) {
    return {false, 0};
  }
  if (room == 0) {
    return {true, 0};
  }
  const Int128 below = product / room;
  return {true, !included && below * room == product ? below - 1 : below};
}

std::int64_t narrow(Int128 baseline) {
  if (baseline > std::numeric_limits<std::int64_t>::max()) {
    refuse_size("a baseline", "số gốc");
  }
  return static_cast<std::int64_t>(baseline);
}

void require_count(std::int64_t quota) {
  if (quota < 0) {
    throw NumberError(
        "CCHC-E0711",
        "a quota must not be negative, found " + std::to_string(quota) +
            "; give the number of posts assigned",
        "số giao không được âm, gặp " + std::to_string(quota) + "; hãy ghi số biên chế được giao");
  }
}

}  // namespace

std::string_view to_text(Rounding rounding) { return rounding_words.text(rounding); }

std::optional<BaselineRange> feasible_baselines(Decimal rate, std::int64_t quota,
                                                Rounding rounding) {
  require_count(quota);
  const PrintedAlike alike = printed_alike(rate.mantissa, rounding);
  const Int128 whole = 2 * checked_product(100, power_of_ten(rate.scale));
  const Int128 product = checked_product(whole, quota);
  const auto first = least_baseline(whole - alike.low, product, alike.low_included);
  const Highest last = greatest_baseline(whole - alike.high, product, alike.high_included);
  if (!first || (last.bounded && last.value < *first)) {
    return std::nullopt;
  }
  BaselineRange range{narrow(*first), std::nullopt};
  if (last.bounded) {
    range.last = narrow(last.value);
  }
  return range;
}

std::optional<BaselineRange> feasible_baselines(Decimal rate, std::int64_t quota) {
  std::optional<BaselineRange> any;
  for (const auto& word : rounding_words.words()) {
    const auto range = feasible_baselines(rate, quota, word.value);
    if (range && any) {
      any->first = std::min(any->first, range->first);
      any->last = any->last && range->last ? std::optional(std::max(*any->last, *range->last))
                                           : std::nullopt;
    } else if (range) {
      any = range;
    }
  }
  return any;
}

bool is_cut_of_nothing(Decimal rate, std::int64_t quota) {
  return quota == 0 && rate.mantissa == 0;
}

}  // namespace cchc
