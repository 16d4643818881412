#include <gtest/gtest.h>

#include "cchc/aggregate/like_for_like.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::below;
using samples::refusal;
using samples::Reports;
using samples::text;
using samples::three_departments;

const RollUpOptions skipping{{MissingRule::skip_missing, 1.0}, {}, 1};

RollUpOptions by(OverUnits operation) { return {{MissingRule::skip_missing, 1.0}, operation, 1}; }

std::shared_ptr<const Hierarchy> departments(int count) {
  std::vector<Unit> units = {samples::group("p")};
  for (int k = 0; k < count; ++k) {
    units.push_back(below("p", "d" + std::to_string(k)));
  }
  return samples::tree(std::move(units));
}

TEST(RollUp, AThousandTimesTenToTheSixteenIsExact) {
  Reports reports;
  for (int k = 0; k < 1000; ++k) {
    reports.figure("1.1", "d" + std::to_string(k), "10000000000000000");
  }
  EXPECT_EQ(text(*roll_up(reports.cube(departments(1000))), "1.1", "p"), "10000000000000000000");
}

TEST(RollUp, AThousandNumbersFromTwoToThe62AreAddedExactly) {
  Reports reports;
  for (std::int64_t k = 0; k < 1000; ++k) {
    reports.figure("1.1", "d" + std::to_string(k), std::to_string((std::int64_t{1} << 62) + k));
  }
  EXPECT_EQ(text(*roll_up(reports.cube(departments(1000))), "1.1", "p"), "4611686018427388403500");
}

TEST(RollUp, TwelveTimesATenthIsOnePointTwo) {
  Reports reports;
  for (int k = 0; k < 12; ++k) {
    reports.figure("5.1", "d" + std::to_string(k), "0.1");
  }
  const auto rolled = roll_up(reports.cube(departments(12)));
  EXPECT_EQ(text(*rolled, "5.1", "p"), "1.2");
  EXPECT_EQ(rolled->plane(0).figures.value(0, 0), 1.2);
}

TEST(RollUp, ATotalJustPastTwoToThe53KeepsItsLastDigit) {
  for (const char* edge : {"9007199254740991", "9007199254740992", "9007199254740993"}) {
    Reports reports;
    reports.figure("1.1", "a", edge).figure("1.1", "b", "1").figure("1.1", "c", "1");
    const Int128 wanted = samples::decimal(edge).mantissa + 2;
    EXPECT_EQ(text(*roll_up(reports.cube(three_departments())), "1.1", "p"), to_string(wanted, 0));
  }
}

TEST(RollUp, TheSumOfNothingIsMissing) {
  Reports reports;
  reports.blank("1.1", "a").blank("1.1", "b").blank("1.1", "c");
  for (const RollUpOptions& options : {RollUpOptions{}, skipping}) {
    const auto rolled = roll_up(reports.cube(three_departments()), options);
    EXPECT_EQ(text(*rolled, "1.1", "p"), "");
    EXPECT_EQ(samples::so_far(*rolled, "1.1", "p"), "");
    EXPECT_EQ(samples::state(*rolled, "1.1", "p"), ValueState::missing);
    EXPECT_FALSE(samples::marked(*rolled, Mark::withheld, "1.1", "p"));
    EXPECT_EQ(samples::coverage(*rolled, "1.1", "p"), "0/3");
  }
}

TEST(RollUp, ZeroIsAFigure) {
  Reports reports;
  reports.figure("1.1", "a", "0").figure("1.1", "b", "0").figure("1.1", "c", "0");
  const auto rolled = roll_up(reports.cube(three_departments()));
  EXPECT_EQ(text(*rolled, "1.1", "p"), "0");
  EXPECT_EQ(samples::state(*rolled, "1.1", "p"), ValueState::reported);
}

TEST(RollUp, AWithheldTotalKeepsSoFarAndIsMarked) {
  Reports reports;
  reports.figure("1.1", "a", "40").figure("1.1", "b", "12");
  const auto rolled = roll_up(reports.cube(three_departments()));
  EXPECT_EQ(text(*rolled, "1.1", "p"), "");
  EXPECT_EQ(samples::so_far(*rolled, "1.1", "p"), "52");
  EXPECT_TRUE(samples::marked(*rolled, Mark::withheld, "1.1", "p"));
  EXPECT_EQ(text(*roll_up(reports.cube(three_departments()), skipping), "1.1", "p"), "52");
}

