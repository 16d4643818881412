#include "cchc/validate/side_text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "cchc/validate/rule_sides.hpp"

namespace cchc {
namespace {

std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) {
    return text;
  }
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') {
    text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string rounded_text(double value) {
  constexpr int decimals = 4;
  constexpr double power = 1e4;
  constexpr double greatest = 1e14;
  if (std::isnan(value)) {
    return {};
  }
  if (std::abs(value) >= greatest) {
    return to_string(whole_from_double(std::round(value)), 0);
  }
  return without_zeros(to_string(whole_from_double(std::round(value * power)), decimals));
}

const Operand* operand_of(const Reference& reference, std::span<const Reference> references,
                          std::span<Operand> operands) {
  const auto at = std::ranges::find(references, reference) - references.begin();
  return &operands[static_cast<std::size_t>(at)];
}

std::optional<std::string> exact_text(const Formula& formula, std::span<const Reference> references,
                                      std::span<Operand> operands) {
  const auto form = linear_form(formula);
  if (!form) {
    return std::nullopt;
  }
  int figures = 0;
  for (const LinearForm::Term& term : form->terms) {
    const Reference& reference = formula.references()[static_cast<std::size_t>(term.reference)];
    const Operand* operand = operand_of(reference, references, operands);
    if (!operand->exact() || std::isnan(operand->heads().front())) {
      return std::nullopt;
    }
    figures = std::max(figures, operand->scale());
  }
  Int128 sum = checked_product(form->constant, power_of_ten(figures));
  for (const LinearForm::Term& term : form->terms) {
    const Reference& reference = formula.references()[static_cast<std::size_t>(term.reference)];
    const Operand* operand = operand_of(reference, references, operands);
    const Int128 factor =
        checked_product(term.coefficient, power_of_ten(figures - operand->scale()));
    sum = checked_sum(sum, checked_product(operand->whole(0), factor));
  }
  return without_zeros(to_string(sum, form->scale + figures));
}

std::string grouped(std::string_view number, char group, char point) {
  const bool negative = number.starts_with('-');
  const std::string_view digits = number.substr(negative ? 1 : 0);
  const bool plain = !digits.empty() && digits.find_first_not_of("0123456789.") == digits.npos;
  if (!plain) {
    return std::string(number);
  }
  const std::size_t dot = std::min(digits.find('.'), digits.size());
  std::string result = negative ? "-" : "";
  for (std::size_t i = 0; i < dot; ++i) {
    if (i > 0 && (dot - i) % 3 == 0) {
      result += group;
    }
    result += digits[i];
  }
  if (dot < digits.size()) {
    result += point;
    result += digits.substr(dot + 1);
  }
  return result;
}

}  // namespace

std::string side_text(const Formula& formula, std::span<const Reference> references,
                      std::span<Operand> operands) {
  if (const auto exact = exact_text(formula, references, operands)) {
    return *exact;
  }
  return operands.empty() ? std::string()
                          : rounded_text(formula_values(formula, references, operands).front());
}

std::string printed_vi(std::string_view number) { return grouped(number, '.', ','); }
std::string printed_en(std::string_view number) { return grouped(number, ',', '.'); }

}  // namespace cchc
