#include "cchc/model/indicator.hpp"

#include <algorithm>

#include "cchc/model/indicator_words.hpp"

namespace cchc {

std::string_view to_text(Kind kind) { return kind_words.text(kind); }
std::string_view to_text(OverUnits over_units) { return over_units_words.text(over_units); }
std::string_view to_text(OverPeriods over_periods) { return over_periods_words.text(over_periods); }

Kind kind_from_text(std::string_view text) { return kind_words.at(text); }
OverUnits over_units_from_text(std::string_view text) { return over_units_words.at(text); }
OverPeriods over_periods_from_text(std::string_view text) { return over_periods_words.at(text); }

bool is_code_character(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte > 0x20 && byte != 0x7F &&
         std::string_view("[]@\"\\").find(character) == std::string_view::npos;
}

bool is_code(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_code_character);
}

bool is_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || digit(c); });
}

}  // namespace cchc
