// The sides of a rule as figures to be read by people.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cchc/validate/operand.hpp"

namespace cchc {

// The value of a formula in the first row, exact where it is linear over exact figures, otherwise
// to at most 4 decimals; empty when it has none. No zeros at the end.
[[nodiscard]] std::string side_text(const Formula& formula, std::span<const Reference> references,
                                    std::span<Operand> operands);

// A machine number as it is printed in a language: "16181.5" is "16.181,5" in Vietnamese and
// "16,181.5" in English. Anything else stays as it is.
[[nodiscard]] std::string printed_vi(std::string_view number);
[[nodiscard]] std::string printed_en(std::string_view number);

}  // namespace cchc
