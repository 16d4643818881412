#include "cchc/model/json_text.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/base/index.hpp"
#include "cchc/base/utf8.hpp"

namespace cchc {
namespace {

using Json = nlohmann::json;

InputError refusal(const char* code, std::string_view text, Index offset, const std::string& en,
                   const std::string& vi) {
  const std::string_view before = text.substr(0, static_cast<std::size_t>(offset));
  const auto line = std::to_string(1 + std::ranges::count(before, '\n'));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = std::to_string(1 + count_code_points(before.substr(line_start)));
  const auto byte = std::to_string(offset);
  return InputError(code,
                    "JSON, line " + line + ", column " + column + " (byte " + byte + "): " + en,
                    "JSON, dòng " + line + ", cột " + column + " (byte " + byte + "): " + vi);
}

// Walks the text and leaves behind how far the parser has come; the parser itself tells only with
// its own errors.
struct WatchedIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** reached = nullptr;

  reference operator*() const { return *at; }
  WatchedIterator& operator++() {
    *reached = ++at;
    return *this;
  }
  WatchedIterator operator++(int) {
    const WatchedIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const WatchedIterator& left, const WatchedIterator& right) {
    return left.at == right.at;
  }
};

// Builds the tree from the parser's events and refuses what a tree could no longer show.
class GuardedBuilder {
 public:
  GuardedBuilder(std::string_view text, const JsonRules& rules)
      : text_(text), rules_(rules), reached_(text.data()) {}

  [[nodiscard]] WatchedIterator begin() { return {text_.data(), &reached_}; }
  [[nodiscard]] WatchedIterator end() { return {text_.data() + text_.size(), &reached_}; }
  [[nodiscard]] Json take() { return std::move(root_); }

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool number_integer(std::int64_t value) { return add(value); }

  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      throw too_big(std::to_string(value));
    }
    return add(static_cast<std::int64_t>(value));
  }

  bool number_float(double value, const std::string& printed) {
    // The library turns an integer that fits no integer type into a rounded double.
    if (printed.find_first_of(".eE") == std::string::npos) {
      throw too_big(printed);
    }
    return add(value);
  }

  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (rules_.repeated_keys == RepeatedKeys::refuse && open_.back()->contains(name)) {
      throw refusal("CCHC-E1343", text_, offset(),
                    "the key \"" + name + "\" stands twice in one object; keep one",
                    "khóa \"" + name + "\" xuất hiện hai lần trong một đối tượng; chỉ giữ một");
    }
    key_ = std::move(name);
    return true;
  }

  template <typename Exception>
  bool parse_error(std::size_t position, const std::string& token, const Exception& error) {
    const Index at = std::clamp<Index>(static_cast<Index>(position) - 1, 0, std::ssize(text_));
    if (error.id == 406) {
      throw refusal("CCHC-E1345", text_, at,
                    "the number " + token + " is beyond the range of a double",
                    "số " + token + " vượt quá phạm vi biểu diễn");
    }
    throw refusal("CCHC-E1340", text_, at, "this is not JSON: " + reason(error.what()),
                  "văn bản không đúng cú pháp JSON ở vị trí này");
  }

 private:
  [[nodiscard]] Index offset() const { return reached_ - text_.data(); }

  // The library's sentence without its prefix "[json.exception...] parse error at ...: ".
  static std::string reason(std::string_view what) {
    const std::size_t start = what.find(": ");
    return std::string(start == std::string_view::npos ? what : what.substr(start + 2));
  }

  [[nodiscard]] InputError too_big(const std::string& printed) const {
    return refusal("CCHC-E1345", text_, offset(),
                   "the integer " + printed + " does not fit 64 bits with sign; write it as text",
                   "số nguyên " + printed + " vượt quá 64 bit; hãy ghi dưới dạng chuỗi");
  }

  Json* place(Json&& value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[key_] = std::move(value));
  }

  bool add(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json container) {
    if (std::ssize(open_) >= rules_.depth) {
      const std::string limit = std::to_string(rules_.depth);
      throw refusal("CCHC-E1344", text_, offset(), "nested deeper than " + limit + " levels",
                    "lồng nhau quá " + limit + " cấp");
    }
    // The parent does not grow while a child is open, so the pointers stay good.
    open_.push_back(place(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  JsonRules rules_;
  const char* reached_;
  Json root_;
  std::vector<Json*> open_;
  std::string key_;
};

void refuse_bad_bytes(std::string_view text) {
  if (const std::optional<Index> at = find_invalid_utf8(text)) {
    throw refusal("CCHC-E1341", text, *at, "not UTF-8; save the file as UTF-8",
                  "không phải UTF-8; hãy lưu tệp ở dạng UTF-8");
  }
  // The library takes a NUL byte for the end of the text and would not see what follows.
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    throw refusal("CCHC-E1342", text, static_cast<Index>(at), "a NUL byte; the file is damaged",
                  "có byte NUL; tệp bị hỏng");
  }
}

}  // namespace

nlohmann::json parse_json(std::string_view text, const JsonRules& rules) {
  refuse_bad_bytes(text);
  GuardedBuilder builder(text, rules);
  Json::sax_parse(builder.begin(), builder.end(), &builder);
  return builder.take();
}

}  // namespace cchc
