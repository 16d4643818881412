// The hierarchy: organisation units ("units") in pre-order, with levels and validity dates.
//
// Pre-order means that a unit stands directly before its descendants, so a subtree is one range:
//
//   position  unit          parent  end
//      0      province        -      4      subtree of 0 is [0, 4)
//      1        department    0      3
//      2          division    1      3
//      3        department    0      4
//
// Identity is (id, validity), never the official code: codes are taken over by other units when
// units merge, so a code may belong to several units with disjoint validity.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cchc/base/index.hpp"
#include "cchc/model/period.hpp"

namespace cchc {

struct Unit {
  std::string id;      // unique in the hierarchy
  std::string name;    // Vietnamese, as printed
  std::string parent;  // id, or empty for a root
  std::string type;    // department, province, district, commune, public_service_unit, group, ...
  std::string level;   // name of its level; empty: "level <depth>"
  std::string code;    // official code, may be empty, may be reused by another unit later
  std::optional<Date> valid_from;  // first day of validity; empty: always
  std::optional<Date> valid_to;    // first day on which it is no longer valid; empty: still valid
  bool reports = true;             // sends reports of its own; a pure grouping does not
};

class Hierarchy {
 public:
  // Units in any order. Siblings keep their given order.
  // Throws HierarchyError E0401 listing every fault: empty or repeated id, unknown parent, cycle,
  // validity that ends before it begins, two units with one code at the same time.
  explicit Hierarchy(std::vector<Unit> units);

  [[nodiscard]] Index size() const { return static_cast<Index>(units_.size()); }
  [[nodiscard]] const Unit& operator[](Index unit) const {
    return units_[static_cast<std::size_t>(unit)];
  }
  [[nodiscard]] std::span<const Unit> units() const { return units_; }
  // Position of the parent; -1 for a root.
  [[nodiscard]] Index parent(Index unit) const { return parents_[static_cast<std::size_t>(unit)]; }
  // One past the last position of the unit's subtree.
  [[nodiscard]] Index end(Index unit) const { return ends_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] Index depth(Index unit) const { return depths_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] bool is_leaf(Index unit) const { return end(unit) == unit + 1; }
  [[nodiscard]] bool is_within(Index unit, Index ancestor) const {
    return unit >= ancestor && unit < end(ancestor);
  }
  [[nodiscard]] std::vector<Index> children(Index unit) const;
  [[nodiscard]] std::vector<Index> roots() const;

  // By id, else by exact name when only one unit bears it.
  [[nodiscard]] std::optional<Index> find(std::string_view id_or_name) const;
  // Throws SelectionError E0902 naming the nearest units.
  [[nodiscard]] Index at(std::string_view id_or_name) const;
  // The unit that bears an official code on a day.
  [[nodiscard]] std::optional<Index> find_code(std::string_view code, Date day) const;

  [[nodiscard]] bool is_valid(Index unit, Date day) const;
  // A unit is expected to report on a window when it is valid on the last day of the window's rule:
  // who was abolished inside the window no longer sends its report, who was created does.
  [[nodiscard]] bool is_expected(Index unit, Period period) const;
  // Names of the levels from the root down, in order of first appearance by depth.
  [[nodiscard]] std::vector<std::string> levels() const;
  [[nodiscard]] const std::string& level(Index unit) const {
    return units_[static_cast<std::size_t>(unit)].level;
  }

 private:
  std::vector<Unit> units_;
  std::vector<Index> parents_;
  std::vector<Index> ends_;
  std::vector<Index> depths_;
  std::unordered_map<std::string, Index> by_id_;
  std::unordered_map<std::string, Index> by_name_;  // -1: several units bear the name
};

}  // namespace cchc
