// Small catalogues, hierarchies and cubes for tests of comparisons, and cubes made at random.
#pragma once

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cchc/aggregate/roll_up.hpp"
#include "cchc/compare/match.hpp"
#include "cchc/cube/build.hpp"

namespace cchc::testing {

// files: a flow; staff: a stock; ytd: cumulative; list: no sum; on_time: 100 x early / files;
// quick: the same, in a per cent of another name; filled: a published rate in that; score: a rate
// that is no per cent and is weighted by files.
inline std::string compare_catalogue(const std::string& version = "1",
                                     const std::string& staff_unit = "person") {
  return R"({"catalogue": "small", "version": ")" + version + R"(",
    "units_of_measure": [
      {"id": "person", "label_vi": "công", "label_en": "person-days", "whole": false,
       "percent": false, "printed": []},
      {"id": "post", "label_vi": "biên chế", "label_en": "posts", "whole": false,
       "percent": false, "printed": []},
      {"id": "percent", "label_vi": "phần trăm", "label_en": "percent", "whole": false,
       "percent": true, "printed": []},
      {"id": "rate", "label_vi": "tỷ lệ", "label_en": "rate", "whole": false,
       "percent": true, "printed": []}],
    "indicators": [
      {"code": "files", "name": "files_named", "label_vi": "Hồ sơ", "label_en": "Files", "kind": "flow",
       "unit_of_measure": "person", "over_units": "sum", "over_periods": "sum"},
      {"code": "early", "name": "early_named", "label_vi": "Đúng hạn", "label_en": "Early",
       "kind": "flow", "unit_of_measure": "person", "over_units": "sum", "over_periods": "sum"},
      {"code": "staff", "name": "staff_named", "label_vi": "Nhân sự", "label_en": "Staff",
       "kind": "stock", "unit_of_measure": ")" +
         staff_unit + R"(", "over_units": "sum", "over_periods": "last"},
      {"code": "ytd", "name": "ytd_named", "label_vi": "Lũy kế", "label_en": "To date",
       "kind": "cumulative", "unit_of_measure": "person", "over_units": "sum",
       "over_periods": "last"},
      {"code": "list", "name": "list_named", "label_vi": "Lớn nhất", "label_en": "Largest",
       "kind": "stock", "unit_of_measure": "person", "over_units": "maximum",
       "over_periods": "last"},
      {"code": "common", "name": "common_named", "label_vi": "Danh mục", "label_en": "Common list",
       "kind": "stock", "unit_of_measure": "person", "over_units": "shared_list",
       "over_periods": "last", "shared_by": ["commune"]},
      {"code": "online", "name": "online_named", "label_vi": "Trực tuyến", "label_en": "Online",
       "kind": "stock", "unit_of_measure": "person", "over_units": "shared_list",
       "over_periods": "last", "shared_by": ["commune"]},
      {"code": "online_share", "name": "online_share_named", "label_vi": "Tỷ lệ trực tuyến",
       "label_en": "Online share", "kind": "ratio", "unit_of_measure": "percent",
       "over_units": "ratio_of_sums", "over_periods": "last", "numerator": "[online]",
       "denominator": "[common]"},
      {"code": "files_each", "name": "files_each_named", "label_vi": "Hồ sơ mỗi thủ tục",
       "label_en": "Files a procedure", "kind": "ratio", "unit_of_measure": "person",
       "over_units": "ratio_of_sums", "over_periods": "last", "numerator": "[files]",
       "denominator": "[common]"},
      {"code": "on_time", "name": "on_time_named", "label_vi": "Tỷ lệ", "label_en": "On time",
       "kind": "ratio", "unit_of_measure": "percent", "over_units": "ratio_of_sums",
       "over_periods": "ratio_of_sums", "numerator": "[early]", "denominator": "[files]"},
      {"code": "quick", "name": "quick_named", "label_vi": "Nhanh", "label_en": "Quick",
       "kind": "ratio", "unit_of_measure": "rate", "over_units": "ratio_of_sums",
       "over_periods": "ratio_of_sums", "numerator": "[early]", "denominator": "[files]"},
      {"code": "filled", "name": "filled_named", "label_vi": "Đạt", "label_en": "Filled",
       "kind": "ratio", "unit_of_measure": "rate", "over_units": "none",
       "over_periods": "last"},
      {"code": "score", "name": "score_named", "label_vi": "Điểm", "label_en": "Score",
       "kind": "ratio", "unit_of_measure": "person", "over_units": "ratio_of_sums",
       "over_periods": "ratio_of_sums", "weight": "[files]"},
      {"code": "exam", "name": "exam_named", "label_vi": "Thi", "label_en": "Exam", "kind": "coded",
       "unit_of_measure": "person", "over_units": "distribution", "over_periods": "last",
       "answers": [{"code": 0, "label_vi": "Không", "label_en": "No"},
                   {"code": 1, "label_vi": "Có", "label_en": "Yes"}]}]})";
}

