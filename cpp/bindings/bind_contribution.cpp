#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/compare/contribution.hpp"
#include "cchc/report/contribution_explanation.hpp"
#include "positions.hpp"
#include "pybind.hpp"

namespace cchc::bindings {
namespace {

using CubePointer = std::shared_ptr<Cube>;

// Exact decimal text without needless zeros; None for nothing.
py::object decimal_text(const std::optional<Int128>& whole, int scale) {
  if (!whole) {
    return py::none();
  }
  std::string text = to_string(*whole, scale);
  if (scale > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return py::str(text);
}

py::dict part_dict(const Hierarchy& units, const ContributionPart& part, int scale) {
  py::dict row;
  row["unit"] = part.unit < 0 ? "" : units[part.unit].id;
  std::vector<std::string> members;
  for (const Index member : part.members) {
    members.push_back(units[member].id);
  }
  row["members"] = members;
  row["group"] = std::string(to_text(part.group));
  row["cause"] = std::string(to_text(part.cause));
  row["now"] = decimal_text(part.now, scale);
  row["then"] = decimal_text(part.then, scale);
  row["change"] = decimal_text(part.change, scale);
  row["rate_effect"] = decimal_text(part.rate_effect, scale);
  row["mix_effect"] = decimal_text(part.mix_effect, scale);
  const ContributionGroupEntry& entry = entry_of(part.group);
  row["message_en"] = std::string(entry.message_en);
  row["message_vi"] = std::string(entry.message_vi);
  return row;
}

py::dict contribution_dict(const Hierarchy& units, const Contribution& result) {
  py::dict row;
  row["unit"] = units[result.unit].id;
  row["is_ratio"] = result.is_ratio;
  row["now"] = decimal_text(result.now, result.scale);
  row["then"] = decimal_text(result.then, result.scale);
  row["change"] = decimal_text(result.change, result.scale);
  row["rounding"] = decimal_text(result.rounding, result.scale);
  row["reasons"] = result.reasons;
  py::list parts;
  for (const ContributionPart& part : result.parts) {
    parts.append(part_dict(units, part, result.scale));
  }
  row["parts"] = parts;
  return row;
}

ContributionOptions options_of(bool by_child, const std::vector<std::vector<Index>>& merged,
                               const std::vector<std::string>& permitted) {
  ContributionOptions options;
  options.level = by_child ? ContributionLevel::by_child : ContributionLevel::by_unit;
  options.merged = merged;
  for (const std::string& code : permitted) {
    options.permitted |= bit(reason_from_text(code));
  }
  return options;
}

// What all calls about one contribution ask for.
struct Question {
  CubePointer current, baseline;
  ContributionQuery query;
  ContributionOptions options;
  std::vector<std::string> permitted;
};

// What the question was made of, by name.
py::dict arguments(const Question& asked) {
  return py::dict(py::arg("current") = asked.current, py::arg("baseline") = asked.baseline,
                  py::arg("indicator") = asked.query.indicator, py::arg("unit") = asked.query.unit,
                  py::arg("period") = asked.query.periods.current,
                  py::arg("baseline_period") = asked.query.periods.baseline,
                  py::arg("by_child") = asked.options.level == ContributionLevel::by_child,
                  py::arg("merged") = asked.options.merged, py::arg("permitted") = asked.permitted);
}

Question question(const CubePointer& current, const CubePointer& baseline,
                  const std::string& indicator, Index unit, Period period, Period baseline_period,
                  bool by_child, const std::vector<std::vector<Index>>& merged,
                  const std::vector<std::string>& permitted) {
  return {current,
          baseline,
          {indicator, checked(unit, current->units(), "unit"), {period, baseline_period}},
          options_of(by_child, merged, permitted),
          permitted};
}

py::dict revised_dict(const Question& asked, const CubePointer& known_then) {
  const RevisedContribution result = contribution_with_revision(
      *asked.current, *known_then, *asked.baseline, asked.query, asked.options);
  const Hierarchy& units = asked.current->hierarchy();
  py::dict row;
  row["revision"] = contribution_dict(units, result.revision);
  row["since"] = contribution_dict(units, result.since);
  row["change"] = decimal_text(result.change, result.since.scale);
  row["rounding"] = decimal_text(result.rounding, result.since.scale);
  return row;
}

std::string explained(const Question& asked, Index depth, Index parts) {
  const Contribution made =
      contribution(*asked.current, *asked.baseline, asked.query, asked.options);
  return to_json(explain(asked.current, asked.baseline, made, {depth, parts}));
}

}  // namespace

void bind_contribution(py::module_& module) {
  py::class_<Question>(module, "ContributionQuestion", "A change to be split.")
      .def(py::init(&question), py::arg("current").none(false), py::arg("baseline").none(false),
           py::arg("indicator"), py::arg("unit"), py::arg("period"), py::arg("baseline_period"),
           py::kw_only(), py::arg("by_child") = false,
           py::arg("merged") = std::vector<std::vector<Index>>{},
           py::arg("permitted") = std::vector<std::string>{})
      .def_property_readonly("arguments", &arguments)
      .def("contribution",
           [](const Question& self) {
             return contribution_dict(
                 self.current->hierarchy(),
                 contribution(*self.current, *self.baseline, self.query, self.options));
           })
      .def("with_revision", &revised_dict, py::arg("known_then").none(false))
      .def("explain", &explained, py::kw_only(), py::arg("depth") = 16, py::arg("parts") = 100);
}

}  // namespace cchc::bindings
