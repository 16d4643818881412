#include <gtest/gtest.h>

#include <map>

#include "catalogue_texts.hpp"
#include "cchc/base/error.hpp"
#include "cchc/model/form.hpp"

namespace cchc {
namespace {

using testing::begin_with;
using testing::contains;
using testing::fault_lines;
using testing::shipped;
using testing::small_catalogue;
using Json = nlohmann::json;

struct Shipped {
  Catalogue catalogue = Catalogue::from_json(shipped("catalogue.json"));
  Form pl1 = Form::from_json(shipped("form_pl1_2024.json"), catalogue);
  Form bm3 = Form::from_json(shipped("form_bm3_2024.json"), catalogue);
};

TEST(Form, holds_eighty_shipped_rows_of_three_types) {
  const Shipped given;
  EXPECT_EQ(given.pl1.size(), 79);
  EXPECT_EQ(given.bm3.size(), 1);
  std::map<RowType, int> types;
  std::map<Kind, int> kinds;
  for (const Form* form : {&given.pl1, &given.bm3}) {
    for (const FormRow& row : *form) {
      ++types[row.row_type];
      if (row.row_type != RowType::header) {
        ++kinds[given.catalogue[given.catalogue.at(row.indicator)].kind];
      }
    }
  }
  EXPECT_EQ(types,
            (std::map<RowType, int>{
                {RowType::header, 17}, {RowType::group_with_value, 5}, {RowType::indicator, 58}}));
  EXPECT_EQ(kinds, (std::map<Kind, int>{{Kind::flow, 30},
                                        {Kind::stock, 22},
                                        {Kind::ratio, 7},
                                        {Kind::coded, 3},
                                        {Kind::cumulative, 1}}));
}

TEST(Form, gives_one_code_another_meaning_than_the_other_form) {
  const Shipped given;
  EXPECT_EQ(given.pl1[given.pl1.at("2.4")].indicator, "2.4");
  const FormRow& row = given.bm3[given.bm3.at("2.4")];
  EXPECT_EQ(row.indicator, "3.2.1");
  EXPECT_EQ(row.note_pair, (std::vector<std::string>{"3.2.1.approved", "3.1"}));
  EXPECT_EQ(given.bm3.find_indicator("3.2.1"), 0);
  EXPECT_EQ(given.bm3.find("3.2.1"), std::nullopt);
}

TEST(Form, keeps_gaps_and_marks_uncoded_rows) {
  const Shipped given;
  const Form& form = given.pl1;
  EXPECT_EQ(form.find("1.2.2"), std::nullopt);
  EXPECT_EQ(form.at("1.2.3"), form.at("1.2.1") + 1);
  for (const auto& [code, part] :
       std::map<std::string, bool>{{"4.1.2.a", true}, {"4.1.2.b", true}, {"4.1.2.r", false}}) {
    const FormRow& row = form[form.at(code)];
    EXPECT_TRUE(row.uncoded && row.code_printed.empty()) << code;
    EXPECT_EQ(row.group_label, "Trong đó");
    EXPECT_EQ(row.parent, "4.1.2");
    EXPECT_EQ(row.part_of, part) << code;
  }
}

TEST(Form, states_its_periods_and_how_to_recognise_it) {
  const Shipped given;
  EXPECT_EQ(given.pl1.definition().title_phrases.front(), "Phụ lục I");
  EXPECT_EQ(given.pl1.definition().stated_periods, (std::vector<std::string>{"quarter", "year"}));
  EXPECT_EQ(given.pl1.definition().stated_year, 2024);
  EXPECT_EQ(given.bm3.definition().title_phrases.front(), "Biểu mẫu 3");
  EXPECT_EQ(given.bm3.definition().stated_year, std::nullopt);
}

TEST(Form, says_which_way_it_is_laid_out_and_what_nobody_has_verified) {
  const Shipped given;
  EXPECT_EQ(given.pl1.definition().layout, FormLayout::rows);
  EXPECT_TRUE(given.pl1.definition().source.empty());
  const Form files = Form::from_json(shipped("form_06_vpcp_2020.json"), given.catalogue);
  EXPECT_EQ(files.definition().layout, FormLayout::columns);
  EXPECT_FALSE(files.definition().source.empty());
  EXPECT_FALSE(files.definition().unverified_vi.empty());
  EXPECT_EQ(files.size(), 13);
  EXPECT_EQ(files[files.at("11")].indicator, "3.3.pending");
}

TEST(Form, refuses_an_unknown_code_and_names_near_ones) {
  const Shipped given;
  try {
    static_cast<void>(given.pl1.at("1.2.2"));
    FAIL() << "no error";
  } catch (const SelectionError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0911");
    EXPECT_TRUE(contains(error.message_en(), "no row \"1.2.2\" (PL1 2024); near: \"1.1.2\""))
        << error.message_en();
  }
  EXPECT_EQ(given.pl1.find(""), std::nullopt);
  EXPECT_EQ(given.pl1.find_indicator(""), std::nullopt);
}

TEST(Form, words_of_row_types_read_back) {
  for (const RowType type : {RowType::header, RowType::group_with_value, RowType::indicator}) {
    EXPECT_EQ(row_type_from_text(to_text(type)), type);
  }
  EXPECT_THROW(static_cast<void>(row_type_from_text("group")), SelectionError);
}

Json small_form() {
  return Json::parse(R"({
    "form": "F", "version": "1", "catalogue": "small", "title_vi": "Mẫu", "title_en": "Form",
    "rows": [
      {"code_printed": "1.", "code": "1", "row_type": "header", "label_vi": "Nhân sự"},
      {"code_printed": "1.1.", "code": "1.1", "row_type": "indicator", "indicator": "1.1",
       "label_vi": "Giao", "unit_printed": "Người", "parent": "1"},
      {"code_printed": "", "code": "1.a", "row_type": "indicator", "indicator": "1.2",
       "label_vi": "Có mặt", "parent": "1.1", "uncoded": true, "part_of": true}]})");
}

std::vector<std::string> faults_of(const Json& form) {
  const Catalogue catalogue = Catalogue::from_json(small_catalogue().dump());
  try {
    static_cast<void>(Form::from_json(form.dump(), catalogue));
  } catch (const CatalogueError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0102");
    return fault_lines(error);
  }
  return {};
}

TEST(Form, accepts_a_right_form) { EXPECT_EQ(faults_of(small_form()), std::vector<std::string>()); }

TEST(Form, lists_every_fault_of_a_file_at_once) {
  Json json = small_form();
  json["catalogue"] = "other";
  json["stated_periods"] = {"quarter", "decade"};
  json["stated_year"] = "2024";
  json["layout"] = "diagonal";
  json["rows"][0]["indicator"] = "1.1";
  json["rows"][0]["parent"] = "1";
  json["rows"][1]["unit_printed"] = "Thủ tục";
  json["rows"][1]["code"] = "1";
  json["rows"][1]["note_pair"] = {"1", "1.9", "1.1"};
  json["rows"][2]["indicator"] = "1.7";
  json["rows"][2]["uncoded"] = false;
  json["rows"][2].erase("parent");
  json["rows"].push_back({{"code", "2"}, {"code_printed", "2."}, {"row_type", "note"}});
  json["rows"].push_back({{"code", "3"},
                          {"code_printed", "3."},
                          {"row_type", "indicator"},
                          {"label_vi", "x"},
                          {"indicator", "1"}});
  EXPECT_TRUE(begin_with(
      faults_of(json),
      {"$.catalogue: the form belongs to another catalogue than \"small\"",
       "$.stated_periods[1]: unknown period \"decade\"; known: month, quarter",
       "$.stated_year: expected a whole number, found a text",
       "$.layout: unknown layout of a form \"diagonal\"; known: rows, columns",
       "$.rows[0].indicator: a header row reports no indicator",
       "$.rows[0].parent: no row \"1\" above this one",
       "$.rows[1].unit_printed: \"Thủ tục\" is no spelling of \"person\"",
       "$.rows[1].code: \"1\" is taken by $.rows[0].code",
       "$.rows[1].parent: no row \"1\" above this one", "$.rows[1].note_pair: a pair has two codes",
       "$.rows[1].note_pair[0]: \"1\" is a header", "$.rows[1].note_pair[1]: no indicator \"1.9\"",
       "$.rows[2].indicator: no indicator \"1.7\"", "$.rows[2].uncoded: a row is uncoded when",
       "$.rows[2].part_of: a part needs its parent", "$.rows[3].label_vi: is missing",
       "$.rows[3].row_type: unknown row type \"note\"; known: header, group_with_value, indicator",
       "$.rows[4].indicator: \"1\" is a header and holds no value"}));
}

TEST(Form, refuses_two_rows_for_one_indicator) {
  Json json = small_form();
  json["rows"][2]["indicator"] = "quota";
  EXPECT_TRUE(begin_with(faults_of(json), {"$.rows[2].indicator: write the code \"1.1\""}));
  json["rows"][2]["indicator"] = "1.1";
  EXPECT_TRUE(begin_with(faults_of(json),
                         {"$.rows[2].indicator: \"1.1\" is reported by $.rows[1].indicator"}));
}

TEST(Form, is_the_same_from_a_definition_as_from_its_file) {
  const Shipped given;
  EXPECT_EQ(Form(given.pl1.definition(), given.catalogue).definition(), given.pl1.definition());
  FormDefinition wrong = given.pl1.definition();
  wrong.catalogue = "x";
  EXPECT_THROW(Form(wrong, given.catalogue), CatalogueError);
}

TEST(Form, refuses_what_is_no_json) {
  const Catalogue catalogue = Catalogue::from_json(small_catalogue().dump());
  EXPECT_THROW(static_cast<void>(Form::from_json("{", catalogue)), InputError);
}

}  // namespace
}  // namespace cchc
