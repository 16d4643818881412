// Rule files: JSON to definitions and back.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cchc/base/fault_list.hpp"
#include "cchc/validate/rule_set.hpp"

namespace cchc {

// Reads what is there and adds a fault for every member that is missing, unknown, of the wrong type
// or of an unknown word. Never throws for what the file says.
[[nodiscard]] RuleSetDefinition read_rules(const nlohmann::json& json, FaultList& faults);

// Text with two spaces of indentation that reads back to an equal definition. Empty and default
// members are left out.
[[nodiscard]] std::string to_json(const RuleSetDefinition& definition);

}  // namespace cchc
