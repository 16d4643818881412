// Names as they come from Python, in one spelling: macOS and some editors write a letter and its
// marks as several signs (NFD), and one unit would become two. Raw texts stay as they are.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pybind.hpp"

namespace cchc::bindings {

// The text in Unicode's composed form (NFC).
inline std::string composed(std::string text) {
  const bool plain =
      std::ranges::all_of(text, [](char sign) { return static_cast<unsigned char>(sign) < 0x80; });
  if (plain) {
    return text;
  }
  const auto normalize = py::module_::import("unicodedata").attr("normalize");
  return normalize("NFC", py::str(text)).cast<std::string>();
}

// A column of names, most of which stand many times.
inline std::vector<std::string> composed(std::vector<std::string> names) {
  std::unordered_map<std::string, std::string> known;
  for (std::string& name : names) {
    const auto [found, fresh] = known.try_emplace(name);
    if (fresh) {
      found->second = composed(name);
    }
    name = found->second;
  }
  return names;
}

}  // namespace cchc::bindings
