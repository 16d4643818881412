#include "cchc/model/hierarchy.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

using Positions = std::unordered_map<std::string, std::size_t>;

std::string place(std::size_t row) { return "units[" + std::to_string(row) + "]"; }

Positions index_ids(const std::vector<Unit>& units, std::vector<Fault>& faults) {
  Positions positions;
  for (std::size_t row = 0; row < units.size(); ++row) {
    const std::string& id = units[row].id;
    if (id.empty()) {
      faults.push_back({place(row), "the unit has no id", "đơn vị không có mã định danh (id)"});
    } else if (!positions.emplace(id, row).second) {
      faults.push_back({place(row), "the id '" + id + "' is given twice; ids must be unique",
                        "mã định danh '" + id + "' bị lặp; mỗi đơn vị một mã"});
    }
  }
  return positions;
}

void check_parents(const std::vector<Unit>& units, const Positions& positions,
                   std::vector<Fault>& faults) {
  for (std::size_t row = 0; row < units.size(); ++row) {
    const std::string& parent = units[row].parent;
    if (!parent.empty() && !positions.contains(parent)) {
      faults.push_back({place(row), "the parent '" + parent + "' is not among the units",
                        "đơn vị cấp trên '" + parent + "' không có trong danh sách"});
    }
  }
}

void check_validity(const std::vector<Unit>& units, std::vector<Fault>& faults) {
  for (std::size_t row = 0; row < units.size(); ++row) {
    const Unit& unit = units[row];
    if (unit.valid_from && unit.valid_to && *unit.valid_to <= *unit.valid_from) {
      faults.push_back({place(row), "'" + unit.id + "' ends before it begins to be valid",
                        "'" + unit.id + "' hết hiệu lực trước khi có hiệu lực"});
    }
  }
}

bool validity_overlaps(const Unit& a, const Unit& b) {
  const bool a_before_b = a.valid_to && b.valid_from && *a.valid_to <= *b.valid_from;
  const bool b_before_a = b.valid_to && a.valid_from && *b.valid_to <= *a.valid_from;
  return !a_before_b && !b_before_a;
}

void check_codes(const std::vector<Unit>& units, std::vector<Fault>& faults) {
  std::map<std::string, std::vector<std::size_t>> bearers;
  for (std::size_t row = 0; row < units.size(); ++row) {
    if (units[row].code.empty()) {
      continue;
    }
    auto& earlier = bearers[units[row].code];
    for (const std::size_t other : earlier) {
      if (validity_overlaps(units[row], units[other])) {
        faults.push_back({place(row),
                          "'" + units[row].id + "' and '" + units[other].id + "' bear the code " +
                              units[row].code + " at the same time",
                          "'" + units[row].id + "' và '" + units[other].id + "' cùng mang mã " +
                              units[row].code + " trong một thời gian"});
      }
    }
    earlier.push_back(row);
  }
}

// Rows in pre-order; rows that no root reaches (they sit on a cycle) are left out.
std::vector<std::size_t> pre_order(const std::vector<Unit>& units, const Positions& positions) {
  std::vector<std::vector<std::size_t>> children(units.size());
  std::vector<std::size_t> stack;
  for (std::size_t row = units.size(); row-- > 0;) {
    if (units[row].parent.empty()) {
      stack.push_back(row);
    } else {
      children[positions.at(units[row].parent)].push_back(row);
    }
  }
  std::vector<std::size_t> order;
  order.reserve(units.size());
  while (!stack.empty()) {
    const std::size_t row = stack.back();
    stack.pop_back();
    order.push_back(row);
    // Children were collected last to first, so pushing them as they are pops the first one first.
    stack.insert(stack.end(), children[row].begin(), children[row].end());
  }
  return order;
}

void check_cycles(const std::vector<Unit>& units, const std::vector<std::size_t>& order,
                  std::vector<Fault>& faults) {
  std::vector<bool> reached(units.size(), false);
  for (const std::size_t row : order) {
    reached[row] = true;
  }
  for (std::size_t row = 0; row < units.size(); ++row) {
    if (!reached[row]) {
      faults.push_back({place(row), "'" + units[row].id + "' is its own ancestor (a cycle)",
                        "'" + units[row].id + "' là cấp trên của chính nó (vòng lặp)"});
    }
  }
}

