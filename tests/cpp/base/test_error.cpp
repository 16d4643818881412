#include <gtest/gtest.h>

#include <type_traits>

#include "cchc/base/error.hpp"

namespace cchc {
namespace {

TEST(Error, CarriesItsCodeAndBothMessages) {
  const NumberError error("CCHC-E0701", "too large", "quá lớn");
  EXPECT_EQ(error.code(), "CCHC-E0701");
  EXPECT_EQ(error.message_en(), "too large");
  EXPECT_EQ(error.message_vi(), "quá lớn");
  EXPECT_TRUE(error.faults().empty());
  EXPECT_STREQ(error.what(), "[CCHC-E0701] too large | quá lớn");
}

TEST(Error, ListsEveryFaultInBothLanguages) {
  const CatalogueError error("CCHC-E0101", "the catalogue is wrong", "danh mục sai",
                             {{"$.a", "has no code", "thiếu mã"}, {"$.b", "is odd", "lạ"}});
  EXPECT_EQ(error.message_en(), "the catalogue is wrong\n  $.a: has no code\n  $.b: is odd");
  EXPECT_EQ(error.message_vi(), "danh mục sai\n  $.a: thiếu mã\n  $.b: lạ");
  ASSERT_EQ(error.faults().size(), 2U);
  EXPECT_EQ(error.faults()[1].where, "$.b");
}

TEST(Error, WithNoFaultsIsItsTitle) {
  const HierarchyError error("CCHC-E0401", "title", "tiêu đề", std::vector<Fault>{});
  EXPECT_EQ(error.message_en(), "title");
}

TEST(Error, KeepsItsTextsWhenCopied) {
  const auto copied = [] {
    const InputError original("CCHC-E1301", "cannot be read", "không đọc được",
                              {{"line 1", "is broken", "hỏng"}});
    return InputError(original);
  }();
  EXPECT_EQ(copied.code(), "CCHC-E1301");
  EXPECT_EQ(copied.faults().at(0).message_vi, "hỏng");
}

template <typename T>
void expect_error_class() {
  EXPECT_TRUE((std::is_base_of_v<Error, T>));
  EXPECT_TRUE((std::is_base_of_v<std::runtime_error, T>));
  try {
    throw T("CCHC-E0000", "en", "vi");
  } catch (const Error& error) {
    EXPECT_NE(dynamic_cast<const T*>(&error), nullptr);
  }
}

TEST(Error, EveryTopicHasAClassOfItsOwn) {
  expect_error_class<CatalogueError>();
  expect_error_class<PeriodError>();
  expect_error_class<HierarchyError>();
  expect_error_class<LineageError>();
  expect_error_class<FormulaError>();
  expect_error_class<NumberError>();
  expect_error_class<ObservationError>();
  expect_error_class<SelectionError>();
  expect_error_class<AggregationError>();
  expect_error_class<ComparisonError>();
  expect_error_class<InputError>();
  expect_error_class<ExtensionError>();
}

}  // namespace
}  // namespace cchc
