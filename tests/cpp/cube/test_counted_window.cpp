#include <gtest/gtest.h>

#include "cchc/aggregate/resample.hpp"
#include "cchc/cube/counted_window.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

std::string counted(const Cube& cube, const char* code, const char* window) {
  return to_text(counted_window(cube, cube.at(code), period_from_text(window)));
}

std::shared_ptr<const Cube> reported() {
  return testing::CubeMaker()
      .add("ytd", "b", "2024-Q1", "9")
      .add("ytd", "b", "2024-H1", "20")
      .add("files", "b", "2024-Q1", "9")
      .add("staff", "b", "2024-Q1", "9")
      .cube();
}

TEST(CountedWindow, of_a_cumulative_figure_begins_in_january) {
  const auto cube = reported();
  for (const auto& [window, months] : {std::pair{"2024-Q1", "2024-Q1"},
                                       {"2024-Q2", "2024-H1"},
                                       {"2024-H2", "2024"},
                                       {"2024-12", "2024"},
                                       {"2024-01", "2024-01"},
                                       {"2023-10..2024-03", "2023-10..2024-03"},
                                       {"2023-01..2024-12", "2023-01..2024-12"}}) {
    EXPECT_EQ(counted(*cube, "ytd", window), months);
  }
}

TEST(CountedWindow, of_every_other_figure_is_its_own) {
  const auto cube = reported();
  EXPECT_EQ(counted(*cube, "files", "2024-Q2"), "2024-Q2");
  EXPECT_EQ(counted(*cube, "staff", "2024-H2"), "2024-H2");
  ResampleOptions options;
  options.flows_of_cumulative = true;
  const std::vector<Period> quarters{Period::quarter(2024, 1), Period::quarter(2024, 2)};
  const auto flows = resample(cube, quarters, options).cube;
  EXPECT_EQ(counted(*flows, "ytd", "2024-Q2"), "2024-Q2");
}

}  // namespace
}  // namespace cchc
