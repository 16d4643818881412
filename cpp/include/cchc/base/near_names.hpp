// "Did you mean": the known names that are spelt most like a wanted one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/base/index.hpp"

namespace cchc {

// Fewest insertions, deletions and replacements of bytes that turn one text into the other.
[[nodiscard]] Index edit_distance(std::string_view left, std::string_view right);

// At most `limit` names, nearest first (ties in the order given), none further away than half the
// length of the wanted name.
[[nodiscard]] std::vector<std::string> near_names(std::string_view wanted,
                                                  std::span<const std::string> known,
                                                  Index limit = 3);

// "\"3.3\", \"3.3.1\"", or "" when there is no name.
[[nodiscard]] std::string quoted_list(std::span<const std::string> names);

// "no indicator \"3.4\" in catalogue cchc; near: ...". `where` is written the same in both
// languages.
[[nodiscard]] SelectionError no_such_name(std::string code, std::string_view wanted,
                                          std::span<const std::string> known,
                                          std::string_view what_en, std::string_view what_vi,
                                          std::string_view where);

}  // namespace cchc
