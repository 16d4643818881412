// The shipped provinces before and after 1 July 2025, against the counts that were published.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "cchc/model/carried.hpp"
#include "cchc/model/hierarchy_json.hpp"
#include "cchc/model/perimeter.hpp"
#include "cchc/model/share.hpp"
#include "folders.hpp"
#include "sample_units.hpp"

namespace cchc {
namespace {

using samples::day;

using Figures = std::vector<std::optional<Int128>>;

const Date last_old_day = day("2025-06-30");
const Date first_new_day = day("2025-07-01");

const std::string& file_text() {
  static const std::string text = [] {
    std::ifstream file(testing::catalogues() / "provinces_2025.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

const Hierarchy& provinces() {
  static const Hierarchy hierarchy = hierarchy_from_json(file_text());
  return hierarchy;
}

const Lineage& reform() {
  static const Lineage lineage = lineage_from_json(file_text(), provinces());
  return lineage;
}

// Provinces on a day, without the national unit.
std::vector<Index> provinces_on(Date date) {
  std::vector<Index> found;
  for (const Index unit : provinces().children(provinces().at("viet-nam"))) {
    if (provinces().is_valid(unit, date)) {
      found.push_back(unit);
    }
  }
  return found;
}

std::map<std::string, std::string> codes_by_name(Date date) {
  std::map<std::string, std::string> codes;
  for (const Index unit : provinces_on(date)) {
    codes.emplace(provinces()[unit].name, provinces()[unit].code);
  }
  return codes;
}

UnitMap map_to_new() { return as_it_is(provinces(), reform(), first_new_day, last_old_day); }

std::vector<Index> predecessors(const UnitMap& map, Index unit) {
  std::vector<Index> found;
  for (const Carry& carry : map.carries) {
    if (carry.to == unit) {
      found.push_back(carry.from);
    }
  }
  return found;
}

Int128 total(const Figures& figures) {
  Int128 sum_of_all = 0;
  for (const std::optional<Int128>& figure : figures) {
    sum_of_all += figure.value_or(0);
  }
  return sum_of_all;
}

Figures counts(std::string_view name) {
  for (const UnitCounts& each : unit_counts_from_json(file_text())) {
    if (each.name == name) {
      return figures(each, provinces());
    }
  }
  ADD_FAILURE() << "no counts called " << name;
  return {};
}

TEST(Provinces, SixtyThreeBecomeThirtyFour) {
  EXPECT_EQ(provinces().size(), 1 + 63 + 23);
  EXPECT_EQ(provinces_on(last_old_day).size(), 63U);
  EXPECT_EQ(provinces_on(first_new_day).size(), 34U);
  EXPECT_EQ(codes_by_name(last_old_day).size(), 63U);
  EXPECT_EQ(codes_by_name(first_new_day).size(), 34U);
}

TEST(Provinces, ElevenStayAndFiftyTwoFormTwentyThree) {
  const UnitMap map = map_to_new();
  EXPECT_TRUE(map.refusals.empty());
  EXPECT_TRUE(map.ended.empty());
  std::map<std::size_t, int> formed_from;
  int unchanged = 0;
  for (const Index unit : provinces_on(first_new_day)) {
    const std::vector<Index> from = predecessors(map, unit);
    formed_from[from.size()] += 1;
    unchanged += from == std::vector<Index>{unit} ? 1 : 0;
  }
  EXPECT_EQ(unchanged, 11);
  EXPECT_EQ(formed_from, (std::map<std::size_t, int>{{1, 11}, {2, 17}, {3, 6}}));
}

TEST(Provinces, EveryMergeIsWholeAndDatedAndSourced) {
  EXPECT_EQ(reform().size(), 23);
  std::set<std::string> merged;
  for (const LineageEvent& event : reform().events()) {
    EXPECT_EQ(event.kind, EventKind::merge);
    EXPECT_EQ(event.date, first_new_day);
    EXPECT_EQ(event.source, "Nghị quyết 202/2025/QH15, 12/6/2025");
    merged.insert(event.from.begin(), event.from.end());
  }
  EXPECT_EQ(merged.size(), 52U);
  for (const Carry& carry : map_to_new().carries) {
    EXPECT_EQ(carry.share, whole_share);
    EXPECT_FALSE(carry.estimated);
  }
}

TEST(Provinces, ANewProvinceBearsTheNameAndTheCodeOfPredecessors) {
  const UnitMap map = map_to_new();
  for (const Index unit : provinces_on(first_new_day)) {
    int same_name = 0;
    int same_code = 0;
    for (const Index from : predecessors(map, unit)) {
      same_name += provinces()[from].name == provinces()[unit].name ? 1 : 0;
      same_code += provinces()[from].code == provinces()[unit].code ? 1 : 0;
    }
    EXPECT_EQ(same_name, 1) << provinces()[unit].id;
    EXPECT_EQ(same_code, 1) << provinces()[unit].id;
  }
}

TEST(Provinces, SevenKeepTheirNameUnderTheOldCodeOfAnother) {
  std::map<std::string, std::pair<std::string, std::string>> moved;
  const std::map<std::string, std::string> before = codes_by_name(last_old_day);
  for (const auto& [name, code] : codes_by_name(first_new_day)) {
    const std::string old_code = before.at(name);
    if (old_code != code) {
      moved[name] = {old_code, code};
    }
  }
  EXPECT_EQ(moved, (std::map<std::string, std::pair<std::string, std::string>>{
                       {"Tỉnh Lào Cai", {"10", "15"}},
                       {"Tỉnh Bắc Ninh", {"27", "24"}},
                       {"Tỉnh Quảng Trị", {"45", "44"}},
                       {"Tỉnh Gia Lai", {"64", "52"}},
                       {"Tỉnh Tây Ninh", {"72", "80"}},
                       {"Tỉnh Đồng Tháp", {"87", "82"}},
                       {"Tỉnh An Giang", {"89", "91"}}}));
}

TEST(Provinces, SevenCodesDenoteADifferentProvinceFromThatDayOn) {
  std::map<std::string, std::string> taken;
  for (const Index unit : provinces_on(last_old_day)) {
    const std::string code = provinces()[unit].code;
    const auto now = provinces().find_code(code, first_new_day);
    EXPECT_EQ(provinces().find_code(code, last_old_day), unit);
    if (now && provinces()[*now].name != provinces()[unit].name) {
      taken[code] = provinces()[unit].name + " -> " + provinces()[*now].name;
    }
  }
  EXPECT_EQ(taken,
            (std::map<std::string, std::string>{{"15", "Tỉnh Yên Bái -> Tỉnh Lào Cai"},
                                                {"24", "Tỉnh Bắc Giang -> Tỉnh Bắc Ninh"},
                                                {"44", "Tỉnh Quảng Bình -> Tỉnh Quảng Trị"},
                                                {"52", "Tỉnh Bình Định -> Tỉnh Gia Lai"},
                                                {"80", "Tỉnh Long An -> Tỉnh Tây Ninh"},
                                                {"82", "Tỉnh Tiền Giang -> Tỉnh Đồng Tháp"},
                                                {"91", "Tỉnh Kiên Giang -> Tỉnh An Giang"}}));
}

TEST(Provinces, NamesAreComposedCharacters) {
  for (const Unit& unit : provinces().units()) {
    EXPECT_TRUE(unit.level == "national" || unit.name.starts_with("Tỉnh ") ||
                unit.name.starts_with("Thành phố "))
        << unit.name;
    for (std::size_t i = 0; i + 1 < unit.name.size(); ++i) {
      const auto lead = static_cast<unsigned char>(unit.name[i]);
      // U+0300..U+036F, the combining marks of decomposed text.
      EXPECT_FALSE(lead == 0xCC || lead == 0xCD) << unit.id;
    }
  }
}

TEST(Provinces, HaNamNamDinhAndNinhBinhBecomeNinhBinh) {
  const Index ninh_binh = provinces().at("province-37-ninh-binh-2025");
  EXPECT_EQ(predecessors(map_to_new(), ninh_binh),
            (std::vector<Index>{provinces().at("province-35-ha-nam"),
                                provinces().at("province-36-nam-dinh"),
                                provinces().at("province-37-ninh-binh")}));
  const CarriedFigures communes =
      carried(map_to_new(), provinces(), counts("commune_units"), last_old_day);
  EXPECT_EQ(communes.scale, 0);
  EXPECT_EQ(communes.values[static_cast<std::size_t>(ninh_binh)], Int128{98 + 175 + 125});
}

TEST(Provinces, TheGroupOfNinhBinhNamesItsParts) {
  const Perimeter perimeter =
      constant_perimeter(provinces(), reform(), day("2024-09-14"), day("2025-09-14"));
  EXPECT_EQ(perimeter.groups.size(), 1U + 34U);
  const auto unit = static_cast<std::size_t>(provinces().at("province-35-ha-nam"));
  const PerimeterGroup& group =
      perimeter.groups[static_cast<std::size_t>(perimeter.group_of[unit].value())];
  EXPECT_EQ(group.name, "Ninh Bình (Hà Nam + Nam Định + Ninh Bình)");
  EXPECT_EQ(group.units.size(), 4U);
}

TEST(Provinces, CommuneCountsSumToThePublishedTotals) {
  const Figures communes = counts("commune_units");
  const Figures split = counts("commune_units_split");
  EXPECT_TRUE(total(communes) == 10040);
  EXPECT_TRUE(total(split) == 471);
  for (const Index unit : provinces_on(last_old_day)) {
    const auto row = static_cast<std::size_t>(unit);
    EXPECT_TRUE(communes[row].value() >= split[row].value()) << provinces()[unit].id;
  }
}

TEST(Provinces, TheDistrictLevelEndsOnThatDay) {
  EXPECT_TRUE(reform().is_level_valid("district", last_old_day));
  EXPECT_FALSE(reform().is_level_valid("district", first_new_day));
  for (const char* level : {"province", "commune"}) {
    EXPECT_TRUE(reform().is_level_valid(level, first_new_day));
  }
  EXPECT_FALSE(reform().level_changes()[0].source.empty());
}

TEST(Provinces, ExpectsTheNewProvincesFromTheThirdQuarterOn) {
  const auto expected = [](Period period) {
    Index count = 0;
    for (Index unit = 0; unit < provinces().size(); ++unit) {
      count += provinces().is_expected(unit, period) ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(expected(Period::half(2025, 1)), 63);
  EXPECT_EQ(expected(Period::quarter(2025, 3)), 34);
  EXPECT_EQ(expected(Period::year(2024)), 63);
}

TEST(Provinces, NationalTotalsStayInAllThreeViews) {
  std::mt19937_64 random(202'2025);
  const Perimeter perimeter =
      constant_perimeter(provinces(), reform(), last_old_day, first_new_day);
  for (int round = 0; round < 200; ++round) {
    Figures values(static_cast<std::size_t>(provinces().size()));
    for (const Index unit : provinces_on(last_old_day)) {
      values[static_cast<std::size_t>(unit)] = static_cast<Int128>(random()) * 1000;
    }
    values[0] = 0;  // the national unit reports nothing of its own
    const Int128 national = total(values);
    const UnitMap was = as_it_was(provinces(), last_old_day);
    ASSERT_TRUE(total(carried(was, provinces(), values, last_old_day).values) == national);
    const CarriedFigures now = carried(map_to_new(), provinces(), values, last_old_day);
    ASSERT_TRUE(total(now.values) == national);
    for (const Index unit : provinces_on(first_new_day)) {
      ASSERT_TRUE(now.values[static_cast<std::size_t>(unit)].has_value());
    }
    const Figures groups = group_totals(perimeter, provinces(), values, last_old_day);
    ASSERT_TRUE(total(groups) == national);
    ASSERT_TRUE(groups == group_totals(perimeter, provinces(), now.values, first_new_day));
  }
}

}  // namespace
}  // namespace cchc