void refuse(std::vector<Fault> faults) {
  if (!faults.empty()) {
    throw HierarchyError("CCHC-E0401", "the units do not form a hierarchy",
                         "danh sách đơn vị không tạo thành cây tổ chức", std::move(faults));
  }
}

}  // namespace

Hierarchy::Hierarchy(std::vector<Unit> units) {
  std::vector<Fault> faults;
  const Positions positions = index_ids(units, faults);
  check_parents(units, positions, faults);
  check_validity(units, faults);
  check_codes(units, faults);
  refuse(faults);
  const std::vector<std::size_t> order = pre_order(units, positions);
  check_cycles(units, order, faults);
  refuse(faults);

  for (const std::size_t row : order) {
    Unit& unit = units[row];
    const Index parent = unit.parent.empty() ? -1 : by_id_.at(unit.parent);
    const Index depth = parent < 0 ? 0 : depths_[static_cast<std::size_t>(parent)] + 1;
    parents_.push_back(parent);
    depths_.push_back(depth);
    if (unit.level.empty()) {
      unit.level = "level " + std::to_string(depth);
    }
    by_id_.emplace(unit.id, static_cast<Index>(units_.size()));
    const auto [named, fresh] = by_name_.emplace(unit.name, static_cast<Index>(units_.size()));
    if (!fresh) {
      named->second = -1;
    }
    units_.push_back(std::move(unit));
  }
  ends_.resize(units_.size());
  for (Index unit = size() - 1; unit >= 0; --unit) {
    Index& end = ends_[static_cast<std::size_t>(unit)];
    end = std::max(end, unit + 1);
    if (parent(unit) >= 0) {
      Index& parent_end = ends_[static_cast<std::size_t>(parent(unit))];
      parent_end = std::max(parent_end, end);
    }
  }
}

std::vector<Index> Hierarchy::children(Index unit) const {
  std::vector<Index> found;
  for (Index child = unit + 1; child < end(unit); child = end(child)) {
    found.push_back(child);
  }
  return found;
}

std::vector<Index> Hierarchy::roots() const {
  std::vector<Index> found;
  for (Index unit = 0; unit < size(); unit = end(unit)) {
    found.push_back(unit);
  }
  return found;
}

std::optional<Index> Hierarchy::find(std::string_view id_or_name) const {
  const std::string wanted(id_or_name);
  if (const auto found = by_id_.find(wanted); found != by_id_.end()) {
    return found->second;
  }
  const auto named = by_name_.find(wanted);
  if (named == by_name_.end() || named->second < 0) {
    return std::nullopt;
  }
  return named->second;
}

Index Hierarchy::at(std::string_view id_or_name) const {
  if (const auto unit = find(id_or_name)) {
    return *unit;
  }
  std::string known;
  for (Index unit = 0; unit < std::min<Index>(size(), 8); ++unit) {
    known += (unit == 0 ? "" : ", ") + (*this)[unit].id;
  }
  const std::string wanted(id_or_name);
  throw SelectionError(
      "CCHC-E0902",
      "no single unit has the id or name '" + wanted + "'; units begin with: " + known,
      "không có đúng một đơn vị mang mã hoặc tên '" + wanted +
          "'; danh sách bắt đầu bằng: " + known);
}

std::optional<Index> Hierarchy::find_code(std::string_view code, Date day) const {
  for (Index unit = 0; unit < size(); ++unit) {
    if ((*this)[unit].code == code && is_valid(unit, day)) {
      return unit;
    }
  }
  return std::nullopt;
}

bool Hierarchy::is_valid(Index unit, Date day) const {
  const Unit& row = (*this)[unit];
  return (!row.valid_from || *row.valid_from <= day) && (!row.valid_to || day < *row.valid_to);
}

bool Hierarchy::is_expected(Index unit, Period period) const {
  return (*this)[unit].reports && is_valid(unit, rule_window(period).last);
}

std::vector<std::string> Hierarchy::levels() const {
  std::map<Index, std::vector<std::string>> by_depth;
  for (Index unit = 0; unit < size(); ++unit) {
    auto& names = by_depth[depth(unit)];
    if (std::find(names.begin(), names.end(), level(unit)) == names.end()) {
      names.push_back(level(unit));
    }
  }
  std::vector<std::string> found;
  for (const auto& [depth, names] : by_depth) {
    for (const std::string& name : names) {
      if (std::find(found.begin(), found.end(), name) == found.end()) {
        found.push_back(name);
      }
    }
  }
  return found;
}

}  // namespace cchc
