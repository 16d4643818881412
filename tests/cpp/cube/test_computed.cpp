#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "cchc/aggregate/roll_up.hpp"
#include "cchc/base/error.hpp"
#include "cchc/cube/computed.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::three_departments;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Documents of two departments, the third not asked, and the group without figures of its own.
std::shared_ptr<const Cube> observed() {
  return samples::Reports()
      .figure("2.1", "a", "40")
      .figure("2.1", "b", "12")
      .blank("2.1", "c", samples::h1, ValueState::not_applicable)
      .figure("5.1", "a", "5")
      .cube(three_departments());
}

Matrix column(std::vector<double> cells) {
  Matrix made(static_cast<Index>(cells.size()), 1);
  for (Index unit = 0; unit < made.rows(); ++unit) {
    made(unit, 0) = cells[static_cast<std::size_t>(unit)];
  }
  return made;
}

OutsideCells cells(const Matrix& values) { return {values.data(), values.rows(), values.cols()}; }

// "5.1" computed anew from "2.1".
std::shared_ptr<const Cube> computed(const Matrix& values, bool from_nothing = false) {
  const auto cube = observed();
  const ComputedPlane plane{
      cube->catalogue().at("5.1"), cells(values), {cube->at("2.1")}, "mine", from_nothing};
  return with_computed(cube, cube->parts().catalogue, {plane});
}

std::string refusal(const Matrix& values) {
  try {
    static_cast<void>(computed(values));
  } catch (const ExtensionError& error) {
    EXPECT_NE(error.message_en().find("'mine'"), std::string::npos);
    EXPECT_NE(error.message_vi(), error.message_en());
    return error.code();
  }
  return "";
}

TEST(Computed, planes_stand_in_place_of_the_old_ones) {
  const auto cube = computed(column({nan, 80, 24, nan}));
  EXPECT_EQ(cube->planes(), observed()->planes());
  EXPECT_EQ(samples::text(*cube, "5.1", "a"), "80");
  EXPECT_EQ(samples::text(*cube, "2.1", "a"), "40");
}

TEST(Computed, cells_say_why_they_are_empty) {
  const auto cube = computed(column({nan, 80, nan, nan}));
  EXPECT_EQ(samples::state(*cube, "5.1", "a"), ValueState::reported);
  EXPECT_EQ(samples::state(*cube, "5.1", "b"), ValueState::missing);
  EXPECT_EQ(samples::state(*cube, "5.1", "c"), ValueState::not_applicable);
}

// 5.1 is added up over units.
TEST(Computed, decimals_of_nine_places_are_exact_and_others_are_not) {
  const auto figures = [](double value) {
    return computed(column({nan, value, 24, nan}))->plane(observed()->at("5.1")).figures;
  };
  EXPECT_TRUE(figures(80).exact);
  EXPECT_FALSE(figures(0x1p53).exact);
  EXPECT_FALSE(figures(1e300).exact);
  EXPECT_FALSE(figures(5e-324).exact);
  EXPECT_FALSE(figures(1.0 / 3).exact);
  EXPECT_FALSE(figures(1e-10).exact);
  const Figures halves = figures(80.5);
  EXPECT_TRUE(halves.exact);
  EXPECT_EQ(halves.scale, 1);
  EXPECT_EQ(halves.text(1, 0), "80.5");
  EXPECT_EQ(figures(-0.123456789).text(1, 0), "-0.123456789");
}

TEST(Computed, figures_are_refused_when_infinite_or_made_of_nothing) {
  EXPECT_EQ(refusal(column({nan, std::numeric_limits<double>::infinity(), 1, nan})), "CCHC-E1405");
  EXPECT_EQ(refusal(column({nan, -std::numeric_limits<double>::infinity(), 1, nan})), "CCHC-E1405");
  EXPECT_EQ(refusal(column({0, 1, 1, nan})), "CCHC-E1406");
  EXPECT_EQ(refusal(column({nan, 1, 1, 0})), "CCHC-E1406");
  EXPECT_EQ(refusal(column({nan, 1, 1, nan})), "");
  EXPECT_EQ(samples::text(*computed(column({0, 1, 1, 7}), true), "5.1", "c"), "7");
}

// Bit patterns at the edges of what is a number, in both signs.
TEST(Computed, every_float64_is_a_figure_a_gap_or_refused) {
  for (const std::uint64_t bits :
       {0x0000000000000000ULL, 0x0000000000000001ULL, 0x000fffffffffffffULL, 0x3ff0000000000000ULL,
        0x7fefffffffffffffULL, 0x7fefffff00000000ULL, 0x7ff0000000000000ULL, 0x7ff0000000000001ULL,
        0x7ff00000ffffffffULL, 0x7ff8000000000000ULL, 0x7fffffffffffffffULL}) {
    for (const std::uint64_t sign : {0ULL, 0x8000000000000000ULL}) {
      const double value = std::bit_cast<double>(bits | sign);
      const Matrix values = column({nan, value, 1, nan});
      if (std::isinf(value)) {
        EXPECT_EQ(refusal(values), "CCHC-E1405") << bits;
        continue;
      }
      const auto cube = computed(values);
      EXPECT_EQ(samples::state(*cube, "5.1", "a"),
                std::isnan(value) ? ValueState::missing : ValueState::reported)
          << bits;
      const double kept = cube->plane(cube->at("5.1")).figures.head(1, 0);
      EXPECT_EQ(std::bit_cast<std::uint64_t>(kept), bits | sign);
    }
  }
}

