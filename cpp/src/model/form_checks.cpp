#include "cchc/model/form_checks.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "cchc/model/object_reader.hpp"
#include "cchc/model/word_list.hpp"

namespace cchc {
namespace {

class Checks {
 public:
  Checks(const FormDefinition& definition, const Catalogue& catalogue, FaultList& faults)
      : definition_(definition), catalogue_(catalogue), faults_(faults) {}

  void run() {
    if (definition_.catalogue != catalogue_.id()) {
      fault("$.catalogue", "the form belongs to another catalogue than \"" + catalogue_.id() + "\"",
            "biểu mẫu không thuộc danh mục \"" + catalogue_.id() + "\"");
    }
    check_words("$.stated_periods", definition_.stated_periods, period_words, faults_);
    for (std::size_t i = 0; i < definition_.rows.size(); ++i) {
      const FormRow& row = definition_.rows[i];
      check_code(i, row);
      check_parent(i, row);
      check_indicator(i, row);
      check_group(i, row);
      check_note_pair(i, row);
    }
  }

 private:
  [[nodiscard]] static std::string path(std::size_t row, std::string_view key) {
    return element_path("$.rows", row) + "." + std::string(key);
  }

  void fault(const std::string& where, std::string en, std::string vi) {
    faults_.add(where, std::move(en), std::move(vi));
  }

  void check_code(std::size_t i, const FormRow& row) {
    if (row.code.empty()) {
      fault(path(i, "code"), "must not be empty", "không được để trống");
      return;
    }
    const auto [known, added] = rows_.emplace(row.code, i);
    if (!added) {
      fault(path(i, "code"), "\"" + row.code + "\" is taken by " + path(known->second, "code"),
            "\"" + row.code + "\" đã dùng ở " + path(known->second, "code"));
    }
    if (row.uncoded != row.code_printed.empty()) {
      fault(path(i, "uncoded"), "a row is uncoded when it prints no code, and only then",
            "dòng chỉ uncoded khi không in mã");
    }
  }

  // A parent stands further up, so parents cannot go in a circle.
  void check_parent(std::size_t i, const FormRow& row) {
    if (!row.parent.empty() && (row.parent == row.code || !rows_.contains(row.parent))) {
      fault(path(i, "parent"), "no row \"" + row.parent + "\" above this one",
            "không có dòng \"" + row.parent + "\" ở phía trên");
    }
  }

  void check_indicator(std::size_t i, const FormRow& row) {
    const std::string where = path(i, "indicator");
    if (!faults_.readable(path(i, "row_type"))) {
      return;
    }
    if (row.row_type == RowType::header) {
      if (!row.indicator.empty()) {
        fault(where, "a header row reports no indicator", "dòng tiêu đề không gắn với chỉ tiêu");
      }
      return;
    }
    const std::optional<Index> indicator = value_indicator(where, row.indicator);
    if (!indicator) {
      return;
    }
    check_unit_printed(i, row, *indicator);
    const auto [known, added] = indicators_.emplace(*indicator, i);
    if (!added) {
      const std::string other = path(known->second, "indicator");
      fault(where, "\"" + row.indicator + "\" is reported by " + other + " already",
            "\"" + row.indicator + "\" đã có ở " + other);
    }
  }

  std::optional<Index> value_indicator(const std::string& where, const std::string& code) {
    const std::optional<Index> found = catalogue_.find(code);
    if (!found) {
      fault(where, "no indicator \"" + code + "\" in the catalogue",
            "không có chỉ tiêu \"" + code + "\" trong danh mục");
    } else if (catalogue_[*found].code != code) {
      fault(where, "write the code \"" + catalogue_[*found].code + "\" instead of \"" + code + "\"",
            "hãy ghi mã \"" + catalogue_[*found].code + "\" thay cho \"" + code + "\"");
      return std::nullopt;
    } else if (catalogue_[*found].kind == Kind::header) {
      fault(where, "\"" + code + "\" is a header and holds no value",
            "\"" + code + "\" là tiêu đề, không có giá trị");
      return std::nullopt;
    }
    return found;
  }

  void check_unit_printed(std::size_t i, const FormRow& row, Index indicator) {
    const UnitOfMeasure& unit = *catalogue_.unit_of_measure(indicator);
    if (!row.unit_printed.empty() &&
        std::ranges::find(unit.printed, row.unit_printed) == unit.printed.end()) {
      fault(path(i, "unit_printed"),
            "\"" + row.unit_printed + "\" is no spelling of \"" + unit.id + "\" in the catalogue",
            "\"" + row.unit_printed + "\" không phải cách viết của \"" + unit.id +
                "\" trong danh mục");
    }
  }

  void check_group(std::size_t i, const FormRow& row) {
    if (row.part_of && row.parent.empty()) {
      fault(path(i, "part_of"), "a part needs its parent", "thành phần phải có parent");
    }
  }

  void check_note_pair(std::size_t i, const FormRow& row) {
    const std::string where = path(i, "note_pair");
    if (!row.note_pair.empty() && row.note_pair.size() != 2) {
      fault(where, "a pair has two codes", "một cặp gồm hai mã");
    }
    for (std::size_t k = 0; k < row.note_pair.size(); ++k) {
      static_cast<void>(value_indicator(element_path(where, k), row.note_pair[k]));
    }
  }

  const FormDefinition& definition_;
  const Catalogue& catalogue_;
  LaterFaults faults_;
  std::unordered_map<std::string, std::size_t> rows_;
  std::unordered_map<Index, std::size_t> indicators_;
};

}  // namespace

void check_form(const FormDefinition& definition, const Catalogue& catalogue, FaultList& faults) {
  Checks(definition, catalogue, faults).run();
}

}  // namespace cchc
