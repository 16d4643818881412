#include <gtest/gtest.h>

#include <algorithm>

#include "cchc/base/error.hpp"
#include "cchc/model/hierarchy_json.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;

constexpr std::string_view whole_file = R"({
  "hierarchy": "sample", "version": "1", "title_vi": "Mẫu", "title_en": "Sample",
  "units": [
    {"id": "a", "name": "Sở A", "type": "department", "level": "department", "code": "01",
     "valid_to": "2025-07-01"},
    {"id": "p", "name": "Tỉnh P", "reports": false},
    {"id": "b", "name": "Sở B", "parent": "p", "valid_from": "2025-07-01"},
    {"id": "c", "name": "Sở C", "parent": "p"}
  ],
  "events": [
    {"kind": "split", "date": "2025-07-01", "from": ["a"], "source": "Quyết định 1", "note": "n",
     "to": [{"unit": "b", "share": "0.35"}, {"unit": "c", "share": "0.65"}]},
    {"kind": "transfer", "date": "2026-01-01", "from": ["b"],
     "to": [{"unit": "c", "amounts": [{"indicator": "4.2.1", "amount": "12.5"}]}]},
    {"kind": "transfer", "date": "2027-01-01", "from": ["b"], "to": ["c"]}
  ],
  "level_changes": [{"level": "district", "kind": "abolished", "date": "2025-07-01",
                     "source": "s", "note": "n"}],
  "counts": [{"name": "communes", "label_vi": "Số xã", "label_en": "Communes", "source": "s",
              "date": "2025-06-30", "rows": [{"unit": "a", "value": 12}, {"unit": "c", "value": 0}]}]
})";

TEST(HierarchyJson, ReadsUnits) {
  const Hierarchy hierarchy = hierarchy_from_json(whole_file);
  ASSERT_EQ(hierarchy.size(), 4);
  const Unit& a = hierarchy[hierarchy.at("a")];
  EXPECT_EQ(a.name, "Sở A");
  EXPECT_EQ(a.type, "department");
  EXPECT_EQ(a.level, "department");
  EXPECT_EQ(a.code, "01");
  EXPECT_EQ(a.valid_from, std::nullopt);
  EXPECT_EQ(a.valid_to, day("2025-07-01"));
  EXPECT_TRUE(a.reports);
  EXPECT_FALSE(hierarchy[hierarchy.at("p")].reports);
  EXPECT_EQ(hierarchy.parent(hierarchy.at("b")), hierarchy.at("p"));
}

TEST(HierarchyJson, ReadsEventsWithExactShares) {
  const Hierarchy hierarchy = hierarchy_from_json(whole_file);
  const Lineage lineage = lineage_from_json(whole_file, hierarchy);
  ASSERT_EQ(lineage.size(), 3);
  EXPECT_EQ(lineage[0].kind, EventKind::split);
  EXPECT_EQ(lineage[0].date, day("2025-07-01"));
  EXPECT_EQ(lineage[0].from, std::vector<std::string>{"a"});
  EXPECT_EQ(lineage[0].source, "Quyết định 1");
  EXPECT_EQ(lineage[0].note, "n");
  EXPECT_EQ(lineage[0].to[0].share.value().mantissa, 35);
  EXPECT_EQ(to_string(lineage[1].to[0].amounts.at("4.2.1")), "12.5");
  EXPECT_EQ(lineage[2].to[0].unit, "c");
  EXPECT_EQ(lineage[2].to[0].share, std::nullopt);
  EXPECT_FALSE(lineage.is_level_valid("district", day("2025-07-01")));
  EXPECT_EQ(lineage.level_changes()[0].source, "s");
}

TEST(HierarchyJson, ReadsCountsInTheOrderOfTheHierarchy) {
  const Hierarchy hierarchy = hierarchy_from_json(whole_file);
  const std::vector<UnitCounts> counts = unit_counts_from_json(whole_file);
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].name, "communes");
  EXPECT_EQ(counts[0].label_vi, "Số xã");
  EXPECT_EQ(counts[0].date, day("2025-06-30"));
  EXPECT_EQ(figures(counts[0], hierarchy), (std::vector<std::optional<Int128>>{12, {}, {}, 0}));
  EXPECT_THROW(static_cast<void>(figures(counts[0], Hierarchy({}))), SelectionError);
}

struct Broken {
  std::string_view part;  // of whole_file
  std::string_view replacement;
  std::string where;
};

std::string broken_file(const Broken& broken) {
  std::string text(whole_file);
  const std::size_t at = text.find(broken.part);
  EXPECT_NE(at, std::string::npos) << broken.part;
  return text.replace(at, broken.part.size(), broken.replacement);
}