TEST(Computed, planes_of_another_shape_are_refused) {
  EXPECT_EQ(refusal(column({nan, 1, 1})), "CCHC-E1404");
  EXPECT_EQ(refusal(Matrix::Constant(4, 2, 1.0)), "CCHC-E1404");
  EXPECT_EQ(refusal(Matrix()), "CCHC-E1404");
}

TEST(Computed, catalogues_must_begin_with_the_cubes_own) {
  const auto cube = observed();
  CatalogueDefinition other = cube->catalogue().definition();
  other.indicators.erase(other.indicators.begin());
  for (Indicator& indicator : other.indicators) {
    indicator.parent.clear();
  }
  other.indicators.resize(1);
  const auto shorter = std::make_shared<const Catalogue>(other);
  EXPECT_THROW(static_cast<void>(with_computed(cube, shorter, {})), SelectionError);
  EXPECT_EQ(with_computed(cube, cube->parts().catalogue, {})->planes(), cube->planes());
}

TEST(Computed, cells_name_their_inputs_and_others_what_they_were_made_of) {
  const auto cube = computed(column({nan, 80, 24, nan}));
  const Derivation made = cube->derivation(samples::cell(*cube, "5.1", "a"));
  EXPECT_EQ(made.rule_en, "extension mine");
  ASSERT_EQ(made.parts.size(), 1U);
  EXPECT_EQ(made.parts[0].place.plane, observed()->at("2.1"));
  const Derivation kept = cube->derivation(samples::cell(*cube, "2.1", "a"));
  EXPECT_GE(kept.observation, 0);
}

TEST(Computed, marks_of_the_inputs_come_along) {
  const auto cube = observed();
  CubeParts parts = cube->parts();
  Plane marked = cube->plane(cube->at("2.1"));
  marked.add_mark(1, 0, Mark::estimated);
  marked.add_mark(2, 0, Mark::withheld);
  const auto at = static_cast<std::size_t>(cube->at("2.1"));
  parts.planes[at] = std::make_shared<const Plane>(std::move(marked));
  const auto changed = std::make_shared<const Cube>(std::move(parts));
  const Matrix values = column({nan, 1, 2, nan});
  const ComputedPlane plane{
      cube->catalogue().at("5.1"), cells(values), {cube->at("2.1")}, "mine", false};
  const auto found = with_computed(changed, cube->parts().catalogue, {plane});
  EXPECT_TRUE(samples::marked(*found, Mark::estimated, "5.1", "a"));
  EXPECT_FALSE(samples::marked(*found, Mark::withheld, "5.1", "b"));
}

TEST(OutsideTotals, are_rolled_up_figures_with_coverage_and_policy) {
  const auto cube = observed();
  RollUpOptions options;
  options.outside.name = "middle";
  options.outside.by_plane.resize(static_cast<std::size_t>(cube->planes()));
  options.outside.by_plane[static_cast<std::size_t>(cube->at("2.1"))] =
      std::make_shared<const Matrix>(column({26, 40, 12, nan}));
  const auto rolled = roll_up(cube, options);
  EXPECT_EQ(samples::text(*rolled, "2.1", "p"), "26");
  EXPECT_EQ(samples::coverage(*rolled, "2.1", "p"), "2/2");
  EXPECT_EQ(samples::text(*rolled, "5.1", "p"), "");  // by the catalogue, and not complete
  EXPECT_EQ(samples::so_far(*rolled, "5.1", "p"), "5");
  const Derivation made = rolled->derivation(samples::cell(*rolled, "2.1", "p"));
  EXPECT_EQ(made.rule_en, "extension middle over the units below");
  EXPECT_EQ(made.parts.size(), 2U);
  EXPECT_THROW(static_cast<void>(total_of(*rolled, rolled->at("2.1"), 0, {1, 2})),
               AggregationError);
}

TEST(OutsideTotals, refuse_figures_where_nobody_reported) {
  const auto cube = observed();
  RollUpOptions options;
  options.outside.name = "middle";
  options.outside.by_plane.resize(static_cast<std::size_t>(cube->planes()));
  auto& values = options.outside.by_plane[static_cast<std::size_t>(cube->at("2.1"))];
  values = std::make_shared<const Matrix>(column({26, 40, 12, 0}));
  EXPECT_THROW(static_cast<void>(roll_up(cube, options)), ExtensionError);
  values = std::make_shared<const Matrix>(column({26, 40}));
  EXPECT_THROW(static_cast<void>(roll_up(cube, options)), ExtensionError);
}

}  // namespace
}  // namespace cchc
