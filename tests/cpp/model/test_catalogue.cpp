#include <gtest/gtest.h>

#include <map>

#include "catalogue_texts.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/catalogue.hpp"
#include "cchc/model/model_json.hpp"

namespace cchc {
namespace {

using testing::begin_with;
using testing::contains;
using testing::fault_lines;
using testing::shipped;
using testing::small_catalogue;
using Json = nlohmann::json;

Catalogue shipped_catalogue() { return Catalogue::from_json(shipped("catalogue.json")); }

std::vector<std::string> faults_of(const Json& json) {
  try {
    static_cast<void>(Catalogue::from_json(json.dump()));
  } catch (const CatalogueError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0101");
    return fault_lines(error);
  }
  return {};
}

// The faults of the small catalogue after one member of an indicator was set.
std::vector<std::string> faults_with(std::size_t indicator, const std::string& key, Json value) {
  Json json = small_catalogue();
  json["indicators"][indicator][key] = std::move(value);
  return faults_of(json);
}

TEST(Catalogue, holds_the_shipped_indicators_of_each_kind) {
  const Catalogue catalogue = shipped_catalogue();
  EXPECT_EQ(catalogue.id(), "cchc");
  EXPECT_EQ(catalogue.version(), "2024.1");
  std::map<Kind, int> kinds;
  for (const Indicator& indicator : catalogue) {
    ++kinds[indicator.kind];
  }
  // 62 indicators of the printed forms in rows, of them 6 ratios, 8 components and derived ones,
  // and 37 that only forms in columns hold.
  EXPECT_EQ(kinds, (std::map<Kind, int>{{Kind::stock, 22 + 4 + 19},
                                        {Kind::flow, 30 + 2 + 18},
                                        {Kind::cumulative, 1},
                                        {Kind::ratio, 6 + 2},
                                        {Kind::coded, 3},
                                        {Kind::header, 17}}));
  EXPECT_EQ(catalogue.size(), 124);
}

TEST(Catalogue, finds_by_code_name_and_alias) {
  const Catalogue catalogue = shipped_catalogue();
  const Index resolved = catalogue.at("3.3");
  EXPECT_EQ(catalogue.find("3.3.resolved"), resolved);
  EXPECT_EQ(catalogue.find("case_files_resolved_over_received"), resolved);
  EXPECT_EQ(catalogue.find("3.4"), std::nullopt);
  EXPECT_EQ(catalogue.find(""), std::nullopt);
}

TEST(Catalogue, refuses_an_unknown_code_and_names_near_ones) {
  const Catalogue catalogue = shipped_catalogue();
  try {
    static_cast<void>(catalogue.at("civil_servant_quotas"));
    FAIL() << "no error";
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0910");
    EXPECT_TRUE(contains(error.message_en(), "near: \"civil_servant_quota\"")) << error.what();
    EXPECT_TRUE(contains(error.message_vi(), "không có chỉ tiêu")) << error.what();
  }
}

TEST(Catalogue, knows_how_the_parts_of_each_shipped_ratio_are_found) {
  const Catalogue catalogue = shipped_catalogue();
  for (const Indicator& indicator : catalogue) {
    EXPECT_EQ(parts_known(indicator), indicator.kind == Kind::ratio) << indicator.code;
  }
  const auto& cut = catalogue.formulas(catalogue.at("4.2.5"));
  const Reference base{"4.2.1", ReferenceTime::year, 2015};
  const Reference now{"4.2.1", ReferenceTime::same, 0};
  EXPECT_EQ(cut.numerator->references(), (std::vector{base, now}));
  EXPECT_EQ(cut.denominator->references(), std::vector{base});
  EXPECT_FALSE(cut.weight.has_value());
}

TEST(Catalogue, gives_each_value_its_unit_of_measure_and_headers_none) {
  const Catalogue catalogue = shipped_catalogue();
  EXPECT_EQ(catalogue.unit_of_measure(catalogue.at("3.3"))->id, "case file (hồ sơ)");
  EXPECT_TRUE(catalogue.unit_of_measure(catalogue.at("3.3.1"))->percent);
  EXPECT_EQ(catalogue.unit_of_measure(catalogue.at("4.2")), nullptr);
  EXPECT_EQ(catalogue.find_unit_of_measure("metre"), nullptr);
}

TEST(Catalogue, derives_in_an_order_that_respects_references) {
  Json json = small_catalogue();
  json["indicators"][2]["formula"] = "[1.3] + 1";
  json["indicators"][3]["formula"] = "[exam]";
  const Catalogue catalogue = Catalogue::from_json(json.dump());
  EXPECT_EQ(catalogue.derivation_order(), (std::vector<Index>{3, 2}));
}

TEST(Catalogue, is_the_same_from_a_definition_as_from_its_file) {
  const Catalogue catalogue = shipped_catalogue();
  EXPECT_EQ(Catalogue(catalogue.definition()).definition(), catalogue.definition());
}

TEST(Catalogue, refuses_a_definition_with_empty_texts) {
  CatalogueDefinition definition = shipped_catalogue().definition();
  definition.version.clear();
  definition.units_of_measure[0].id.clear();
  definition.indicators[2].label_en.clear();
  definition.indicators.back().code.clear();
  definition.indicators[1].unit_of_measure = "task";
  try {
    static_cast<void>(Catalogue(definition));
    FAIL() << "no error";
  } catch (const CatalogueError& error) {
    EXPECT_TRUE(begin_with(fault_lines(error), {"$.version: must not be empty",
                                                "$.units_of_measure[0].id: must not be empty",
                                                "$.indicators[2].label_en: must not be empty",
                                                "$.indicators[123].code: must not be empty"}));
  }
}

TEST(Catalogue, lists_every_fault_of_a_file_at_once) {
  Json json = small_catalogue();
  json["version"] = 3;
  json["colour"] = "red";
  auto& indicators = json["indicators"];
  indicators[0]["parent"] = "1";
  indicators[1]["kind"] = "stok";
  indicators[1].erase("label_en");
  indicators[2]["over_periods"] = "sum";
  indicators[2]["aliases"] = {"quota"};
  indicators[3]["formula"] = "[1.1] - ";
  indicators[4]["numerator"] = "[1.9] + [1.8]";
  indicators[4]["remark"] = "x";
  indicators[5]["unit_of_measure"] = "metre";
  indicators[5]["answers"][1]["code"] = 0;
  indicators.push_back(indicators[3]);
  EXPECT_TRUE(begin_with(
      faults_of(json),
      {"$.version: expected a text, found a number", "$.colour: is not a known key",
       "$.indicators[0].parent: goes in a circle: 1 -> 1", "$.indicators[1].label_en: is missing",
       "$.indicators[1].kind: unknown kind \"stok\"; known: stock, flow, cumulative, ratio, "
       "coded, header",
       "$.indicators[2].over_periods: a stock indicator does not combine by sum; possible: last, "
       "maximum, "
       "minimum, mean, none",
       "$.indicators[2].aliases[0]: \"quota\" is taken by $.indicators[1].name",
       "$.indicators[3].formula: formula, position 9: expected a number",
       "$.indicators[4].numerator: no indicator \"1.9\"; near: ",
       "$.indicators[4].numerator: no indicator \"1.8\"; near: ",
       "$.indicators[4].remark: is not a known key",
       "$.indicators[5].unit_of_measure: \"metre\" is not in $.units_of_measure",
       "$.indicators[5].answers[1].code: answer 0 stands twice",
       "$.indicators[5].over_periods: any needs exactly the answers 0 and 1",
       "$.indicators[6].code: \"1.3\" is taken by $.indicators[3].code",
       "$.indicators[6].name: \"vacant\" is taken by $.indicators[3].name",
       "$.indicators[6].formula: formula, position 9: expected a number"}));
}

struct Spoilt {
  std::size_t indicator;
  const char* key;
  Json value;
  const char* fault;  // begins the only fault that comes of it
};

TEST(Catalogue, refuses_each_wrong_member_with_its_path) {
  const std::vector<Spoilt> cases = {
      {1, "over_units", "ratio_of_sums",
       "$.indicators[1].over_units: a stock indicator does not combine by"},
      {1, "over_units", "average", "$.indicators[1].over_units: unknown aggregation over units"},
      {4, "over_units", "mean",
       "$.indicators[4].over_units: a ratio indicator does not combine by mean"},
      {4, "over_units", "sum",
       "$.indicators[4].over_units: a ratio indicator does not combine by sum"},
      {4, "over_periods", "sum",
       "$.indicators[4].over_periods: a ratio indicator does not combine by sum"},
      {4, "over_periods", "mean",
       "$.indicators[4].over_periods: a ratio indicator does not combine by mean"},
      {5, "over_units", "sum",
       "$.indicators[5].over_units: a coded indicator does not combine by sum"},
      {0, "over_units", "sum",
       "$.indicators[0].over_units: a header indicator does not combine by sum"},
      {0, "unit_of_measure", "person", "$.indicators[0].unit_of_measure: a header has no unit"},
      {0, "formula", "[1.1]", "$.indicators[0].formula: a header has no formula"},
      {1, "unit_of_measure", "percent", "$.indicators[1].unit_of_measure: only a ratio is counted"},
      {1, "unit_of_measure", "", "$.indicators[1].unit_of_measure: is missing"},
      {1, "weight", "[1.2]", "$.indicators[1].weight: only a ratio has a weight"},
      {4, "denominator", "", "$.indicators[4].denominator: numerator and denominator go together"},
      {4, "denominator", "[1]", "$.indicators[4].denominator: \"1\" is a header"},
      {4, "numerator", "[1.4]", "$.indicators[4].numerator: goes in a circle: 1.4 -> 1.4"},
      {5, "answers", Json::array(), "$.indicators[5].answers: a coded indicator needs"},
      {1, "answers", small_catalogue()["indicators"][5]["answers"],
       "$.indicators[1].answers: only a coded"},
      {1, "over_units", "shared_list", "$.indicators[1].shared_by: shared_by and over_units"},
      {1, "shared_by", {"commune"}, "$.indicators[1].shared_by: shared_by and over_units"},
      {1, "applies_to", {"village"}, "$.indicators[1].applies_to[0]: unknown unit type"},
      {1, "carried_stock", "1.2", "$.indicators[1].carried_stock: carried_stock and over_periods"},
      {1, "second_value", "1.1", "$.indicators[1].second_value: an indicator is not its own"},
      {1, "second_value", "1.4", "$.indicators[1].second_value: the two values of a pair"},
      {1, "second_value", "9", "$.indicators[1].second_value: no indicator \"9\""},
      {1, "parent", "7", "$.indicators[1].parent: no indicator \"7\""},
      {1, "parent", "staff", "$.indicators[1].parent: write the code \"1\" instead of \"staff\""},
      {1, "valid_to", "2025-02-30", "$.indicators[1].valid_to: not a day"},
      {1, "valid_to", "2025-7-1", "$.indicators[1].valid_to: not a day"},
      {1, "code", "1 1", "$.indicators[1].code: \"1 1\" holds a character"},
      {1, "name", "Quota", "$.indicators[1].name: \"Quota\" holds a character"},
      {1, "label_vi", "", "$.indicators[1].label_vi: must not be empty"},
      {1, "optional", "yes", "$.indicators[1].optional: expected true or false, found a text"},
      {1, "aliases", "x", "$.indicators[1].aliases: expected a list, found a text"},
      {1, "aliases", {1}, "$.indicators[1].aliases[0]: expected a text, found a number"},
  };
  for (const Spoilt& spoilt : cases) {
    std::vector<std::string> faults = faults_with(spoilt.indicator, spoilt.key, spoilt.value);
    if (spoilt.key == std::string("code")) {  // references to the old code break too
      faults.resize(1);
    }
    EXPECT_TRUE(begin_with(faults, {spoilt.fault}));
  }
  EXPECT_EQ(faults_of(small_catalogue()), std::vector<std::string>());
}

TEST(Catalogue, accepts_a_ratio_whose_parts_are_unknown) {
  Json json = small_catalogue();
  json["indicators"][4].erase("numerator");
  json["indicators"][4].erase("denominator");
  const Catalogue catalogue = Catalogue::from_json(json.dump());
  EXPECT_FALSE(parts_known(catalogue[4]));
}

TEST(Catalogue, accepts_carried_over_files_only_with_the_stock_they_come_from) {
  Json json = small_catalogue();
  Json& flow = json["indicators"][1];
  flow["kind"] = "flow";
  flow["over_periods"] = "carry_over";
  EXPECT_TRUE(begin_with(faults_of(json), {"$.indicators[1].carried_stock: carried_stock and"}));
  flow["carried_stock"] = "1.4";
  EXPECT_TRUE(
      begin_with(faults_of(json), {"$.indicators[1].carried_stock: \"1.4\" is not a stock"}));
  flow["carried_stock"] = "1.3";
  EXPECT_EQ(faults_of(json), std::vector<std::string>());
}

TEST(Catalogue, names_the_members_of_a_circle_of_formulas_once) {
  Json json = small_catalogue();
  json["indicators"][1]["formula"] = "[1.3 @ previous] + [1.3] + [1.3]";
  EXPECT_TRUE(begin_with(faults_of(json),
                         {"$.indicators[3].formula: goes in a circle: 1.1 -> 1.3 -> 1.1"}));
}

// The small catalogue with files beside its people.
Json with_files() {
  Json json = small_catalogue();
  json["units_of_measure"].push_back({{"id", "file"},
                                      {"label_vi", "hồ sơ"},
                                      {"label_en", "files"},
                                      {"whole", true},
                                      {"percent", false},
                                      {"printed", Json::array()}});
  json["indicators"].push_back({{"code", "2"},
                                {"name", "files"},
                                {"label_vi", "Hồ sơ"},
                                {"label_en", "Files"},
                                {"kind", "stock"},
                                {"unit_of_measure", "file"},
                                {"over_units", "sum"},
                                {"over_periods", "last"}});
  return json;
}

TEST(Catalogue, refuses_formulas_that_count_something_else) {
  const auto with = [](std::size_t indicator, const char* key, const char* formula) {
    Json json = with_files();
    json["indicators"][indicator][key] = formula;
    return faults_of(json);
  };
  EXPECT_EQ(faults_of(with_files()), std::vector<std::string>());
  EXPECT_TRUE(begin_with(with(3, "formula", "[1.1] - [2]"),
                         {"$.indicators[3].formula: formula, position 7: unlike units of measure: "
                          "person and file"}));
  EXPECT_TRUE(begin_with(with(3, "formula", "2 * [2]"),
                         {"$.indicators[3].formula: formula, position 1: the result counts file"}));
  EXPECT_TRUE(begin_with(with(3, "formula", "[1.1] + [1.5]"),
                         {"$.indicators[3].formula: formula, position 7: an answer code"}));
  EXPECT_TRUE(begin_with(with(4, "numerator", "[1.2] + [2]"),
                         {"$.indicators[4].numerator: formula, position 7: unlike units"}));
  EXPECT_TRUE(
      begin_with(with(4, "denominator", "[2]"),
                 {"$.indicators[4].denominator: a percentage of file cannot count person"}));
  EXPECT_TRUE(begin_with(with(4, "weight", "[1.1] + [2]"),
                         {"$.indicators[4].weight: formula, position 7: unlike units"}));
  EXPECT_EQ(with(3, "formula", "[1.1] - round([1.2] / [1.1]) * [1.2]"), std::vector<std::string>());
}

TEST(Catalogue, refuses_what_is_no_catalogue) {
  EXPECT_EQ(faults_of(Json(3)), std::vector<std::string>{"$: expected an object, found a number"});
  EXPECT_TRUE(begin_with(faults_of(Json::object()),
                         {"$.catalogue: is missing", "$.version: is missing",
                          "$.units_of_measure: is missing", "$.indicators: is missing"}));
  EXPECT_THROW(static_cast<void>(Catalogue::from_json("{")), InputError);
}

TEST(Catalogue, refuses_an_indicator_that_is_no_object) {
  Json json = small_catalogue();
  json["indicators"].push_back("1.6");
  EXPECT_EQ(faults_of(json),
            std::vector<std::string>{"$.indicators[6]: expected an object, found a text"});
}

TEST(Catalogue, refuses_two_units_of_measure_of_one_id) {
  Json json = small_catalogue();
  json["units_of_measure"][1]["id"] = "person";
  json["indicators"][4]["unit_of_measure"] = "person";
  EXPECT_EQ(faults_of(json),
            std::vector<std::string>{"$.units_of_measure[1].id: \"person\" stands twice"});
}

}  // namespace
}  // namespace cchc
