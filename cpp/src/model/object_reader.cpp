#include "cchc/model/object_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "cchc/base/near_names.hpp"

namespace cchc {
namespace {

using Json = nlohmann::json;

struct TypeName {
  const char* en;
  const char* vi;
};

TypeName type_name(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return {"null", "null"};
    case Json::value_t::object:
      return {"an object", "đối tượng"};
    case Json::value_t::array:
      return {"a list", "danh sách"};
    case Json::value_t::string:
      return {"a text", "chuỗi"};
    case Json::value_t::boolean:
      return {"true or false", "true hoặc false"};
    default:
      return {"a number", "số"};
  }
}

}  // namespace

std::string element_path(std::string_view path, std::size_t index) {
  return std::string(path) + "[" + std::to_string(index) + "]";
}

ObjectReader::ObjectReader(const nlohmann::json& object, std::string path, FaultList& faults)
    : object_(object), path_(std::move(path)), faults_(faults) {
  if (!object_.is_object()) {
    wrong_type(path_, object_, "an object", "đối tượng");
  }
}

bool ObjectReader::has(std::string_view key) const {
  return object_.is_object() && object_.contains(key);
}

std::string ObjectReader::path_of(std::string_view key) const {
  return path_ + "." + std::string(key);
}

void ObjectReader::fault(std::string_view key, std::string en, std::string vi) {
  faults_.add(path_of(key), std::move(en), std::move(vi));
}

void ObjectReader::wrong_type(const std::string& path, const Json& found, const char* wanted_en,
                              const char* wanted_vi) {
  const TypeName name = type_name(found);
  faults_.add(path, std::string("expected ") + wanted_en + ", found " + name.en,
              std::string("cần ") + wanted_vi + ", nhưng gặp " + name.vi);
}

const Json* ObjectReader::find(std::string_view key) {
  note(key);
  return has(key) ? &object_.at(std::string(key)) : nullptr;
}

const Json* ObjectReader::required(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr && object_.is_object()) {
    fault(key, "is missing", "bị thiếu");
  }
  return value;
}

std::string ObjectReader::text(std::string_view key) {
  if (required(key) == nullptr) {
    return {};
  }
  std::string result = text_or_empty(key);
  if (result.empty() && !faults_.touches(path_of(key))) {
    fault(key, "must not be empty", "không được để trống");
  }
  return result;
}

std::string ObjectReader::text_or_empty(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) {
    return {};
  }
  if (!value->is_string()) {
    wrong_type(path_of(key), *value, "a text", "chuỗi");
    return {};
  }
  return value->get<std::string>();
}

bool ObjectReader::flag(std::string_view key, bool absent) {
  const Json* value = find(key);
  if (value == nullptr) {
    return absent;
  }
  if (!value->is_boolean()) {
    wrong_type(path_of(key), *value, "true or false", "true hoặc false");
    return absent;
  }
  return value->get<bool>();
}

std::optional<int> ObjectReader::whole(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (!value->is_number_integer()) {
    wrong_type(path_of(key), *value, "a whole number", "số nguyên");
    return std::nullopt;
  }
  const auto number = value->get<std::int64_t>();
  if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) {
    fault(key, "is too large", "quá lớn");
    return std::nullopt;
  }
  return static_cast<int>(number);
}

int ObjectReader::required_whole(std::string_view key) {
  return required(key) == nullptr ? 0 : whole(key).value_or(0);
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
  std::vector<std::string> result;
  const Json* values = list(key);
  for (std::size_t i = 0; values != nullptr && i < values->size(); ++i) {
    const Json& value = (*values)[i];
    const std::string path = element_path(path_of(key), i);
    if (!value.is_string()) {
      wrong_type(path, value, "a text", "chuỗi");
    } else if (value.get_ref<const std::string&>().empty()) {
      faults_.add(path, "must not be empty", "không được để trống");
    }
    result.push_back(value.is_string() ? value.get<std::string>() : std::string());
  }
  return result;
}

const Json* ObjectReader::list(std::string_view key) {
  const Json* value = find(key);
  if (value != nullptr && !value->is_array()) {
    wrong_type(path_of(key), *value, "a list", "danh sách");
    return nullptr;
  }
  return value;
}

const Json* ObjectReader::required_list(std::string_view key) {
  return required(key) == nullptr ? nullptr : list(key);
}

void ObjectReader::refuse_unknown_keys() {
  if (!object_.is_object()) {
    return;
  }
  for (const auto& [key, value] : object_.items()) {
    if (std::ranges::find(asked_, key) == asked_.end()) {
      const std::string near = quoted_list(near_names(key, asked_, 1));
      fault(key, "is not a known key" + (near.empty() ? "" : "; is it " + near + "?"),
            "không phải khóa hợp lệ" + (near.empty() ? "" : "; có phải là " + near + "?"));
    }
  }
}

}  // namespace cchc
