// Rates whose parts are lists that units hold in common, reported or estimated by rate x weight.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cchc/aggregate/pooled_share.hpp"
#include "cchc/aggregate/rebuild.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::marked;
using samples::Reports;
using samples::text;

// One indicator of the catalogue below; a list is what communes hold in common.
std::string amount(const std::string& code, bool list) {
  return R"({"code": ")" + code + R"(", "name": ")" + code + R"(_named", "label_vi": ")" + code +
         R"(", "label_en": ")" + code +
         R"(", "kind": "stock", "unit_of_measure": "file", "over_periods": "last", )" +
         (list ? R"("over_units": "shared_list", "shared_by": ["commune"]})"
               : R"("over_units": "sum"})");
}

std::string rate(const std::string& code, const std::string& parts, const std::string& weight,
                 const std::string& measure = "percent") {
  return R"({"code": ")" + code + R"(", "name": ")" + code + R"(_named", "label_vi": ")" + code +
         R"(", "label_en": ")" + code +
         R"(", "kind": "ratio", "over_units": "ratio_of_sums", "over_periods": "last",
           "unit_of_measure": ")" +
         measure + R"(", )" + parts + R"( "weight": ")" + weight + R"("})";
}

std::string parts(const std::string& numerator, const std::string& denominator) {
  return R"("numerator": ")" + numerator + R"(", "denominator": ")" + denominator + R"(",)";
}

// all, done and more are lists, files and ready add up. Every rate has a weight.
const std::shared_ptr<const Catalogue>& catalogue() {
  static const auto made = std::make_shared<const Catalogue>(Catalogue::from_json(
      R"({"catalogue": "shared", "version": "1", "units_of_measure": [
        {"id": "file", "label_vi": "hồ sơ", "label_en": "files", "whole": false, "percent": false,
         "printed": []},
        {"id": "percent", "label_vi": "phần trăm", "label_en": "percent", "whole": false,
         "percent": true, "printed": []}], "indicators": [)" +
      amount("all", true) + "," + amount("done", true) + "," + amount("more", true) + "," +
      amount("files", false) + "," + amount("ready", false) + "," +
      rate("share", parts("[done]", "[all]"), "[all]") + "," +
      rate("two_lists", parts("[done] + [more]", "[all]"), "[all]") + "," +
      rate("of_list", parts("[ready]", "[all]"), "[all]") + "," +
      rate("by_files", parts("[done]", "[all]"), "[files]") + "," +
      rate("by_list", parts("[ready]", "[files]"), "[all]") + "," + rate("given", "", "[all]") +
      "," + rate("each", parts("[files]", "[all]"), "[all]", "file") + "]}"));
  return made;
}

std::shared_ptr<const Cube> cube(const Reports& reports, std::shared_ptr<const Hierarchy> units) {
  return build(std::make_shared<const Observations>(reports.observations()), catalogue(),
               std::move(units))
      .cube;
}

// The department d and the communes x and y of p.
std::shared_ptr<const Hierarchy> province() {
  return samples::tree({samples::group("p"), below("p", "d"), below("p", "x", "commune"),
                        below("p", "y", "commune")});
}

// d has 100 procedures, the communes 140 in common.
Reports lists() {
  return Reports().figure("all", "d", "100").figure("all", "x", "140").figure("all", "y", "140");
}

std::string pooled(const Reports& reports, const char* indicator) {
  const auto rolled = roll_up(cube(reports, province()));
  return text(*rolled, indicator, "p") +
         (marked(*rolled, Mark::estimated, indicator, "p") ? " estimated" : "");
}

TEST(SharedRates, AnEstimatedNumeratorCountsOnceThoughNobodyGaveIt) {
  Reports reports = lists();
  for (const char* unit : {"d", "x", "y"}) {
    reports.figure("share", unit, "100").figure("given", unit, "100");
  }
  EXPECT_EQ(pooled(reports, "share"), "100 estimated");  // not 380 of 240
  EXPECT_EQ(pooled(reports, "given"), "100 estimated");
}