TEST(RollUp, ALeafKeepsItsStateWhateverThePolicySays) {
  Reports reports;
  reports.figure("1.1", "a", "40");
  reports.blank("1.1", "b", samples::h1, ValueState::unreadable);
  reports.blank("1.1", "c", samples::h1, ValueState::optional);
  const auto rolled = roll_up(reports.cube(three_departments()));
  EXPECT_EQ(samples::state(*rolled, "1.1", "a"), ValueState::reported);
  EXPECT_EQ(samples::state(*rolled, "1.1", "b"), ValueState::unreadable);
  EXPECT_EQ(samples::state(*rolled, "1.1", "c"), ValueState::optional);
}

TEST(RollUp, AUnitThatIsNotCombinedKeepsTheStateOfItsOwnCell) {
  const auto units = samples::tree({below("", "p"), below("p", "a")});
  Reports reports;
  reports.blank("1.6", "p", samples::h1, ValueState::unreadable).figure("1.6", "a", "3");
  reports.blank("4.1", "p", samples::h1, ValueState::optional).figure("4.1", "a", "1");
  const auto rolled = roll_up(reports.cube(units));
  EXPECT_EQ(samples::state(*rolled, "1.6", "p"), ValueState::unreadable);
  EXPECT_EQ(samples::state(*rolled, "4.1", "p"), ValueState::optional);
}

TEST(RollUp, MeanMaximumAndMinimumRunOverTheUnitsThatReported) {
  Reports reports;
  reports.figure("1.1", "a", "40").figure("1.1", "b", "-7");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(text(*roll_up(cube, by(OverUnits::mean)), "1.1", "p"), "16.5");
  EXPECT_EQ(text(*roll_up(cube, by(OverUnits::maximum)), "1.1", "p"), "40");
  EXPECT_EQ(text(*roll_up(cube, by(OverUnits::minimum)), "1.1", "p"), "-7");
  EXPECT_EQ(text(*roll_up(cube, by(OverUnits::none)), "1.1", "p"), "");
}

TEST(RollUp, AMeanIsRoundedOnce) {
  Reports reports;
  reports.figure("5.1", "a", "0.1").figure("5.1", "b", "0.2").figure("5.1", "c", "0.4");
  const auto rolled = roll_up(reports.cube(three_departments()), by(OverUnits::mean));
  EXPECT_EQ(rolled->plane(0).figures.value(0, 0), 7.0 / 30.0);
}

TEST(RollUp, AMeanOfMeansIsNeverTaken) {
  const auto units =
      samples::tree({samples::group("n"), samples::group("p", "n"), below("p", "a"),
                     below("p", "b"), below("p", "c"), samples::group("q", "n"), below("q", "d")});
  Reports reports;
  reports.figure("1.5", "a", "1").figure("1.5", "b", "1").figure("1.5", "c", "1");
  reports.figure("1.5", "d", "9");
  EXPECT_EQ(text(*roll_up(reports.cube(units)), "1.5", "n"), "3");  // not (1 + 9) / 2
}

TEST(RollUp, AnEstimatedPartMarksEveryRateAboveIt) {
  const auto units = samples::tree({samples::group("n"), samples::group("p", "n"), below("p", "a"),
                                    below("p", "b"), samples::group("q", "n"), below("q", "c")});
  Reports reports;
  reports.figure("2.3", "a", "80").figure("2.1", "a", "10");
  for (const char* unit : {"b", "c"}) {
    reports.figure("2.1", unit, "10").figure("2.2", unit, "9").figure("2.3", unit, "90");
  }
  const auto rolled = roll_up(reports.cube(units));
  EXPECT_EQ(text(*rolled, "2.3", "p"), "85");
  EXPECT_TRUE(samples::marked(*rolled, Mark::estimated, "2.3", "n"));
  EXPECT_TRUE(samples::marked(*rolled, Mark::estimated, "2.3", "p"));
  EXPECT_FALSE(samples::marked(*rolled, Mark::estimated, "2.3", "q"));
  EXPECT_FALSE(samples::marked(*rolled, Mark::estimated, "2.3", "a"));
}

