// Rows that cross the border as plain dictionaries: issues and sources.
#pragma once

#include <vector>

#include "cchc/observations/issue.hpp"
#include "cchc/observations/observations.hpp"
#include "pybind.hpp"

namespace cchc::bindings {

[[nodiscard]] py::list issue_list(const std::vector<Issue>& issues);
// Members that are absent, None or empty stay empty. Dates are ISO texts.
[[nodiscard]] Source source_from_dict(const py::dict& row);
[[nodiscard]] py::dict source_dict(const Source& source);

}  // namespace cchc::bindings
