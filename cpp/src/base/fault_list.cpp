#include "cchc/base/fault_list.hpp"

#include <algorithm>

namespace cchc {

void FaultList::add(std::string where, std::string message_en, std::string message_vi) {
  faults_.push_back({std::move(where), std::move(message_en), std::move(message_vi)});
}

namespace {

// Whether `path` is `other` or lies below it: "$.rows[3].code" below "$.rows[3]", not "$.rows[30]".
bool at_or_below(std::string_view path, std::string_view other) {
  if (!path.starts_with(other)) {
    return false;
  }
  const std::string_view rest = path.substr(other.size());
  return rest.empty() || rest.front() == '.' || rest.front() == '[';
}

}  // namespace

bool FaultList::touches(std::string_view path) const {
  return std::ranges::any_of(faults_, [path](const Fault& fault) {
    return at_or_below(fault.where, path) || at_or_below(path, fault.where);
  });
}

void LaterFaults::add(const std::string& where, std::string message_en, std::string message_vi) {
  if (readable(where)) {
    faults_.add(where, std::move(message_en), std::move(message_vi));
  }
}

}  // namespace cchc
