#include <gtest/gtest.h>

#include "cchc/validate/rule_message.hpp"

namespace cchc {
namespace {

std::string filled_with_names(std::string_view text) {
  TemplateFault fault;
  const MessageTemplate message = read_message(text, fault);
  EXPECT_EQ(fault.en, "");
  return filled(message, [](const MessagePart& part) {
    return part.reference ? to_text(*part.reference) : std::string("<>");
  });
}

std::string fault_of(std::string_view text) {
  TemplateFault fault;
  static_cast<void>(read_message(text, fault));
  EXPECT_EQ(fault.en.empty(), fault.vi.empty());
  return fault.en;
}

TEST(rule_message, fills_places_and_keeps_the_text_around_them) {
  EXPECT_EQ(filled_with_names("Đơn vị {unit}: {left}, {right}?"), "Đơn vị <>: <>, <>?");
}

TEST(rule_message, cells_are_written_as_in_formulas) {
  EXPECT_EQ(filled_with_names("{[3.1 @ previous]}{[3.3]}"), "[3.1 @ previous][3.3]");
}

TEST(rule_message, doubled_braces_are_braces) {
  EXPECT_EQ(filled_with_names("{{unit}} {{{unit}}}"), "{unit} {<>}");
}

TEST(rule_message, a_text_without_places_stays) {
  EXPECT_EQ(filled_with_names("Vì sao?"), "Vì sao?");
}

TEST(rule_message, refuses_an_unknown_place) {
  EXPECT_NE(fault_of("{uni}").find("unit, period, left"), std::string::npos);
  EXPECT_NE(fault_of("{[3.1] + 1}"), "");
  EXPECT_NE(fault_of("{[3.1}"), "");
}

TEST(rule_message, refuses_a_single_brace) {
  EXPECT_NE(fault_of("a { b"), "");
  EXPECT_NE(fault_of("a } b"), "");
}

}  // namespace
}  // namespace cchc
