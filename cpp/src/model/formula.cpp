#include "cchc/model/formula.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "cchc/base/decimal.hpp"
#include "cchc/base/error.hpp"
#include "cchc/base/plane.hpp"
#include "cchc/model/formula_parser.hpp"

namespace cchc {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// Rows worked on at a time: a whole stack of such blocks stays in the first-level cache.
constexpr std::size_t block_rows = 256;
using Block = std::array<double, block_rows>;

double finite(double value) { return std::isinf(value) ? missing : value; }

// A size rounded as its shortest decimal text is, halves up; empty when that has too many digits.
std::optional<double> rounded_text(double size, int decimals) {
  std::array<char, 400> text{};  // the longest is 5e-324
  const char* end =
      std::to_chars(text.data(), text.data() + text.size(), size, std::chars_format::fixed).ptr;
  const auto written = decimal_from_text({text.data(), end});
  if (!written || written->scale <= decimals) {
    return written ? std::optional(size) : std::nullopt;
  }
  const Int128 unit = power_of_ten(written->scale - decimals);
  return to_double((written->mantissa + unit / 2) / unit, decimals);
}

// Figures are decimals: 1.005 is a half at two places, though its float64 lies below. Beside a
// half, by more than the roundings of the product can move it, the decimal text decides.
double rounded(double value, Index decimals) {
  constexpr std::array<double, 10> powers = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  const double power = powers[static_cast<std::size_t>(decimals)];
  const double size = std::abs(value);
  const double scaled = size * power;
  if (std::isnan(scaled) || scaled >= exact_limit) {
    return value;  // float64 has no more places there
  }
  const double from_half = std::abs(scaled - std::floor(scaled) - 0.5);
  const bool beside_half = from_half <= 4 * std::numeric_limits<double>::epsilon() * (1 + scaled);
  const auto exact = beside_half ? rounded_text(size, static_cast<int>(decimals)) : std::nullopt;
  const double found = exact.value_or(std::round(scaled) / power);
  return value < 0 && found != 0 ? -found : found;
}

// 1 or 0, missing when an operand is: plain comparisons with NaN would say 0.
template <typename Compare>
double compared(double left, double right, Compare compare) {
  return std::isnan(left) || std::isnan(right) ? missing : (compare(left, right) ? 1.0 : 0.0);
}

class Machine {
 public:
  Machine(const FormulaProgram& program, std::span<const std::span<const double>> columns)
      : program_(program),
        columns_(columns),
        blocks_(static_cast<std::size_t>(program.stack_size)),
        stack_(static_cast<std::size_t>(program.stack_size)) {}

  void run(std::size_t first_row, std::span<double> result) {
    top_ = 0;
    rows_ = result.size();
    for (const Instruction& instruction : program_.instructions) {
      step(instruction, first_row);
    }
    std::copy_n(stack_.front(), rows_, result.begin());
  }

 private:
  void step(const Instruction& instruction, std::size_t first_row) {
    switch (instruction.operation) {
      case Operation::constant:
        blocks_[top_].fill(instruction.constant);
        stack_[top_] = blocks_[top_].data();
        ++top_;
        return;
      case Operation::reference:
        stack_[top_++] = columns_[static_cast<std::size_t>(instruction.operand)].data() + first_row;
        return;
      case Operation::negate:
        return unary([](double a) { return -a; });
      case Operation::absolute:
        return unary([](double a) { return std::abs(a); });
      case Operation::round:
        return unary([d = instruction.operand](double a) { return rounded(a, d); });
      case Operation::choose:
        return choose();
      default:
        return binary_step(instruction.operation);
    }
  }

