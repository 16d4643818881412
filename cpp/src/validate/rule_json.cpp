#include "cchc/validate/rule_json.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "cchc/model/json_objects.hpp"
#include "cchc/validate/rule_words.hpp"

namespace cchc {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// Where a formula or an amount is asked for, 39 says the same as "39".
Json with_numbers_as_texts(Json json) {
  for (const char* key : {"left", "right", "when", "tolerance"}) {
    if (json.is_object() && json.contains(key) && json[key].is_number()) {
      json[key] = json[key].dump();
    }
  }
  return json;
}

std::vector<Decimal> read_listed(ObjectReader& reader, FaultList& faults) {
  std::vector<Decimal> listed;
  const Json* list = reader.required_list("right");
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const Json& element = (*list)[i];
    const auto number =
        decimal_from_text(element.is_string() ? element.get<std::string>() : element.dump());
    if (!number) {
      faults.add(element_path(reader.path_of("right"), i), "expected a number such as 2 or 0.5",
                 "cần một số, ví dụ 2 hoặc 0.5");
    }
    listed.push_back(number.value_or(Decimal{}));
  }
  if (list != nullptr && list->empty()) {
    faults.add(reader.path_of("right"), "must list at least one number", "phải có ít nhất một số");
  }
  return listed;
}

Tolerance read_tolerance(ObjectReader& reader, FaultList& faults) {
  const std::string text = reader.text_or_empty("tolerance");
  if (text == "exact") {
    return {Tolerance::Kind::exact, {}};
  }
  if (text == "printed" || !reader.has("tolerance")) {
    return {};
  }
  const auto amount = decimal_from_text(text);
  if ((!amount || amount->mantissa < 0) && !faults.touches(reader.path_of("tolerance"))) {
    faults.add(reader.path_of("tolerance"),
               "write printed, exact, or a number that is not negative, such as 0.5",
               "hãy viết printed, exact hoặc một số không âm, ví dụ 0.5");
  }
  return {Tolerance::Kind::amount, amount.value_or(Decimal{})};
}

void read_sides(ObjectReader& reader, RuleDefinition& rule, FaultList& faults) {
  rule.comparison = reader.word("operator", rule_operator_words, RuleOperator::equal);
  if (rule.comparison != RuleOperator::copied) {
    rule.left = reader.text("left");
  }
  if (rule.comparison == RuleOperator::in) {
    rule.listed = read_listed(reader, faults);
  } else {
    rule.right = reader.text("right");
  }
  rule.when = reader.text_or_empty("when");
}

RuleDefinition read_rule(const Json& given, const std::string& path, FaultList& faults) {
  const Json json = with_numbers_as_texts(given);
  ObjectReader reader(json, path, faults);
  RuleDefinition rule;
  rule.id = reader.text("id");
  rule.title_vi = reader.text("title_vi");
  rule.title_en = reader.text("title_en");
  rule.severity = reader.word("severity", severity_words, Severity::error);
  read_sides(reader, rule, faults);
  rule.missing = reader.word_or("missing", missing_strategy_words, MissingStrategy::undecidable);
  rule.tolerance = read_tolerance(reader, faults);
  rule.previous = reader.word_or("previous", previous_report_words, PreviousReport::window);
  rule.unlike_measures = reader.flag("unlike_measures");
  rule.unit_types = reader.texts("unit_types");
  rule.periods = reader.texts("periods");
  rule.question_vi = reader.text("question_vi");
  rule.question_en = reader.text("question_en");
  rule.source = reader.text_or_empty("source");
  reader.refuse_unknown_keys();
  return rule;
}

Evidence read_evidence(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<Evidence>(json, path, faults, [](ObjectReader& reader, Evidence& evidence) {
    evidence.code = reader.text("code");
    evidence.label_vi = reader.text("label_vi");
    evidence.label_en = reader.text("label_en");
    evidence.unit_of_measure = reader.text_or_empty("unit_of_measure");
  });
}

void put_sides(OrderedJson& json, const RuleDefinition& rule) {
  put(json, "left", rule.left);
  json["operator"] = to_text(rule.comparison);
  if (rule.comparison == RuleOperator::in) {
    json["right"] = OrderedJson::array();
    for (const Decimal& number : rule.listed) {
      json["right"].push_back(to_string(number));
    }
  } else {
    json["right"] = rule.right;
  }
  put(json, "when", rule.when);
}

OrderedJson written(const RuleDefinition& rule) {
  OrderedJson json;
  json["id"] = rule.id;
  json["title_vi"] = rule.title_vi;
  json["title_en"] = rule.title_en;
  json["severity"] = to_text(rule.severity);
  put_sides(json, rule);
  if (rule.missing != MissingStrategy::undecidable) {
    json["missing"] = to_text(rule.missing);
  }
  if (rule.tolerance.kind != Tolerance::Kind::printed) {
    json["tolerance"] = to_text(rule.tolerance);
  }
  if (rule.previous != PreviousReport::window) {
    json["previous"] = to_text(rule.previous);
  }
  if (rule.unlike_measures) {
    json["unlike_measures"] = true;
  }
  put(json, "unit_types", rule.unit_types);
  put(json, "periods", rule.periods);
  json["question_vi"] = rule.question_vi;
  json["question_en"] = rule.question_en;
  put(json, "source", rule.source);
  return json;
}

OrderedJson written(const Evidence& evidence) {
  OrderedJson json;
  json["code"] = evidence.code;
  json["label_vi"] = evidence.label_vi;
  json["label_en"] = evidence.label_en;
  put(json, "unit_of_measure", evidence.unit_of_measure);
  return json;
}

}  // namespace

RuleSetDefinition read_rules(const Json& json, FaultList& faults) {
  ObjectReader reader(json, "$", faults);
  RuleSetDefinition definition;
  definition.id = reader.text("rules");
  definition.version = reader.text("version");
  definition.catalogue = reader.text("catalogue");
  definition.title_vi = reader.text_or_empty("title_vi");
  definition.title_en = reader.text_or_empty("title_en");
  definition.evidence = read_list(reader, "evidence", faults, read_evidence);
  definition.rules = read_list(reader, "items", faults, read_rule, true);
  reader.refuse_unknown_keys();
  return definition;
}

std::string to_json(const RuleSetDefinition& definition) {
  OrderedJson json;
  json["rules"] = definition.id;
  json["version"] = definition.version;
  json["catalogue"] = definition.catalogue;
  put(json, "title_vi", definition.title_vi);
  put(json, "title_en", definition.title_en);
  for (const Evidence& evidence : definition.evidence) {
    json["evidence"].push_back(written(evidence));
  }
  json["items"] = OrderedJson::array();
  for (const RuleDefinition& rule : definition.rules) {
    json["items"].push_back(written(rule));
  }
  return json.dump(2) + "\n";
}

}  // namespace cchc
