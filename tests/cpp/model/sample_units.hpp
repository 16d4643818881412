// Short ways to write units and events down, for tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cchc/model/lineage.hpp"

namespace cchc::samples {

inline Date day(std::string_view text) { return date_from_text(text); }

inline std::optional<Date> optional_day(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<Date>(day(text));
}

// A unit valid from a day (empty: always) to the day before another (empty: still valid).
inline Unit unit(std::string id, std::string_view from = "", std::string_view to = "",
                 std::string parent = "") {
  Unit made;
  made.name = "Unit " + id;
  made.id = std::move(id);
  made.parent = std::move(parent);
  made.valid_from = optional_day(from);
  made.valid_to = optional_day(to);
  return made;
}

inline Decimal decimal(std::string_view text) { return decimal_from_text(text).value(); }

inline Receiver part(std::string unit, std::string_view share = "") {
  Receiver receiver;
  receiver.unit = std::move(unit);
  if (!share.empty()) {
    receiver.share = decimal(share);
  }
  return receiver;
}

inline LineageEvent event(EventKind kind, std::string_view date, std::vector<std::string> from,
                          std::vector<Receiver> to) {
  LineageEvent made;
  made.kind = kind;
  made.date = day(date);
  made.from = std::move(from);
  made.to = std::move(to);
  return made;
}

}  // namespace cchc::samples