TEST(RollUp, AUnitWithoutChildrenKeepsTheRateItReported) {
  Reports reports;
  // 45 of 50 is 90, and the unit printed 90.3: that is what it reported.
  reports.figure("2.1", "a", "50").figure("2.2", "a", "45").figure("2.3", "a", "90.3");
  const auto rolled = roll_up(reports.cube(three_departments()), skipping);
  EXPECT_EQ(text(*rolled, "2.3", "a"), "90.3");
  EXPECT_EQ(text(*rolled, "2.3", "p"), "90");
}

TEST(RollUp, OperationsThatTheKindForbidsAreRefusedWithTheNearestCall) {
  Reports reports;
  reports.figure("2.3", "a", "90");
  const auto cube = reports.cube(three_departments());
  for (const OverUnits operation : {OverUnits::sum, OverUnits::mean, OverUnits::distribution}) {
    try {
      (void)roll_up(cube, by(operation));
      FAIL() << "rates were combined by " << to_text(operation);
    } catch (const AggregationError& error) {
      EXPECT_EQ(error.code(), "CCHC-E1001");
      EXPECT_TRUE(error.message_en().ends_with("Nearest legal call: over_units=ratio_of_sums"));
    }
  }
}

TEST(RollUp, AShareOutsideZeroToOneIsRefused) {
  Reports reports;
  reports.figure("1.1", "a", "1");
  const auto cube = reports.cube(three_departments());
  for (const double share : {0.0, -0.1, 1.1, std::nan("")}) {
    EXPECT_EQ(refusal([&] {
                (void)roll_up(cube, {{MissingRule::minimum_coverage, share}, {}, 1});
              }),
              "CCHC-E1003");
  }
}

TEST(RollUp, FiguresThatAreRolledUpAreNotRolledUpAgain) {
  Reports reports;
  reports.figure("1.1", "a", "40").figure("1.1", "b", "12").figure("1.1", "c", "1");
  const auto once = roll_up(reports.cube(three_departments()));
  EXPECT_EQ(refusal([&] { (void)roll_up(once); }), "CCHC-E1008");
}

TEST(RollUp, ACubeWithoutUnitsOrFiguresRollsUpToNothing) {
  EXPECT_EQ(roll_up(Reports().cube(samples::tree({})))->planes(), 0);
  EXPECT_EQ(roll_up(Reports().cube(three_departments()))->planes(), 0);
  const auto own = Reports().figure("1.1", "nobody", "1").cube(samples::tree({}));
  EXPECT_EQ(roll_up(own)->planes(), 0);
}

TEST(RollUp, AnErrorInAThreadReachesTheCaller) {
  Reports reports;
  // Two figures whose common scale needs more than 106 binary digits as a total.
  for (int k = 0; k < 40; ++k) {
    reports.figure("5.1", "d" + std::to_string(k), "9000000000000000000");
  }
  reports.figure("5.1", "d40", "0.0000000000001");
  EXPECT_EQ(refusal([&] {
              (void)roll_up(reports.cube(departments(41)), {{}, {}, 4});
            }),
            "CCHC-E0701");
}

TEST(RollUp, EveryCellNamesTheCellsItWasMadeOf) {
  const auto units = samples::tree({below("", "p"), below("p", "a"), below("p", "b")});
  Reports reports;
  reports.figure("1.1", "p", "1").figure("1.1", "a", "40").figure("1.1", "b", "12");
  const auto rolled = roll_up(reports.cube(units));
  const Derivation step = rolled->derivation(samples::cell(*rolled, "1.1", "p"));
  ASSERT_EQ(step.parts.size(), 3U);
  EXPECT_EQ(step.rule_en, "sum");
  EXPECT_EQ(step.parts[0].role_en, "own figure");
  EXPECT_EQ(step.parts[1].place.unit, 1);
  for (const Derivation::Part& part : step.parts) {
    EXPECT_EQ(part.coefficient, "1");
  }
}

TEST(RollUp, APartThatIsNoTermOfASumHasNoCoefficient) {
  Reports reports;
  reports.figure("1.3", "a", "40").figure("1.3", "b", "12");
  const auto rolled = roll_up(reports.cube(three_departments()), skipping);
  const Derivation step = rolled->derivation(samples::cell(*rolled, "1.3", "p"));
  ASSERT_EQ(step.parts.size(), 3U);
  for (const Derivation::Part& part : step.parts) {
    EXPECT_EQ(part.coefficient, "");
  }
}

