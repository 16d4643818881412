#include "cchc/model/linear_formula.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cchc/base/decimal.hpp"

namespace cchc {
namespace {

// Coefficient of each reference and, last, the constant.
using Coefficients = std::vector<double>;

constexpr double greatest_coefficient = 1e6;

bool is_constant(const Coefficients& value) {
  for (std::size_t i = 0; i + 1 < value.size(); ++i) {
    if (value[i] != 0) {
      return false;
    }
  }
  return true;
}

Coefficients combined(Coefficients a, const Coefficients& b, double factor) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] += factor * b[i];
  }
  return a;
}

Coefficients times(Coefficients value, double factor) {
  for (double& coefficient : value) {
    coefficient *= factor;
  }
  return value;
}

std::optional<Coefficients> product(const Coefficients& a, const Coefficients& b) {
  if (is_constant(a)) {
    return times(b, a.back());
  }
  return is_constant(b) ? std::optional(times(a, b.back())) : std::nullopt;
}

class LinearStack {
 public:
  explicit LinearStack(std::size_t references) : width_(references + 1) {}

  // False when the instruction leaves the linear formulas.
  bool run(const Instruction& instruction) {
    switch (instruction.operation) {
      case Operation::constant:
        push(width_ - 1, instruction.constant);
        return true;
      case Operation::reference:
        push(static_cast<std::size_t>(instruction.operand), 1.0);
        return true;
      case Operation::negate:
        stack_.back() = times(stack_.back(), -1.0);
        return true;
      case Operation::add:
      case Operation::subtract:
      case Operation::multiply:
        return binary(instruction.operation);
      default:
        return false;
    }
  }

  [[nodiscard]] const Coefficients& result() const { return stack_.back(); }

 private:
  void push(std::size_t at, double coefficient) {
    Coefficients value(width_, 0.0);
    value[at] = coefficient;
    stack_.push_back(std::move(value));
  }

  bool binary(Operation operation) {
    const Coefficients right = std::move(stack_.back());
    stack_.pop_back();
    Coefficients& left = stack_.back();
    if (operation == Operation::multiply) {
      const auto result = product(left, right);
      left = result.value_or(left);
      return result.has_value();
    }
    left = combined(left, right, operation == Operation::add ? 1.0 : -1.0);
    return true;
  }

  std::size_t width_;
  std::vector<Coefficients> stack_;
};

// Of each reference and, last, the constant; empty when the formula is not linear.
std::optional<Coefficients> coefficients(const Formula& formula) {
  LinearStack stack(formula.references().size());
  for (const Instruction& instruction : formula.instructions()) {
    if (!stack.run(instruction)) {
      return std::nullopt;
    }
  }
  return stack.result();
}

constexpr int most_decimals = 6;
constexpr double greatest_decimal = 1e12;

// The decimal that was written; empty for what is only near one, such as 0.1 * 3 in binary.
std::optional<Decimal> short_decimal(double coefficient) {
  if (!(std::abs(coefficient) <= greatest_decimal)) {
    return std::nullopt;
  }
  // A product of doubles may lie below any decimal that the exact numbers hold.
  constexpr double smallest = 1e-9;
  if (coefficient != 0 && std::abs(coefficient) < smallest) {
    return std::nullopt;
  }
  const Decimal decimal = decimal_from_double(coefficient);
  return decimal.scale <= most_decimals ? std::optional(decimal) : std::nullopt;
}

bool is_whole(double coefficient) {
  return std::abs(coefficient) <= greatest_coefficient && coefficient == std::floor(coefficient);
}

}  // namespace

std::optional<std::vector<LinearTerm>> linear_terms(const Formula& formula) {
  const auto found = coefficients(formula);
  if (!found || found->back() != 0) {
    return std::nullopt;
  }
  const Coefficients& result = *found;
  std::vector<LinearTerm> terms;
  for (std::size_t i = 0; i + 1 < result.size(); ++i) {
    if (!is_whole(result[i])) {
      return std::nullopt;
    }
    if (result[i] != 0) {
      terms.push_back({formula.references()[i], static_cast<int>(result[i])});
    }
  }
  return terms;
}

std::optional<LinearForm> linear_form(const Formula& formula) {
  const auto found = coefficients(formula);
  if (!found) {
    return std::nullopt;
  }
  LinearForm form;
  std::vector<Decimal> decimals;
  for (const double coefficient : *found) {
    const auto decimal = short_decimal(coefficient);
    if (!decimal) {
      return std::nullopt;
    }
    decimals.push_back(*decimal);
    form.scale = std::max<int>(form.scale, decimal->scale);
  }
  for (std::size_t i = 0; i + 1 < decimals.size(); ++i) {
    if (decimals[i].mantissa != 0) {
      form.terms.push_back(
          {static_cast<Index>(i), static_cast<std::int64_t>(scaled(decimals[i], form.scale))});
    }
  }
  form.constant = static_cast<std::int64_t>(scaled(decimals.back(), form.scale));
  return form;
}

}  // namespace cchc
