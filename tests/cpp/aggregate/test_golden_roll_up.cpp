// The golden roll-ups of tests/data/roll_up, which the tests of the Python package read too.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

const fs::path folder = testing::test_data() / "roll_up";

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory()) {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

Json read(const fs::path& path) { return Json::parse(testing::file_text(path.string())); }

std::shared_ptr<const Hierarchy> hierarchy_of(const Json& cube) {
  std::vector<Unit> units;
  for (const Json& row : cube.at("units")) {
    Unit unit = samples::unit(row.at("id"), row.value("valid_from", ""), row.value("valid_to", ""),
                              row.value("parent", ""));
    unit.name = row.at("name");
    unit.type = row.value("type", "");
    unit.reports = row.value("reports", true);
    units.push_back(std::move(unit));
  }
  return samples::tree(std::move(units));
}

std::optional<Decimal> decimal_of(const Json& row, const char* key) {
  return row.contains(key) ? std::optional(samples::decimal(row.at(key).get<std::string>()))
                           : std::nullopt;
}

std::shared_ptr<const Observations> observations_of(const Json& cube) {
  auto observations = std::make_shared<Observations>();
  for (const Json& given : cube.at("sources")) {
    Source source;
    source.file = given.at("file");
    source.received = samples::optional_day(given.value("received", ""));
    observations->add_source(std::move(source));
  }
  for (const Json& row : cube.at("observations")) {
    observations->append({.indicator = row.at("indicator"),
                          .unit = row.at("unit"),
                          .period = period_from_text(row.at("period").get<std::string>()),
                          .state = value_state_from_text(row.value("state", "reported")),
                          .value = decimal_of(row, "value"),
                          .second_value = decimal_of(row, "second_value"),
                          .raw = row.value("raw", ""),
                          .note = {},
                          .place = {},
                          .source = row.value("source", 0)});
  }
  return observations;
}

RollUpOptions options_of(const Json& run) {
  const Json& given = run.at("options");
  RollUpOptions options;
  options.missing.rule = missing_rule_from_text(given.at("missing").get<std::string>());
  options.missing.minimum_coverage = given.value("minimum_coverage", 1.0);
  if (given.contains("over_units")) {
    options.over_units = over_units_from_text(given.at("over_units").get<std::string>());
  }
  return options;
}

// null where there is no figure.
Json text_of(const Figures& figures, CellPlace at) {
  const std::string text = figures.text(at.unit, at.period);
  return text.empty() ? Json() : Json(text);
}

Json marks_of(const Plane& plane, CellPlace at) {
  Json names = Json::array();
  for (const auto& [mark, name] :
       {std::pair(Mark::estimated, "estimated"), std::pair(Mark::withheld, "withheld")}) {
    if (plane.has_mark(at.unit, at.period, mark)) {
      names.push_back(name);
    }
  }
  return names;
}

Json absentees_of(const Cube& observed, CellPlace at) {
  Json ids = Json::array();
  for (const Index unit : absentees(observed, at)) {
    ids.push_back(observed.hierarchy()[unit].id);
  }
  return ids;
}

Json answers_of(const Cube& rolled, CellPlace at) {
  Json counts = Json::object();
  const std::vector<Answer>& answers = rolled.indicator(at.plane).answers;
  for (std::size_t k = 0; k < answers.size(); ++k) {
    counts[std::to_string(answers[k].code)] =
        rolled.plane(at.plane).answers.at(k)(at.unit, at.period);
  }
  return counts;
}

// What the engine says of the members that a golden figure asks for.
Json found_figure(const Cube& observed, const Cube& rolled, const Json& wanted) {
  const CellPlace at =
      samples::cell(rolled, wanted.at("indicator").get<std::string>(),
                    wanted.at("unit").get<std::string>(), wanted.at("period").get<std::string>());
  const Plane& plane = rolled.plane(at.plane);
  Json found;
  for (const auto& [key, expected] : wanted.items()) {
    if (key == "figure") {
      found[key] = text_of(plane.figures, at);
    } else if (key == "state") {
      found[key] = to_text(plane.state(at.unit, at.period));
    } else if (key == "so_far") {
      found[key] = text_of(*plane.so_far, at);
    } else if (key == "own") {
      found[key] = text_of(observed.plane(at.plane).figures, at);
    } else if (key == "children") {
      found[key] = text_of(children_figures(rolled, observed, at.plane), at);
    } else if (key == "coverage") {
      found[key] = std::to_string(plane.coverage->reported(at.unit, at.period)) + "/" +
                   std::to_string(plane.coverage->expected(at.unit, at.period));
    } else if (key == "not_applicable") {
      found[key] = plane.coverage->not_applicable(at.unit, at.period);
    } else if (key == "absentees") {
      found[key] = absentees_of(observed, at);
    } else if (key == "marks") {
      found[key] = marks_of(plane, at);
    } else if (key == "numerator") {
      found[key] = text_of(plane.parts->numerator, at);
    } else if (key == "denominator") {
      found[key] = text_of(plane.parts->denominator, at);
    } else if (key == "answers") {
      found[key] = answers_of(rolled, at);
    } else if (key == "indicator" || key == "unit" || key == "period" || key == "source") {
      found[key] = expected;
    }
  }
  return found;
}

void check_run(const Json& cube, const Json& run) {
  BuildOptions building;
  building.as_known = samples::optional_day(run.value("as_known", ""));
  const BuildResult built =
      build(observations_of(cube), samples::golden_catalogue(), hierarchy_of(cube), building);
  if (run.contains("issues")) {
    EXPECT_EQ(Json(samples::issue_codes(built)), run.at("issues"));
  }
  if (run.contains("error")) {
    EXPECT_EQ(samples::refusal([&] { (void)roll_up(built.cube, options_of(run)); }),
              run.at("error"));
    return;
  }
  const auto rolled = roll_up(built.cube, options_of(run));
  ASSERT_FALSE(run.at("figures").empty());
  for (const Json& wanted : run.at("figures")) {
    EXPECT_FALSE(wanted.at("source").get<std::string>().empty());
    EXPECT_EQ(found_figure(*built.cube, *rolled, wanted), wanted);
  }
}

TEST(GoldenRollUp, EveryFigureIsAsExpected) {
  ASSERT_GE(cases().size(), 8U);
  for (const fs::path& path : cases()) {
    SCOPED_TRACE(path.filename().string());
    const Json cube = read(path / "cube.json");
    ASSERT_EQ(cube.at("catalogue"), "golden");
    const Json expected = read(path / "expected.json");
    for (const Json& run : expected.at("runs")) {
      SCOPED_TRACE(run.at("options").dump());
      check_run(cube, run);
    }
  }
}

}  // namespace
}  // namespace cchc
