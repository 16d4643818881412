// What is true of the reports behind the figures: the form versions they were printed in, and
// whether their data windows keep to the rule. One set of bits a cell, carried along by everything
// that makes figures of figures.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cchc/cube/plane.hpp"
#include "cchc/observations/observations.hpp"

namespace cchc {

// A report covers other days than its period asks for.
inline constexpr ReportTraits off_window = ReportTraits{1} << 31;

// All units whose figures the totals of the cells unit..end-1 lack, by id with their names.
[[nodiscard]] std::map<std::string, std::string> lost_below(const Plane& plane, Index unit,
                                                            Index end, Index period);

// Form versions that the sources name ("PL1-2024", or several separated by ", "), in order of first
// appearance; the k-th has bit k. Beyond 21 versions the last bit stands for all further ones.
[[nodiscard]] std::vector<std::string> form_versions(const Observations& observations);

// Sets the traits of every reported cell of an observed plane. Leaves them empty when the sources
// name no two versions and keep to their windows.
void note_reports(Plane& plane, const Observations& observations,
                  const std::vector<Period>& periods);

// The versions that figures with these traits rest on; the only one that the observations name when
// nothing is noted.
[[nodiscard]] std::vector<std::string> versions_behind(ReportTraits traits,
                                                       const std::vector<std::string>& versions);

// Whether two figures were printed in different versions: when they share none, or when one form
// ("PL1" of "PL1-2024") stands behind both in unlike versions. Nothing known is no difference.
[[nodiscard]] bool versions_differ(const std::vector<std::string>& one,
                                   const std::vector<std::string>& other);

}  // namespace cchc
