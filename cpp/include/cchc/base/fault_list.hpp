// Collects the faults of one definition, so that its author sees all of them at once.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cchc/base/error.hpp"

namespace cchc {

class FaultList {
 public:
  void add(std::string where, std::string message_en, std::string message_vi);

  [[nodiscard]] bool empty() const noexcept { return faults_.empty(); }
  // Whether a fault sits at this JSON path, below it or above it. Later checks ask before they look at a
  // value that could not be read: its stand-in would only bring faults that nobody made.
  [[nodiscard]] bool touches(std::string_view path) const;

  // In the order of discovery.
  [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

 private:
  std::vector<Fault> faults_;
};

}  // namespace cchc
