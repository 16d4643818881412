#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/formula.hpp"
#include "cchc/model/formula_parser.hpp"

namespace cchc {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// The value of a formula whose references have these values, in order of first use.
double value_of(const std::string& text, const std::vector<double>& values = {}) {
  const Formula formula = Formula::compile(text);
  std::vector<std::span<const double>> columns;
  for (const double& value : values) {
    columns.emplace_back(&value, 1);
  }
  double result = 0;
  formula.evaluate(columns, {&result, 1});
  return result;
}

std::string code_of(const std::string& text) {
  try {
    static_cast<void>(Formula::compile(text));
  } catch (const FormulaError& error) {
    EXPECT_NE(error.message_en(), error.message_vi());
    return error.code();
  }
  return "";
}

TEST(Formula, computes_with_the_usual_precedence) {
  EXPECT_EQ(value_of("2 + 3 * 4"), 14);
  EXPECT_EQ(value_of("(2 + 3) * 4"), 20);
  EXPECT_EQ(value_of("10 - 3 - 2"), 5);
  EXPECT_EQ(value_of("24 / 4 / 2"), 3);
  EXPECT_EQ(value_of("-2 - -3"), 1);
  EXPECT_EQ(value_of("2 * -3"), -6);
  EXPECT_EQ(value_of("--5"), 5);
  EXPECT_EQ(value_of("1 + 1 < 3 * 1"), 1);
  EXPECT_EQ(value_of("1.5e2 + 2.5E-1"), 150.25);
}

TEST(Formula, computes_the_shares_and_cuts_of_the_domain) {
  EXPECT_EQ(value_of("100 * [3.3.resolved_on_time] / [3.3]", {16181, 16181}), 100);
  EXPECT_EQ(value_of("100 * ([4.2.1 @ 2015] - [4.2.1]) / [4.2.1 @ 2015]", {50, 40}), 20);
}

TEST(Formula, lists_distinct_references_in_order_of_first_use) {
  const Formula formula = Formula::compile(
      "[b] + [a @ 2015] - [ b ] * [a@previous] / [a @ same_period_last_year] + [a @ 2015]");
  const std::vector<Reference> expected = {{"b", ReferenceTime::same, 0},
                                           {"a", ReferenceTime::year, 2015},
                                           {"a", ReferenceTime::previous, 0},
                                           {"a", ReferenceTime::same_period_last_year, 0}};
  EXPECT_EQ(formula.references(), expected);
  EXPECT_EQ(to_text(expected[0]), "[b]");
  EXPECT_EQ(to_text(expected[1]), "[a @ 2015]");
  EXPECT_EQ(to_text(expected[2]), "[a @ previous]");
  EXPECT_EQ(to_text(expected[3]), "[a @ same_period_last_year]");
}

TEST(Formula, tells_where_each_instruction_stands) {
  const Formula formula = Formula::compile("[a] + 12");
  ASSERT_EQ(formula.instructions().size(), 3U);
  EXPECT_EQ(formula.instructions()[0].offset, 0);
  EXPECT_EQ(formula.instructions()[1].offset, 6);
  EXPECT_EQ(formula.instructions()[2].offset, 4);
  EXPECT_EQ(formula.instructions()[2].operation, Operation::add);
}

TEST(Formula, is_missing_when_an_operand_is) {
  for (const std::string text :
       {"[a] + 1", "1 - [a]", "0 * [a]", "[a] / 2", "-[a]", "abs([a])", "round([a])", "min([a], 1)",
        "min(1, [a])", "max([a], 1)", "max(1, [a], 2)", "[a] < 1", "1 <= [a]", "[a] > 1",
        "[a] >= 1", "[a] == [a]", "[a] != 1", "if([a], 1, 2)", "coalesce([a], [a])"}) {
    EXPECT_TRUE(std::isnan(value_of(text, {missing}))) << text;
  }
}

TEST(Formula, looks_past_missing_only_in_coalesce_and_if) {
  EXPECT_EQ(value_of("coalesce([a], [b], 7)", {missing, missing}), 7);
  EXPECT_EQ(value_of("coalesce([a], 7)", {0}), 0);
  EXPECT_EQ(value_of("if(1 > 2, [a], 5)", {missing}), 5);
  EXPECT_EQ(value_of("if(2 > 1, 5, [a])", {missing}), 5);
  EXPECT_TRUE(std::isnan(value_of("if(2 > 1, [a], 5)", {missing})));
}

TEST(Formula, is_missing_after_division_by_zero_or_overflow) {
  EXPECT_TRUE(std::isnan(value_of("1 / 0")));
  EXPECT_TRUE(std::isnan(value_of("0 / [a]", {0})));
  EXPECT_TRUE(std::isnan(value_of("1e308 * 10")));
  EXPECT_TRUE(std::isnan(value_of("1 / (1e308 + 1e308)")));
}

TEST(Formula, rounds_halves_away_from_zero) {
  EXPECT_EQ(value_of("round(2.5)"), 3);
  EXPECT_EQ(value_of("round(-2.5)"), -3);
  EXPECT_EQ(value_of("round(20.472, 1)"), 20.5);
  EXPECT_EQ(value_of("round(0.125, 2)"), 0.13);
  EXPECT_EQ(value_of("round(1e308, 9)"), 1e308);
}

TEST(Formula, folds_functions_of_many_arguments) {
  EXPECT_EQ(value_of("max(1, 5, 3, 4)"), 5);
  EXPECT_EQ(value_of("min(4, 5, 3, 9)"), 3);
  EXPECT_EQ(value_of("abs(-3) + max(1, min(2, 9))"), 5);
}

TEST(Formula, points_at_the_place_with_a_caret) {
  try {
    static_cast<void>(Formula::compile("[tỷ.lệ] + * 2"));
    FAIL() << "no error";
  } catch (const FormulaError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0601");
    EXPECT_EQ(error.message_en(),
              "formula, position 11: expected a number, a reference, a function or \"(\", found "
              "\"*\"\n  [tỷ.lệ] + * 2\n            ^");
    EXPECT_EQ(error.message_vi().substr(0, 27), "công thức, vị trí 11:");
  }
}

std::string message_of(const std::string& text) {
  try {
    static_cast<void>(Formula::compile(text));
  } catch (const FormulaError& error) {
    return error.message_en();
  }
  return "";
}

TEST(Formula, points_at_the_time_and_not_at_the_blank_before_it) {
  const std::string message = message_of("[4.2.1 @  15]");
  EXPECT_TRUE(message.starts_with("formula, position 11: after @")) << message;
  EXPECT_TRUE(message.ends_with("\n  [4.2.1 @  15]\n            ^")) << message;
  EXPECT_TRUE(message_of("[4.2.1 @]").starts_with("formula, position 9: after @"));
}

TEST(Formula, shows_words_beyond_ascii_whole) {
  EXPECT_TRUE(message_of("tỷ + 1").starts_with("formula, position 1: unknown function \"tỷ\";"));
  EXPECT_TRUE(
      message_of("tổng([a])").starts_with("formula, position 1: unknown function \"tổng\""));
}

TEST(Formula, blanks_between_the_parts_of_a_reference_mean_nothing) {
  const Formula formula =
      Formula::compile("[ sum : 4.2.1 : commune @ 2015 ] + [sum:4.2.1:commune@2015]");
  ASSERT_EQ(formula.references().size(), 1U);
  EXPECT_EQ(formula.references()[0].code, "sum:4.2.1:commune");
  EXPECT_EQ(code_of("[sum 4.2.1]"), "CCHC-E0603");
  EXPECT_EQ(code_of("[sum : 4.2 .1]"), "CCHC-E0603");
}

TEST(Formula, shows_only_the_neighbourhood_of_a_fault) {
  const std::string ones = std::string(100, '1');
  try {
    static_cast<void>(Formula::compile(ones + " $ " + ones));
    FAIL() << "no error";
  } catch (const FormulaError& error) {
    const std::string shown = "\n  …" + std::string(59, '1') + " $ " + std::string(28, '1') +
                              "…\n  " + std::string(61, ' ') + "^";
    EXPECT_TRUE(error.message_en().ends_with(shown)) << error.message_en();
  }
}

TEST(Formula, refuses_what_is_no_formula) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "CCHC-E0601"},
      {"   ", "CCHC-E0601"},
      {"1 +", "CCHC-E0601"},
      {"(1", "CCHC-E0601"},
      {"1)", "CCHC-E0601"},
      {"1 2", "CCHC-E0601"},
      {"+1", "CCHC-E0601"},
      {"1 = 1", "CCHC-E0601"},
      {"1 < 2 < 3", "CCHC-E0601"},
      {"max 1", "CCHC-E0601"},
      {"%", "CCHC-E0601"},
      {"\xff", "CCHC-E0601"},
      {"đ", "CCHC-E0601"},
      {"[a] [b]", "CCHC-E0601"},
      {"max(1, 2", "CCHC-E0601"},
      {"1.", "CCHC-E0602"},
      {"1.2.3", "CCHC-E0602"},
      {"1e999", "CCHC-E0602"},
      {"0x10", "CCHC-E0602"},
      {"3a", "CCHC-E0602"},
      {"1e", "CCHC-E0602"},
      {"[]", "CCHC-E0603"},
      {"[a", "CCHC-E0603"},
      {"[a b]", "CCHC-E0603"},
      {"[[a]]", "CCHC-E0603"},
      {"[@ 2015]", "CCHC-E0603"},
      {"[a @]", "CCHC-E0603"},
      {"[a @ 15]", "CCHC-E0603"},
      {"[a @ next]", "CCHC-E0603"},
      {"[a @ 2015 @ 2016]", "CCHC-E0603"},
      {"sum(1, 2)", "CCHC-E0604"},
      {"nan", "CCHC-E0604"},
      {"inf", "CCHC-E0604"},
      {"MAX(1, 2)", "CCHC-E0604"},
      {"max(1)", "CCHC-E0605"},
      {"abs(1, 2)", "CCHC-E0605"},
      {"if(1, 2)", "CCHC-E0605"},
      {"coalesce(1)", "CCHC-E0605"},
      {"round(1, [a])", "CCHC-E0605"},
      {"round(1, -1)", "CCHC-E0605"},
      {"abs()", "CCHC-E0601"},
  };
  for (const auto& [text, code] : cases) {
    EXPECT_EQ(code_of(text), code) << text;
  }
}

