// Columns of texts that take little room for what repeats, for blanks and for numbered places.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cchc/base/index.hpp"

namespace cchc {

// Texts held once each; code 0 is the empty text.
class Dictionary {
 public:
  Dictionary();
  std::int32_t code(std::string_view text);
  [[nodiscard]] std::optional<std::int32_t> find(std::string_view text) const;
  [[nodiscard]] const std::string& text(std::int32_t code) const {
    return texts_[static_cast<std::size_t>(code)];
  }
  [[nodiscard]] Index size() const { return static_cast<Index>(texts_.size()); }

 private:
  // Finds a text without a copy of it.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> codes_;
};

// Texts of which many are blank, each held once. Rows behind the last text are not held at all.
class TextColumn {
 public:
  // Rows are set in ascending order.
  void set(Index row, std::string_view text);
  [[nodiscard]] const std::string& operator[](Index row) const {
    return texts_.text(row < std::ssize(codes_) ? codes_[static_cast<std::size_t>(row)] : 0);
  }

 private:
  Dictionary texts_;
  std::vector<std::int32_t> codes_;
};

// Texts of which most end with a number of their own, as places do: "row 12", "Biểu 1!C7". What
// stands before the number is held once.
class NumberedTextColumn {
 public:
  void reserve(std::size_t rows);
  void push_back(std::string_view text);
  [[nodiscard]] std::string operator[](Index row) const;

 private:
  Dictionary heads_;
  std::vector<std::int32_t> head_of_;
  std::vector<std::int32_t> numbers_;  // -1: there is none
};

}  // namespace cchc
