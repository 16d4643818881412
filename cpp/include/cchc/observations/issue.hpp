// An issue: a row, file or observation that could not be used, with the reason and the place.
#pragma once

#include <string>

namespace cchc {

struct Issue {
  std::string code;  // stable, e.g. "CCHC-I0901"
  std::string message_en;
  std::string message_vi;
  std::string place;  // file and place in it, or unit and indicator
};

}  // namespace cchc