inline Unit unit(const std::string& id, const std::string& parent = "",
                 const std::string& valid_from = "", const std::string& valid_to = "") {
  Unit made;
  made.id = id;
  made.name = id;
  made.parent = parent;
  made.type = "department";
  made.valid_from = valid_from.empty() ? std::nullopt : std::optional(date_from_text(valid_from));
  made.valid_to = valid_to.empty() ? std::nullopt : std::optional(date_from_text(valid_to));
  return made;
}

// Units below "p", which sends no report of its own: a (with a1, a2), b, c, d.
// New from 2024: c. Abolished at the start of 2024: d.
inline std::vector<Unit> small_units() {
  std::vector<Unit> units{unit("p"),
                          unit("a", "p"),
                          unit("a1", "a"),
                          unit("a2", "a"),
                          unit("b", "p"),
                          unit("c", "p", "2024-01-01"),
                          unit("d", "p", "", "2024-01-01")};
  units.front().reports = false;
  units[1].reports = false;
  return units;
}

// Collects reported cells and builds a cube of them.
class CubeMaker {
 public:
  explicit CubeMaker(std::vector<Unit> units = small_units(),
                     const std::string& catalogue = compare_catalogue())
      : CubeMaker(std::make_shared<const Hierarchy>(std::move(units)),
                  std::make_shared<const Catalogue>(Catalogue::from_json(catalogue))) {}
  CubeMaker(std::shared_ptr<const Hierarchy> hierarchy, std::shared_ptr<const Catalogue> catalogue)
      : hierarchy_(std::move(hierarchy)), catalogue_(std::move(catalogue)) {
    new_source({});
  }

  CubeMaker& new_source(Source source) {
    source_ = observations_.add_source(std::move(source));
    return *this;
  }

  // `value` is plain machine text; empty leaves the cell in `state`.
  CubeMaker& add(const std::string& indicator, const std::string& unit, const std::string& period,
                 const std::string& value, ValueState state = ValueState::missing) {
    const bool reported = !value.empty();
    observations_.append({.indicator = indicator,
                          .unit = unit,
                          .period = period_from_text(period),
                          .state = reported ? ValueState::reported : state,
                          .value = reported ? decimal_from_text(value) : std::nullopt,
                          .second_value = {},
                          .raw = value,
                          .note = {},
                          .place = {},
                          .source = source_});
    return *this;
  }

  [[nodiscard]] std::shared_ptr<const Cube> cube(const BuildOptions& options = {}) const {
    return build(std::make_shared<const Observations>(observations_), catalogue_, hierarchy_,
                 options)
        .cube;
  }

 private:
  std::shared_ptr<const Hierarchy> hierarchy_;
  std::shared_ptr<const Catalogue> catalogue_;
  Observations observations_;
  Index source_ = 0;
};

inline PeriodPair periods(const std::string& current, const std::string& baseline) {
  return {period_from_text(current), period_from_text(baseline)};
}

inline std::shared_ptr<const Cube> rolled(const std::shared_ptr<const Cube>& cube,
                                          MissingRule rule = MissingRule::complete) {
  RollUpOptions options;
  options.missing.rule = rule;
  options.threads = 1;
  return roll_up(cube, options);
}

// A hierarchy of 1 to `most` units, some of them grouping, new or abolished at 2024-01-01.
inline std::vector<Unit> random_units(std::mt19937_64& random, int most) {
  std::vector<Unit> units;
  const auto size = 1 + random() % static_cast<unsigned>(most);
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::string parent = i == 0 ? "" : "u" + std::to_string(random() % i);
    const auto life = random() % 8;
    units.push_back(unit("u" + std::to_string(i), parent, life == 0 ? "2024-01-01" : "",
                         life == 1 ? "2024-01-01" : ""));
    units.back().reports = random() % 6 != 0;
  }
  return units;
}

}  // namespace cchc::testing
