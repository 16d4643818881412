#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "cchc/trend/trend.hpp"
#include "cchc/trend/trend_error.hpp"
#include "compare/small_cubes.hpp"

namespace cchc {
namespace {

using testing::CubeMaker;

std::vector<Period> periods(const std::vector<std::string>& texts) {
  std::vector<Period> found;
  for (const std::string& text : texts) {
    found.push_back(period_from_text(text));
  }
  return found;
}

std::string code_of(const std::vector<std::string>& texts) {
  try {
    (void)like_windows(periods(texts));
  } catch (const TrendError& error) {
    return error.code();
  }
  return "";
}

TEST(LikeWindows, step_by_their_length_or_what_divides_their_distances) {
  const LikeWindows quarters = like_windows(periods({"2024-Q1", "2023-Q4", "2024-Q3"}));
  EXPECT_EQ(quarters.step, 3);
  EXPECT_EQ(quarters.columns, (std::vector<Index>{1, 0, 2}));
  EXPECT_EQ(quarters.x, (std::vector<std::int32_t>{0, 1, 3}));
  EXPECT_EQ(like_windows(periods({"2024-H1"})).step, 6);
  EXPECT_EQ(like_windows(periods({"2022-H1", "2023-H2"})).step, 6);
  EXPECT_EQ(like_windows(periods({"2024-01..2024-03", "2025-02..2025-04"})).step, 1);
}

TEST(LikeWindows, of_one_position_of_the_year_step_by_years_whatever_is_missing) {
  for (const char* const last : {"2018-Q4", "2019-Q4", "2023-Q4"}) {
    EXPECT_EQ(like_windows(periods({"2016-Q4", last})).step, 12) << last;
  }
  EXPECT_EQ(like_windows(periods({"2016", "2018"})).step, 12);
  EXPECT_EQ(like_windows(periods({"2024-Q4"}), 12).step, 12);
  EXPECT_EQ(like_windows(periods({"2022-Q4", "2024-Q4"}), 3).x, (std::vector<std::int32_t>{0, 8}));
}

TEST(LikeWindows, name_the_nearest_window) {
  const std::vector<Period> held = periods({"2016-Q4", "2018-Q4"});
  const LikeWindows windows = like_windows(held);
  for (const auto& [asked, nearest] : {std::pair{"2025-H1", "2024-Q4"},
                                       {"2025-Q3", "2024-Q4"},
                                       {"2025", "2025-Q4"},
                                       {"2015-Q1", "2014-Q4"}}) {
    try {
      (void)step_of(windows, held[0], period_from_text(asked));
      ADD_FAILURE() << asked;
    } catch (const TrendError& error) {
      EXPECT_NE(std::string(error.what()).find(std::string("the nearest is ") + nearest),
                std::string::npos)
          << error.what();
    }
  }
}

TEST(LikeWindows, have_no_complete_year_without_a_position_that_nobody_reported) {
  const LikeWindows windows =
      like_windows(periods({"2022-Q1", "2022-Q2", "2022-Q4", "2023-Q1", "2023-Q2", "2023-Q4"}));
  EXPECT_EQ(windows.complete_years(std::vector<bool>(6, true)), 0);
}

TEST(LikeWindows, refuse_unlike_overlapping_and_no_windows) {
  EXPECT_EQ(code_of({"2024-Q1", "2024-H1"}), "CCHC-E1506");
  EXPECT_EQ(code_of({"2024-01..2024-05", "2024-02..2024-06"}), "CCHC-E1507");
  EXPECT_EQ(code_of({}), "CCHC-E1508");
}

TEST(LikeWindows, place_other_windows_of_the_same_kind) {
  const std::vector<Period> held = periods({"2022-H1", "2023-H1"});
  const LikeWindows windows = like_windows(held);
  EXPECT_EQ(step_of(windows, held[0], period_from_text("2026-H1")), 4);
  EXPECT_EQ(step_of(windows, held[0], period_from_text("2021-H1")), -1);
  EXPECT_THROW((void)step_of(windows, held[0], period_from_text("2026-H2")), TrendError);
  EXPECT_THROW((void)step_of(windows, held[0], period_from_text("2026")), TrendError);
}

bool has(const Trends& trends, Index unit, Caveat caveat) {
  const auto bits = trends.planes[0].caveats[static_cast<std::size_t>(unit)];
  return (bits & static_cast<std::uint32_t>(caveat)) != 0;
}

Trends yearly(const std::shared_ptr<const Cube>& cube, const std::string& indicator) {
  std::vector<Index> columns;
  for (Index column = 0; column < std::ssize(cube->periods()); ++column) {
    columns.push_back(column);
  }
  return trend(cube, {cube->at(indicator)}, columns);
}

TEST(Trend, follows_every_unit_over_the_windows) {
  CubeMaker maker;
  for (int year = 2018; year < 2024; ++year) {
    maker.add("files", "b", std::to_string(year), std::to_string(10 * (year - 2000)));
    if (year != 2020) {
      maker.add("files", "a1", std::to_string(year), "7");
    }
  }
  const auto cube = maker.cube();
  const Trends found = yearly(cube, "files");
  const auto b = static_cast<std::size_t>(cube->hierarchy().at("b"));
  const auto a1 = cube->hierarchy().at("a1");
  EXPECT_EQ(found.planes[0].series.sen_slope[b], 10.0);
  EXPECT_EQ(found.planes[0].smallest_p[b], 2.0 / 720);
  // A line without scatter says nothing about what could be missed.
  EXPECT_TRUE(std::isnan(found.planes[0].minimum_detectable[b]));
  EXPECT_EQ(found.planes[0].caveats[b], static_cast<std::uint32_t>(Caveat::no_scatter));
  EXPECT_TRUE(has(found, a1, Caveat::gap));
  EXPECT_TRUE(has(found, a1, Caveat::no_variation));
  EXPECT_FALSE(has(found, a1, Caveat::ties));
  EXPECT_TRUE(has(found, cube->hierarchy().at("c"), Caveat::too_few));
  EXPECT_EQ(series_of(cube->plane(0), a1, found.windows)[0], 7.0);
  EXPECT_TRUE(std::isnan(series_of(cube->plane(0), a1, found.windows)[2]));
}

TEST(Trend, refuses_cumulative_figures_that_grow_within_the_year) {
  CubeMaker halves, firsts;
  for (int year = 2018; year < 2024; ++year) {
    for (const char* half : {"-H1", "-H2"}) {
      halves.add("ytd", "b", std::to_string(year) + half, half == std::string("-H1") ? "20" : "40");
    }
    firsts.add("ytd", "b", std::to_string(year) + "-Q2", std::to_string(year));
  }
  try {
    (void)yearly(halves.cube(), "ytd");
    ADD_FAILURE() << "a figure of six months beside one of twelve";
  } catch (const TrendError& error) {
    EXPECT_EQ(error.code(), "CCHC-E1506");
    EXPECT_NE(error.message_en().find("ytd count from January"), std::string::npos);
    EXPECT_NE(error.message_vi().find("2018-H1, 2018;"), std::string::npos);
  }
  const auto cube = firsts.cube();
  const auto b = static_cast<std::size_t>(cube->hierarchy().at("b"));
  EXPECT_EQ(yearly(cube, "ytd").planes[0].series.sen_slope[b], 1.0);
}

TEST(Trend, tells_marks_and_changing_coverage) {
  CubeMaker maker;
  for (int year = 2018; year < 2024; ++year) {
    maker.add("files", "a1", std::to_string(year), std::to_string(year));
    if (year > 2019) {
      maker.add("files", "a2", std::to_string(year), "3");
    }
  }
  const Trends found = yearly(testing::rolled(maker.cube(), MissingRule::skip_missing), "files");
  const Index a = found.cube->hierarchy().at("a");
  EXPECT_TRUE(has(found, a, Caveat::coverage));
  EXPECT_FALSE(has(found, found.cube->hierarchy().at("a1"), Caveat::coverage));
  // d is abolished at the start of 2024 and c is new: the province expects others in each year.
  EXPECT_TRUE(has(found, found.cube->hierarchy().at("p"), Caveat::coverage));
}

std::shared_ptr<const Cube> quarterly(int quarters, int first_year = 2020) {
  CubeMaker maker;
  for (int at = 0; at < quarters; ++at) {
    // Busy fourth quarters and a small rise from year to year.
    const int figure = (at % 4 == 3 ? 90 : 10 + at % 4) + at / 4;
    maker.add("files", "b", std::to_string(first_year + at / 4) + "-Q" + std::to_string(1 + at % 4),
              std::to_string(figure));
  }
  return maker.cube();
}

Trends followed(const std::shared_ptr<const Cube>& cube, TrendMethod method) {
  std::vector<Index> columns(cube->periods().size());
  std::iota(columns.begin(), columns.end(), Index{0});
  CubeTrendOptions options;
  options.method = method;
  return trend(cube, {cube->at("files")}, columns, options);
}

TEST(Trend, sets_the_season_apart_from_three_years_on) {
  const auto cube = quarterly(12);
  const auto b = static_cast<std::size_t>(cube->hierarchy().at("b"));
  const Trends found = followed(cube, TrendMethod::automatic);
  EXPECT_EQ(found.planes[0].seasonal[b], 1);
  EXPECT_EQ(found.planes[0].series.s[b], 12);
  EXPECT_EQ(found.planes[0].series.p[b], found.planes[0].smallest_p[b]);
  EXPECT_NEAR(found.planes[0].smallest_p[b], 2.0 / 6, 1e-15);
  EXPECT_EQ(found.planes[0].series.sen_slope[b], 0.25);  // one a year, by quarters
  // Three years bound no slope; five do.
  EXPECT_TRUE(std::isnan(found.planes[0].series.sen_low[b]));
  EXPECT_EQ(followed(quarterly(20), TrendMethod::automatic).planes[0].series.sen_low[b], 0.25);
  EXPECT_FALSE(has(found, static_cast<Index>(b), Caveat::season_not_separable));
  EXPECT_FALSE(has(found, static_cast<Index>(b), Caveat::ties));
  const Trends plain = followed(cube, TrendMethod::plain);
  EXPECT_EQ(plain.planes[0].seasonal[b], 0);
  EXPECT_NE(plain.planes[0].series.s[b], 12);
  EXPECT_TRUE(has(plain, static_cast<Index>(b), Caveat::season_ignored));
}

TEST(Trend, says_that_fewer_years_do_not_set_the_season_apart) {
  for (const int quarters : {4, 8, 11}) {
    const auto cube = quarterly(quarters);
    const Index b = cube->hierarchy().at("b");
    for (const TrendMethod method : {TrendMethod::automatic, TrendMethod::plain}) {
      const Trends found = followed(cube, method);
      EXPECT_TRUE(has(found, b, Caveat::season_not_separable)) << quarters;
      EXPECT_EQ(found.planes[0].seasonal[static_cast<std::size_t>(b)], 0);
    }
    const Trends asked = followed(cube, TrendMethod::seasonal);
    EXPECT_EQ(asked.planes[0].seasonal[static_cast<std::size_t>(b)], 1);
  }
}

TEST(Trend, of_one_position_has_no_season) {
  CubeMaker maker;
  maker.add("files", "b", "2022", "1").add("files", "b", "2023", "2");
  const auto cube = maker.cube();
  EXPECT_THROW((void)followed(cube, TrendMethod::seasonal), TrendError);
  const Trends found = followed(cube, TrendMethod::automatic);
  EXPECT_FALSE(has(found, cube->hierarchy().at("b"), Caveat::season_not_separable));
}

TEST(Trend, of_two_equal_figures_is_too_few_to_say) {
  for (const int years : {2, 4, 5}) {
    CubeMaker maker;
    for (int year = 0; year < years; ++year) {
      maker.add("files", "b", std::to_string(2015 + year), "7");
    }
    const auto cube = maker.cube();
    const Index b = cube->hierarchy().at("b");
    const Trends found = yearly(cube, "files");
    EXPECT_EQ(has(found, b, Caveat::too_few), years < 5);
    EXPECT_TRUE(has(found, b, Caveat::no_variation));
  }
}

TEST(Trend, methods_have_names) {
  for (const TrendMethod method :
       {TrendMethod::automatic, TrendMethod::plain, TrendMethod::seasonal}) {
    EXPECT_EQ(trend_method_from_text(to_text(method)), method);
  }
  EXPECT_THROW((void)trend_method_from_text("yearly"), SelectionError);
}

TEST(LikeWindows, count_years_whose_positions_are_all_known) {
  const LikeWindows windows = like_windows(
      periods({"2022-Q3", "2022-Q4", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1"}));
  EXPECT_TRUE(windows.within_years());
  EXPECT_EQ(windows.complete_years(std::vector<bool>(7, true)), 1);
  EXPECT_EQ(windows.complete_years({true, true, true, false, true, true, true}), 0);
  EXPECT_FALSE(like_windows(periods({"2022-H1", "2023-H1"})).within_years());
}

TEST(Trend, of_answers_is_refused) {
  CubeMaker maker;
  maker.add("exam", "b", "2023", "1").add("exam", "b", "2024", "0");
  EXPECT_THROW((void)yearly(maker.cube(), "exam"), TrendError);
}

TEST(Trend, options_lie_between_0_and_1) {
  CubeMaker maker;
  maker.add("files", "b", "2023", "1");
  const auto cube = maker.cube();
  CubeTrendOptions options;
  options.power = 1.0;
  EXPECT_THROW((void)trend(cube, {0}, {0}, options), TrendError);
  options.power = 0.8;
  options.series.confidence = 0.0;
  EXPECT_THROW((void)trend(cube, {0}, {0}, options), TrendError);
}

// The figures of one unit in one position of consecutive years.
Trends yearly(const std::vector<std::string>& figures) {
  CubeMaker maker;
  for (std::size_t at = 0; at < figures.size(); ++at) {
    maker.add("files", "b", std::to_string(1960 + at), figures[at]);
  }
  return followed(maker.cube(), TrendMethod::automatic);
}

TEST(Trend, is_exact_where_nearly_all_figures_are_equal) {
  std::vector<std::string> figures(41, "100");
  figures.back() = "98";
  const Trends found = yearly(figures);
  const auto b = static_cast<std::size_t>(found.cube->hierarchy().at("b"));
  EXPECT_EQ(found.planes[0].series.rule[b], static_cast<std::uint8_t>(PRule::exact));
  EXPECT_NEAR(found.planes[0].series.p[b], 2.0 / 41, 1e-15);
  EXPECT_FALSE(has(found, static_cast<Index>(b), Caveat::too_few));
}

TEST(Trend, of_nearly_equal_figures_says_why_nothing_can_be_said) {
  const Trends found = yearly({"5", "5", "5", "5", "5", "4", "5"});
  const Index b = found.cube->hierarchy().at("b");
  EXPECT_TRUE(has(found, b, Caveat::too_few));
  EXPECT_TRUE(has(found, b, Caveat::nearly_equal));
  EXPECT_FALSE(has(yearly({"5", "5", "4"}), b, Caveat::nearly_equal));
  EXPECT_FALSE(has(yearly({"5", "5", "5", "5", "5", "5"}), b, Caveat::nearly_equal));
}

TEST(Trend, every_caveat_has_words_in_both_languages) {
  std::uint32_t all = 0;
  for (const CaveatEntry& entry : caveat_table()) {
    EXPECT_FALSE(entry.message_en.empty());
    EXPECT_NE(entry.message_en, entry.message_vi);
    all |= static_cast<std::uint32_t>(entry.caveat);
  }
  EXPECT_EQ(all, (1U << 16) - 1);
}

}  // namespace
}  // namespace cchc
