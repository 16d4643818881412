// The errors of the floor `trend`.
#pragma once

#include "cchc/base/error.hpp"

namespace cchc {

// E15xx: a trend that is asked for wrongly, such as over windows of unlike length.
class TrendError : public Error {
 public:
  using Error::Error;
};

}  // namespace cchc
