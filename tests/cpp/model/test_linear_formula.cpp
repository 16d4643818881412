#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cchc/model/linear_formula.hpp"

namespace cchc {
namespace {

// "2[a] -1[b @ 2015]" or "no sum".
std::string terms(const std::string& text) {
  const auto found = linear_terms(Formula::compile(text));
  if (!found) {
    return "no sum";
  }
  std::string told;
  for (const LinearTerm& term : *found) {
    told += (told.empty() ? "" : " ") + std::to_string(term.coefficient) + to_text(term.reference);
  }
  return told;
}

TEST(LinearFormula, SumsAndDifferencesHaveTerms) {
  EXPECT_EQ(terms("[a]"), "1[a]");
  EXPECT_EQ(terms("[a @ 2015] - [a]"), "1[a @ 2015] -1[a]");
  EXPECT_EQ(terms("-([a] - ([b] - [c]))"), "-1[a] 1[b] -1[c]");
}

TEST(LinearFormula, TheSameIndicatorAtAnotherTimeIsAnotherTerm) {
  EXPECT_EQ(terms("[a] + [a @ previous] + [a @ same_period_last_year] + [a]"),
            "2[a] 1[a @ previous] 1[a @ same_period_last_year]");
}

TEST(LinearFormula, WholeMultiplesAreTerms) {
  EXPECT_EQ(terms("3 * [a] + [b] * 2"), "3[a] 2[b]");
  EXPECT_EQ(terms("2 * (3 * ([a] - [b]))"), "6[a] -6[b]");
  EXPECT_EQ(terms("0.5 * [a] + 0.5 * [a]"), "1[a]");
}

TEST(LinearFormula, WhatCancelsIsNoTerm) {
  EXPECT_EQ(terms("[a] + [b] - [a]"), "1[b]");
  EXPECT_EQ(terms("[a] - [a]"), "");
  EXPECT_EQ(terms("[a] + 5 - 5"), "1[a]");
}

TEST(LinearFormula, OtherFormulasAreNoSums) {
  for (const char* text :
       {"[a] * [b]", "[a] / [b]", "[a] / 2", "[a] + 1", "7", "0.5 * [a]", "min([a], [b])",
        "max([a], 0)", "abs([a])", "round([a])", "coalesce([a], 0)", "if([a] > 0, [a], 0)",
        "[a] > [b]", "2000000 * [a]", "1e308 * 10 * [a]", "[a] + (1e308 * 10)"}) {
    EXPECT_EQ(terms(text), "no sum") << text;
  }
}

// A random formula of whole multiples, as text.
std::string random_formula(std::mt19937_64& random, int depth) {
  const char* names[] = {"[a]", "[b]", "[c @ 2015]"};
  switch (depth == 0 ? 0 : random() % 5) {
    case 0:
      return names[random() % 3];
    case 1:
      return "-" + random_formula(random, depth - 1);
    case 2:
      return std::to_string(random() % 7) + " * (" + random_formula(random, depth - 1) + ")";
    case 3:
      return "(" + random_formula(random, depth - 1) + ") - (" + random_formula(random, depth - 1) +
             ")";
    default:
      return random_formula(random, depth - 1) + " + " + random_formula(random, depth - 1);
  }
}

TEST(LinearFormula, TermsGiveWhatTheFormulaGives) {
  std::mt19937_64 random(31);
  for (int round = 0; round < 500; ++round) {
    const Formula formula = Formula::compile(random_formula(random, 5));
    const auto found = linear_terms(formula);
    ASSERT_TRUE(found) << formula.text();
    std::vector<double> values;
    for (std::size_t k = 0; k < formula.references().size(); ++k) {
      values.push_back(static_cast<double>(random() % 1000));
    }
    std::vector<std::span<const double>> columns;
    for (const double& value : values) {
      columns.emplace_back(&value, 1);
    }
    double direct = 0;
    formula.evaluate(columns, {&direct, 1});
    double by_terms = 0;
    for (const LinearTerm& term : *found) {
      for (std::size_t k = 0; k < values.size(); ++k) {
        by_terms += formula.references()[k] == term.reference ? term.coefficient * values[k] : 0;
      }
    }
    ASSERT_EQ(direct, by_terms) << formula.text();
  }
}

// "5 [a] -10 [b] +30 /10^1"
std::string form_text(std::string_view text) {
  const Formula formula = Formula::compile(text);
  const auto form = linear_form(formula);
  if (!form) {
    return "none";
  }
  std::string result;
  for (const LinearForm::Term& term : form->terms) {
    result += std::to_string(term.coefficient) + " " +
              to_text(formula.references()[static_cast<std::size_t>(term.reference)]) + " ";
  }
  return result + "+" + std::to_string(form->constant) + " /10^" + std::to_string(form->scale);
}

TEST(linear_form, holds_decimal_coefficients_and_a_constant_over_one_power_of_ten) {
  EXPECT_EQ(form_text("0.5 * [a] - [b] + 3"), "5 [a] -10 [b] +30 /10^1");
  EXPECT_EQ(form_text("[a] + [b]"), "1 [a] 1 [b] +0 /10^0");
  EXPECT_EQ(form_text("7"), "+7 /10^0");
}

TEST(linear_form, what_cancels_is_still_read) {
  EXPECT_EQ(form_text("[a] - [a] + 0 * [b] + 1"), "0 [a] 0 [b] +1 /10^0");
}

TEST(linear_form, quotients_conditions_and_binary_leftovers_are_none) {
  EXPECT_EQ(form_text("[a] / [b]"), "none");
  EXPECT_EQ(form_text("coalesce([a], 0)"), "none");
  EXPECT_EQ(form_text("0.1 * 3 * [a]"), "none");  // 0.30000000000000004 in float64
  EXPECT_EQ(form_text("0.0000001 * [a]"), "none");
  EXPECT_EQ(form_text("1e13 * [a]"), "none");
  EXPECT_EQ(form_text("1e-300 * [a]"), "none");
}

}  // namespace
}  // namespace cchc
