#include <memory>
#include <string>
#include <vector>

#include "cchc/aggregate/rebuild.hpp"
#include "cchc/model/hierarchy_json.hpp"
#include "cchc/model/lineage.hpp"
#include "composed.hpp"
#include "pybind.hpp"
#include "recipe.hpp"
#include "rows.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

// What a receiver gets: a share, amounts by indicator, or neither; exact decimals as texts.
py::dict receiver_row(const Receiver& receiver) {
  py::dict row;
  row["unit"] = receiver.unit;
  row["share"] = receiver.share ? py::object(py::str(to_string(*receiver.share))) : py::none();
  py::dict amounts;
  for (const auto& [indicator, amount] : receiver.amounts) {
    amounts[py::str(indicator)] = to_string(amount);
  }
  row["amounts"] = amounts;
  return row;
}

py::list event_list(const Lineage& lineage) {
  py::list rows;
  for (const LineageEvent& event : lineage.events()) {
    py::dict row;
    row["kind"] = std::string(event_kind_words.text(event.kind));
    row["date"] = to_text(event.date);
    row["from"] = event.from;
    std::vector<std::string> to;
    py::list receivers;
    for (const Receiver& receiver : event.to) {
      to.push_back(receiver.unit);
      receivers.append(receiver_row(receiver));
    }
    row["to"] = to;
    row["receivers"] = receivers;
    row["source"] = event.source;
    row["note"] = event.note;
    rows.append(row);
  }
  return rows;
}

py::object read_lineage(const std::string& text, const std::shared_ptr<Hierarchy>& hierarchy) {
  const auto lineage = std::make_shared<Lineage>(lineage_from_json(composed(text), *hierarchy));
  return made_by(lineage, "lineage",
                 py::dict(py::arg("text") = text, py::arg("hierarchy") = hierarchy));
}

// Cube, its hierarchy, issues.
py::tuple result_tuple(const RebuildResult& result, const char* verb, const py::dict& arguments) {
  return py::make_tuple(made_by(result.cube, verb, arguments),
                        std::const_pointer_cast<Hierarchy>(result.cube->parts().hierarchy),
                        issue_list(result.issues));
}

}  // namespace

void bind_lineage(py::module_& module) {
  py::class_<Lineage, std::shared_ptr<Lineage>>(
      module, "Lineage", "Dated events that change units.", py::dynamic_attr())
      .def_static("from_json", &read_lineage, py::arg("text"), py::arg("hierarchy").none(false))
      .def("__len__", &Lineage::size)
      .def("events", &event_list);
  module.def(
      "hierarchy_from_json",
      [](const std::string& text) { return hierarchy_from_json(composed(text)); }, py::arg("text"));
  module.def(
      "rebuild_as_it_is",
      [](const CubePointer& cube, const std::shared_ptr<Lineage>& lineage, const std::string& day) {
        RebuildResult result;
        {
          const py::gil_scoped_release unlocked;
          result = rebuild_as_it_is(cube, *lineage, date_from_text(day));
        }
        return result_tuple(
            result, "rebuild_as_it_is",
            py::dict(py::arg("cube") = cube, py::arg("lineage") = lineage, py::arg("day") = day));
      },
      py::arg("cube").none(false), py::arg("lineage").none(false), py::arg("day"));
  module.def(
      "rebuild_constant_perimeter",
      [](const CubePointer& cube, const std::shared_ptr<Lineage>& lineage, const std::string& first,
         const std::string& second) {
        RebuildResult result;
        {
          const py::gil_scoped_release unlocked;
          result = rebuild_constant_perimeter(cube, *lineage, date_from_text(first),
                                              date_from_text(second));
        }
        return result_tuple(result, "rebuild_constant_perimeter",
                            py::dict(py::arg("cube") = cube, py::arg("lineage") = lineage,
                                     py::arg("first") = first, py::arg("second") = second));
      },
      py::arg("cube").none(false), py::arg("lineage").none(false), py::arg("first"),
      py::arg("second"));
}

}  // namespace cchc::bindings
