// Lists of words that definitions may use where the engine keeps plain text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/base/fault_list.hpp"

namespace cchc {

struct WordList {
  std::string_view name_en;
  std::string_view name_vi;
  std::span<const std::string_view> words;
};

inline constexpr std::string_view unit_type_texts[] = {"department", "province", "district",
                                                       "commune", "public_service_unit"};
inline constexpr WordList unit_types{"unit type", "loại đơn vị", unit_type_texts};

inline constexpr std::string_view period_word_texts[] = {"month", "quarter", "half", "nine_months",
                                                         "year"};
inline constexpr WordList period_words{"period", "kỳ báo cáo", period_word_texts};

// Adds a fault for every text that is not in the list, with the known words.
void check_words(std::string_view path, const std::vector<std::string>& texts,
                 const WordList& known, LaterFaults& faults);

}  // namespace cchc
