// What a rebuild has to tell beside its figures, in words.
#pragma once

#include <string>

#include "cchc/model/period.hpp"
#include "cchc/observations/issue.hpp"

namespace cchc {

// I1002: figures of a unit end with it.
[[nodiscard]] Issue unit_ended(const std::string& name);
// I1003: answers, or rates without numerators and denominators, of units that changed.
[[nodiscard]] Issue cannot_be_carried(const std::string& code);
// I1005: a transfer of amounts took more from a unit than it had.
[[nodiscard]] Issue too_much_transferred(const std::string& code, Period period,
                                         const std::string& name);

}  // namespace cchc
