#include "cchc/observations/value_state.hpp"

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

constexpr auto words = enum_text<ValueState>("value state", "trạng thái số liệu",
                                             {{ValueState::reported, "reported"},
                                              {ValueState::missing, "missing"},
                                              {ValueState::optional, "optional"},
                                              {ValueState::not_applicable, "not_applicable"},
                                              {ValueState::unreadable, "unreadable"}});

}  // namespace

std::string_view to_text(ValueState state) { return words.text(state); }
ValueState value_state_from_text(std::string_view text) { return words.at(text); }

}  // namespace cchc
