// Catalogue and form files: JSON to definitions and back.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cchc/base/fault_list.hpp"
#include "cchc/model/catalogue.hpp"
#include "cchc/model/form.hpp"

namespace cchc {

// Reads what is there and adds a fault for every member that is missing, unknown, of the wrong type
// or of an unknown word. Never throws for what the file says.
[[nodiscard]] CatalogueDefinition read_catalogue(const nlohmann::json& json, FaultList& faults);
[[nodiscard]] FormDefinition read_form(const nlohmann::json& json, FaultList& faults);

// Text with two spaces of indentation that reads back to an equal definition. Empty and default
// members are left out.
[[nodiscard]] std::string to_json(const CatalogueDefinition& definition);
[[nodiscard]] std::string to_json(const FormDefinition& definition);

}  // namespace cchc
