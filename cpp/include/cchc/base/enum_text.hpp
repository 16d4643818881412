// Enumerators and the words that stand for them in files and calls, as one table per enumeration.
//
// A word that is not in the table is an error that lists the known words; it never becomes the
// first enumerator in silence.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cchc/base/error.hpp"

namespace cchc {

template <typename Enum>
struct EnumWord {
  Enum value;
  std::string_view text;
};

template <typename Enum, std::size_t size>
class EnumText {
 public:
  // `name_en` and `name_vi` say in messages what the words are, e.g. "kind" and "loại".
  constexpr EnumText(std::string_view name_en, std::string_view name_vi,
                     const std::array<EnumWord<Enum>, size>& words)
      : name_en_(name_en), name_vi_(name_vi), words_(words) {}

  [[nodiscard]] constexpr std::string_view name_en() const { return name_en_; }
  [[nodiscard]] constexpr std::string_view name_vi() const { return name_vi_; }
  [[nodiscard]] constexpr const std::array<EnumWord<Enum>, size>& words() const { return words_; }

  // Throws SelectionError (CCHC-E0920) for a value that is no enumerator.
  [[nodiscard]] std::string_view text(Enum value) const {
    const auto* found = std::ranges::find(words_, value, &EnumWord<Enum>::value);
    if (found == words_.end()) {
      throw unknown("#" + std::to_string(static_cast<long long>(value)));
    }
    return found->text;
  }

  [[nodiscard]] std::optional<Enum> find(std::string_view text) const {
    const auto* found = std::ranges::find(words_, text, &EnumWord<Enum>::text);
    return found == words_.end() ? std::nullopt : std::optional<Enum>(found->value);
  }

  // Throws SelectionError (CCHC-E0920) that lists the known words.
  [[nodiscard]] Enum at(std::string_view text) const {
    const std::optional<Enum> found = find(text);
    if (!found) {
      throw unknown(text);
    }
    return *found;
  }

  // The known words in the order of the table: "stock, flow, ratio".
  [[nodiscard]] std::string known() const {
    std::string result;
    for (const EnumWord<Enum>& word : words_) {
      result += (result.empty() ? "" : ", ") + std::string(word.text);
    }
    return result;
  }

  [[nodiscard]] std::string unknown_en(std::string_view text) const {
    return "unknown " + std::string(name_en_) + " \"" + std::string(text) + "\"; known: " + known();
  }
  [[nodiscard]] std::string unknown_vi(std::string_view text) const {
    return std::string(name_vi_) + " \"" + std::string(text) +
           "\" không có; các giá trị có: " + known();
  }

 private:
  [[nodiscard]] SelectionError unknown(std::string_view text) const {
    return SelectionError("CCHC-E0920", unknown_en(text), unknown_vi(text));
  }

  std::string_view name_en_;
  std::string_view name_vi_;
  std::array<EnumWord<Enum>, size> words_;
};

template <typename Enum, std::size_t size>
[[nodiscard]] constexpr EnumText<Enum, size> enum_text(std::string_view name_en,
                                                       std::string_view name_vi,
                                                       const EnumWord<Enum> (&words)[size]) {
  return EnumText<Enum, size>(name_en, name_vi, std::to_array(words));
}

}  // namespace cchc
