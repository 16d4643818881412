// What all readers and writers of JSON definitions do alike: open an object, refuse its unknown
// members, go through a list, leave out what is empty. For sources that include nlohmann/json.hpp.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cchc/model/object_reader.hpp"

namespace cchc {

// A value whose members `fill(reader, value)` reads; members that it did not ask for are faults.
template <typename Value, typename Fill>
Value read_object(const nlohmann::json& json, const std::string& path, FaultList& faults,
                  Fill fill) {
  ObjectReader reader(json, path, faults);
  Value value;
  fill(reader, value);
  reader.refuse_unknown_keys();
  return value;
}

// Calls read(element, path) for each element of a list that may be absent.
template <typename Read>
void for_each_element(const nlohmann::json* list, const std::string& path, Read read) {
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    read((*list)[i], element_path(path, i));
  }
}

// What `read` returns for each of them.
template <typename Read>
auto read_elements(const nlohmann::json* list, const std::string& path, Read read) {
  std::vector<decltype(read(*list, path))> result;
  for_each_element(list, path, [&](const nlohmann::json& row, const std::string& at) {
    result.push_back(read(row, at));
  });
  return result;
}

// The same of the list member `key`; `required` makes its absence a fault.
template <typename Value>
std::vector<Value> read_list(ObjectReader& reader, std::string_view key, FaultList& faults,
                             Value (*read)(const nlohmann::json&, const std::string&, FaultList&),
                             bool required = false) {
  return read_elements(
      required ? reader.required_list(key) : reader.list(key), reader.path_of(key),
      [&](const nlohmann::json& row, const std::string& at) { return read(row, at, faults); });
}

// Writes member `key` unless there is nothing to say: a text or list that is empty, a flag not set.
inline void put(nlohmann::ordered_json& json, const char* key, const std::string& text) {
  if (!text.empty()) {
    json[key] = text;
  }
}
inline void put(nlohmann::ordered_json& json, const char* key,
                const std::vector<std::string>& texts) {
  if (!texts.empty()) {
    json[key] = texts;
  }
}
inline void put(nlohmann::ordered_json& json, const char* key, bool flag) {
  if (flag) {
    json[key] = true;
  }
}

}  // namespace cchc
