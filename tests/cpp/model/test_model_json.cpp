#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "catalogue_texts.hpp"
#include "cchc/model/json_text.hpp"
#include "cchc/model/model_json.hpp"
#include "cchc/model/object_reader.hpp"

namespace cchc {
namespace {

using testing::shipped;
using Json = nlohmann::json;

TEST(ModelJson, writes_catalogues_that_read_back_equal) {
  FaultList faults;
  const CatalogueDefinition definition =
      read_catalogue(parse_json(shipped("catalogue.json")), faults);
  EXPECT_EQ(read_catalogue(parse_json(to_json(definition)), faults), definition);
  EXPECT_TRUE(faults.empty());
}

TEST(ModelJson, writes_the_shipped_files_with_the_same_content) {
  FaultList faults;
  const std::string catalogue = shipped("catalogue.json");
  EXPECT_EQ(Json::parse(to_json(read_catalogue(parse_json(catalogue), faults))),
            Json::parse(catalogue));
  for (const char* name : {"form_pl1_2024.json", "form_bm3_2024.json", "form_06_vpcp_2020.json",
                           "form_07a_btp_2026.json", "form_ha_noi_merged.json",
                           "form_ii06a_vpcp.json", "form_ii07b_vpcp.json"}) {
    const std::string form = shipped(name);
    EXPECT_EQ(Json::parse(to_json(read_form(parse_json(form), faults))), Json::parse(form)) << name;
  }
  EXPECT_TRUE(faults.empty());
}

TEST(ModelJson, keeps_the_text_as_it_is_written) {
  FaultList faults;
  const std::string text = to_json(read_catalogue(parse_json(shipped("catalogue.json")), faults));
  EXPECT_NE(text.find("\"label_vi\": \"Kế hoạch CCHC\""), std::string::npos);
  EXPECT_EQ(text.back(), '\n');
}

// Every member of the shipped catalogue set to null, one at a time: there is always a fault at that
// member, and never an exception out of the reading.
TEST(ModelJson, finds_a_fault_at_every_member_that_is_null) {
  const Json json = testing::small_catalogue();
  for (std::size_t i = 0; i < json["indicators"].size(); ++i) {
    for (const auto& [key, value] : json["indicators"][i].items()) {
      Json spoilt = json;
      spoilt["indicators"][i][key] = nullptr;
      FaultList faults;
      static_cast<void>(read_catalogue(spoilt, faults));
      ASSERT_EQ(faults.faults().size(), 1U) << key;
      EXPECT_EQ(faults.faults()[0].where, element_path("$.indicators", i) + "." + key);
    }
  }
}

struct Read {
  Json json;
  FaultList faults = {};
  ObjectReader reader{json, "$", faults};

  std::string only_fault() const {
    return faults.faults().size() == 1
               ? faults.faults()[0].where + ": " + faults.faults()[0].message_en
               : std::to_string(faults.faults().size()) + " faults";
  }
};

TEST(ObjectReader, reads_members_of_their_type) {
  Read read{.json = {{"t", "x"}, {"e", ""}, {"f", true}, {"n", -3}, {"l", {"a", "b"}}}};
  EXPECT_EQ(read.reader.text("t"), "x");
  EXPECT_EQ(read.reader.text_or_empty("e"), "");
  EXPECT_TRUE(read.reader.flag("f"));
  EXPECT_EQ(read.reader.whole("n"), -3);
  EXPECT_EQ(read.reader.texts("l"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read.reader.text_or_empty("absent"), "");
  EXPECT_EQ(read.reader.whole("absent"), std::nullopt);
  EXPECT_TRUE(read.reader.flag("absent", true));
  EXPECT_EQ(read.reader.list("absent"), nullptr);
  read.reader.refuse_unknown_keys();
  EXPECT_TRUE(read.faults.empty());
}

TEST(ObjectReader, refuses_whole_numbers_that_are_fractions_or_too_large) {
  Read fraction{.json = {{"n", 1.5}}};
  EXPECT_EQ(fraction.reader.whole("n"), std::nullopt);
  EXPECT_EQ(fraction.only_fault(), "$.n: expected a whole number, found a number");
  Read large{.json = {{"n", std::int64_t{1} << 40}}};
  EXPECT_EQ(large.reader.required_whole("n"), 0);
  EXPECT_EQ(large.only_fault(), "$.n: is too large");
}

TEST(ObjectReader, keeps_the_places_of_good_texts_beside_bad_ones) {
  Read read{.json = {{"l", {1, "b"}}}};
  EXPECT_EQ(read.reader.texts("l"), (std::vector<std::string>{"", "b"}));
  EXPECT_EQ(read.only_fault(), "$.l[0]: expected a text, found a number");
}

TEST(ObjectReader, names_a_near_key_for_an_unknown_one) {
  Read read{.json = {{"labelvi", "x"}, {"label_vi", "y"}}};
  static_cast<void>(read.reader.text("label_vi"));
  read.reader.refuse_unknown_keys();
  EXPECT_EQ(read.only_fault(), "$.labelvi: is not a known key; is it \"label_vi\"?");
}

}  // namespace
}  // namespace cchc
