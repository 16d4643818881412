#include <gtest/gtest.h>

#include "cchc/base/error.hpp"
#include "cchc/compare/baseline.hpp"

namespace cchc {
namespace {

std::string before(Baseline baseline, const std::string& current, int base_year = 0) {
  return to_text(baseline_period(baseline, period_from_text(current), base_year));
}

TEST(Baseline, previous_period_has_the_same_length_just_before) {
  EXPECT_EQ(before(Baseline::previous_period, "2024-Q1"), "2023-Q4");
  EXPECT_EQ(before(Baseline::previous_period, "2024-H1"), "2023-H2");
  EXPECT_EQ(before(Baseline::previous_period, "2024"), "2023");
  EXPECT_EQ(before(Baseline::previous_period, "2024-01"), "2023-12");
}

TEST(Baseline, same_period_last_year_lies_twelve_months_before) {
  EXPECT_EQ(before(Baseline::same_period_last_year, "2024-Q1"), "2023-Q1");
  EXPECT_EQ(before(Baseline::same_period_last_year, "2024-9M"), "2023-9M");
  EXPECT_EQ(before(Baseline::same_period_last_year, "2024-02"), "2023-02");
}

TEST(Baseline, end_of_last_year_is_the_whole_year_before) {
  EXPECT_EQ(before(Baseline::end_of_last_year, "2024-Q3"), "2023");
  EXPECT_EQ(before(Baseline::end_of_last_year, "2024"), "2023");
}

TEST(Baseline, fixed_year_is_the_year_that_is_asked_for) {
  EXPECT_EQ(before(Baseline::fixed_year, "2024-H1", 2015), "2015");
  EXPECT_EQ(before(Baseline::fixed_year, "2015", 2021), "2021");
  EXPECT_THROW((void)before(Baseline::fixed_year, "2024-H1"), PeriodError);
}

TEST(Baseline, is_named_by_its_enumerator) {
  for (const Baseline each : {Baseline::previous_period, Baseline::same_period_last_year,
                              Baseline::end_of_last_year, Baseline::fixed_year}) {
    EXPECT_EQ(baseline_from_text(to_text(each)), each);
  }
  EXPECT_EQ(to_text(Baseline::fixed_year), "fixed_year");
  EXPECT_THROW((void)baseline_from_text("last year"), SelectionError);
}

}  // namespace
}  // namespace cchc
