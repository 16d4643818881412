#include "cchc/validate/rule_message.hpp"

#include <algorithm>

#include "cchc/base/enum_text.hpp"
#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr auto place_words = enum_text<MessagePlace>("placeholder", "chỗ điền",
                                                     {{MessagePlace::unit, "unit"},
                                                      {MessagePlace::period, "period"},
                                                      {MessagePlace::left, "left"},
                                                      {MessagePlace::right, "right"},
                                                      {MessagePlace::difference, "difference"}});

// A cell is written like a formula that is one reference.
std::optional<Reference> reference_of(std::string_view text) {
  try {
    const Formula formula = Formula::compile(text);
    const bool single = formula.instructions().size() == 1 && formula.references().size() == 1;
    return single ? std::optional(formula.references().front()) : std::nullopt;
  } catch (const FormulaError&) {
    return std::nullopt;
  }
}

void add_text(MessageTemplate& message, std::string_view text) {
  if (message.empty() || message.back().place != MessagePlace::text) {
    message.push_back({MessagePlace::text, {}, {}});
  }
  message.back().text += text;
}

std::optional<MessagePart> place_of(std::string_view inside, TemplateFault& fault) {
  if (inside.starts_with('[')) {
    const auto reference = reference_of(inside);
    if (reference) {
      return MessagePart{MessagePlace::cell, {}, reference};
    }
  } else if (const auto word = place_words.find(inside)) {
    return MessagePart{*word, {}, {}};
  }
  const std::string given = "{" + std::string(inside) + "}";
  fault = {"unknown placeholder " + given + "; known: " + place_words.known() +
               " and cells such as {[3.3]}",
           "không có chỗ điền " + given + "; các chỗ điền có: " + place_words.known() +
               " và ô số liệu như {[3.3]}"};
  return std::nullopt;
}

bool is_doubled(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && text[at + 1] == text[at];
}

}  // namespace

MessageTemplate read_message(std::string_view text, TemplateFault& fault) {
  MessageTemplate message;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t brace = std::min(text.find_first_of("{}", at), text.size());
    add_text(message, text.substr(at, brace - at));
    at = brace;
    if (at == text.size()) {
      break;
    }
    if (is_doubled(text, at)) {
      add_text(message, text.substr(at, 1));
      at += 2;
      continue;
    }
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      fault = {"a brace without its partner; a brace itself is written twice",
               "dấu ngoặc nhọn không có cặp; muốn in dấu ngoặc hãy viết hai lần"};
      return message;
    }
    const auto place = place_of(text.substr(at + 1, end - at - 1), fault);
    if (!place) {
      return message;
    }
    message.push_back(*place);
    at = end + 1;
  }
  return message;
}

std::string filled(const MessageTemplate& message,
                   const std::function<std::string(const MessagePart&)>& value) {
  std::string result;
  for (const MessagePart& part : message) {
    result += part.place == MessagePlace::text ? part.text : value(part);
  }
  return result;
}

}  // namespace cchc
