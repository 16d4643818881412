// Hierarchy files: units, their lineage, the levels that came and went, and counts per unit.
//
//   {"hierarchy": "provinces", "version": "2025-07-01", "title_vi": "...", "title_en": "...",
//    "units":  [{"id", "name", "parent", "type", "level", "code", "valid_from", "valid_to",
//                "reports"}],                        only id and name must be there
//    "events": [{"kind": "split", "date": "2025-07-01", "from": ["a"], "source": "", "note": "",
//                "to": ["b", {"unit": "c", "share": "0.35"},
//                       {"unit": "d", "amounts": [{"indicator": "4.2.1", "amount": "12"}]}]}],
//    "level_changes": [{"level": "district", "kind": "abolished", "date": "2025-07-01"}],
//    "counts": [{"name": "commune_units", "date": "2025-06-30", "source": "...",
//                "rows": [{"unit": "a", "value": 12}]}]}
//
// Dates are ISO 8601. Shares and amounts are texts, so that no reader makes doubles of them.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/fault_list.hpp"
#include "cchc/model/lineage.hpp"
#include "cchc/model/unit_figures.hpp"

namespace cchc {

// One whole number per unit on a day, such as how many communes a province had.
struct UnitCounts {
  std::string name;  // English identifier
  std::string label_vi;
  std::string label_en;
  std::string source;
  Date date;
  std::map<std::string, Int128> values;  // by unit id
};

struct HierarchyDefinition {
  std::string id;
  std::string version;
  std::string title_vi;
  std::string title_en;
  std::vector<Unit> units;
  std::vector<LineageEvent> events;
  std::vector<LevelChange> level_changes;
  std::vector<UnitCounts> counts;
};

// Reads what is there and adds a fault with its JSON path for every member that is missing,
// unknown, of the wrong type, or no date, decimal or kind. Never throws for what the file says.
[[nodiscard]] HierarchyDefinition read_hierarchy(const nlohmann::json& json, FaultList& faults);

// All three throw InputError as parse_json. Each reads the whole file and refuses all of its
// faults: HierarchyError E0402, then E0401 when the units form no hierarchy.
[[nodiscard]] Hierarchy hierarchy_from_json(std::string_view text);
// LineageError E0502, then E0501 when the events do not fit the hierarchy.
[[nodiscard]] Lineage lineage_from_json(std::string_view text, const Hierarchy& hierarchy);
// LineageError E0502.
[[nodiscard]] std::vector<UnitCounts> unit_counts_from_json(std::string_view text);

// In the order of the hierarchy; units without a count are empty.
// Throws SelectionError E0902 for a unit that the hierarchy does not have.
[[nodiscard]] std::vector<std::optional<Int128>> figures(const UnitCounts& counts,
                                                         const Hierarchy& hierarchy);

}  // namespace cchc
