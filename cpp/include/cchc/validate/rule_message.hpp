// Questions with places for figures: "{unit}: {[1.1.2]} tasks done, {[1.1.1]} planned - why?"
//
// Places are {unit}, {period}, {left}, {right}, {difference} and cells, written as in formulas:
// {[3.3]}, {[3.1 @ previous]}. {{ and }} stand for braces.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/model/formula.hpp"

namespace cchc {

enum class MessagePlace { text, unit, period, left, right, difference, cell };

struct MessagePart {
  MessagePlace place = MessagePlace::text;
  std::string text;                    // of MessagePlace::text
  std::optional<Reference> reference;  // of MessagePlace::cell
};

using MessageTemplate = std::vector<MessagePart>;

// What is wrong with a template, in both languages; empty texts when nothing is.
struct TemplateFault {
  std::string en;
  std::string vi;
};

// Reads a template; on a fault says what it is and returns what was read before it.
[[nodiscard]] MessageTemplate read_message(std::string_view text, TemplateFault& fault);

// Fills every place with what `value` returns for it.
[[nodiscard]] std::string filled(const MessageTemplate& message,
                                 const std::function<std::string(const MessagePart&)>& value);

}  // namespace cchc