// What the unlike rates of one list come to is what their numerators would: 60 + 105 of 240.
TEST(SharedRates, AnEstimateIsWhatThePartsWouldGive) {
  Reports rates = lists(), numerators = lists(), some = lists();
  rates.figure("share", "d", "60").figure("share", "x", "75").figure("share", "y", "50");
  numerators.figure("done", "d", "60").figure("done", "x", "105").figure("done", "y", "70");
  numerators.blank("share", "d");
  some.figure("done", "d", "60").figure("done", "y", "70").figure("share", "x", "75");
  EXPECT_EQ(pooled(rates, "share"), "68.75 estimated");
  EXPECT_EQ(pooled(some, "share"), "68.75 estimated");
  EXPECT_EQ(pooled(numerators, "share"), "68.75");
}

TEST(SharedRates, APartOfSeveralListsCountsOnce) {
  Reports reports = lists();
  reports.figure("done", "d", "50").figure("done", "x", "140").figure("done", "y", "0");
  reports.figure("more", "d", "0").figure("more", "x", "0").figure("more", "y", "140");
  reports.blank("two_lists", "d");
  EXPECT_EQ(pooled(reports, "two_lists"), "79.16666666666667");  // 190 of 240, not 330
}

TEST(SharedRates, WhatIsAPartOfAListCountsOnceAsTheListDoes) {
  Reports reports = lists();
  reports.figure("ready", "d", "100").figure("ready", "x", "140").figure("ready", "y", "140");
  reports.blank("of_list", "d").blank("share", "d");
  EXPECT_EQ(pooled(reports, "of_list"), "100");
  const auto own = cube(reports, province());
  EXPECT_EQ(pooled_share(*own, own->at("ready"), own->at("all")).rate(0, 0), 100);
}

TEST(SharedRates, AQuotientThatIsNoPercentageAddsWhatItsFormulaAdds) {
  Reports reports = lists();
  reports.figure("files", "d", "200").figure("files", "x", "140").figure("files", "y", "140");
  reports.blank("each", "d");
  EXPECT_EQ(pooled(reports, "each"), "2");  // 480 of 240
  Reports estimated = lists();
  estimated.figure("each", "d", "2").figure("each", "x", "1").figure("each", "y", "1");
  EXPECT_EQ(pooled(estimated, "each"), "2 estimated");
}

TEST(SharedRates, AWeightThatIsNoListAddsUp) {
  Reports reports;
  for (const char* unit : {"d", "x", "y"}) {
    reports.figure("files", unit, "100");
  }
  reports.figure("by_files", "d", "0").figure("by_files", "x", "90").figure("by_files", "y", "60");
  EXPECT_EQ(pooled(reports, "by_files"), "50 estimated");  // 150 of 300
}

std::shared_ptr<const Hierarchy> random_units(std::mt19937_64& random) {
  std::vector<Unit> units{samples::group("p")};
  const std::uint64_t count = 1 + random() % 7;
  for (std::uint64_t k = 0; k < count; ++k) {
    units.push_back(below(k == 0 || random() % 3 != 0 ? "p" : "u" + std::to_string(random() % k),
                          "u" + std::to_string(k), random() % 3 == 0 ? "department" : "commune"));
  }
  return samples::tree(std::move(units));
}

// Each part is at most its whole; which of them anybody gives is drawn first, then unit by unit.
Reports random_reports(std::mt19937_64& random, const Hierarchy& units) {
  const std::uint64_t given = random();
  Reports reports;
  const auto report = [&](int bit, const char* indicator, Index unit, std::uint64_t value) {
    if ((given >> bit & 1U) != 0 && random() % 4 != 0) {
      reports.figure(indicator, units[unit].id, std::to_string(value));
    }
  };
  for (Index unit = 1; unit < units.size(); ++unit) {
    const std::uint64_t all = 1 + random() % 200, files = 1 + random() % 200;
    const std::uint64_t done = random() % (all + 1);
    reports.figure("all", units[unit].id, std::to_string(all));
    report(0, "files", unit, files);
    report(1, "done", unit, done);
    report(2, "more", unit, random() % (all - done + 1));
    report(3, "ready", unit, random() % (std::min(all, files) + 1));
    for (const char* indicator : {"share", "two_lists", "of_list", "by_files", "by_list"}) {
      report(4, indicator, unit, random() % 101);
    }
    reports.figure("given", units[unit].id, std::to_string(random() % 101));
  }
  return reports;
}

