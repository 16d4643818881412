#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cchc/model/hierarchy.hpp"
#include "composed.hpp"
#include "positions.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

std::optional<Date> optional_date(const std::optional<std::string>& text) {
  return text ? std::optional(date_from_text(*text)) : std::nullopt;
}

py::object date_text(const std::optional<Date>& date) {
  return date ? py::object(py::str(to_text(*date))) : py::object(py::none());
}

py::dict unit_dict(const Hierarchy& hierarchy, Index position) {
  const Unit& unit = hierarchy[checked(position, hierarchy.size(), "unit")];
  py::dict row;
  row["id"] = unit.id;
  row["name"] = unit.name;
  row["parent"] = unit.parent;
  row["type"] = unit.type;
  row["level"] = unit.level;
  row["code"] = unit.code;
  row["valid_from"] = date_text(unit.valid_from);
  row["valid_to"] = date_text(unit.valid_to);
  row["reports"] = unit.reports;
  return row;
}

Unit unit_from_dict(const py::dict& row) {
  const auto text = [&](const char* key) {
    const bool given = row.contains(key) && !row[key].is_none();
    return given ? composed(row[key].cast<std::string>()) : "";
  };
  const auto date = [&](const char* key) {
    const std::string value = text(key);
    return optional_date(value.empty() ? std::nullopt : std::optional(value));
  };
  return {.id = text("id"),
          .name = text("name"),
          .parent = text("parent"),
          .type = text("type"),
          .level = text("level"),
          .code = text("code"),
          .valid_from = date("valid_from"),
          .valid_to = date("valid_to"),
          .reports = !row.contains("reports") || row["reports"].cast<bool>()};
}

}  // namespace

void bind_hierarchy(py::module_& module) {
  py::class_<Hierarchy, std::shared_ptr<Hierarchy>>(
      module, "Hierarchy", "Organisation units in pre-order, with levels and validity dates.",
      py::dynamic_attr())
      .def(py::init([](const std::vector<py::dict>& rows) {
             std::vector<Unit> units;
             for (const py::dict& row : rows) {
               units.push_back(unit_from_dict(row));
             }
             return std::make_shared<Hierarchy>(std::move(units));
           }),
           py::arg("units"))
      .def("__len__", &Hierarchy::size)
      .def(
          "at",
          [](const Hierarchy& self, const std::string& name) { return self.at(composed(name)); },
          py::arg("id_or_name"))
      .def(
          "find",
          [](const Hierarchy& self, const std::string& name) { return self.find(composed(name)); },
          py::arg("id_or_name"))
      .def(
          "parent",
          [](const Hierarchy& self, Index unit) {
            return self.parent(checked(unit, self.size(), "unit"));
          },
          py::arg("unit"))
      .def(
          "end",
          [](const Hierarchy& self, Index unit) {
            return self.end(checked(unit, self.size(), "unit"));
          },
          py::arg("unit"))
      .def(
          "depth",
          [](const Hierarchy& self, Index unit) {
            return self.depth(checked(unit, self.size(), "unit"));
          },
          py::arg("unit"))
      .def(
          "children",
          [](const Hierarchy& self, Index unit) {
            return self.children(checked(unit, self.size(), "unit"));
          },
          py::arg("unit"))
      .def("levels", &Hierarchy::levels)
      .def("unit", &unit_dict, py::arg("position"));
}

}  // namespace cchc::bindings