std::string nested(Index depth) {
  return std::string(static_cast<std::size_t>(depth), '(') + "1" +
         std::string(static_cast<std::size_t>(depth), ')');
}

TEST(Formula, refuses_nesting_beyond_its_limit_whatever_the_depth) {
  EXPECT_EQ(value_of(nested(Formula::greatest_depth)), 1);
  EXPECT_EQ(code_of(nested(Formula::greatest_depth + 1)), "CCHC-E0606");
  EXPECT_EQ(code_of(nested(1'000'000)), "CCHC-E0606");
  EXPECT_EQ(code_of(std::string(1'000'000, '-') + "1"), "CCHC-E0606");
  std::string functions;
  for (int i = 0; i < 100'000; ++i) {
    functions += "abs(";
  }
  EXPECT_EQ(code_of(functions + "1"), "CCHC-E0606");
}

TEST(Formula, takes_long_chains_with_little_stack) {
  std::string text = "0";
  for (int i = 0; i < 200'000; ++i) {
    text += " + 1";
  }
  EXPECT_EQ(value_of(text), 200'000);
  EXPECT_EQ(parse_formula(text).stack_size, 2);
  EXPECT_EQ(parse_formula("max(1, 2, 3, 4, 5)").stack_size, 2);
}

TEST(Formula, refuses_columns_that_do_not_fit) {
  const Formula formula = Formula::compile("[a] + [b]");
  const std::vector<double> two = {1, 2};
  const std::vector<double> three = {1, 2, 3};
  std::vector<double> result(2);
  const std::vector<std::vector<std::span<const double>>> wrong = {
      {}, {two}, {two, three}, {two, two, two}};
  for (const auto& columns : wrong) {
    EXPECT_THROW(formula.evaluate(columns, result), FormulaError);
  }
}

TEST(Formula, evaluates_no_rows) {
  const Formula formula = Formula::compile("[a] + 1");
  const std::vector<std::span<const double>> columns(1);
  EXPECT_NO_THROW(formula.evaluate(columns, {}));
}

TEST(Formula, may_write_its_result_over_a_column) {
  std::vector<double> a(1000, 3);
  const std::vector<std::span<const double>> columns = {a};
  Formula::compile("[a] * [a] - [a]").evaluate(columns, a);
  EXPECT_EQ(a, std::vector<double>(1000, 6));
}

// ---- The slow twin: random expression trees, printed to text and computed by plain recursion.
// ----

struct Tree {
  std::string operation;  // "const", "a", "b", "c", an operator, or a function
  double constant = 0;
  std::vector<Tree> operands;
};

const std::vector<std::string> binary = {"+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!="};

class TreeMaker {
 public:
  explicit TreeMaker(unsigned seed) : random_(seed) {}

  Tree tree(int depth) {
    const int choice = depth == 0 ? pick(4) : pick(12);
    if (choice == 0) return {"const", static_cast<double>(pick(9)) / 2, {}};
    if (choice < 4) return {std::string(1, static_cast<char>('a' + choice - 1)), 0, {}};
    if (choice < 8) return {binary[static_cast<std::size_t>(pick(10))], 0, trees(2, depth)};
    if (choice == 8) return {pick(2) == 0 ? "neg" : "abs", 0, trees(1, depth)};
    if (choice == 9) return {"if", 0, trees(3, depth)};
    if (choice == 10) return {"round", static_cast<double>(pick(3)), trees(1, depth)};
    const std::vector<std::string> names = {"min", "max", "coalesce"};
    return {names[static_cast<std::size_t>(pick(3))], 0, trees(2 + pick(3), depth)};
  }

  double value() {
    const int choice = pick(6);
    return choice == 0 ? missing : static_cast<double>(pick(21) - 10) / 4;
  }

 private:
  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  std::vector<Tree> trees(int count, int depth) {
    std::vector<Tree> result;
    for (int i = 0; i < count; ++i) {
      result.push_back(tree(depth - 1));
    }
    return result;
  }

  std::mt19937 random_;
};

int strength(const Tree& tree) {
  const std::string& op = tree.operation;
  if (op == "<" || op == "<=" || op == ">" || op == ">=" || op == "==" || op == "!=") return 1;
  if (op == "+" || op == "-") return 2;
  if (op == "*" || op == "/") return 3;
  return op == "neg" ? 4 : 5;
}

std::string printed(const Tree& tree);

// Parentheses only where precedence needs them, so that precedence itself is tested.
std::string operand_text(const Tree& tree, int needed) {
  return strength(tree) < needed ? "(" + printed(tree) + ")" : printed(tree);
}

std::string arguments_text(const Tree& tree) {
  std::string result;
  for (const Tree& operand : tree.operands) {
    result += (result.empty() ? "" : ", ") + printed(operand);
  }
  return result;
}

std::string printed(const Tree& tree) {
  const std::string& op = tree.operation;
  if (op == "const") return std::to_string(tree.constant);
  if (tree.operands.empty()) return "[" + op + "]";
  if (op == "neg") return "-" + operand_text(tree.operands[0], 4);
  if (op == "round") {
    return "round(" + printed(tree.operands[0]) + ", " +
           std::to_string(static_cast<int>(tree.constant)) + ")";
  }
  if (strength(tree) == 5) return op + "(" + arguments_text(tree) + ")";
  const int own = strength(tree);
  const int left = own == 1 ? 2 : own;  // comparisons do not chain
  return operand_text(tree.operands[0], left) + " " + op + " " +
         operand_text(tree.operands[1], own + 1);
}

double bounded(double value) { return std::isinf(value) ? missing : value; }

double twin_binary(const std::string& op, double x, double y) {
  if (op == "coalesce") return std::isnan(x) ? y : x;
  if (std::isnan(x) || std::isnan(y)) return missing;
  if (op == "+") return bounded(x + y);
  if (op == "-") return bounded(x - y);
  if (op == "*") return bounded(x * y);
  if (op == "/") return y == 0 ? missing : bounded(x / y);
  if (op == "<") return x < y;
  if (op == "<=") return x <= y;
  if (op == ">") return x > y;
  if (op == ">=") return x >= y;
  if (op == "==") return x == y;
  if (op == "!=") return x != y;
  if (op == "min") return y < x ? y : x;
  return y > x ? y : x;
}

double twin(const Tree& tree, const std::map<std::string, double>& values) {
  const std::string& op = tree.operation;
  if (op == "const") return tree.constant;
  if (tree.operands.empty()) return values.at(op);
  std::vector<double> given;
  for (const Tree& operand : tree.operands) {
    given.push_back(twin(operand, values));
  }
  if (op == "neg") return -given[0];
  if (op == "abs") return std::fabs(given[0]);
  if (op == "round") {
    const double power = std::pow(10.0, tree.constant);
    return std::isnan(given[0]) ? missing : std::round(given[0] * power) / power;
  }
  if (op == "if") return std::isnan(given[0]) ? missing : (given[0] != 0 ? given[1] : given[2]);
  double result = given[0];
  for (std::size_t i = 1; i < given.size(); ++i) {
    result = twin_binary(op, result, given[i]);
  }
  return result;
}

bool same(double left, double right) {
  return left == right || (std::isnan(left) && std::isnan(right));
}

// 700 rows: more than two blocks, and the last one not full.
TEST(Formula, agrees_with_a_slow_twin_on_random_expressions) {
  TreeMaker maker(20240614);
  Index values_there = 0;
  for (int round = 0; round < 120; ++round) {
    const Tree tree = maker.tree(5);
    const Formula formula = Formula::compile(printed(tree));
    std::map<std::string, std::vector<double>> data;
    for (const char* name : {"a", "b", "c"}) {
      std::generate_n(std::back_inserter(data[name]), 700, [&] { return maker.value(); });
    }
    std::vector<std::span<const double>> columns;
    for (const Reference& reference : formula.references()) {
      columns.emplace_back(data.at(reference.code));
    }
    std::vector<double> result(700);
    formula.evaluate(columns, result);
    for (std::size_t row = 0; row < result.size(); ++row) {
      const double expected =
          twin(tree, {{"a", data["a"][row]}, {"b", data["b"][row]}, {"c", data["c"][row]}});
      ASSERT_TRUE(same(result[row], expected))
          << formula.text() << " gives " << result[row] << ", expected " << expected;
      values_there += std::isnan(expected) ? 0 : 1;
    }
  }
  EXPECT_GT(values_there, 20'000);  // the comparison was not only of missing with missing
}

}  // namespace
}  // namespace cchc
