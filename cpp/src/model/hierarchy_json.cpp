#include "cchc/model/hierarchy_json.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "cchc/base/error.hpp"
#include "cchc/model/json_objects.hpp"
#include "cchc/model/json_text.hpp"

namespace cchc {
namespace {

using Json = nlohmann::json;

Date read_date(ObjectReader& reader, std::string_view key, const std::string& text,
               FaultList& faults) {
  const std::optional<Date> date = find_date(text);
  if (date && to_text(*date) == text) {
    return *date;
  }
  if (!text.empty()) {
    faults.add(reader.path_of(key), "\"" + text + "\" is not a date; write it as 2025-07-01",
               "\"" + text + "\" không phải ngày; hãy ghi dạng 2025-07-01");
  }
  return {};
}

std::optional<Date> optional_date(ObjectReader& reader, std::string_view key, FaultList& faults) {
  const std::string text = reader.has(key) ? reader.text(key) : reader.text_or_empty(key);
  return text.empty() ? std::nullopt : std::optional<Date>(read_date(reader, key, text, faults));
}

Date required_date(ObjectReader& reader, std::string_view key, FaultList& faults) {
  return read_date(reader, key, reader.text(key), faults);
}

std::optional<Decimal> read_decimal(ObjectReader& reader, std::string_view key, FaultList& faults) {
  const std::string text = reader.text(key);
  const std::optional<Decimal> decimal = decimal_from_text(text);
  if (!decimal && !text.empty()) {
    faults.add(reader.path_of(key), "\"" + text + "\" is not a plain decimal such as \"0.35\"",
               "\"" + text + "\" không phải số thập phân dạng \"0.35\"");
  }
  return decimal;
}

Unit read_unit(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<Unit>(json, path, faults, [&](ObjectReader& reader, auto& unit) {
    unit.id = reader.text("id");
    unit.name = reader.text("name");
    unit.parent = reader.text_or_empty("parent");
    unit.type = reader.text_or_empty("type");
    unit.level = reader.text_or_empty("level");
    unit.code = reader.text_or_empty("code");
    unit.valid_from = optional_date(reader, "valid_from", faults);
    unit.valid_to = optional_date(reader, "valid_to", faults);
    unit.reports = reader.flag("reports", true);
  });
}

void read_amount(const Json& json, const std::string& path, Amounts& amounts, FaultList& faults) {
  ObjectReader reader(json, path, faults);
  const std::string indicator = reader.text("indicator");
  const Decimal amount = read_decimal(reader, "amount", faults).value_or(Decimal{});
  reader.refuse_unknown_keys();
  if (!amounts.emplace(indicator, amount).second) {
    faults.add(path, "the indicator \"" + indicator + "\" is given twice",
               "chỉ tiêu \"" + indicator + "\" bị ghi hai lần");
  }
}

// A text is the id of a unit that receives all or an unknown part.
Receiver read_receiver(const Json& json, const std::string& path, FaultList& faults) {
  if (json.is_string()) {
    return {json.get<std::string>(), {}, {}};
  }
  ObjectReader reader(json, path, faults);
  Receiver receiver;
  receiver.unit = reader.text("unit");
  if (reader.has("share")) {
    receiver.share = read_decimal(reader, "share", faults);
  }
  for_each_element(reader.list("amounts"), reader.path_of("amounts"),
                   [&](const Json& row, const std::string& at) {
                     read_amount(row, at, receiver.amounts, faults);
                   });
  reader.refuse_unknown_keys();
  return receiver;
}

LineageEvent read_event(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<LineageEvent>(json, path, faults, [&](ObjectReader& reader, auto& event) {
    event.kind = reader.word("kind", event_kind_words, EventKind::merge);
    event.date = required_date(reader, "date", faults);
    event.from = reader.texts("from");
    event.to = read_list(reader, "to", faults, read_receiver);
    event.source = reader.text_or_empty("source");
    event.note = reader.text_or_empty("note");
  });
}

LevelChange read_level_change(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<LevelChange>(json, path, faults, [&](ObjectReader& reader, auto& change) {
    change.level = reader.text("level");
    change.kind = reader.word("kind", level_change_words, LevelChangeKind::abolished);
    change.date = required_date(reader, "date", faults);
    change.source = reader.text_or_empty("source");
    change.note = reader.text_or_empty("note");
  });
}

void read_count(const Json& json, const std::string& path, UnitCounts& counts, FaultList& faults) {
  ObjectReader reader(json, path, faults);
  const std::string unit = reader.text("unit");
  const int value = reader.required_whole("value");
  reader.refuse_unknown_keys();
  if (!counts.values.emplace(unit, value).second) {
    faults.add(path, "the unit \"" + unit + "\" is counted twice",
               "đơn vị \"" + unit + "\" bị ghi hai lần");
  }
}

UnitCounts read_counts(const Json& json, const std::string& path, FaultList& faults) {
  return read_object<UnitCounts>(json, path, faults, [&](ObjectReader& reader, auto& counts) {
    counts.name = reader.text("name");
    counts.label_vi = reader.text_or_empty("label_vi");
    counts.label_en = reader.text_or_empty("label_en");
    counts.source = reader.text_or_empty("source");
    counts.date = required_date(reader, "date", faults);
    for_each_element(
        reader.required_list("rows"), reader.path_of("rows"),
        [&](const Json& row, const std::string& at) { read_count(row, at, counts, faults); });
  });
}

HierarchyDefinition definition_of(std::string_view text, FaultList& faults) {
  return read_hierarchy(parse_json(text), faults);
}

void refuse_lineage(const FaultList& faults) {
  if (!faults.empty()) {
    throw LineageError("CCHC-E0502", "the hierarchy file does not describe a lineage",
                       "tệp không mô tả đúng lịch sử sắp xếp đơn vị", faults.faults());
  }
}

}  // namespace

HierarchyDefinition read_hierarchy(const Json& json, FaultList& faults) {
  ObjectReader reader(json, "$", faults);
  HierarchyDefinition read;
  read.id = reader.text_or_empty("hierarchy");
  read.version = reader.text_or_empty("version");
  read.title_vi = reader.text_or_empty("title_vi");
  read.title_en = reader.text_or_empty("title_en");
  read.units = read_list(reader, "units", faults, read_unit, true);
  read.events = read_list(reader, "events", faults, read_event);
  read.level_changes = read_list(reader, "level_changes", faults, read_level_change);
  read.counts = read_list(reader, "counts", faults, read_counts);
  reader.refuse_unknown_keys();
  return read;
}

Hierarchy hierarchy_from_json(std::string_view text) {
  FaultList faults;
  HierarchyDefinition read = definition_of(text, faults);
  if (!faults.empty()) {
    throw HierarchyError("CCHC-E0402", "the file does not describe a hierarchy",
                         "tệp không mô tả đúng cây tổ chức", faults.faults());
  }
  return Hierarchy(std::move(read.units));
}

Lineage lineage_from_json(std::string_view text, const Hierarchy& hierarchy) {
  FaultList faults;
  HierarchyDefinition read = definition_of(text, faults);
  refuse_lineage(faults);
  return {hierarchy, std::move(read.events), std::move(read.level_changes)};
}

std::vector<UnitCounts> unit_counts_from_json(std::string_view text) {
  FaultList faults;
  HierarchyDefinition read = definition_of(text, faults);
  refuse_lineage(faults);
  return std::move(read.counts);
}

std::vector<std::optional<Int128>> figures(const UnitCounts& counts, const Hierarchy& hierarchy) {
  std::vector<std::optional<Int128>> values(static_cast<std::size_t>(hierarchy.size()));
  for (const auto& [unit, value] : counts.values) {
    values[static_cast<std::size_t>(hierarchy.at(unit))] = value;
  }
  return values;
}

}  // namespace cchc
