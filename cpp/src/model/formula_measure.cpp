#include "cchc/model/formula_measure.hpp"

#include <algorithm>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/base/near_names.hpp"
#include "cchc/base/pointed_at.hpp"
#include "cchc/base/utf8.hpp"
#include "cchc/model/form.hpp"

namespace cchc {
namespace {

[[noreturn]] void fail(const char* code, const std::string& text, Index offset,
                       const std::string& en, const std::string& vi) {
  const auto at = static_cast<std::size_t>(offset);
  const std::string_view before = std::string_view(text).substr(0, at);
  const std::string where = std::to_string(count_code_points(before) + 1);
  const std::string picture = pointed_at(text, at);
  throw FormulaError(code, "formula, position " + where + ": " + en + picture,
                     "công thức, vị trí " + where + ": " + vi + picture);
}

[[noreturn]] void refuse_reference(const Formula& formula, const Instruction& at,
                                   const std::string& code, const std::string& near) {
  fail("CCHC-E0622", formula.text(), at.offset,
       "no indicator with figures is called \"" + code + "\"" +
           (near.empty() ? "" : "; near: " + near),
       "không có chỉ tiêu nào có số liệu tên \"" + code + "\"" +
           (near.empty() ? "" : "; gần giống: " + near));
}

std::string near_codes(const Catalogue& catalogue, const std::string& code) {
  std::vector<std::string> words;
  for (const Indicator& indicator : catalogue) {
    words.push_back(indicator.code);
    words.push_back(indicator.name);
  }
  return quoted_list(near_names(code, words));
}

bool is_answer_code(const Catalogue& catalogue, Index indicator) {
  return catalogue[indicator].kind == Kind::coded;
}

class MeasureStack {
 public:
  MeasureStack(const Formula& formula, const Catalogue& catalogue, const MeasureOfCode& elsewhere)
      : formula_(formula), catalogue_(catalogue), elsewhere_(elsewhere) {}

  [[nodiscard]] Measure run() {
    for (const Instruction& instruction : formula_.instructions()) {
      step(instruction);
    }
    return stack_.back().measure;
  }

 private:
  struct Entry {
    Measure measure;
    bool answer = false;  // an answer code: may be compared and chosen, never computed with
  };

  void step(const Instruction& at) {
    switch (at.operation) {
      case Operation::constant:
        stack_.push_back({Measure{{}, true}});
        return;
      case Operation::reference:
        stack_.push_back(reference(at));
        return;
      case Operation::negate:
      case Operation::absolute:
      case Operation::round:
        return require_quantity(at, stack_.back());
      case Operation::multiply:
        return product(at, 1);
      case Operation::divide:
        return product(at, -1);
      case Operation::choose:
        return choose(at);
      default:
        return alike(at);
    }
  }

  Entry reference(const Instruction& at) {
    const Reference& wanted = formula_.references()[static_cast<std::size_t>(at.operand)];
    const std::optional<Index> found = catalogue_.find(wanted.code);
    if (const auto other = found || !elsewhere_ ? std::nullopt : elsewhere_(wanted.code)) {
      return {*other};
    }
    const UnitOfMeasure* unit = found ? catalogue_.unit_of_measure(*found) : nullptr;
    if (unit == nullptr) {
      refuse_reference(formula_, at, wanted.code, near_codes(catalogue_, wanted.code));
    }
    if (unit->percent) {
      return {};
    }
    return {Measure{{{unit->id, 1}}, false}, is_answer_code(catalogue_, *found)};
  }

  Entry pop() {
    Entry top = std::move(stack_.back());
    stack_.pop_back();
    return top;
  }

  void require_quantity(const Instruction& at, const Entry& entry) const {
    if (entry.answer) {
      fail("CCHC-E0621", formula_.text(), at.offset,
           "an answer code is a name, not a quantity: compare it, as in [code] == 1",
           "mã trả lời là tên gọi, không phải số lượng: chỉ so sánh được, ví dụ [mã] == 1");
    }
  }

  void product(const Instruction& at, int sign) {
    const Entry right = pop();
    Entry& left = stack_.back();
    require_quantity(at, left);
    require_quantity(at, right);
    for (const auto& [unit, power] : right.measure.powers) {
      if ((left.measure.powers[unit] += sign * power) == 0) {
        left.measure.powers.erase(unit);
      }
    }
    left.measure.written = left.measure.written && right.measure.written;
  }

