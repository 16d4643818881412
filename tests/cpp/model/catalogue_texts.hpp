// Texts for tests of the model: the shipped files, and a small catalogue to spoil.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cchc/base/error.hpp"
#include "folders.hpp"

namespace cchc::testing {

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string shipped(const std::string& name) {
  return file_text((testing::catalogues() / name).string());
}

// A header, two stocks, a pair, a ratio of them and an answer: right as it stands.
inline nlohmann::json small_catalogue() {
  return nlohmann::json::parse(R"({
    "catalogue": "small", "version": "1",
    "units_of_measure": [
      {"id": "person", "label_vi": "người", "label_en": "people", "whole": true, "percent": false,
       "printed": ["Người"]},
      {"id": "percent", "label_vi": "phần trăm", "label_en": "percent", "whole": false,
       "percent": true, "printed": ["%"]}],
    "indicators": [
      {"code": "1", "name": "staff", "label_vi": "Nhân sự", "label_en": "Staff", "kind": "header"},
      {"code": "1.1", "name": "quota", "label_vi": "Giao", "label_en": "Quota", "kind": "stock",
       "unit_of_measure": "person", "over_units": "sum", "over_periods": "last", "parent": "1"},
      {"code": "1.2", "name": "present", "label_vi": "Có mặt", "label_en": "Present",
       "kind": "stock", "unit_of_measure": "person", "over_units": "sum", "over_periods": "last",
       "parent": "1", "aliases": ["1.2.now"]},
      {"code": "1.3", "name": "vacant", "label_vi": "Thiếu", "label_en": "Vacant", "kind": "stock",
       "unit_of_measure": "person", "over_units": "sum", "over_periods": "last", "parent": "1",
       "formula": "[1.1] - [1.2]"},
      {"code": "1.4", "name": "filled", "label_vi": "Tỷ lệ", "label_en": "Filled", "kind": "ratio",
       "unit_of_measure": "percent", "over_units": "ratio_of_sums", "over_periods": "last",
       "numerator": "[1.2]", "denominator": "[1.1]"},
      {"code": "1.5", "name": "exam", "label_vi": "Thi", "label_en": "Exam", "kind": "coded",
       "unit_of_measure": "person", "over_units": "distribution", "over_periods": "any",
       "answers": [{"code": 0, "label_vi": "Không", "label_en": "No"},
                   {"code": 1, "label_vi": "Có", "label_en": "Yes"}]}]})");
}

// "where: message" of every fault, in order.
inline std::vector<std::string> fault_lines(const Error& error) {
  std::vector<std::string> result;
  for (const Fault& fault : error.faults()) {
    EXPECT_FALSE(fault.message_vi.empty()) << fault.where;
    EXPECT_NE(fault.message_vi, fault.message_en) << fault.where;
    result.push_back(fault.where + ": " + fault.message_en);
  }
  return result;
}

// Whether each line begins with the text at its place; the lines are sorted first.
inline ::testing::AssertionResult begin_with(std::vector<std::string> lines,
                                             std::vector<std::string> beginnings) {
  std::ranges::sort(lines);
  std::ranges::sort(beginnings);
  const bool all = std::ranges::equal(lines, beginnings, [](const auto& line, const auto& start) {
    return line.starts_with(start);
  });
  if (all) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << ::testing::PrintToString(lines) << "\ndo not begin with\n"
                                       << ::testing::PrintToString(beginnings);
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace cchc::testing
