// Reads the members of one JSON object of a definition and collects every fault on the way: members
// that are absent, of the wrong type, of an unknown word, or unknown themselves. Reading goes on
// with a stand-in value, so that one look at a file shows all of its faults.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/fault_list.hpp"

namespace cchc {

class ObjectReader {
 public:
  // `object` and `faults` outlive the reader. `path` is the JSON path of the object, "$.rows[3]".
  ObjectReader(const nlohmann::json& object, std::string path, FaultList& faults);

  // A text that must be there and not be empty.
  [[nodiscard]] std::string text(std::string_view key);
  // A text that may be absent (then "") or empty.
  [[nodiscard]] std::string text_or_empty(std::string_view key);
  // True or false; `absent` when the member is not there.
  [[nodiscard]] bool flag(std::string_view key, bool absent = false);
  // A whole number that fits `int`; nullopt when the member is not there.
  [[nodiscard]] std::optional<int> whole(std::string_view key);
  [[nodiscard]] int required_whole(std::string_view key);
  // A list of texts, none of them empty; empty when the member is not there. A faulty element
  // leaves an empty text behind, so that the others keep their places.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  // The elements of a list; the pointer is null when there is none.
  [[nodiscard]] const nlohmann::json* list(std::string_view key);
  [[nodiscard]] const nlohmann::json* required_list(std::string_view key);

  // A word of the table; `stand_in` after a fault.
  template <typename Enum, std::size_t size>
  [[nodiscard]] Enum word(std::string_view key, const EnumText<Enum, size>& words, Enum stand_in) {
    const std::string given = text(key);
    const std::optional<Enum> found = words.find(given);
    if (!found && !given.empty()) {
      fault(key, words.unknown_en(given), words.unknown_vi(given));
    }
    return found.value_or(stand_in);
  }
  // The same for a member that may be absent.
  template <typename Enum, std::size_t size>
  [[nodiscard]] Enum word_or(std::string_view key, const EnumText<Enum, size>& words, Enum absent) {
    return has(key) ? word(key, words, absent) : (note(key), absent);
  }

  // Call last: every member that nobody asked for is a fault.
  void refuse_unknown_keys();

  [[nodiscard]] bool has(std::string_view key) const;
  // "$.rows[3].code"
  [[nodiscard]] std::string path_of(std::string_view key) const;

 private:
  void note(std::string_view key) { asked_.emplace_back(key); }
  void fault(std::string_view key, std::string en, std::string vi);
  void wrong_type(const std::string& path, const nlohmann::json& found, const char* wanted_en,
                  const char* wanted_vi);
  const nlohmann::json* find(std::string_view key);
  const nlohmann::json* required(std::string_view key);

  const nlohmann::json& object_;
  std::string path_;
  FaultList& faults_;
  std::vector<std::string> asked_;
};

// "$.rows" and 3 give "$.rows[3]".
[[nodiscard]] std::string element_path(std::string_view path, std::size_t index);

}  // namespace cchc
