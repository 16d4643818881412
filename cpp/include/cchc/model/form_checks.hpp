// What makes a form definition consistent with itself and with its catalogue.
#pragma once

#include "cchc/base/fault_list.hpp"
#include "cchc/model/form.hpp"

namespace cchc {

// Adds the faults with the JSON paths that the form's file has; members that `faults` already
// mentions are left alone.
void check_form(const FormDefinition& definition, const Catalogue& catalogue, FaultList& faults);

}  // namespace cchc
