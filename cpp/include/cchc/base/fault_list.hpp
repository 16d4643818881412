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
  // Whether a fault sits at this JSON path, below it or above it. Later checks ask before they look
  // at a value that could not be read: its stand-in would only bring faults that nobody made.
  [[nodiscard]] bool touches(std::string_view path) const;

  // In the order of discovery.
  [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }

 private:
  std::vector<Fault> faults_;
};

// Faults found after reading, by checks. A member that could not be read has its fault already and
// gets no second one; a member that could be read may get several.
class LaterFaults {
 public:
  // `faults` outlives this object; what it holds now came from reading.
  explicit LaterFaults(FaultList& faults) : faults_(faults), unreadable_(faults) {}

  [[nodiscard]] bool readable(std::string_view path) const { return !unreadable_.touches(path); }
  void add(const std::string& where, std::string message_en, std::string message_vi);

 private:
  FaultList& faults_;
  const FaultList unreadable_;
};

}  // namespace cchc
