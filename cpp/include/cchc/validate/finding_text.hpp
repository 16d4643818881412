// What a finding says in words: the expectation, the question, and the plain messages.
#pragma once

#include <string>

#include "cchc/validate/finding.hpp"

namespace cchc {

struct TwoTexts {
  std::string vi;
  std::string en;
};

// "at most 39", "one of 0, 1, 2", "equal to 127"; empty when the right side has no value.
[[nodiscard]] TwoTexts expected_text(const Rule& rule, const Finding& finding);

// The question of the rule with its places filled.
[[nodiscard]] TwoTexts question_text(const Validation& validation, const Finding& finding);

// What was compared, or which cells are missing, for verdicts that are no failure.
[[nodiscard]] TwoTexts plain_text(const Rule& rule, const Finding& finding);

}  // namespace cchc
