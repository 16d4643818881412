#include <gtest/gtest.h>

#include <cmath>

#include "cchc/aggregate/pooled_ratio.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::three_departments;

// "numerator / denominator" of a unit's own part, with a mark when estimated; empty when unknown.
std::string part(const Reports& reports, const char* unit = "a") {
  const auto cube = reports.cube(three_departments());
  const CellPlace at = samples::cell(*cube, "2.3", unit);
  const OwnRatioParts own = own_ratio_parts(*cube, at.plane);
  if (!own.parts.denominator.has(at.unit, at.period)) {
    EXPECT_FALSE(own.parts.numerator.has(at.unit, at.period));
    EXPECT_EQ(own.estimated(at.unit, at.period), 0);
    return "";
  }
  return own.parts.numerator.text(at.unit, at.period) + " / " +
         own.parts.denominator.text(at.unit, at.period) +
         (own.estimated(at.unit, at.period) != 0 ? " estimated" : "");
}

TEST(PooledRatio, TakesTheReportedParts) {
  Reports reports;
  reports.figure("2.1", "a", "50").figure("2.2", "a", "45").figure("2.3", "a", "12.5");
  EXPECT_EQ(part(reports), "45 / 50");
}

TEST(PooledRatio, PartsOfUnlikeScalesMeet) {
  Reports reports;
  reports.figure("2.1", "a", "50.25").figure("2.2", "a", "45").figure("2.3", "a", "90");
  EXPECT_EQ(part(reports), "45 / 50.25");
}

TEST(PooledRatio, EstimatesFromTheRateAndItsWeight) {
  Reports reports;
  reports.figure("2.1", "a", "3").figure("2.3", "a", "33.3");
  EXPECT_EQ(part(reports), "0.999 / 3 estimated");
}

TEST(PooledRatio, AnEstimateIsExactHoweverManyDecimalsTheRateHas) {
  Reports reports;
  reports.figure("2.1", "a", "16181999").figure("2.3", "a", "33.333333333333336");
  EXPECT_EQ(part(reports), "5393999.66666666709818664 / 16181999 estimated");
}

TEST(PooledRatio, ReportedPartsGoBeforeAnEstimate) {
  Reports reports;
  reports.figure("2.1", "a", "50").figure("2.2", "a", "45").figure("2.3", "a", "1");
  reports.figure("2.1", "b", "10").figure("2.3", "b", "80");
  EXPECT_EQ(part(reports, "a"), "45 / 50");
  EXPECT_EQ(part(reports, "b"), "8 / 10 estimated");
}

TEST(PooledRatio, WithoutPartsAndWeightAUnitStaysOut) {
  EXPECT_EQ(part(Reports().figure("2.3", "a", "80")), "");
  EXPECT_EQ(part(Reports().figure("2.3", "b", "80").figure("2.1", "a", "10")), "");
  EXPECT_EQ(part(Reports().figure("2.3", "b", "80").figure("2.2", "a", "10")), "");
}

TEST(PooledRatio, ARateOfZeroIsARate) {
  EXPECT_EQ(part(Reports().figure("2.3", "a", "0").figure("2.1", "a", "10")), "0 / 10 estimated");
}

TEST(PooledRatio, ReadsPartsAtTheTimesThatItsFormulasName) {
  Reports reports;
  reports.figure("1.1", "a", "200", "2015").figure("1.1", "a", "180", "2024");
  reports.figure("1.2", "a", "10", "2024");
  const auto cube = reports.cube(three_departments());
  const CellPlace at = samples::cell(*cube, "1.2", "a", "2024");
  const RatioParts parts = own_ratio_parts(*cube, at.plane).parts;
  EXPECT_EQ(parts.numerator.text(at.unit, at.period), "20");
  EXPECT_EQ(parts.denominator.text(at.unit, at.period), "200");
  EXPECT_EQ(ratio_value(parts, 100, at.unit, at.period), 10.0);
}

TEST(PooledRatio, OfZeroHasNoValue) {
  RatioParts parts{Figures(1, 2, 0, true), Figures(1, 2, 0, true)};
  parts.numerator.set_whole(0, 0, 5);
  parts.denominator.set_whole(0, 0, 0);
  EXPECT_TRUE(std::isnan(ratio_value(parts, 100, 0, 0)));
  EXPECT_TRUE(std::isnan(ratio_value(parts, 100, 0, 1)));
}

TEST(PooledRatio, FactorIsAHundredForPerCentOnly) {
  Reports reports;
  reports.figure("2.3", "a", "90").figure("1.1", "a", "1");
  const auto cube = reports.cube(three_departments());
  EXPECT_EQ(ratio_factor(*cube, cube->at("2.3")), 100);
  EXPECT_EQ(ratio_factor(*cube, cube->at("1.1")), 1);
}

// The golden catalogue with another numerator for 2.3.
std::shared_ptr<const Catalogue> with_numerator(const std::string& formula) {
  CatalogueDefinition definition = samples::golden_catalogue()->definition();
  auto& indicators = definition.indicators;
  std::ranges::find(indicators, "2.3", &Indicator::code)->numerator = formula;
  return std::make_shared<const Catalogue>(std::move(definition));
}

TEST(PooledRatio, FormulasThatAreNoSumsAreRefused) {
  for (const char* formula : {"[2.1] * [2.2]", "[2.2] / 2", "max([2.1], [2.2])"}) {
    Reports reports;
    reports.figure("2.1", "a", "2").figure("2.2", "a", "1").figure("2.3", "a", "50");
    const auto cube = build(std::make_shared<const Observations>(reports.observations()),
                            with_numerator(formula), three_departments())
                          .cube;
    EXPECT_EQ(samples::refusal([&] { (void)own_ratio_parts(*cube, cube->at("2.3")); }),
              "CCHC-E1005")
        << formula;
  }
}

}  // namespace
}  // namespace cchc
