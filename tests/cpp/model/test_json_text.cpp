#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "catalogue_texts.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/json_text.hpp"

namespace cchc {
namespace {

using testing::contains;
using testing::file_text;
using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string refusal_of(const std::string& text, const JsonRules& rules = {}) {
  try {
    static_cast<void>(parse_json(text, rules));
  } catch (const InputError& error) {
    EXPECT_NE(error.message_en(), error.message_vi());
    return error.message_en();
  }
  return "";
}

std::string code_of(const std::string& text, const JsonRules& rules = {}) {
  try {
    static_cast<void>(parse_json(text, rules));
  } catch (const InputError& error) {
    return error.code();
  }
  return "";
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(JsonText, builds_the_tree_that_the_library_builds) {
  const std::string text =
      R"({"a": [1, -2, 2.5, 1e3, true, false, null, {"b": {}}, []], "tỷ lệ": "\u1ef7 \"x\""})";
  EXPECT_EQ(parse_json(text), Json::parse(text));
  EXPECT_EQ(parse_json("  3 "), Json(3));
  EXPECT_EQ(parse_json(testing::shipped("catalogue.json")),
            Json::parse(testing::shipped("catalogue.json")));
}

TEST(JsonText, refuses_a_key_that_stands_twice) {
  EXPECT_EQ(code_of(R"({"a": 1, "a": 1})"), "CCHC-E1343");
  EXPECT_EQ(code_of(R"({"a": 1, "\u0061": 1})"), "CCHC-E1343");
  EXPECT_EQ(code_of(R"({"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 2}]})"), "");
  EXPECT_TRUE(contains(refusal_of("{\n  \"a\": 1,\n  \"a\": 2}"),
                       "JSON, line 3, column 6 (byte 17): the key \"a\" stands twice"));
}

TEST(JsonText, keeps_the_last_of_equal_keys_where_that_is_asked_for) {
  const JsonRules rules{.repeated_keys = RepeatedKeys::last_wins};
  EXPECT_EQ(parse_json(R"({"a": [1, 2], "b": 0, "a": {"c": 3}})", rules),
            Json::parse(R"({"a": {"c": 3}, "b": 0})"));
}