TEST(RollUp, ALeafOfARolledUpCubeNamesItsObservation) {
  Reports reports;
  reports.figure("1.1", "b", "12").figure("1.1", "a", "40");
  const auto rolled = roll_up(reports.cube(three_departments()));
  const Derivation step = rolled->derivation(samples::cell(*rolled, "1.1", "a"));
  EXPECT_EQ(step.observation, 1);
  EXPECT_TRUE(step.parts.empty());
}

TEST(RollUp, ARateThatALeafLeftBlankNamesItsNumeratorAndDenominator) {
  Reports reports;
  reports.figure("2.1", "a", "50").figure("2.2", "a", "45").blank("2.3", "a");
  const auto own = reports.cube(three_departments());
  const auto rolled = roll_up(own, skipping);
  EXPECT_EQ(text(*rolled, "2.3", "a"), "90");
  const Derivation step = rolled->derivation(samples::cell(*rolled, "2.3", "a"));
  EXPECT_EQ(step.rule_en, "ratio_of_sums: 100 x 45 / 50");
  EXPECT_TRUE(step.rule_vi.ends_with(": 100 x 45 / 50"));
  EXPECT_EQ(step.observation, -1);
  ASSERT_EQ(step.parts.size(), 2U);
  EXPECT_EQ(step.parts[0].role_en, "numerator");
  EXPECT_EQ(step.parts[1].role_en, "denominator");
  for (std::size_t part = 0; part < 2; ++part) {
    const Derivation::Part& cell = step.parts[part];
    EXPECT_EQ(cell.cube->derivation(cell.place).observation, part == 0 ? 1 : 0);
  }
}

// 3.2 = 100 x 3.2.approved / 3.1, both lists that communes share.
std::shared_ptr<const Catalogue> shared_rates() {
  return std::make_shared<const Catalogue>(Catalogue::from_json(R"({
    "catalogue": "shared", "version": "1",
    "units_of_measure": [
      {"id": "file", "label_vi": "hồ sơ", "label_en": "files", "whole": true, "percent": false,
       "printed": []},
      {"id": "percent", "label_vi": "phần trăm", "label_en": "percent", "whole": false,
       "percent": true, "printed": []}],
    "indicators": [
      {"code": "3.1", "name": "procedures", "label_vi": "Thủ tục", "label_en": "Procedures",
       "kind": "stock", "unit_of_measure": "file", "over_units": "shared_list",
       "over_periods": "last", "shared_by": ["commune"]},
      {"code": "3.2.approved", "name": "approved", "label_vi": "Phê duyệt", "label_en": "Approved",
       "kind": "stock", "unit_of_measure": "file", "over_units": "shared_list",
       "over_periods": "last", "shared_by": ["commune"]},
      {"code": "3.2", "name": "share", "label_vi": "Tỷ lệ", "label_en": "Share", "kind": "ratio",
       "unit_of_measure": "percent", "over_units": "ratio_of_sums", "over_periods": "last",
       "numerator": "[3.2.approved]", "denominator": "[3.1]"}]})"));
}

TEST(RollUp, ARateOfSharedListsCountsEachListOnce) {
  const auto units =
      samples::tree({samples::group("p"), below("p", "x", "commune"), below("p", "y", "commune")});
  Reports reports;
  reports.figure("3.1", "x", "100").figure("3.1", "y", "100");
  reports.figure("3.2.approved", "x", "50").figure("3.2.approved", "y", "30");
  reports.figure("3.2", "x", "50").figure("3.2", "y", "30");
  const auto own =
      build(std::make_shared<const Observations>(reports.observations()), shared_rates(), units)
          .cube;
  const auto rolled = roll_up(own);
  EXPECT_EQ(text(*rolled, "3.1", "p"), "100");
  EXPECT_EQ(text(*rolled, "3.2.approved", "p"), "50");
  EXPECT_EQ(text(*rolled, "3.2", "p"), "50");  // not 80 of 200
}

TEST(ChildrenFigures, AreWhatTheUnitItselfDidNotReport) {
  const auto units = samples::tree({below("", "p"), below("p", "a"), below("p", "b")});
  Reports reports;
  reports.figure("1.1", "p", "5").figure("1.1", "a", "40");
  const auto own = reports.cube(units);
  const Figures children = children_figures(*roll_up(own), *own, 0);
  EXPECT_EQ(children.text(0, 0), "40");
  EXPECT_EQ(children.text(1, 0), "");
}

