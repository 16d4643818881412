#include "cchc/aggregate/modified_reference.hpp"

#include <algorithm>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto words = enum_text<UnitModifier>("modifier", "phép gộp",
                                               {{UnitModifier::sum, "sum"},
                                                {UnitModifier::count, "count"},
                                                {UnitModifier::mean, "mean"},
                                                {UnitModifier::minimum, "minimum"},
                                                {UnitModifier::maximum, "maximum"},
                                                {UnitModifier::median, "median"},
                                                {UnitModifier::parent, "parent"},
                                                {UnitModifier::top, "top"}});

// A level is written with _ for blanks.
std::string spoken(std::string level) {
  std::ranges::replace(level, '_', ' ');
  return level;
}

[[noreturn]] void refuse_level(const Hierarchy& hierarchy, const std::string& level) {
  std::string names;
  for (const std::string& name : hierarchy.levels()) {
    names += (names.empty() ? "" : ", ") + name;
  }
  throw SelectionError("CCHC-E0941", "no level \"" + level + "\"; known: " + names,
                       "không có cấp \"" + level + "\"; các cấp có: " + names);
}

}  // namespace

std::string_view to_text(UnitModifier modifier) { return words.text(modifier); }

std::optional<ModifiedReference> find_modified_reference(std::string_view code) {
  const std::size_t colon = code.find(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const auto modifier = words.find(code.substr(0, colon));
  if (!modifier) {
    return std::nullopt;
  }
  const std::string_view rest = code.substr(colon + 1);
  const std::size_t level = rest.find(':');
  ModifiedReference found{*modifier, std::string(rest.substr(0, level)), {}};
  if (level != std::string_view::npos) {
    found.level = std::string(rest.substr(level + 1));
  }
  return found;
}

bool reads_one_unit(UnitModifier modifier) {
  return modifier == UnitModifier::parent || modifier == UnitModifier::top;
}

Index unit_read(const Hierarchy& hierarchy, const ModifiedReference& reference, Index unit) {
  if (reference.modifier == UnitModifier::parent) {
    return hierarchy.parent(unit);
  }
  while (reference.modifier == UnitModifier::top && hierarchy.parent(unit) >= 0) {
    unit = hierarchy.parent(unit);
  }
  return unit;
}

std::vector<bool> units_named(const Hierarchy& hierarchy, const ModifiedReference& reference) {
  const std::string level = spoken(reference.level);
  std::vector<bool> named;
  for (Index unit = 0; unit < hierarchy.size(); ++unit) {
    named.push_back(level.empty() || spoken(hierarchy.level(unit)) == level);
  }
  if (!level.empty() && std::ranges::find(named, true) == named.end()) {
    refuse_level(hierarchy, level);
  }
  return named;
}

}  // namespace cchc
