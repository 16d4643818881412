#include <nlohmann/json.hpp>

#include "cchc/report/explanation.hpp"

namespace cchc {
namespace {

using Json = nlohmann::ordered_json;

// Texts come from files; what is not UTF-8 in them must not stop an explanation.
std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json origin_json(const PlaceOfOrigin& origin) {
  return {{"file", origin.file},         {"place", origin.place},
          {"raw", origin.raw},           {"note", origin.note},
          {"agency", origin.agency},     {"form_version", origin.form_version},
          {"rule", origin.rule},         {"window", origin.window},
          {"received", origin.received}, {"synthetic", origin.synthetic}};
}

Json tree(const Explanation& told) {
  Json json{{"role_en", told.role_en},
            {"role_vi", told.role_vi},
            {"coefficient", told.coefficient},
            {"indicator", told.indicator},
            {"label_vi", told.label_vi},
            {"label_en", told.label_en},
            {"unit_of_measure", told.unit_of_measure},
            {"unit", told.unit},
            {"unit_name", told.unit_name},
            {"period", told.period ? to_text(*told.period) : ""},
            {"state", told.state},
            {"figure", told.figure},
            {"so_far", told.so_far},
            {"marks", told.marks},
            {"rule_en", told.rule_en},
            {"rule_vi", told.rule_vi},
            {"coverage", told.coverage},
            {"absentees", told.absentees}};
  json["origin"] = told.origin ? origin_json(*told.origin) : Json(nullptr);
  json["parts"] = Json::array();
  for (const Explanation& part : told.parts) {
    json["parts"].push_back(tree(part));
  }
  json["parts_left_out"] = told.parts_left_out;
  return json;
}

}  // namespace

std::string to_json(const Explanation& explanation) { return dumped(tree(explanation)); }

}  // namespace cchc
