// What makes a catalogue definition consistent, apart from how it is written.
#pragma once

#include <vector>

#include "cchc/base/fault_list.hpp"
#include "cchc/model/catalogue.hpp"

namespace cchc {

// Adds the faults of `definition` with the JSON paths that its file has: "$.indicators[12].parent".
// Members that `faults` already mentions are left alone. Returns the compiled formulas, one entry
// an indicator; a formula that does not compile is a fault and stays absent.
std::vector<IndicatorFormulas> check_catalogue(const CatalogueDefinition& definition,
                                               FaultList& faults);

}  // namespace cchc
