#include <gtest/gtest.h>

#include "aggregate/slow_roll_up.hpp"
#include "cchc/report/explanation.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::Reports;
using samples::three_departments;
using Names = std::vector<std::string>;

Explanation told(const std::shared_ptr<const Cube>& cube, std::string_view indicator,
                 std::string_view unit, const ExplainOptions& options = {}) {
  return explain(cube, samples::cell(*cube, indicator, unit), options);
}

Reports two_of_three() {
  Reports reports;
  reports.from("sở a.docx", "2024-06-14").figure("1.1", "a", "40").figure("1.1", "b", "12");
  return reports;
}

TEST(Explanation, LeadsFromATotalToFilePlaceAndRawText) {
  const auto rolled =
      roll_up(two_of_three().cube(three_departments()), {{MissingRule::skip_missing, 1.0}, {}, 1});
  const Explanation total = told(rolled, "1.1", "p");
  EXPECT_EQ(total.figure, "52");
  EXPECT_EQ(total.state, "reported");
  EXPECT_EQ(total.rule_en, "sum");
  EXPECT_EQ(total.coverage, "2/3");
  EXPECT_EQ(total.label_vi, "Biên chế giao");
  EXPECT_FALSE(total.origin.has_value());
  ASSERT_EQ(total.parts.size(), 3U);
  const Explanation& part = total.parts[0];
  EXPECT_EQ(part.unit_name, "Unit a");
  EXPECT_EQ(part.figure, "40");
  EXPECT_EQ(part.coefficient, "1");
  ASSERT_TRUE(part.origin.has_value());
  EXPECT_EQ(part.origin->file, "sở a.docx");
  EXPECT_EQ(part.origin->place, "line 1");
  EXPECT_EQ(part.origin->raw, "40");
  EXPECT_EQ(part.origin->received, "2024-06-14");
  EXPECT_FALSE(part.origin->synthetic);
  EXPECT_EQ(total.parts[2].state, "missing");
}

TEST(Explanation, OfAMissingTotalNamesTheAbsenteesAndWhatCameIn) {
  const auto rolled = roll_up(two_of_three().cube(three_departments()));
  const Explanation total = told(rolled, "1.1", "p");
  EXPECT_EQ(total.figure, "");
  EXPECT_EQ(total.state, "missing");
  EXPECT_EQ(total.so_far, "52");
  EXPECT_EQ(total.marks, Names{"withheld"});
  EXPECT_EQ(total.absentees, Names{"Unit c"});
}

TEST(Explanation, NamesAUnitWithChildrenThatOwesItsOwnFigure) {
  const auto units =
      samples::tree({samples::group("n"), below("n", "p"), below("p", "a"), below("p", "b")});
  const auto rolled = roll_up(Reports().figure("1.1", "a", "40").cube(units));
  EXPECT_EQ(told(rolled, "1.1", "n").absentees, (Names{"Unit p", "Unit b"}));
  EXPECT_EQ(told(rolled, "1.1", "n").coverage, "1/3");
}

TEST(Explanation, NamesAsManyAbsenteesAsCoverageLacks) {
  samples::RandomCubes random(29);
  for (int round = 0; round < 150; ++round) {
    const samples::RandomCube made = random.next();
    const auto own = random.shuffled(made).cube(samples::tree(made.units));
    const auto rolled = roll_up(own);
    for (Index plane = 0; plane < rolled->planes(); ++plane) {
      for (Index unit = 0; unit < rolled->units(); ++unit) {
        if (rolled->hierarchy().is_leaf(unit)) {
          continue;
        }
        const Coverage& coverage = *rolled->plane(plane).coverage;
        const Explanation total = explain(rolled, {plane, unit, 0}, {1, 1});
        EXPECT_EQ(std::ssize(total.absentees),
                  coverage.expected(unit, 0) - coverage.reported(unit, 0));
        if (rolled->indicator(plane).kind != Kind::ratio) {
          Names names;
          for (const Index absent : absentees(*own, {plane, unit, 0})) {
            names.push_back(own->hierarchy()[absent].name);
          }
          EXPECT_EQ(total.absentees, names);
        }
      }
    }
  }
}

TEST(Explanation, ShowsHowARateWasPooled) {
  Reports reports;
  reports.figure("2.1", "a", "50").figure("2.2", "a", "45").figure("2.3", "a", "90");
  reports.figure("2.1", "b", "10").figure("2.3", "b", "80");
  reports.figure("2.1", "c", "5").figure("2.2", "c", "5").figure("2.3", "c", "100");
  const auto rolled = roll_up(reports.cube(three_departments()));
  const Explanation rate = told(rolled, "2.3", "p");
  EXPECT_EQ(rate.rule_en, "ratio_of_sums: 100 x 58 / 65");
  EXPECT_EQ(rate.marks, Names{"estimated"});
  EXPECT_EQ(rate.parts.at(0).coefficient, "");
}