const std::vector<Broken>& all_broken() {
  static const std::vector<Broken> list{
      {R"("units")", R"("unit")", "$.units"},
      {R"("name": "Sở A", )", "", "$.units[0].name"},
      {R"("name": "Sở A")", R"("name": "")", "$.units[0].name"},
      {R"("code": "01")", R"("code": 1)", "$.units[0].code"},
      {R"("valid_to": "2025-07-01")", R"("valid_to": "01/7/2025")", "$.units[0].valid_to"},
      {R"("valid_to": "2025-07-01")", R"("valid_to": "2025-02-30")", "$.units[0].valid_to"},
      {R"("valid_to": "2025-07-01")", R"("valid_to": "")", "$.units[0].valid_to"},
      {R"("valid_to": "2025-07-01")", R"("valid_to": null)", "$.units[0].valid_to"},
      {R"("reports": false)", R"("reports": "no")", "$.units[1].reports"},
      {R"("parent": "p", "valid_from")", R"("parents": "p", "valid_from")", "$.units[2].parents"},
      {R"("kind": "split")", R"("kind": "divide")", "$.events[0].kind"},
      {R"("date": "2025-07-01", "from")", R"("from")", "$.events[0].date"},
      {R"("from": ["a"])", R"("from": "a")", "$.events[0].from"},
      {R"("share": "0.35")", R"("share": 0.35)", "$.events[0].to[0].share"},
      {R"("share": "0.35")", R"("share": "35%")", "$.events[0].to[0].share"},
      {R"("share": "0.35")", R"("portion": "0.35")", "$.events[0].to[0].portion"},
      {R"({"unit": "b", "share": "0.35"})", "7", "$.events[0].to[0]"},
      {R"("amount": "12.5")", R"("amount": "a dozen")", "$.events[1].to[0].amounts[0].amount"},
      {R"("amount": "12.5"})", R"("amount": "12.5"}, {"indicator": "4.2.1", "amount": "1"})",
       "$.events[1].to[0].amounts[1]"},
      {R"("kind": "abolished")", R"("kind": "ended")", "$.level_changes[0].kind"},
      {R"("value": 12)", R"("value": "12")", "$.counts[0].rows[0].value"},
      {R"("unit": "c", "value": 0)", R"("unit": "a", "value": 0)", "$.counts[0].rows[1]"},
      {R"("rows")", R"("row")", "$.counts[0].rows"},
      {R"("title_en": "Sample")", R"("title": "Sample")", "$.title"}};
  return list;
}

bool names(const std::vector<Fault>& faults, const std::string& where) {
  return std::ranges::find(faults, where, &Fault::where) != faults.end();
}

TEST(HierarchyJson, PlacesEveryFaultAtItsPath) {
  for (const Broken& broken : all_broken()) {
    try {
      static_cast<void>(hierarchy_from_json(broken_file(broken)));
      ADD_FAILURE() << "took " << broken.replacement;
    } catch (const HierarchyError& error) {
      EXPECT_EQ(error.code(), "CCHC-E0402");
      EXPECT_TRUE(names(error.faults(), broken.where)) << error.what();
    }
  }
}

TEST(HierarchyJson, RefusesTheSameFilesForTheirLineageAndCounts) {
  const Hierarchy hierarchy = hierarchy_from_json(whole_file);
  for (const Broken& broken : all_broken()) {
    const std::string text = broken_file(broken);
    for (const bool counts : {false, true}) {
      try {
        counts ? static_cast<void>(unit_counts_from_json(text))
               : static_cast<void>(lineage_from_json(text, hierarchy));
        ADD_FAILURE() << "took " << broken.replacement;
      } catch (const LineageError& error) {
        EXPECT_EQ(error.code(), "CCHC-E0502");
        EXPECT_TRUE(names(error.faults(), broken.where)) << error.what();
      }
    }
  }
}

TEST(HierarchyJson, ListsAllFaultsOfAFileAtOnce) {
  try {
    static_cast<void>(hierarchy_from_json(R"({"units": [{"id": "a"}, {"name": 1, "x": 2}],
                                              "events": [{"kind": "merge"}], "more": []})"));
    FAIL() << "took a file full of faults";
  } catch (const HierarchyError& error) {
    for (const char* where : {"$.units[0].name", "$.units[1].id", "$.units[1].name", "$.units[1].x",
                              "$.events[0].date", "$.more"}) {
      EXPECT_TRUE(names(error.faults(), where)) << where << "\n" << error.what();
    }
    EXPECT_EQ(error.faults().size(), 6U) << error.what();
  }
}

TEST(HierarchyJson, RefusesUnitsThatFormNoHierarchyAndEventsThatDoNotFit) {
  try {
    static_cast<void>(
        hierarchy_from_json(R"({"units": [{"id": "a", "name": "A", "parent": "b"}]})"));
    FAIL() << "took an unknown parent";
  } catch (const HierarchyError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0401");
  }
  const Hierarchy hierarchy = hierarchy_from_json(whole_file);
  try {
    static_cast<void>(lineage_from_json(
        broken_file({R"("share": "0.35")", R"("share": "0.36")", ""}), hierarchy));
    FAIL() << "took shares that sum to 1.01";
  } catch (const LineageError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0501");
    EXPECT_EQ(error.faults()[0].where, "events[0].to");
  }
}

TEST(HierarchyJson, RefusesRepeatedKeysAndOtherThings) {
  EXPECT_THROW(static_cast<void>(hierarchy_from_json(R"({"units": [], "units": []})")), InputError);
  EXPECT_THROW(static_cast<void>(hierarchy_from_json(R"({"units": []} x)")), InputError);
  EXPECT_THROW(static_cast<void>(hierarchy_from_json("[]")), HierarchyError);
}

}  // namespace
}  // namespace cchc
