#include "cchc/observations/text_columns.hpp"

#include <charconv>

namespace cchc {
namespace {

constexpr std::size_t most_digits = 9;  // of a number that fits 32 bits whichever it is

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

// Where the number begins that a text ends with; the text's size where there is none. Only such
// numbers count as are written again the same: no leading zeros, no more digits than are held.
std::size_t number_start(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0 && text.size() - start < most_digits && is_digit(text[start - 1])) {
    --start;
  }
  while (start + 1 < text.size() && text[start] == '0') {
    ++start;
  }
  return start;
}

}  // namespace

Dictionary::Dictionary() { code(""); }

std::int32_t Dictionary::code(std::string_view text) {
  const auto found = codes_.find(text);
  if (found != codes_.end()) {
    return found->second;
  }
  const auto fresh = static_cast<std::int32_t>(texts_.size());
  codes_.emplace(text, fresh);
  texts_.emplace_back(text);
  return fresh;
}

std::optional<std::int32_t> Dictionary::find(std::string_view text) const {
  const auto found = codes_.find(text);
  return found == codes_.end() ? std::nullopt : std::optional(found->second);
}

void TextColumn::set(Index row, std::string_view text) {
  if (!text.empty()) {
    codes_.resize(static_cast<std::size_t>(row), 0);
    codes_.push_back(texts_.code(text));
  }
}

void NumberedTextColumn::reserve(std::size_t rows) {
  head_of_.reserve(rows);
  numbers_.reserve(rows);
}

void NumberedTextColumn::push_back(std::string_view text) {
  const std::size_t start = number_start(text);
  std::int32_t number = -1;
  std::from_chars(text.data() + start, text.data() + text.size(), number);
  head_of_.push_back(heads_.code(text.substr(0, start)));
  numbers_.push_back(number);
}

std::string NumberedTextColumn::operator[](Index row) const {
  const auto at = static_cast<std::size_t>(row);
  const std::string& head = heads_.text(head_of_[at]);
  return numbers_[at] < 0 ? head : head + std::to_string(numbers_[at]);
}

}  // namespace cchc
