// Cubes for tests of resampling: a catalogue with one indicator of each sort, and reports by hand.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cchc/aggregate/resample.hpp"
#include "cchc/cube/build.hpp"

namespace cchc::testing {

inline std::string indicator_json(const std::string& code, const std::string& kind,
                                  const std::string& over_units, const std::string& over_periods,
                                  const std::string& more = "") {
  const bool coded = kind == "coded";
  const std::string measure = kind == "ratio" ? "percent" : coded ? "code" : "file";
  const std::string answers =
      R"(, "answers": [{"code": 0, "label_vi": "Không", "label_en": "No"},
                       {"code": 1, "label_vi": "Có", "label_en": "Yes"}])";
  return R"({"code": ")" + code + R"(", "name": ")" + code +
         R"(_figures", "label_vi": "Chỉ tiêu", )" +
         R"("label_en": "Indicator", "unit_of_measure": ")" + measure + R"(", "kind": ")" + kind +
         R"(", "over_units": ")" + over_units + R"(", "over_periods": ")" + over_periods + "\"" +
         (coded ? answers : "") + (more.empty() ? "" : ", " + more) + "}";
}

inline std::shared_ptr<const Catalogue> window_catalogue() {
  const std::vector<std::string> indicators = {
      indicator_json("flow", "flow", "sum", "sum"),
      indicator_json("resolved", "flow", "sum", "sum"),
      indicator_json("on_time", "flow", "sum", "sum"),
      indicator_json("received", "flow", "sum", "carry_over", R"("carried_stock": "pending")"),
      indicator_json("pending", "stock", "sum", "last", R"("formula": "[received] - [resolved]")"),
      indicator_json("staff", "stock", "sum", "last"),
      indicator_json("todate", "cumulative", "sum", "last"),
      indicator_json("grade", "coded", "distribution", "last"),
      indicator_json("held", "coded", "distribution", "any"),
      indicator_json("peak", "flow", "maximum", "maximum"),
      indicator_json("trough", "flow", "minimum", "minimum"),
      indicator_json("level", "stock", "mean", "mean"),
      indicator_json("alone", "flow", "none", "none"),
      indicator_json("rate", "ratio", "ratio_of_sums", "ratio_of_sums",
                     R"("numerator": "[on_time]", "denominator": "[resolved]")"),
      indicator_json("cut", "ratio", "ratio_of_sums", "ratio_of_sums",
                     R"("numerator": "[staff @ 2015] - [staff]", "denominator": "[staff @ 2015]")"),
      indicator_json("relation", "ratio", "ratio_of_sums", "ratio_of_sums",
                     R"("numerator": "[rate]", "denominator": "[resolved]")"),
      indicator_json("product", "ratio", "ratio_of_sums", "ratio_of_sums",
                     R"("numerator": "[on_time] * [flow]", "denominator": "[resolved]")"),
      indicator_json("backlog", "ratio", "ratio_of_sums", "ratio_of_sums",
                     R"("numerator": "[received] - [resolved]", "denominator": "[received]")"),
      indicator_json("index", "ratio", "none", "last")};
  std::string text = R"({"catalogue": "windows", "version": "1", "units_of_measure": [
      {"id": "file", "label_vi": "hồ sơ", "label_en": "files", "whole": false, "percent": false,
       "printed": ["Hồ sơ"]},
      {"id": "code", "label_vi": "mã", "label_en": "code", "whole": true, "percent": false,
       "printed": ["Mã"]},
      {"id": "percent", "label_vi": "phần trăm", "label_en": "percent", "whole": false,
       "percent": true, "printed": ["%"]}], "indicators": [)";
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    text += (i == 0 ? "" : ",\n") + indicators[i];
  }
  return std::make_shared<const Catalogue>(Catalogue::from_json(text + "]}"));
}

// The same for all: made once.
inline std::shared_ptr<const Catalogue> shared_window_catalogue() {
  static const std::shared_ptr<const Catalogue> catalogue = window_catalogue();
  return catalogue;
}

