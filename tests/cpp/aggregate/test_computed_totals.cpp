#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "cchc/aggregate/computed_totals.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::coverage;
using samples::state;
using samples::text;

using Pointer = std::shared_ptr<const Cube>;

// c gave 1.3 and not 1.1.
Pointer rolled(std::optional<OverUnits> how = {}) {
  const Pointer cube = samples::Reports()
                           .figure("1.1", "a", "4")
                           .figure("1.1", "b", "6")
                           .blank("1.1", "c")
                           .figure("1.3", "a", "2")
                           .figure("1.3", "b", "3")
                           .figure("1.3", "c", "5")
                           .cube(samples::three_departments());
  return roll_up(cube, {{MissingRule::skip_missing, 1.0}, how, 1});
}

// A plane of eights for 1.4, computed from `inputs`.
Pointer eights(const Pointer& cube, const std::vector<const char*>& inputs) {
  const Matrix values = Matrix::Constant(cube->units(), 1, 8);
  ComputedPlane plane{
      cube->catalogue().at("1.4"), {values.data(), values.rows(), 1}, {}, "mine", true};
  for (const char* input : inputs) {
    plane.inputs.push_back(cube->at(input));
  }
  return with_computed_of_totals(cube, cube->parts().catalogue, {plane});
}

TEST(ComputedTotals, of_one_total_stand_with_its_coverage) {
  const Pointer cube = eights(rolled(), {"1.3"});
  EXPECT_EQ(text(*cube, "1.4", "p"), "8");
  EXPECT_EQ(coverage(*cube, "1.4", "p"), coverage(*rolled(), "1.3", "p"));
  EXPECT_EQ(cube->plane(cube->at("1.4")).over_units, OverUnits::none);
  EXPECT_EQ(samples::so_far(*cube, "1.4", "p"), "8");
}

TEST(ComputedTotals, of_unlike_units_say_nothing) {
  const Pointer before = rolled();
  const Pointer cube = eights(before, {"1.1", "1.3"});
  EXPECT_EQ(text(*before, "1.1", "p"), "10");
  EXPECT_EQ(text(*cube, "1.4", "p"), "");
  EXPECT_EQ(state(*cube, "1.4", "p"), ValueState::missing);
  EXPECT_EQ(coverage(*cube, "1.4", "p"), coverage(*before, "1.1", "p"));
  EXPECT_EQ(text(*cube, "1.4", "a"), "8");
}

TEST(ComputedTotals, of_several_totals_that_are_no_sums_say_nothing) {
  const Pointer largest = rolled(OverUnits::maximum);
  EXPECT_EQ(text(*eights(largest, {"1.3"}), "1.4", "p"), "8");
  EXPECT_EQ(text(*eights(largest, {"1.3", "1.3"}), "1.4", "p"), "8");
  EXPECT_EQ(text(*eights(largest, {"1.1", "1.3"}), "1.4", "p"), "");
  EXPECT_EQ(text(*eights(largest, {"1.1", "1.3"}), "1.4", "b"), "8");
}

TEST(ComputedTotals, of_own_figures_have_no_coverage) {
  const Pointer own = samples::Reports()
                          .figure("1.1", "a", "4")
                          .figure("1.3", "a", "2")
                          .cube(samples::three_departments());
  const Pointer cube = eights(own, {"1.1", "1.3"});
  EXPECT_FALSE(cube->plane(cube->at("1.4")).coverage.has_value());
  EXPECT_EQ(text(*cube, "1.4", "p"), "8");
}

TEST(ComputedTotals, that_the_cube_holds_stand_and_gaps_between_own_figures_are_filled) {
  const Pointer totals = rolled();
  const Matrix values = Matrix::Constant(totals->units(), 1, 8);
  const auto with_eights = [&](const Pointer& cube) {
    return with_computed_of_totals(cube, cube->parts().catalogue,
                                   {{cube->catalogue().at("1.1"),
                                     {values.data(), values.rows(), 1},
                                     {cube->at("1.3")},
                                     "mine",
                                     true}});
  };
  const Pointer held = with_eights(totals);
  EXPECT_EQ(text(*held, "1.1", "p"), "10");
  EXPECT_EQ(held->derivation({held->at("1.1"), 0, 0}).rule_en,
            totals->derivation({totals->at("1.1"), 0, 0}).rule_en);
  const Pointer own = samples::Reports()
                          .figure("1.1", "a", "4")
                          .blank("1.1", "b")
                          .figure("1.3", "a", "2")
                          .figure("1.3", "b", "3")
                          .cube(samples::three_departments());
  const Pointer filled = with_eights(own);
  EXPECT_EQ(text(*filled, "1.1", "a"), "4");
  EXPECT_EQ(text(*filled, "1.1", "b"), "8");
  EXPECT_EQ(text(*with_eights(filled), "1.1", "a"), "4");
}

}  // namespace
}  // namespace cchc
