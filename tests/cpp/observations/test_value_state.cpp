#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/observations/value_state.hpp"

namespace cchc {
namespace {

TEST(ValueState, EveryStateReadsBackFromItsName) {
  for (const ValueState state : {ValueState::reported, ValueState::missing, ValueState::optional,
                                 ValueState::not_applicable, ValueState::unreadable}) {
    EXPECT_EQ(value_state_from_text(to_text(state)), state);
  }
  EXPECT_EQ(to_text(ValueState::not_applicable), "not_applicable");
}

TEST(ValueState, AnUnknownNameIsRefusedWithTheKnownOnes) {
  try {
    (void)value_state_from_text("zero");
    FAIL() << "zero was taken for a state";
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0920");
    EXPECT_NE(error.message_en().find("reported, missing, optional, not_applicable, unreadable"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace cchc