// "province" with the departments "0", "1", ... below it.
inline std::shared_ptr<const Hierarchy> departments(int count) {
  std::vector<Unit> units;
  units.push_back({"province", "Tỉnh", "", "province", "", "", {}, {}, false});
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    units.push_back({id, "Sở " + id, "province", "department", "", "", {}, {}, true});
  }
  return std::make_shared<const Hierarchy>(std::move(units));
}

// Reports of departments, turned into a cube.
class Reports {
 public:
  explicit Reports(int units = 1)
      : catalogue_(shared_window_catalogue()), hierarchy_(departments(units)) {
    source_ = observations_.add_source(Source());
  }

  Reports& add(const std::string& indicator, Period period, const std::string& value,
               int unit = 0) {
    return add_state(indicator, period, ValueState::reported, unit, decimal_from_text(value));
  }
  Reports& add(const std::string& indicator, const std::string& period, const std::string& value,
               int unit = 0) {
    return add(indicator, period_from_text(period), value, unit);
  }
  Reports& blank(const std::string& indicator, const std::string& period, ValueState state,
                 int unit = 0) {
    return add_state(indicator, period_from_text(period), state, unit, {});
  }

  // Days that the following reports say they cover.
  Reports& covering(DataWindow window) {
    Source source;
    source.window = window;
    source_ = observations_.add_source(source);
    return *this;
  }

  [[nodiscard]] std::shared_ptr<const Cube> cube() const {
    return build(std::make_shared<const Observations>(observations_), catalogue_, hierarchy_).cube;
  }

 private:
  Reports& add_state(const std::string& indicator, Period period, ValueState state, int unit,
                     std::optional<Decimal> value) {
    observations_.append(
        {indicator, std::to_string(unit), period, state, value, {}, "", "", "", source_});
    return *this;
  }

  std::shared_ptr<const Catalogue> catalogue_;
  std::shared_ptr<const Hierarchy> hierarchy_;
  Observations observations_;
  Index source_;
};

inline std::vector<Period> windows(const std::vector<std::string>& texts) {
  std::vector<Period> periods;
  for (const std::string& text : texts) {
    periods.push_back(period_from_text(text));
  }
  return periods;
}

inline CellPlace place(const Cube& cube, const std::string& indicator, const std::string& period,
                       int unit = 0) {
  return {cube.at(indicator), cube.hierarchy().at(std::to_string(unit)),
          cube.at_period(period_from_text(period))};
}

// The exact text of a figure; "" where there is none.
inline std::string figure(const Cube& cube, const std::string& indicator, const std::string& period,
                          int unit = 0) {
  const CellPlace cell = place(cube, indicator, period, unit);
  const Plane& plane = cube.plane(cell.plane);
  const bool reported = plane.state(cell.unit, cell.period) == ValueState::reported;
  EXPECT_EQ(reported, plane.figures.has(cell.unit, cell.period)) << indicator << ' ' << period;
  return plane.figures.text(cell.unit, cell.period);
}

inline bool marked(const Cube& cube, const std::string& indicator, const std::string& period,
                   Mark mark, int unit = 0) {
  const CellPlace cell = place(cube, indicator, period, unit);
  return cube.plane(cell.plane).has_mark(cell.unit, cell.period, mark);
}

// "1 x 2024-H1 (window)" for each part of a cell.
inline std::vector<std::string> parts_of(const Cube& cube, const CellPlace& cell) {
  std::vector<std::string> parts;
  for (const Derivation::Part& part : cube.derivation(cell).parts) {
    const Cube& source = *part.cube;
    EXPECT_EQ(part.place.unit, cell.unit);
    EXPECT_FALSE(part.role_vi.empty());
    parts.push_back(part.coefficient + " x " + source.indicator(part.place.plane).code + " " +
                    to_text(source.periods()[static_cast<std::size_t>(part.place.period)]) + " (" +
                    part.role_en + ")");
  }
  return parts;
}

}  // namespace cchc::testing