TEST(Explanation, CountsThePartsItLeavesOut) {
  const auto rolled = roll_up(two_of_three().cube(three_departments()));
  const Explanation few = told(rolled, "1.1", "p", {16, 1});
  EXPECT_EQ(few.parts.size(), 1U);
  EXPECT_EQ(few.parts_left_out, 2);
  const Explanation shallow = told(rolled, "1.1", "p", {0, 100});
  EXPECT_TRUE(shallow.parts.empty());
  EXPECT_EQ(shallow.parts_left_out, 3);
}

TEST(Explanation, OfACellWithoutAReportHasNoOrigin) {
  const auto cube = two_of_three().cube(three_departments());
  const Explanation nothing = told(cube, "1.1", "c");
  EXPECT_EQ(nothing.state, "missing");
  EXPECT_FALSE(nothing.origin.has_value());
  EXPECT_TRUE(nothing.parts.empty());
}

TEST(Explanation, OfAComparisonTellsBothSidesAndTheReasons) {
  Reports reports;
  reports.figure("1.1", "a", "40", "2023").figure("1.1", "a", "38", "2024");
  reports.figure("1.1", "b", "0", "2023").figure("1.1", "b", "3", "2024");
  const auto cube = reports.cube(three_departments());
  const Comparison compared = compare(cube, cube, {{Period::year(2024), Period::year(2023)}});
  const Explanation change = explain(compared, 0, cube->hierarchy().at("a"), 0);
  EXPECT_TRUE(change.figure.starts_with("-2 (-5 %)")) << change.figure;
  EXPECT_EQ(change.state, "comparable");
  EXPECT_EQ(change.rule_en, "change from 2023 to 2024");
  ASSERT_EQ(change.parts.size(), 2U);
  EXPECT_EQ(change.parts[0].role_en, "value");
  EXPECT_EQ(change.parts[0].figure, "38");
  EXPECT_EQ(change.parts[1].role_vi, "kỳ gốc");
  EXPECT_EQ(change.parts[1].figure, "40");
  EXPECT_EQ(change.parts[1].origin->raw, "40");

  const Explanation from_zero = explain(compared, 0, cube->hierarchy().at("b"), 0);
  EXPECT_EQ(from_zero.figure, "3");
  EXPECT_EQ(from_zero.marks, Names{"BASE_ZERO"});
  EXPECT_TRUE(testing::contains(from_zero.rule_en, "growth from zero is undefined"));

  const Explanation nothing = explain(compared, 0, cube->hierarchy().at("c"), 0);
  EXPECT_EQ(nothing.figure, "");
  EXPECT_EQ(nothing.state, "impossible");
}

TEST(Explanation, IsValidJsonForOddTexts) {
  const Names odd = {"\"quoted\" \\ back", "tab\tand\nline\r",     std::string("nul\0byte", 8),
                     "Sở Nội vụ",          "\xff\xfe broken \xc3", "</script>",
                     "\xe2\x80\xa8"};
  for (const std::string& text : odd) {
    Reports reports;
    reports.from(text);
    reports.row({.indicator = "1.1",
                 .unit = "a",
                 .period = period_from_text(samples::h1),
                 .state = ValueState::reported,
                 .value = Decimal{40, 0},
                 .second_value = {},
                 .raw = text,
                 .note = text,
                 .place = text,
                 .source = 1});
    const std::string json = to_json(told(roll_up(reports.cube(three_departments())), "1.1", "p"));
    const auto read = nlohmann::json::parse(json);
    EXPECT_EQ(read.at("absentees").size(), 2U);
    const std::string raw = read.at("parts").at(0).at("origin").at("raw");
    if (!text.starts_with("\xff")) {
      EXPECT_EQ(raw, text);
    } else {
      EXPECT_TRUE(testing::contains(raw, " broken "));
    }
  }
}

TEST(Explanation, JsonHoldsEveryPartOfTheTree) {
  const auto rolled = roll_up(two_of_three().cube(three_departments()));
  const auto json = nlohmann::json::parse(to_json(told(rolled, "1.1", "p", {16, 2})));
  EXPECT_EQ(json.at("so_far"), "52");
  EXPECT_EQ(json.at("period"), "2024-H1");
  EXPECT_EQ(json.at("origin"), nullptr);
  EXPECT_EQ(json.at("parts").size(), 2U);
  EXPECT_EQ(json.at("parts_left_out"), 1);
  EXPECT_EQ(json.at("parts").at(1).at("origin").at("file"), "sở a.docx");
}

}  // namespace
}  // namespace cchc
