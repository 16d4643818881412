// Rows that cross the border as plain dictionaries: issues and sources.
#pragma once

#include <string>
#include <vector>

#include "cchc/base/decimal.hpp"
#include "cchc/observations/issue.hpp"
#include "cchc/observations/observations.hpp"
#include "pybind.hpp"

namespace cchc::bindings {

[[nodiscard]] py::list issue_list(const std::vector<Issue>& issues);
// Members that are absent, None or empty stay empty. Dates are ISO texts.
[[nodiscard]] Source source_from_dict(const py::dict& row);
// A plain decimal; throws NumberError E0710.
[[nodiscard]] Decimal exact_decimal(const std::string& text);
[[nodiscard]] py::dict source_dict(const Source& source);

}  // namespace cchc::bindings
