// JSON text to a tree, behind guards that the JSON library does not have: every reader of JSON in
// the engine comes through here.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace cchc {

enum class RepeatedKeys {
  refuse,     // a key twice in one object is a mistake that would drop data
  last_wins,  // what RFC 8259 leaves open and most programs do
};

struct JsonRules {
  RepeatedKeys repeated_keys = RepeatedKeys::refuse;
  int depth = 64;  // arrays and objects inside each other; checked before a tree exists
};

// Throws InputError that gives line, column and byte offset (offsets count from 0):
//   CCHC-E1340 not JSON, or something follows the value    CCHC-E1343 a key twice in one object
//   CCHC-E1341 not UTF-8 (offset of the first bad byte)    CCHC-E1344 nested too deep
//   CCHC-E1342 a NUL byte                                  CCHC-E1345 a number that does not fit
// An integer must fit 64 bits with sign, a number with fraction or exponent a finite double.
// A leading byte order mark is skipped.
[[nodiscard]] nlohmann::json parse_json(std::string_view text, const JsonRules& rules = {});

}  // namespace cchc
