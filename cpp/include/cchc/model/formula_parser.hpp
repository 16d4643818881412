// Formula text to program, by recursive descent.
#pragma once

#include <string_view>

#include "cchc/model/formula.hpp"

namespace cchc {

// Throws FormulaError as Formula::compile says.
[[nodiscard]] FormulaProgram parse_formula(std::string_view text);

}  // namespace cchc
