// Whole levels of administration come and go: the district level ended on 1 July 2025.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cchc/base/enum_text.hpp"
#include "cchc/model/date.hpp"

namespace cchc {

enum class LevelChangeKind { created, abolished };

inline constexpr auto level_change_words = enum_text<LevelChangeKind>(
    "change of a level", "thay đổi cấp hành chính",
    {{LevelChangeKind::created, "created"}, {LevelChangeKind::abolished, "abolished"}});

struct LevelChange {
  std::string level;
  LevelChangeKind kind = LevelChangeKind::abolished;
  Date date;           // first day on which the level is there, or is no longer there
  std::string source;  // the text that decided it
  std::string note;
};

// The latest change up to the day decides; before its first change a level has the other state.
// A level without changes is always valid.
[[nodiscard]] bool is_level_valid(std::span<const LevelChange> changes, std::string_view level,
                                  Date day);

}  // namespace cchc
