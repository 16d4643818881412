#include "cchc/observations/value_state.hpp"

#include <array>
#include <string>
#include <utility>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

constexpr std::array<std::pair<ValueState, std::string_view>, 5> names{{
    {ValueState::reported, "reported"},
    {ValueState::missing, "missing"},
    {ValueState::optional, "optional"},
    {ValueState::not_applicable, "not_applicable"},
    {ValueState::unreadable, "unreadable"},
}};

}  // namespace

std::string_view to_text(ValueState state) { return names[static_cast<std::size_t>(state)].second; }

ValueState value_state_from_text(std::string_view text) {
  for (const auto& [state, name] : names) {
    if (name == text) {
      return state;
    }
  }
  const std::string known = "reported, missing, optional, not_applicable, unreadable";
  throw ObservationError("CCHC-E0801",
                         "'" + std::string(text) + "' is no value state; known: " + known,
                         "'" + std::string(text) + "' không phải trạng thái số liệu; có: " + known);
}

}  // namespace cchc