TEST(JsonText, refuses_nesting_beyond_the_limit_before_there_is_a_tree) {
  EXPECT_EQ(code_of(nested(64)), "");
  EXPECT_EQ(code_of(nested(65)), "CCHC-E1344");
  EXPECT_EQ(code_of(nested(1'000)), "CCHC-E1344");
  EXPECT_EQ(code_of(nested(1'000'000)), "CCHC-E1344");
  EXPECT_EQ(code_of(std::string(1'000'000, '[')), "CCHC-E1344");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) {
    objects += "{\"a\":";
  }
  EXPECT_EQ(code_of(objects), "CCHC-E1344");
  EXPECT_EQ(code_of("[[1]]", {.depth = 1}), "CCHC-E1344");
  EXPECT_EQ(code_of("[[[1]], [[1]]]", {.depth = 3}), "");
}

TEST(JsonText, refuses_integers_that_do_not_fit) {
  EXPECT_EQ(parse_json("9223372036854775807"), Json(INT64_MAX));
  EXPECT_EQ(parse_json("-9223372036854775808"), Json(INT64_MIN));
  EXPECT_EQ(code_of("9223372036854775808"), "CCHC-E1345");
  EXPECT_EQ(code_of("-9223372036854775809"), "CCHC-E1345");
  EXPECT_EQ(code_of("[18446744073709551616]"), "CCHC-E1345");
  EXPECT_EQ(parse_json("1e20"), Json(1e20));
}

TEST(JsonText, refuses_numbers_beyond_a_double) {
  EXPECT_EQ(code_of("1e400"), "CCHC-E1345");
  EXPECT_EQ(code_of("[-1e400]"), "CCHC-E1345");
  EXPECT_EQ(code_of("NaN"), "CCHC-E1340");
  EXPECT_EQ(code_of("[Infinity]"), "CCHC-E1340");
}

TEST(JsonText, refuses_bytes_that_are_not_text) {
  EXPECT_EQ(code_of(std::string("123\0", 4)), "CCHC-E1342");
  EXPECT_EQ(code_of(std::string("[1]\0[2]", 7)), "CCHC-E1342");
  EXPECT_EQ(code_of(std::string("\"a\0b\"", 5)), "CCHC-E1342");
  EXPECT_EQ(parse_json(R"("a\u0000b")"), Json(std::string("a\0b", 3)));
  EXPECT_TRUE(contains(refusal_of("{\"a\": \"\xc3\x28\"}"), "(byte 7): not UTF-8"));
  EXPECT_EQ(code_of("\"\xed\xa0\x80\""), "CCHC-E1341");
}

TEST(JsonText, refuses_what_follows_the_value_and_what_is_cut_off) {
  for (const std::string text : {"", " ", "{} {}", "1 2", "[1,]", "{\"a\":1,}", "[1", "{\"a\"",
                                 "\"abc", "{a: 1}", "// x\n1", "'a'", "01", "[1] x"}) {
    EXPECT_EQ(code_of(text), "CCHC-E1340") << text;
  }
  EXPECT_TRUE(contains(refusal_of("{\n  \"đ\": tru }"), "JSON, line 2, column 1"));
}

TEST(JsonText, skips_a_byte_order_mark) {
  EXPECT_EQ(parse_json("\xef\xbb\xbf[1]"), Json::parse("[1]"));
}

// ---- The public parser cases of nst/JSONTestSuite, when they are at hand. ----

fs::path suite() {
  const char* shared = std::getenv("CCHC_SHARED");
  const fs::path root =
      shared != nullptr ? fs::path(shared) : testing::catalogues() / "../../../../shared";
  return root / "reference/json_test_suite/test_parsing";
}

std::map<std::string, std::string> suite_texts(const std::string& prefix) {
  std::map<std::string, std::string> result;
  for (const auto& entry : fs::directory_iterator(suite())) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix)) {
      result[name] = file_text(entry.path().string());
    }
  }
  return result;
}

#define SKIP_WITHOUT_SUITE()                                                         \
  if (!fs::is_directory(suite())) {                                                  \
    GTEST_SKIP() << "no JSONTestSuite; set CCHC_SHARED to the folder that holds it"; \
  }

TEST(JsonText, accepts_every_valid_case_of_the_public_suite) {
  SKIP_WITHOUT_SUITE();
  const auto texts = suite_texts("y_");
  EXPECT_EQ(texts.size(), 95U);
  std::set<std::string> refused;
  for (const auto& [name, text] : texts) {
    EXPECT_EQ(code_of(text, {.repeated_keys = RepeatedKeys::last_wins}), "") << name;
    if (code_of(text) == "CCHC-E1343") {
      refused.insert(name);
    } else {
      EXPECT_EQ(code_of(text), "") << name;
    }
  }
  EXPECT_EQ(refused, (std::set<std::string>{"y_object_duplicated_key.json",
                                            "y_object_duplicated_key_and_value.json"}));
}

TEST(JsonText, refuses_every_invalid_case_of_the_public_suite) {
  SKIP_WITHOUT_SUITE();
  const auto texts = suite_texts("n_");
  EXPECT_EQ(texts.size(), 188U);
  for (const auto& [name, text] : texts) {
    EXPECT_NE(code_of(text, {.repeated_keys = RepeatedKeys::last_wins}), "") << name;
  }
}

// What the standard leaves open: numbers that a double rounds to zero or to its precision, and a
// byte order mark, are taken; all else is refused.
TEST(JsonText, decides_the_open_cases_of_the_public_suite_as_documented) {
  SKIP_WITHOUT_SUITE();
  const std::set<std::string> taken = {"i_number_double_huge_neg_exp.json",
                                       "i_number_real_underflow.json",
                                       "i_structure_UTF-8_BOM_empty_object.json"};
  const auto texts = suite_texts("i_");
  EXPECT_EQ(texts.size(), 35U);
  for (const auto& [name, text] : texts) {
    EXPECT_EQ(code_of(text).empty(), taken.contains(name)) << name;
  }
}

}  // namespace
}  // namespace cchc
