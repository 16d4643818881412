#include "cchc/model/model_json.hpp"

#include <nlohmann/json.hpp>

#include "cchc/model/indicator_words.hpp"
#include "cchc/model/json_objects.hpp"
#include "cchc/model/row_type_words.hpp"

namespace cchc {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

UnitOfMeasure read_unit_of_measure(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<UnitOfMeasure>(json, path, faults, [&](ObjectReader& reader, auto& unit) {
    unit.id = reader.text("id");
    unit.label_vi = reader.text("label_vi");
    unit.label_en = reader.text("label_en");
    unit.whole = reader.flag("whole");
    unit.percent = reader.flag("percent");
    unit.printed = reader.texts("printed");
  });
}

Answer read_answer(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<Answer>(json, path, faults, [&](ObjectReader& reader, auto& answer) {
    answer.code = reader.required_whole("code");
    answer.label_vi = reader.text("label_vi");
    answer.label_en = reader.text("label_en");
  });
}

// The aggregations must be told, except for a header, which has none.
void read_aggregations(ObjectReader& reader, Indicator& indicator) {
  if (indicator.kind == Kind::header) {
    indicator.over_units = reader.word_or("over_units", over_units_words, OverUnits::none);
    indicator.over_periods = reader.word_or("over_periods", over_periods_words, OverPeriods::none);
  } else {
    indicator.over_units = reader.word("over_units", over_units_words, OverUnits::none);
    indicator.over_periods = reader.word("over_periods", over_periods_words, OverPeriods::none);
  }
}

void read_formulas(ObjectReader& reader, Indicator& indicator) {
  indicator.numerator = reader.text_or_empty("numerator");
  indicator.denominator = reader.text_or_empty("denominator");
  indicator.weight = reader.text_or_empty("weight");
  indicator.formula = reader.text_or_empty("formula");
}

Indicator read_indicator(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<Indicator>(json, path, faults, [&](ObjectReader& reader, auto& indicator) {
    indicator.code = reader.text("code");
    indicator.name = reader.text("name");
    indicator.label_vi = reader.text("label_vi");
    indicator.label_en = reader.text("label_en");
    indicator.kind = reader.word("kind", kind_words, Kind::header);
    indicator.unit_of_measure = reader.text_or_empty("unit_of_measure");
    read_aggregations(reader, indicator);
    indicator.parent = reader.text_or_empty("parent");
    indicator.aliases = reader.texts("aliases");
    indicator.second_value = reader.text_or_empty("second_value");
    indicator.carried_stock = reader.text_or_empty("carried_stock");
    read_formulas(reader, indicator);
    indicator.applies_to = reader.texts("applies_to");
    indicator.valid_to = reader.text_or_empty("valid_to");
    indicator.answers = read_list(reader, "answers", faults, read_answer);
    indicator.optional = reader.flag("optional");
    indicator.shared_by = reader.texts("shared_by");
    indicator.remarks_en = reader.text_or_empty("remarks_en");
  });
}

FormRow read_row(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<FormRow>(json, path, faults, [&](ObjectReader& reader, auto& row) {
    row.code_printed = reader.text_or_empty("code_printed");
    row.code = reader.text("code");
    row.row_type = reader.word("row_type", row_type_words, RowType::indicator);
    row.indicator = reader.text_or_empty("indicator");
    row.label_vi = reader.text("label_vi");
    row.unit_printed = reader.text_or_empty("unit_printed");
    row.parent = reader.text_or_empty("parent");
    row.optional = reader.flag("optional");
    row.uncoded = reader.flag("uncoded");
    row.group_label = reader.text_or_empty("group_label");
    row.part_of = reader.flag("part_of");
    row.note_pair = reader.texts("note_pair");
  });
}

OrderedJson written(const UnitOfMeasure& unit) {
  OrderedJson json;
  json["id"] = unit.id;
  json["label_vi"] = unit.label_vi;
  json["label_en"] = unit.label_en;
  json["whole"] = unit.whole;
  json["percent"] = unit.percent;
  json["printed"] = unit.printed;
  return json;
}

void put_answers(OrderedJson& json, const std::vector<Answer>& answers) {
  for (const Answer& answer : answers) {
    OrderedJson one;
    one["code"] = answer.code;
    one["label_vi"] = answer.label_vi;
    one["label_en"] = answer.label_en;
    json["answers"].push_back(std::move(one));
  }
}

void put_formulas(OrderedJson& json, const Indicator& indicator) {
  put(json, "numerator", indicator.numerator);
  put(json, "denominator", indicator.denominator);
  put(json, "weight", indicator.weight);
  put(json, "formula", indicator.formula);
}

OrderedJson written(const Indicator& indicator) {
  OrderedJson json;
  json["code"] = indicator.code;
  json["name"] = indicator.name;
  json["label_vi"] = indicator.label_vi;
  json["label_en"] = indicator.label_en;
  json["kind"] = to_text(indicator.kind);
  if (indicator.kind != Kind::header) {
    json["unit_of_measure"] = indicator.unit_of_measure;
    json["over_units"] = to_text(indicator.over_units);
    json["over_periods"] = to_text(indicator.over_periods);
  }
  put(json, "parent", indicator.parent);
  put(json, "aliases", indicator.aliases);
  put(json, "second_value", indicator.second_value);
  put(json, "carried_stock", indicator.carried_stock);
  put_formulas(json, indicator);
  put(json, "applies_to", indicator.applies_to);
  put(json, "valid_to", indicator.valid_to);
  put_answers(json, indicator.answers);
  put(json, "optional", indicator.optional);
  put(json, "shared_by", indicator.shared_by);
  put(json, "remarks_en", indicator.remarks_en);
  return json;
}

OrderedJson written(const FormRow& row) {
  OrderedJson json;
  json["code_printed"] = row.code_printed;
  json["code"] = row.code;
  json["row_type"] = to_text(row.row_type);
  put(json, "indicator", row.indicator);
  json["label_vi"] = row.label_vi;
  put(json, "unit_printed", row.unit_printed);
  put(json, "parent", row.parent);
  put(json, "optional", row.optional);
  put(json, "uncoded", row.uncoded);
  put(json, "group_label", row.group_label);
  put(json, "part_of", row.part_of);
  put(json, "note_pair", row.note_pair);
  return json;
}

template <typename Item>
OrderedJson written(const std::vector<Item>& items) {
  OrderedJson json = OrderedJson::array();
  for (const Item& item : items) {
    json.push_back(written(item));
  }
  return json;
}

}  // namespace

