#include <gtest/gtest.h>

#include "cchc/report/contribution_explanation.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;
using testing::periods;
using Pointer = std::shared_ptr<const Cube>;

// a1 goes on, b is new among the reports.
CubeMaker two_parts() {
  CubeMaker maker;
  maker.add("files", "a1", "2023-H1", "40").add("files", "a1", "2024-H1", "45.5");
  maker.add("files", "b", "2024-H1", "30");
  maker.add("early", "a1", "2023-H1", "20").add("early", "a1", "2024-H1", "30");
  maker.add("early", "b", "2024-H1", "15").add("on_time", "b", "2024-H1", "");
  return maker;
}

Explanation told_of(const Pointer& cube, const char* indicator,
                    const ContributionOptions& options = {}, const ExplainOptions& told = {}) {
  const ContributionQuery query{indicator, cube->hierarchy().at("p"),
                                periods("2024-H1", "2023-H1")};
  return explain(cube, cube, contribution(*cube, *cube, query, options), told);
}

TEST(ContributionExplanation, leads_from_a_change_to_its_parts_and_their_cells_on_both_sides) {
  const Explanation told = told_of(two_parts().cube(), "files");
  EXPECT_EQ(told.figure, "35.5");
  EXPECT_EQ(told.unit, "p");
  EXPECT_EQ(told.state, "comparable");
  EXPECT_EQ(told.rule_en,
            "change from 40 (first half of 2023) to 75.5 (first half of 2024), "
            "split into what made it");
  ASSERT_EQ(told.parts.size(), 2U);
  const Explanation& a1 = told.parts[0];
  EXPECT_EQ(a1.unit, "a1");
  EXPECT_EQ(a1.figure, "5.5");
  EXPECT_EQ(a1.coefficient, "1");
  EXPECT_EQ(a1.role_en, "real");
  EXPECT_EQ(a1.role_vi, "thực tế");
  EXPECT_EQ(a1.rule_en, "reported in both periods");
  ASSERT_EQ(a1.parts.size(), 2U);
  EXPECT_EQ(a1.parts[0].role_en, "now");
  EXPECT_EQ(a1.parts[0].figure, "45.5");
  EXPECT_EQ(a1.parts[0].origin->raw, "45.5");
  EXPECT_EQ(a1.parts[1].role_en, "then");
  EXPECT_EQ(a1.parts[1].figure, "40");
  EXPECT_EQ(told.parts[1].role_en, "data");
  EXPECT_EQ(told.parts[1].parts[1].state, "missing");
}

TEST(ContributionExplanation, of_a_ratio_names_both_effects_numerators_and_denominators) {
  const Explanation told = told_of(two_parts().cube(), "on_time");
  const Explanation& a1 = told.parts.at(0);
  EXPECT_NE(a1.rule_en.find("; rate effect "), std::string::npos) << a1.rule_en;
  EXPECT_NE(a1.rule_vi.find("; do tỷ lệ "), std::string::npos) << a1.rule_vi;
  ASSERT_EQ(a1.parts.size(), 4U);
  EXPECT_EQ(a1.parts[0].role_en, "numerator now");
  EXPECT_EQ(a1.parts[0].figure, "30");
  EXPECT_EQ(a1.parts[3].role_en, "denominator then");
  EXPECT_EQ(a1.parts[3].figure, "40");
}

TEST(ContributionExplanation, shows_what_rounding_leaves_as_a_part) {
  CubeMaker maker;
  maker.add("on_time", "b", "2024-H1", "");
  for (const char* name : {"a1", "a2", "b"}) {
    maker.add("files", name, "2023-H1", "1").add("early", name, "2023-H1", "0");
    maker.add("files", name, "2024-H1", "1").add("early", name, "2024-H1", "1");
  }
  ContributionOptions options;
  options.decimals = 0;
  const Explanation told = told_of(maker.cube(), "on_time", options);
  ASSERT_EQ(told.parts.size(), 4U);
  EXPECT_EQ(told.parts.back().role_en, "rounding");
  EXPECT_EQ(told.parts.back().role_vi, "làm tròn");
  EXPECT_EQ(told.parts.back().figure, "1");
}

TEST(ContributionExplanation, counts_what_it_leaves_out) {
  const Pointer cube = two_parts().cube();
  const Explanation flat = told_of(cube, "files", {}, {1, 1});
  EXPECT_EQ(flat.parts.size(), 1U);
  EXPECT_EQ(flat.parts_left_out, 1);
  EXPECT_EQ(flat.parts[0].parts_left_out, 2);
  EXPECT_EQ(told_of(cube, "files", {}, {0, 9}).parts_left_out, 2);
}

}  // namespace
}  // namespace cchc
