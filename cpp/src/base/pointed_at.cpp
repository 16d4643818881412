#include "cchc/base/pointed_at.hpp"

#include <algorithm>

#include "cchc/base/utf8.hpp"

namespace cchc {

std::string pointed_at(std::string_view text, std::size_t at) {
  constexpr std::size_t before = 60;
  constexpr std::size_t after = 30;
  const std::size_t begin = at <= before ? 0 : next_boundary(text, at - before);
  const std::size_t end = text.size() <= at + after ? text.size() : next_boundary(text, at + after);
  const std::string start = begin == 0 ? "" : "…";
  std::string line = start + std::string(text.substr(begin, end - begin));
  const auto is_space = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
  std::ranges::replace_if(line, is_space, ' ');
  const Index indent = count_code_points(start) + count_code_points(text.substr(begin, at - begin));
  return "\n  " + line + (end == text.size() ? "" : "…") + "\n  " +
         std::string(static_cast<std::size_t>(indent), ' ') + "^";
}

}  // namespace cchc
