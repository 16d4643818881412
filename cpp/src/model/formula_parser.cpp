#include "cchc/model/formula_parser.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/base/pointed_at.hpp"
#include "cchc/base/utf8.hpp"
#include "cchc/model/indicator.hpp"

namespace cchc {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
// Part of a letter beyond ASCII, so that a message shows "tỷ" whole.
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

struct Function {
  std::string_view name;
  Operation operation;
  Index fewest;
  Index most;  // 0: any number
};

constexpr std::array functions = {
    Function{"min", Operation::minimum, 2, 0},       Function{"max", Operation::maximum, 2, 0},
    Function{"abs", Operation::absolute, 1, 1},      Function{"round", Operation::round, 1, 2},
    Function{"coalesce", Operation::coalesce, 2, 0}, Function{"if", Operation::choose, 3, 3},
};

constexpr std::array<std::pair<std::string_view, Operation>, 6> comparisons = {{
    {"<=", Operation::less_equal},
    {">=", Operation::greater_equal},
    {"==", Operation::equal},
    {"!=", Operation::not_equal},
    {"<", Operation::less},
    {">", Operation::greater},
}};

Index operand_count(Operation operation) {
  switch (operation) {
    case Operation::constant:
    case Operation::reference:
      return 0;
    case Operation::negate:
    case Operation::absolute:
    case Operation::round:
      return 1;
    case Operation::choose:
      return 3;
    default:
      return 2;
  }
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { program_.text = std::string(text); }

  FormulaProgram parse() {
    if (const std::optional<Index> bad = find_invalid_utf8(text_)) {
      throw FormulaError("CCHC-E0601", "formula: not UTF-8 at byte " + std::to_string(*bad),
                         "công thức: không phải UTF-8 ở byte " + std::to_string(*bad));
    }
    comparison();
    if (!at_end()) {
      fail("CCHC-E0601", at_, "expected an operator or the end, found " + found(),
           "cần một phép tính hoặc hết công thức, nhưng gặp " + found("hết công thức"));
    }
    return std::move(program_);
  }

 private:
  // Counts a level of nesting for as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > Formula::greatest_depth) {
        const std::string limit = std::to_string(Formula::greatest_depth);
        parser_.fail("CCHC-E0606", parser_.at_, "nested deeper than " + limit + " levels",
                     "lồng nhau quá " + limit + " cấp");
      }
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  [[noreturn]] void fail(const char* code, std::size_t at, const std::string& en,
                         const std::string& vi) const {
    const std::string where = std::to_string(count_code_points(text_.substr(0, at)) + 1);
    const std::string picture = pointed_at(text_, at);
    throw FormulaError(code, "formula, position " + where + ": " + en + picture,
                       "công thức, vị trí " + where + ": " + vi + picture);
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) {
      ++at_;
    }
  }

  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }

  // The character (a whole code point) where the parser stands, for messages.
  std::string found(const char* end_word = "the end") {
    if (at_end()) {
      return end_word;
    }
    const std::size_t end = next_boundary(text_, at_ + 1);
    return "\"" + std::string(text_.substr(at_, end - at_)) + "\"";
  }

  bool accept(std::string_view token) {
    skip_space();
    if (!text_.substr(at_).starts_with(token)) {
      return false;
    }
    at_ += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!accept(token)) {
      fail("CCHC-E0601", at_, "expected \"" + std::string(token) + "\", found " + found(),
           "cần \"" + std::string(token) + "\", nhưng gặp " + found("hết công thức"));
    }
  }

  void emit(Operation operation, std::size_t at, Index operand = 0, double constant = 0) {
    program_.instructions.push_back({operation, operand, constant, static_cast<Index>(at)});
    height_ += 1 - operand_count(operation);
    program_.stack_size = std::max(program_.stack_size, height_);
  }

  [[nodiscard]] std::optional<Operation> accept_comparison() {
    for (const auto& [token, operation] : comparisons) {
      if (accept(token)) {
        return operation;
      }
    }
    return std::nullopt;
  }

  void comparison() {
    sum();
    skip_space();
    const std::size_t at = at_;
    const std::optional<Operation> operation = accept_comparison();
    if (!operation) {
      return;
    }
    sum();
    emit(*operation, at);
    skip_space();
    const std::size_t next = at_;
    if (accept_comparison()) {
      fail("CCHC-E0601", next, "comparisons do not chain; put one of them in parentheses",
           "không so sánh liên tiếp được; hãy đặt một phép so sánh trong ngoặc");
    }
  }

  void sum() {
    product();
    for (skip_space();; skip_space()) {
      const std::size_t at = at_;
      if (accept("+")) {
        product();
        emit(Operation::add, at);
      } else if (accept("-")) {
        product();
        emit(Operation::subtract, at);
      } else {
        return;
      }
    }
  }

  void product() {
    signed_value();
    for (skip_space();; skip_space()) {
      const std::size_t at = at_;
      if (accept("*")) {
        signed_value();
        emit(Operation::multiply, at);
      } else if (accept("/")) {
        signed_value();
        emit(Operation::divide, at);
      } else {
        return;
      }
    }
  }

  void signed_value() {
    skip_space();
    const std::size_t at = at_;
    if (accept("-")) {
      const Level level(*this);
      signed_value();
      emit(Operation::negate, at);
    } else {
      value();
    }
  }

  void value() {
    const char next = at_end() ? '\0' : text_[at_];
    if (is_digit(next)) {
      number();
    } else if (next == '[') {
      reference();
    } else if (is_letter(next)) {
      function();
    } else if (accept("(")) {
      const Level level(*this);
      comparison();
      expect(")");
    } else {
      fail("CCHC-E0601", at_,
           "expected a number, a reference, a function or \"(\", found " + found(),
           "cần một số, một chỉ tiêu, một hàm hoặc \"(\", nhưng gặp " + found("hết công thức"));
    }
  }

  void number() {
    const std::size_t start = at_;
    const char* begin = text_.data() + at_;
    double parsed = 0;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), parsed);
    at_ += static_cast<std::size_t>(end - begin);
    const bool ends_well = is_digit(text_[at_ - 1]) &&
                           (at_ == text_.size() || (!is_letter(text_[at_]) && text_[at_] != '.'));
    if (error != std::errc() || !ends_well) {
      fail("CCHC-E0602", start, "not a number; write 1234.5 or 1.2345e3",
           "không phải số; hãy viết 1234.5 hoặc 1.2345e3");
    }
    emit(Operation::constant, start, 0, parsed);
  }

  void reference() {
    const std::size_t start = at_;
    const std::size_t end = text_.find(']', start);
    if (end == std::string_view::npos) {
      fail("CCHC-E0603", start, "the reference has no closing \"]\"", "chỉ tiêu thiếu dấu \"]\"");
    }
    std::string_view inside = text_.substr(start + 1, end - start - 1);
    const std::size_t sign = inside.find('@');
    Reference result;
    result.code = joined_at_colons(trimmed(inside.substr(0, sign)));
    if (!is_code(result.code)) {
      fail("CCHC-E0603", start + 1, "a reference is a code, like [3.3.1]",
           "chỉ tiêu phải là một mã, ví dụ [3.3.1]");
    }
    if (sign != std::string_view::npos) {
      const std::string_view word = trimmed(inside.substr(sign + 1));
      set_time(result, word, static_cast<std::size_t>(word.data() - text_.data()));
    }
    at_ = end + 1;
    emit(Operation::reference, start, column_of(std::move(result)));
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
  }

  // "sum : 4.2.1" is "sum:4.2.1": blanks between the parts of a reference mean nothing.
  static std::string joined_at_colons(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t colon = std::min(text.find(':', at), text.size());
      result += trimmed(text.substr(at, colon - at));
      result += colon < text.size() ? ":" : "";
      at = colon + 1;
    }
    return result;
  }

  void set_time(Reference& result, std::string_view word, std::size_t at) const {
    if (word == "previous") {
      result.time = ReferenceTime::previous;
    } else if (word == "same_period_last_year") {
      result.time = ReferenceTime::same_period_last_year;
    } else if (word.size() == 4 && std::ranges::all_of(word, is_digit)) {
      result.time = ReferenceTime::year;
      std::from_chars(word.data(), word.data() + word.size(), result.year);
    } else {
      fail("CCHC-E0603", at,
           "after @ stands a year of four digits, previous or same_period_last_year",
           "sau @ phải là một năm bốn chữ số, previous hoặc same_period_last_year");
    }
  }

  Index column_of(Reference&& wanted) {
    auto& references = program_.references;
    const auto known = std::ranges::find(references, wanted);
    const Index column = known - references.begin();
    if (known == references.end()) {
      references.push_back(std::move(wanted));
    }
    return column;
  }

  void function() {
    const std::size_t start = at_;
    while (at_ < text_.size() &&
           (is_letter(text_[at_]) || is_digit(text_[at_]) || is_beyond_ascii(text_[at_]))) {
      ++at_;
    }
    const std::string name(text_.substr(start, at_ - start));
    const auto* known = std::ranges::find(functions, name, &Function::name);
    if (known == functions.end()) {
      fail("CCHC-E0604", start,
           "unknown function \"" + name + "\"; known: min, max, abs, round, coalesce, if",
           "không có hàm \"" + name + "\"; các hàm có: min, max, abs, round, coalesce, if");
    }
    const Level level(*this);
    expect("(");
    if (known->operation == Operation::round) {
      round_arguments(start);
    } else {
      arguments(*known, start);
    }
    expect(")");
  }

  void arguments(const Function& called, std::size_t start) {
    Index count = 0;
    do {
      comparison();
      ++count;
      // Functions of any number of arguments fold as they go, so the stack stays low.
      if (called.most == 0 && count > 1) {
        emit(called.operation, start);
      }
    } while (accept(","));
    if (count < called.fewest || (called.most != 0 && count > called.most)) {
      refuse_count(called, count, start);
    }
    if (called.most != 0) {
      emit(called.operation, start);
    }
  }

  [[noreturn]] void refuse_count(const Function& called, Index count, std::size_t start) const {
    const std::string name(called.name);
    const std::string fewest = std::to_string(called.fewest);
    const std::string given = std::to_string(count);
    fail("CCHC-E0605", start,
         name + " takes " + (called.most == 0 ? "at least " : "") + fewest +
             " argument(s), given " + given,
         "hàm " + name + " cần " + (called.most == 0 ? "ít nhất " : "") + fewest +
             " tham số, đã cho " + given);
  }

  // The number of decimals is part of the program, so it is a plain digit.
  void round_arguments(std::size_t start) {
    comparison();
    Index decimals = 0;
    if (accept(",")) {
      skip_space();
      const bool one_digit = at_ < text_.size() && is_digit(text_[at_]);
      if (!one_digit) {
        fail("CCHC-E0605", at_, "the second argument of round is a digit, 0 to 9",
             "tham số thứ hai của round là một chữ số, 0 đến 9");
      }
      decimals = text_[at_++] - '0';
    }
    emit(Operation::round, start, decimals);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Index depth_ = 0;
  Index height_ = 0;
  FormulaProgram program_;
};

}  // namespace

FormulaProgram parse_formula(std::string_view text) { return Parser(text).parse(); }

}  // namespace cchc
