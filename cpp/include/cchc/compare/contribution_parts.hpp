// Reading a contribution: its parts by cause, the largest of them, and what to print beside each.
#pragma once

#include <string>

#include "cchc/compare/contribution.hpp"

namespace cchc {

// The parts of one cause together.
[[nodiscard]] Int128 change_by(const Contribution& contribution, ContributionCause cause);

// The n parts with the largest changes in size, ties in the order they had, and the rest as one
// part `others`, whose cause is mixed unless all of it has one.
[[nodiscard]] Contribution top(const Contribution& contribution, Index n);

// The name of its unit, or those of its members.
[[nodiscard]] std::string part_name(const ContributionPart& part, const Hierarchy& hierarchy);

// "Sở A: reported in both periods", "others (5 units)".
[[nodiscard]] std::string label_en(const ContributionPart& part, const Hierarchy& hierarchy);
[[nodiscard]] std::string label_vi(const ContributionPart& part, const Hierarchy& hierarchy);

}  // namespace cchc
