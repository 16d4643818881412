// Moments of every subtree in one sweep: the native parts that a user's aggregation is made of.
//
//   unit          own   count   sum   sum_of_squares   minimum   maximum
//   province       .      2      52        1744            12        40
//     dept A       40     1      40        1600            40        40
//     dept B       12     1      12         144            12        12
//     dept C       .      0       .           .             .         .
#pragma once

#include <string_view>
#include <vector>

#include "cchc/base/plane.hpp"
#include "cchc/model/hierarchy.hpp"

namespace cchc {

enum class Moment { count, sum, sum_of_squares, minimum, maximum };

[[nodiscard]] std::string_view to_text(Moment moment);
// Throws SelectionError E0920 listing the known moments.
[[nodiscard]] Moment moment_from_text(std::string_view text);

// For each asked moment units x periods over the own figures of the unit's subtree, in the unit of
// measure of the figures (squared for sum_of_squares). Each is the exact result of the decimals,
// rounded once, whatever the number of threads; of figures that are quotients themselves the sums
// are taken in one fixed order. A subtree without any figure has count 0 and NaN for the rest.
// Throws NumberError E0701 when a square leaves 128 bits.
[[nodiscard]] std::vector<Matrix> subtree_moments(const Hierarchy& hierarchy, const Figures& own,
                                                  const std::vector<Moment>& moments);

}  // namespace cchc