struct Range {
  double least = 1e9, most = -1e9;

  void add(double value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

// The rates that the units of a subtree bring in.
Range rates_below(const Cube& own, Index plane, Index top) {
  const OwnRatioParts found = own_ratio_parts(own, plane);
  Range range;
  for (Index unit = top; unit < own.hierarchy().end(top); ++unit) {
    const double value = ratio_value(found.parts, 100, unit, 0);
    if (value == value) {
      range.add(value);
    }
  }
  return range;
}

TEST(SharedRates, APercentageOfSeveralUnitsLiesBetweenTheirs) {
  std::mt19937_64 random(31);
  int seen = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto units = random_units(random);
    const auto own = cube(random_reports(random, *units), units);
    const auto rolled = roll_up(own, {{MissingRule::skip_missing, 1.0}, {}, 1});
    for (const char* indicator :
         {"share", "two_lists", "of_list", "by_files", "by_list", "given"}) {
      const auto plane = own->find(indicator);
      for (Index unit = 0; plane && unit < units->size(); ++unit) {
        const Figures& figures = rolled->plane(*plane).figures;
        if (units->is_leaf(unit) || !figures.has(unit, 0)) {
          continue;
        }
        const Range range = rates_below(*own, *plane, unit);
        const double value = figures.value(unit, 0);
        ASSERT_LE(value, range.most + 1e-9) << indicator << " in round " << round;
        ASSERT_GE(value, range.least - 1e-9) << indicator << " in round " << round;
        ASSERT_LE(value, 100.0) << indicator << " in round " << round;
        ++seen;
      }
    }
  }
  EXPECT_GT(seen, 10'000);
}

// The communes x and y, and the department d if it takes part, become z.
std::shared_ptr<const Hierarchy> merging() {
  std::vector<Unit> units{samples::group("p"), below("p", "d"), below("p", "x", "commune"),
                          below("p", "y", "commune"), below("p", "z", "commune")};
  units[4].valid_from = samples::day("2025-01-01");
  for (std::size_t unit = 1; unit < 4; ++unit) {
    units[unit].valid_to = samples::day("2025-01-01");
  }
  return samples::tree(std::move(units));
}

std::string merged(const Reports& reports, const char* indicator, std::vector<std::string> from) {
  const auto units = merging();
  const Lineage lineage(*units, {samples::event(EventKind::merge, "2025-01-01", std::move(from),
                                                {samples::part("z")})});
  const auto now = rebuild_as_it_is(cube(reports, units), lineage, samples::day("2025-01-01")).cube;
  return text(*now, indicator, "z");
}

TEST(SharedRates, ARateOfMergedUnitsIsThatOfTheirMergedLists) {
  Reports reports = lists();
  reports.figure("done", "d", "60").figure("done", "x", "105").figure("done", "y", "70");
  reports.figure("share", "d", "60").figure("share", "x", "75").figure("share", "y", "50");
  EXPECT_EQ(merged(reports, "all", {"x", "y"}), "140");
  EXPECT_EQ(merged(reports, "share", {"x", "y"}), "75");  // 105 of 140, not 175 of 280
  Reports rates = lists();
  rates.figure("share", "x", "75").figure("share", "y", "50");
  EXPECT_EQ(merged(rates, "share", {"x", "y"}), "75");
}

TEST(SharedRates, AListHeldAloneIsAddedToTheOneInCommonInAnyOrder) {
  const Reports reports = lists();
  for (const auto& from :
       {std::vector<std::string>{"d", "x", "y"}, {"x", "d", "y"}, {"y", "x", "d"}}) {
    EXPECT_EQ(merged(reports, "all", from), "240");
  }
}

}  // namespace
}  // namespace cchc
