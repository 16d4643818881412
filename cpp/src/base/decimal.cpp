#include "cchc/base/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Digits continue the mantissa; nothing when it would leave 64 bits. The sign goes along, since
// the most negative number has no positive twin.
std::optional<std::int64_t> with_digits(std::int64_t mantissa, std::string_view digits, int sign) {
  for (const char digit : digits) {
    if (__builtin_mul_overflow(mantissa, 10, &mantissa) ||
        __builtin_add_overflow(mantissa, sign * (digit - '0'), &mantissa)) {
      return std::nullopt;
    }
  }
  return mantissa;
}

struct MachineText {
  int sign = 1;
  std::string_view whole;
  std::string_view decimals;
};

std::optional<MachineText> machine_text(std::string_view text) {
  MachineText parts;
  if (text.starts_with('-')) {
    parts.sign = -1;
    text.remove_prefix(1);
  }
  const std::size_t dot = text.find('.');
  parts.whole = text.substr(0, dot);
  if (dot != std::string_view::npos) {
    parts.decimals = text.substr(dot + 1);
    if (parts.decimals.empty()) {
      return std::nullopt;
    }
  }
  if (parts.whole.empty() || !all_digits(parts.whole) || !all_digits(parts.decimals)) {
    return std::nullopt;
  }
  return parts;
}

[[noreturn]] void refuse_double() {
  throw NumberError(
      "CCHC-E0707",
      "a value is not finite, or needs more than 18 decimals or 64 bits as a decimal; "
      "leave a missing value missing and round to the decimals that are meant",
      "giá trị không hữu hạn, hoặc cần hơn 18 chữ số thập phân hay 64 bit; số liệu "
      "thiếu phải để là thiếu, số lẻ hãy làm tròn đến số chữ số cần thiết");
}

}  // namespace

bool operator==(Decimal left, Decimal right) {
  const int scale = std::max(left.scale, right.scale);
  return scaled(left, scale) == scaled(right, scale);
}

double to_double(Decimal decimal) { return to_double(decimal.mantissa, decimal.scale); }

std::string to_string(Decimal decimal) { return to_string(decimal.mantissa, decimal.scale); }

std::optional<Decimal> decimal_from_text(std::string_view text) {
  const std::optional<MachineText> parts = machine_text(text);
  if (!parts || parts->decimals.size() > decimal_maximum_scale) {
    return std::nullopt;
  }
  std::optional<std::int64_t> mantissa = with_digits(0, parts->whole, parts->sign);
  if (mantissa) {
    mantissa = with_digits(*mantissa, parts->decimals, parts->sign);
  }
  if (!mantissa) {
    return std::nullopt;
  }
  return Decimal{*mantissa, static_cast<std::int8_t>(parts->decimals.size())};
}

Decimal decimal_from_double(double value) {
  // Room for every double in fixed notation: the longest is -2.2e-308 with all its zeros.
  std::array<char, 400> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  const auto length = static_cast<std::size_t>(written.ptr - buffer.data());
  const std::optional<Decimal> decimal = decimal_from_text({buffer.data(), length});
  if (!decimal) {
    refuse_double();
  }
  return *decimal;
}

Int128 scaled(Decimal decimal, int scale) {
  const int wider_by = scale - decimal.scale;
  if (wider_by < 0) {
    throw NumberError("CCHC-E0706",
                      to_string(decimal) + " has more decimals than the " + std::to_string(scale) +
                          " that are kept; keep more decimals for this indicator",
                      to_string(decimal) + " có nhiều chữ số thập phân hơn " +
                          std::to_string(scale) + " chữ số được giữ; hãy giữ nhiều hơn");
  }
  return checked_product(decimal.mantissa, power_of_ten(wider_by));
}

}  // namespace cchc
