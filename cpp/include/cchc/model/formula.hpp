// Formulas over indicators: text compiled once to a short program, run over whole columns.
//
//   100 * [3.3.resolved_on_time] / [3.3]
//   100 * ([4.2.1 @ 2015] - [4.2.1]) / [4.2.1 @ 2015]
//   if([3.3] > 0, coalesce([3.3.pending], 0), 0)
//
// A formula has numbers (20.5, 1e6), references, + - * /, unary minus, parentheses, one comparison
// (< <= > >= == !=, which gives 1 or 0) and the functions min, max, abs, round, coalesce, if.
// A reference is a code in brackets, at the period in question or at another one: a year, the
// period before (`previous`), or the same period of the year before (`same_period_last_year`).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

enum class ReferenceTime { same, year, previous, same_period_last_year };

struct Reference {
  std::string code;
  ReferenceTime time = ReferenceTime::same;
  int year = 0;  // with ReferenceTime::year only

  friend bool operator==(const Reference&, const Reference&) = default;
};

// "[4.2.1 @ 2015]"
[[nodiscard]] std::string to_text(const Reference& reference);

// Operands sit on a stack; an operation takes its operands from the top and leaves one result.
enum class Operation {
  constant,   // pushes `constant`
  reference,  // pushes column `operand`
  negate,
  add,
  subtract,
  multiply,
  divide,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  minimum,
  maximum,
  absolute,
  round,  // to `operand` decimals
  coalesce,
  choose,  // condition, value if true, value if false
};

struct Instruction {
  Operation operation = Operation::constant;
  Index operand = 0;
  double constant = 0;
  Index offset = 0;  // byte of the formula text, from 0, where it stands
};

struct FormulaProgram {
  std::string text;
  std::vector<Instruction> instructions;
  std::vector<Reference> references;  // distinct, in order of first use
  Index stack_size = 0;
};

// An immutable value; copies share the program.
class Formula {
 public:
  static constexpr Index greatest_depth = 64;  // parentheses, functions and signs inside each other

  // Throws FormulaError; the message gives the position and points at it with a caret:
  //   CCHC-E0601 something unexpected    CCHC-E0604 unknown function
  //   CCHC-E0602 not a number            CCHC-E0605 wrong number of arguments
  //   CCHC-E0603 not a reference         CCHC-E0606 nested too deep
  [[nodiscard]] static Formula compile(std::string_view text);

  [[nodiscard]] const std::string& text() const noexcept { return program_->text; }
  [[nodiscard]] const std::vector<Reference>& references() const noexcept {
    return program_->references;
  }
  [[nodiscard]] const std::vector<Instruction>& instructions() const noexcept {
    return program_->instructions;
  }

  // Row by row: `columns[k]` holds the values of references()[k], `result` receives one value a
  // row. All have the length of `result`, otherwise FormulaError (CCHC-E0610). NaN is missing, and
  // missing in any operand gives missing, except: coalesce takes the first operand that is there,
  // and `if` looks only at its condition and the branch it takes. A division by zero and a result
  // beyond the range of a double give missing. `round` rounds halves of the decimal
  // text away from zero.
  void evaluate(std::span<const std::span<const double>> columns, std::span<double> result) const;

 private:
  explicit Formula(FormulaProgram program);

  std::shared_ptr<const FormulaProgram> program_;
};

}  // namespace cchc
