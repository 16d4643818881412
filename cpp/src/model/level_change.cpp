#include "cchc/model/level_change.hpp"

namespace cchc {

bool is_level_valid(std::span<const LevelChange> changes, std::string_view level, Date day) {
  const LevelChange* latest = nullptr;
  const LevelChange* first = nullptr;
  for (const LevelChange& change : changes) {
    if (change.level != level) {
      continue;
    }
    if (first == nullptr || change.date < first->date) {
      first = &change;
    }
    if (change.date <= day && (latest == nullptr || latest->date <= change.date)) {
      latest = &change;
    }
  }
  if (latest != nullptr) {
    return latest->kind == LevelChangeKind::created;
  }
  return first == nullptr || first->kind == LevelChangeKind::abolished;
}

}  // namespace cchc