TEST(ChildrenFigures, OfChildrenThatGaveNothingAreMissingAndNotZero) {
  const auto units = samples::tree({below("", "p"), below("p", "a"), below("p", "b")});
  const auto own = Reports().figure("1.1", "p", "5").cube(units);
  EXPECT_EQ(children_figures(*roll_up(own), *own, 0).text(0, 0), "");
}

TEST(ChildrenFigures, AreRefusedForWhatIsNoSum) {
  Reports reports;
  reports.figure("3.1", "a", "4").figure("1.1", "a", "4").figure("1.3", "a", "4");
  const auto own = reports.cube(three_departments());
  const auto rolled = roll_up(own);
  EXPECT_EQ(refusal([&] { (void)children_figures(*rolled, *own, own->at("3.1")); }), "CCHC-E1006");
  EXPECT_EQ(refusal([&] { (void)children_figures(*rolled, *own, own->at("1.3")); }), "CCHC-E1006");
}

TEST(ChildrenFigures, GoByWhatWasDoneAndNotByWhatTheCatalogueSays) {
  Reports reports;
  reports.figure("1.1", "a", "4").figure("1.3", "a", "4").figure("1.3", "b", "5");
  const auto own = reports.cube(three_departments());
  const auto largest = roll_up(own, by(OverUnits::maximum));
  EXPECT_EQ(refusal([&] { (void)children_figures(*largest, *own, own->at("1.1")); }), "CCHC-E1006");
  const auto added = roll_up(own, by(OverUnits::sum));
  EXPECT_EQ(children_figures(*added, *own, own->at("1.3")).text(0, 0), "9");
}

class TotalOf : public ::testing::Test {
 protected:
  TotalOf() {
    Reports reports;
    reports.figure("1.1", "a", "40").figure("1.1", "b", "12").figure("2.3", "a", "90");
    own_ = reports.cube(three_departments());
    rolled_ = roll_up(own_, skipping);
  }

  [[nodiscard]] std::optional<Int128> total(const Cube& cube, const std::vector<Index>& units,
                                            std::string_view indicator = "1.1") const {
    return total_of(cube, cube.at(indicator), 0, units);
  }

  std::shared_ptr<const Cube> own_, rolled_;
};

TEST_F(TotalOf, AddsUnitsThatDoNotHoldOneAnother) {
  EXPECT_TRUE(total(*own_, {1, 2}) == Int128{52});
  EXPECT_TRUE(total(*rolled_, {0}) == Int128{52});
}

TEST_F(TotalOf, IsEmptyWhenAFigureIsMissingOrNothingIsAdded) {
  EXPECT_EQ(total(*own_, {1, 3}), std::nullopt);
  EXPECT_EQ(total(*own_, {}), std::nullopt);
}

TEST_F(TotalOf, RefusesAUnitBesideItsAncestorAndAUnitTwice) {
  EXPECT_EQ(refusal([&] { (void)total(*rolled_, {0, 1}); }), "CCHC-E1007");
  EXPECT_EQ(refusal([&] { (void)total(*rolled_, {2, 0}); }), "CCHC-E1007");
  EXPECT_EQ(refusal([&] { (void)total(*own_, {1, 1}); }), "CCHC-E1007");
  // Even where a figure is missing.
  EXPECT_EQ(refusal([&] { (void)total(*own_, {3, 0, 1}); }), "CCHC-E1007");
}

TEST_F(TotalOf, RefusesWhatIsNoSum) {
  EXPECT_EQ(refusal([&] { (void)total(*own_, {1}, "2.3"); }), "CCHC-E1001");
  Reports reports;
  reports.figure("1.1", "a", "40").figure("1.1", "b", "12");
  const auto means = roll_up(reports.cube(three_departments()), by(OverUnits::mean));
  EXPECT_EQ(refusal([&] { (void)total(*means, {1, 2}); }), "CCHC-E1006");
}

TEST_F(TotalOf, OfOwnFiguresGoesByWhatTheCatalogueDeclares) {
  Reports reports;
  reports.figure("3.1", "a", "100").figure("3.1", "b", "100").figure("1.3", "a", "4");
  const auto own = reports.cube(three_departments());
  EXPECT_EQ(refusal([&] { (void)total(*own, {1, 2}, "3.1"); }), "CCHC-E1006");
  EXPECT_EQ(refusal([&] { (void)total(*own, {1}, "1.3"); }), "CCHC-E1006");
}

}  // namespace
}  // namespace cchc
