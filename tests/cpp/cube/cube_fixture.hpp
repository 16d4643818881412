// Builders of small cubes, for tests: units, reports and the catalogue of the golden cases.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cchc/cube/build.hpp"
#include "model/catalogue_texts.hpp"
#include "model/sample_units.hpp"

namespace cchc::samples {

// One indicator of each way to combine units; see tests/data/README.md.
inline const std::shared_ptr<const Catalogue>& golden_catalogue() {
  static const auto catalogue = std::make_shared<const Catalogue>(Catalogue::from_json(
      testing::file_text((testing::test_data() / "roll_up/catalogue.json").string())));
  return catalogue;
}

inline Unit below(std::string parent, std::string id, std::string type = "department") {
  Unit made = unit(std::move(id), "", "", std::move(parent));
  made.type = std::move(type);
  return made;
}

// A unit that only groups others and sends no report of its own.
inline Unit group(std::string id, std::string parent = "") {
  Unit made = below(std::move(parent), std::move(id), "province");
  made.reports = false;
  return made;
}

inline std::shared_ptr<const Hierarchy> tree(std::vector<Unit> units) {
  return std::make_shared<const Hierarchy>(std::move(units));
}

// The group p with departments a, b and c.
inline std::shared_ptr<const Hierarchy> three_departments() {
  return tree({group("p"), below("p", "a"), below("p", "b"), below("p", "c")});
}

inline constexpr const char* h1 = "2024-H1";

// Reports written down shortly; the first source is there from the start.
class Reports {
 public:
  Reports() { from("a.txt"); }

  // What follows comes from a new source.
  Reports& from(std::string file, std::string_view received = "") {
    Source source;
    source.file = std::move(file);
    source.received = optional_day(received);
    source_ = observations_.add_source(std::move(source));
    return *this;
  }
  // What follows comes from a source given earlier.
  Reports& again(Index source) {
    source_ = source;
    return *this;
  }

  Reports& figure(std::string indicator, std::string unit, std::string_view value,
                  std::string_view period = h1, std::string_view second = "") {
    Observation row = cell(std::move(indicator), std::move(unit), period);
    row.state = ValueState::reported;
    row.value = decimal(value);
    row.raw = value;
    if (!second.empty()) {
      row.second_value = decimal(second);
    }
    observations_.append(row);
    return *this;
  }

  Reports& blank(std::string indicator, std::string unit, std::string_view period = h1,
                 ValueState state = ValueState::missing) {
    Observation row = cell(std::move(indicator), std::move(unit), period);
    row.state = state;
    observations_.append(row);
    return *this;
  }

  Reports& row(const Observation& row) {
    observations_.append(row);
    return *this;
  }

  [[nodiscard]] const Observations& observations() const { return observations_; }

  [[nodiscard]] BuildResult built(std::shared_ptr<const Hierarchy> hierarchy,
                                  const BuildOptions& options = {}) const {
    return build(std::make_shared<const Observations>(observations_), golden_catalogue(),
                 std::move(hierarchy), options);
  }
  [[nodiscard]] std::shared_ptr<const Cube> cube(std::shared_ptr<const Hierarchy> hierarchy) const {
    return built(std::move(hierarchy)).cube;
  }

 private:
  [[nodiscard]] Observation cell(std::string indicator, std::string unit, std::string_view period) {
    Observation row{.indicator = std::move(indicator),
                    .unit = std::move(unit),
                    .period = period_from_text(period),
                    .value = {},
                    .second_value = {},
                    .raw = {},
                    .note = {},
                    .place = {},
                    .source = source_};
    row.place = "line " + std::to_string(observations_.size() + 1);
    return row;
  }

  Observations observations_;
  Index source_ = 0;
};

inline CellPlace cell(const Cube& cube, std::string_view indicator, std::string_view unit,
                      std::string_view period = h1) {
  return {cube.at(indicator), cube.hierarchy().at(unit), cube.at_period(period_from_text(period))};
}

// The exact text of a cell; empty where there is no figure.
inline std::string text(const Cube& cube, std::string_view indicator, std::string_view unit,
                        std::string_view period = h1) {
  const CellPlace place = cell(cube, indicator, unit, period);
  return cube.plane(place.plane).figures.text(place.unit, place.period);
}

inline std::string so_far(const Cube& cube, std::string_view indicator, std::string_view unit,
                          std::string_view period = h1) {
  const CellPlace place = cell(cube, indicator, unit, period);
  return cube.plane(place.plane).so_far->text(place.unit, place.period);
}

inline ValueState state(const Cube& cube, std::string_view indicator, std::string_view unit,
                        std::string_view period = h1) {
  const CellPlace place = cell(cube, indicator, unit, period);
  return cube.plane(place.plane).state(place.unit, place.period);
}

inline bool marked(const Cube& cube, Mark mark, std::string_view indicator, std::string_view unit,
                   std::string_view period = h1) {
  const CellPlace place = cell(cube, indicator, unit, period);
  return cube.plane(place.plane).has_mark(place.unit, place.period, mark);
}

// "2/3" of an aggregate: reported of expected.
inline std::string coverage(const Cube& cube, std::string_view indicator, std::string_view unit,
                            std::string_view period = h1) {
  const CellPlace place = cell(cube, indicator, unit, period);
  const Coverage& counts = *cube.plane(place.plane).coverage;
  return std::to_string(counts.reported(place.unit, place.period)) + "/" +
         std::to_string(counts.expected(place.unit, place.period));
}

inline std::vector<std::string> issue_codes(const BuildResult& result) {
  std::vector<std::string> codes;
  for (const Issue& issue : result.issues) {
    EXPECT_FALSE(issue.message_en.empty());
    EXPECT_NE(issue.message_en, issue.message_vi);
    codes.push_back(issue.code);
  }
  std::ranges::sort(codes);
  return codes;
}

// The code of the error that `call` throws; empty when it throws none.
template <typename Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_FALSE(error.message_en().empty());
    EXPECT_NE(error.message_en(), error.message_vi());
    return error.code();
  }
  return {};
}

}  // namespace cchc::samples
