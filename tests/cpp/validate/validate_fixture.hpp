// Builders of rules and their verdicts over small cubes, for tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cchc/validate/finding.hpp"
#include "cchc/validate/rule_json.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc::samples {

// A rule of the given sides, to be changed further.
inline RuleDefinition rule(std::string left, RuleOperator comparison, std::string right) {
  RuleDefinition made;
  made.id = "R";
  made.title_vi = "Quy tắc";
  made.title_en = "A rule";
  made.left = std::move(left);
  made.comparison = comparison;
  made.right = std::move(right);
  made.question_vi = "Vì sao {left}?";
  made.question_en = "Why {left}?";
  return made;
}

inline RuleSet rule_set(std::vector<RuleDefinition> rules) {
  RuleSetDefinition definition;
  definition.id = "test";
  definition.version = "1";
  definition.catalogue = "golden";
  definition.evidence = {{"text.2.1", "Trong lời văn", "In the text", ""}};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].id += std::to_string(i);
  }
  definition.rules = std::move(rules);
  return RuleSet(std::move(definition));
}

// The word of the verdict of one rule over a cube of three departments.
inline std::string verdict(const Reports& reports, const RuleDefinition& rule,
                           std::string_view unit = "a", std::string_view period = h1) {
  const auto cube = reports.cube(three_departments());
  const auto found = validate(cube, rule_set({rule}), {1});
  return std::string(to_text(
      found->verdict(0, cube->hierarchy().at(unit), cube->at_period(period_from_text(period)))));
}

inline Finding evidence(const Reports& reports, const RuleDefinition& rule,
                        std::string_view period = h1) {
  const auto cube = reports.cube(three_departments());
  const auto found = validate(cube, rule_set({rule}), {1});
  return finding(*found, 0, cube->hierarchy().at("a"), cube->at_period(period_from_text(period)));
}

}  // namespace cchc::samples