  void binary_step(Operation operation) {
    switch (operation) {
      case Operation::add:
        return binary([](double a, double b) { return finite(a + b); });
      case Operation::subtract:
        return binary([](double a, double b) { return finite(a - b); });
      case Operation::multiply:
        return binary([](double a, double b) { return finite(a * b); });
      case Operation::divide:
        return binary([](double a, double b) { return b == 0 ? missing : finite(a / b); });
      case Operation::minimum:
        return binary([](double a, double b) { return std::isnan(b) || b < a ? b : a; });
      case Operation::maximum:
        return binary([](double a, double b) { return std::isnan(b) || b > a ? b : a; });
      case Operation::coalesce:
        return binary([](double a, double b) { return std::isnan(a) ? b : a; });
      default:
        return comparison_step(operation);
    }
  }

  void comparison_step(Operation operation) {
    switch (operation) {
      case Operation::less:
        return comparison(std::less<>());
      case Operation::less_equal:
        return comparison(std::less_equal<>());
      case Operation::greater:
        return comparison(std::greater<>());
      case Operation::greater_equal:
        return comparison(std::greater_equal<>());
      case Operation::equal:
        return comparison(std::equal_to<>());
      default:
        return comparison(std::not_equal_to<>());
    }
  }

  template <typename Compare>
  void comparison(Compare compare) {
    binary([compare](double a, double b) { return compared(a, b, compare); });
  }

  template <typename Apply>
  void unary(Apply apply) {
    Block& out = blocks_[top_ - 1];
    std::transform(stack_[top_ - 1], stack_[top_ - 1] + rows_, out.begin(), apply);
    stack_[top_ - 1] = out.data();
  }

  template <typename Apply>
  void binary(Apply apply) {
    --top_;
    Block& out = blocks_[top_ - 1];
    std::transform(stack_[top_ - 1], stack_[top_ - 1] + rows_, stack_[top_], out.begin(), apply);
    stack_[top_ - 1] = out.data();
  }

  void choose() {
    top_ -= 2;
    const double* condition = stack_[top_ - 1];
    const double* yes = stack_[top_];
    const double* no = stack_[top_ + 1];
    Block& out = blocks_[top_ - 1];
    for (std::size_t row = 0; row < rows_; ++row) {
      const double taken = condition[row] != 0 ? yes[row] : no[row];
      out[row] = std::isnan(condition[row]) ? missing : taken;
    }
    stack_[top_ - 1] = out.data();
  }

  const FormulaProgram& program_;
  std::span<const std::span<const double>> columns_;
  std::vector<Block> blocks_;
  std::vector<const double*> stack_;
  std::size_t top_ = 0;
  std::size_t rows_ = 0;
};

void check_shapes(const FormulaProgram& program, std::span<const std::span<const double>> columns,
                  std::size_t rows) {
  const bool same_rows =
      std::ranges::all_of(columns, [rows](const auto& column) { return column.size() == rows; });
  if (columns.size() != program.references.size() || !same_rows) {
    const std::string wanted = std::to_string(program.references.size());
    const std::string length = std::to_string(rows);
    throw FormulaError(
        "CCHC-E0610",
        "the formula needs " + wanted + " columns of " + length + " rows: " + program.text,
        "công thức cần " + wanted + " cột, mỗi cột " + length + " dòng: " + program.text);
  }
}

std::string time_text(const Reference& reference) {
  switch (reference.time) {
    case ReferenceTime::year:
      return " @ " + std::to_string(reference.year);
    case ReferenceTime::previous:
      return " @ previous";
    case ReferenceTime::same_period_last_year:
      return " @ same_period_last_year";
    default:
      return "";
  }
}

}  // namespace

std::string to_text(const Reference& reference) {
  return "[" + reference.code + time_text(reference) + "]";
}

Formula::Formula(FormulaProgram program)
    : program_(std::make_shared<const FormulaProgram>(std::move(program))) {}

Formula Formula::compile(std::string_view text) { return Formula(parse_formula(text)); }

void Formula::evaluate(std::span<const std::span<const double>> columns,
                       std::span<double> result) const {
  check_shapes(*program_, columns, result.size());
  Machine machine(*program_, columns);
  for (std::size_t row = 0; row < result.size(); row += block_rows) {
    machine.run(row, result.subspan(row, std::min(block_rows, result.size() - row)));
  }
}

}  // namespace cchc