CatalogueDefinition read_catalogue(const Json& json, FaultList& faults) {
  ObjectReader reader(json, "$", faults);
  CatalogueDefinition definition;
  definition.id = reader.text("catalogue");
  definition.version = reader.text("version");
  definition.title_vi = reader.text_or_empty("title_vi");
  definition.title_en = reader.text_or_empty("title_en");
  definition.units_of_measure =
      read_list(reader, "units_of_measure", faults, read_unit_of_measure, true);
  definition.indicators = read_list(reader, "indicators", faults, read_indicator, true);
  reader.refuse_unknown_keys();
  return definition;
}

FormDefinition read_form(const Json& json, FaultList& faults) {
  ObjectReader reader(json, "$", faults);
  FormDefinition definition;
  definition.id = reader.text("form");
  definition.version = reader.text("version");
  definition.catalogue = reader.text("catalogue");
  definition.title_vi = reader.text("title_vi");
  definition.title_en = reader.text("title_en");
  definition.title_phrases = reader.texts("title_phrases");
  definition.column_headers = reader.texts("column_headers");
  definition.stated_periods_vi = reader.text_or_empty("stated_periods_vi");
  definition.stated_periods = reader.texts("stated_periods");
  definition.stated_year = reader.whole("stated_year");
  definition.layout = reader.word_or("layout", form_layout_words, FormLayout::rows);
  definition.source = reader.text_or_empty("source");
  definition.unverified_vi = reader.text_or_empty("unverified_vi");
  definition.unverified_en = reader.text_or_empty("unverified_en");
  definition.rows = read_list(reader, "rows", faults, read_row, true);
  reader.refuse_unknown_keys();
  return definition;
}

std::string to_json(const CatalogueDefinition& definition) {
  OrderedJson json;
  json["catalogue"] = definition.id;
  json["version"] = definition.version;
  put(json, "title_vi", definition.title_vi);
  put(json, "title_en", definition.title_en);
  json["units_of_measure"] = written(definition.units_of_measure);
  json["indicators"] = written(definition.indicators);
  return json.dump(2) + "\n";
}

std::string to_json(const FormDefinition& definition) {
  OrderedJson json;
  json["form"] = definition.id;
  json["version"] = definition.version;
  json["catalogue"] = definition.catalogue;
  json["title_vi"] = definition.title_vi;
  json["title_en"] = definition.title_en;
  put(json, "title_phrases", definition.title_phrases);
  put(json, "column_headers", definition.column_headers);
  put(json, "stated_periods_vi", definition.stated_periods_vi);
  put(json, "stated_periods", definition.stated_periods);
  if (definition.stated_year) {
    json["stated_year"] = *definition.stated_year;
  }
  if (definition.layout != FormLayout::rows) {
    put(json, "layout", std::string(form_layout_words.text(definition.layout)));
  }
  put(json, "source", definition.source);
  put(json, "unverified_vi", definition.unverified_vi);
  put(json, "unverified_en", definition.unverified_en);
  json["rows"] = written(definition.rows);
  return json.dump(2) + "\n";
}

}  // namespace cchc
