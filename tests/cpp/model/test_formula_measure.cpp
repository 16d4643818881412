#include <gtest/gtest.h>

#include <string>

#include "cchc/base/error.hpp"
#include "cchc/model/form.hpp"
#include "cchc/model/formula_measure.hpp"
#include "model/catalogue_texts.hpp"

namespace cchc {
namespace {

const Catalogue& shipped_catalogue() {
  static const Catalogue catalogue = Catalogue::from_json(testing::shipped("catalogue.json"));
  return catalogue;
}

std::string measure(const std::string& text) {
  return to_text(measure_of(Formula::compile(text), shipped_catalogue()));
}

std::string refusal(const std::string& text, const std::string& declared = "") {
  try {
    const Formula formula = Formula::compile(text);
    if (declared.empty()) {
      static_cast<void>(measure_of(formula, shipped_catalogue()));
    } else {
      check_measure(formula, shipped_catalogue(), declared);
    }
  } catch (const FormulaError& error) {
    EXPECT_NE(error.message_en(), error.message_vi());
    EXPECT_NE(error.message_en().find('^'), std::string::npos) << error.message_en();
    return error.code();
  }
  return "";
}

TEST(FormulaMeasure, follows_figures_through_operations) {
  EXPECT_EQ(measure("[4.2.1] + [4.2.2]"), "person");
  EXPECT_EQ(measure("-[4.2.1]"), "person");
  EXPECT_EQ(measure("abs(round([4.2.1], 1))"), "person");
  EXPECT_EQ(measure("min([4.2.1], [4.2.2], 0)"), "person");
  EXPECT_EQ(measure("coalesce([4.2.1], 0)"), "person");
  EXPECT_EQ(measure("if([3.3] > 5, [4.2.1], 0)"), "person");
  EXPECT_EQ(measure("100 * [4.2.1] / [4.2.2]"), "number");
  EXPECT_EQ(measure("[3.3] / [4.2.1]"), "case file (hồ sơ) / person");
  EXPECT_EQ(measure("1 / [4.2.1]"), "1 / person");
  EXPECT_EQ(measure("[4.2.1] * [4.2.1]"), "person^2");
  EXPECT_EQ(measure("[4.2.1] * [3.3] / [4.2.2]"), "case file (hồ sơ)");
}

TEST(FormulaMeasure, gives_a_plain_number_for_comparisons_percents_and_constants) {
  EXPECT_EQ(measure("[4.2.1] > 10"), "number");
  EXPECT_EQ(measure("[3.3.1] + 100 * [3.3.resolved_on_time] / [3.3]"), "number");
  EXPECT_EQ(measure("2 * 3 + 1"), "number");
  EXPECT_EQ(measure("[4.2.1] * [3.3.1] / 100"), "person");
}

TEST(FormulaMeasure, lets_a_written_number_take_the_other_sides_measure) {
  EXPECT_EQ(measure("[4.2.1] + 1"), "person");
  EXPECT_EQ(measure("1 + [4.2.1]"), "person");
  EXPECT_EQ(measure("2 * 3 - [4.2.1]"), "person");
}

TEST(FormulaMeasure, refuses_unlike_operands_and_points_at_the_operation) {
  for (const char* text :
       {"[4.2.1] + [3.3]", "[4.2.1] - [3.3]", "min([4.2.1], [3.3])", "[4.2.1] < [3.3]",
        "coalesce([4.2.1], [3.3])", "if([3.1] > 0, [4.2.1], [3.3])", "[4.2.1] + [3.3.1]",
        "[4.2.1] + [4.2.1] / [4.2.2]", "[4.2.1] * [4.2.1] + [4.2.1]"}) {
    EXPECT_EQ(refusal(text), "CCHC-E0620") << text;
  }
}

TEST(FormulaMeasure, puts_the_caret_below_the_operation) {
  try {
    static_cast<void>(measure_of(Formula::compile("[4.2.1] + [3.3]"), shipped_catalogue()));
    FAIL();
  } catch (const FormulaError& error) {
    EXPECT_NE(error.message_en().find("\n  [4.2.1] + [3.3]\n          ^"), std::string::npos)
        << error.message_en();
    EXPECT_NE(error.message_en().find("position 9"), std::string::npos);
  }
}

TEST(FormulaMeasure, refuses_arithmetic_with_answer_codes_but_not_their_comparison) {
  EXPECT_EQ(measure("[1.5] == 1"), "number");
  EXPECT_EQ(measure("if([1.5] == 1, [4.2.1], 0)"), "person");
  EXPECT_EQ(measure("coalesce([1.5], 0) == 1"), "number");
  for (const char* text : {"[1.5] + 1", "2 * [1.5]", "-[1.5]", "abs([1.5])", "max([1.5], 1)"}) {
    EXPECT_EQ(refusal(text), "CCHC-E0621") << text;
  }
}

TEST(FormulaMeasure, refuses_unknown_references_and_headers) {
  EXPECT_EQ(refusal("[9.9.9]"), "CCHC-E0622");
  EXPECT_EQ(refusal("[1] + 1"), "CCHC-E0622");
}

TEST(FormulaMeasure, compares_the_result_with_what_is_declared) {
  EXPECT_EQ(refusal("[4.2.1] + [4.2.2]", "person"), "");
  EXPECT_EQ(refusal("[4.2.1] + [4.2.2]", "case file (hồ sơ)"), "CCHC-E0623");
  EXPECT_EQ(refusal("[4.2.1] + [4.2.2]", "percent"), "CCHC-E0623");
  EXPECT_EQ(refusal("100 * [4.2.1] / [4.2.2]", "percent"), "");
  EXPECT_EQ(refusal("[4.2.1] > 10", "unit"), "");
}

TEST(FormulaMeasure, accepts_every_formula_of_the_shipped_catalogue) {
  Index formulas = 0;
  for (Index position = 0; position < shipped_catalogue().size(); ++position) {
    if (const auto& formula = shipped_catalogue().formulas(position).formula) {
      check_measure(*formula, shipped_catalogue(), shipped_catalogue()[position].unit_of_measure);
      ++formulas;
    }
  }
  EXPECT_GE(formulas, 3);
}

TEST(FormulaMeasure, writes_names_as_codes) {
  const std::string name = shipped_catalogue()[shipped_catalogue().at("4.2.1")].name;
  const Formula formula =
      Formula::compile("2 * [" + name + " @ 2015] - [4.2.2] / [ " + name + " ]");
  EXPECT_EQ(with_catalogue_codes(formula, shipped_catalogue()).text(),
            "2 * [4.2.1 @ 2015] - [4.2.2] / [4.2.1]");
}

TEST(FormulaMeasure, reads_codes_of_a_form_inside_the_form) {
  const Form form = Form::from_json(testing::shipped("form_bm3_2024.json"), shipped_catalogue());
  const Formula formula = Formula::compile("[2.4] / [3.1]");
  EXPECT_EQ(with_catalogue_codes(formula, shipped_catalogue(), &form).text(), "[3.2.1] / [3.1]");
  EXPECT_EQ(with_catalogue_codes(Formula::compile("1 + 1"), shipped_catalogue()).text(), "1 + 1");
  EXPECT_THROW(
      static_cast<void>(with_catalogue_codes(Formula::compile("[x]"), shipped_catalogue())),
      FormulaError);
}

}  // namespace
}  // namespace cchc