  // Operations whose operands must count the same; comparisons give a plain number.
  void alike(const Instruction& at) {
    const Entry right = pop();
    Entry& left = stack_.back();
    require_alike(at, left.measure, right.measure);
    if (is_comparison(at.operation)) {
      left = {};
      return;
    }
    if (at.operation != Operation::coalesce) {
      require_quantity(at, left);
      require_quantity(at, right);
    }
    left = merged(left, right);
  }

  static bool is_comparison(Operation operation) {
    return operation >= Operation::less && operation <= Operation::not_equal;
  }

  static Entry merged(const Entry& left, const Entry& right) {
    return left.measure.written ? Entry{right.measure, left.answer || right.answer}
                                : Entry{left.measure, left.answer || right.answer};
  }

  void choose(const Instruction& at) {
    const Entry no = pop();
    const Entry yes = pop();
    pop();  // the condition may count anything: it is only asked whether it is 0
    require_alike(at, yes.measure, no.measure);
    stack_.push_back(merged(yes, no));
  }

  void require_alike(const Instruction& at, const Measure& left, const Measure& right) const {
    if (left.written || right.written || left.powers == right.powers) {
      return;
    }
    fail("CCHC-E0620", formula_.text(), at.offset,
         "unlike units of measure: " + to_text(left) + " and " + to_text(right),
         "đơn vị tính khác nhau: " + to_text(left) + " và " + to_text(right));
  }

  const Formula& formula_;
  const Catalogue& catalogue_;
  const MeasureOfCode& elsewhere_;
  std::vector<Entry> stack_;
};

std::string product_text(const Measure& measure, int sign) {
  std::string text;
  for (const auto& [unit, power] : measure.powers) {
    if (power * sign > 0) {
      const int size = power * sign;
      text += (text.empty() ? "" : " * ") + unit + (size == 1 ? "" : "^" + std::to_string(size));
    }
  }
  return text;
}

// Throws E0622 unless the form, if any, or the catalogue knows the word.
std::string catalogue_code(const Formula& formula, const Instruction& at, const std::string& word,
                           const Catalogue& catalogue, const Form* in_form) {
  if (const auto row = in_form == nullptr ? std::nullopt : in_form->find(word)) {
    if (!(*in_form)[*row].indicator.empty()) {
      return (*in_form)[*row].indicator;
    }
  }
  if (const std::optional<Index> found = catalogue.find(word)) {
    return catalogue[*found].code;
  }
  refuse_reference(formula, at, word, near_codes(catalogue, word));
}

}  // namespace

std::string to_text(const Measure& measure) {
  const std::string above = product_text(measure, 1);
  const std::string below = product_text(measure, -1);
  if (below.empty()) {
    return above.empty() ? "number" : above;
  }
  return (above.empty() ? "1" : above) + " / " + below;
}

Measure measure_of(const Formula& formula, const Catalogue& catalogue,
                   const MeasureOfCode& elsewhere) {
  return MeasureStack(formula, catalogue, elsewhere).run();
}

void check_measure(const Formula& formula, const Catalogue& catalogue,
                   const std::string& unit_of_measure) {
  const Measure found = measure_of(formula, catalogue);
  const UnitOfMeasure* wanted = catalogue.find_unit_of_measure(unit_of_measure);
  Measure declared;
  if (wanted != nullptr && !wanted->percent) {
    declared.powers = {{unit_of_measure, 1}};
  }
  // A plain number may be declared as anything: the number of units over a threshold, an index.
  const bool named_so = to_text(found) == unit_of_measure;
  if (!found.powers.empty() && found.powers != declared.powers && !named_so) {
    fail(
        "CCHC-E0623", formula.text(), 0,
        "the result counts " + to_text(found) + ", but \"" + unit_of_measure + "\" is declared",
        "kết quả có đơn vị tính " + to_text(found) + ", nhưng khai là \"" + unit_of_measure + "\"");
  }
}

Formula with_catalogue_codes(const Formula& formula, const Catalogue& catalogue,
                             const Form* in_form) {
  const std::string& text = formula.text();
  std::vector<Instruction> references;
  std::ranges::copy_if(formula.instructions(), std::back_inserter(references),
                       [](const Instruction& at) { return at.operation == Operation::reference; });
  std::ranges::sort(references, {}, &Instruction::offset);
  std::string result;
  std::size_t copied = 0;
  for (const Instruction& at : references) {
    Reference reference = formula.references()[static_cast<std::size_t>(at.operand)];
    reference.code = catalogue_code(formula, at, reference.code, catalogue, in_form);
    const auto start = static_cast<std::size_t>(at.offset);
    result += text.substr(copied, start - copied) + to_text(reference);
    copied = text.find(']', start) + 1;
  }
  return Formula::compile(result + text.substr(copied));
}

}  // namespace cchc
