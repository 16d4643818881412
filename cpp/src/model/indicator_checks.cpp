#include "cchc/model/indicator_checks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "cchc/model/kind_rules.hpp"
#include "cchc/model/object_reader.hpp"
#include "cchc/model/word_list.hpp"

namespace cchc {
namespace {

bool is_day(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto digits = [text](std::size_t start, std::size_t length, auto& number) {
    const char* end = text.data() + start + length;
    return std::from_chars(text.data() + start, end, number).ptr == end;
  };
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && digits(0, 4, year) &&
         digits(5, 2, month) && digits(8, 2, day) &&
         std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day))
             .ok();
}

class Checks {
 public:
  Checks(const Indicator& indicator, const std::string& path,
         std::span<const UnitOfMeasure> units_of_measure, LaterFaults& faults)
      : indicator_(indicator), path_(path), units_of_measure_(units_of_measure), faults_(faults) {}

  void run() {
    if (!indicator_.valid_to.empty() && !is_day(indicator_.valid_to)) {
      fault("valid_to", "not a day; write 2025-07-01", "không phải ngày; hãy viết 2025-07-01");
    }
    check_words(path_ + ".applies_to", indicator_.applies_to, unit_types, faults_);
    check_words(path_ + ".shared_by", indicator_.shared_by, unit_types, faults_);
    check_shared_list();
    if (readable("kind")) {
      check_by_kind();
    }
  }

 private:
  void fault(std::string_view key, std::string en, std::string vi) {
    faults_.add(path_ + "." + std::string(key), std::move(en), std::move(vi));
  }

  [[nodiscard]] bool readable(std::string_view key) const {
    return faults_.readable(path_ + "." + std::string(key));
  }

  void check_by_kind() {
    check_aggregations();
    check_unit_of_measure();
    check_parts();
    check_answers();
    if (indicator_.kind == Kind::header && is_derived(indicator_)) {
      fault("formula", "a header has no formula", "tiêu đề không có công thức");
    }
  }

  void check_aggregations() {
    const Kind kind = indicator_.kind;
    if (!combines(kind, indicator_.over_units)) {
      refuse_aggregation("over_units", to_text(indicator_.over_units), allowed_over_units(kind));
    }
    if (!combines(kind, indicator_.over_periods)) {
      refuse_aggregation("over_periods", to_text(indicator_.over_periods),
                         allowed_over_periods(kind));
    }
    const bool answers_known = !indicator_.answers.empty() && readable("answers");
    if (indicator_.over_periods == OverPeriods::any && answers_known && !answers_are_yes_and_no()) {
      fault("over_periods", "any needs exactly the answers 0 and 1",
            "any chỉ dùng khi câu trả lời là 0 và 1");
    }
  }

  void refuse_aggregation(std::string_view key, std::string_view given,
                          const std::string& possible) {
    const std::string what(to_text(indicator_.kind));
    const std::string by(given);
    fault(key, "a " + what + " indicator does not combine by " + by + "; possible: " + possible,
          "chỉ tiêu loại " + what + " không gộp bằng " + by + "; có thể dùng: " + possible);
  }

  [[nodiscard]] bool answers_are_yes_and_no() const {
    std::vector<int> codes;
    for (const Answer& answer : indicator_.answers) {
      codes.push_back(answer.code);
    }
    std::ranges::sort(codes);
    return codes == std::vector{0, 1};
  }

  void check_unit_of_measure() {
    const char* where = "unit_of_measure";
    const auto& table = units_of_measure_;
    const auto unit = std::ranges::find(table, indicator_.unit_of_measure, &UnitOfMeasure::id);
    if (indicator_.kind == Kind::header) {
      if (!indicator_.unit_of_measure.empty()) {
        fault(where, "a header has no unit of measure", "tiêu đề không có đơn vị tính");
      }
    } else if (indicator_.unit_of_measure.empty()) {
      fault(where, "is missing", "bị thiếu");
    } else if (unit == table.end()) {
      fault(where, "\"" + indicator_.unit_of_measure + "\" is not in $.units_of_measure",
            "\"" + indicator_.unit_of_measure + "\" không có trong $.units_of_measure");
    } else if (unit->percent && indicator_.kind != Kind::ratio) {
      fault(
          where,
          "only a ratio is counted in percent; this is a " + std::string(to_text(indicator_.kind)),
          "chỉ chỉ tiêu loại ratio mới tính bằng phần trăm");
    }
  }

  void check_parts() {
    const std::array<std::pair<const char*, const std::string*>, 3> parts = {
        {{"numerator", &indicator_.numerator},
         {"denominator", &indicator_.denominator},
         {"weight", &indicator_.weight}}};
    for (const auto& [key, text] : parts) {
      if (indicator_.kind != Kind::ratio && !text->empty()) {
        fault(key, "only a ratio has a " + std::string(key),
              "chỉ chỉ tiêu loại ratio mới có " + std::string(key));
      }
    }
    if (indicator_.numerator.empty() != indicator_.denominator.empty()) {
      const char* absent = indicator_.numerator.empty() ? "numerator" : "denominator";
      fault(absent, "numerator and denominator go together",
            "phải có đủ cả numerator và denominator");
    }
  }

  void check_answers() {
    if (indicator_.kind != Kind::coded) {
      if (!indicator_.answers.empty()) {
        fault("answers", "only a coded indicator has answers",
              "chỉ chỉ tiêu loại coded mới có answers");
      }
      return;
    }
    if (indicator_.answers.empty()) {
      fault("answers", "a coded indicator needs its answers", "chỉ tiêu loại coded cần có answers");
    }
    std::set<int> seen;
    for (std::size_t k = 0; k < indicator_.answers.size(); ++k) {
      const int code = indicator_.answers[k].code;
      if (!seen.insert(code).second) {
        fault(element_path("answers", k) + ".code",
              "answer " + std::to_string(code) + " stands twice",
              "câu trả lời " + std::to_string(code) + " bị trùng");
      }
    }
  }

  void check_shared_list() {
    const bool shared = indicator_.over_units == OverUnits::shared_list;
    if (shared == indicator_.shared_by.empty() && readable("over_units")) {
      fault("shared_by", "shared_by and over_units shared_list go together",
            "shared_by đi cùng với over_units là shared_list");
    }
  }

  const Indicator& indicator_;
  const std::string& path_;
  std::span<const UnitOfMeasure> units_of_measure_;
  LaterFaults& faults_;
};

}  // namespace

void check_indicator(const Indicator& indicator, const std::string& path,
                     std::span<const UnitOfMeasure> units_of_measure, LaterFaults& faults) {
  Checks(indicator, path, units_of_measure, faults).run();
}

}  // namespace cchc
