#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "cchc/base/error.hpp"
#include "cchc/model/window_path.hpp"
#include "monthly_flows.hpp"

namespace cchc {
namespace {

std::string solved(Period wanted, const Periods& available) {
  const auto path = shortest_path(wanted, available);
  return path ? to_text(*path, available) : "none";
}

Periods windows_of(const WindowPath& path, const Periods& available) {
  Periods windows;
  for (const WindowStep& step : path) {
    windows.push_back(available[static_cast<std::size_t>(step.which)]);
  }
  return windows;
}

const Period q1 = Period::quarter(2024, 1);
const Period q2 = Period::quarter(2024, 2);
const Period q3 = Period::quarter(2024, 3);
const Period q4 = Period::quarter(2024, 4);
const Period h1 = Period::half(2024, 1);
const Period h2 = Period::half(2024, 2);
const Period m9 = Period::nine_months(2024);
const Period y = Period::year(2024);

TEST(WindowPath, TheReportingRegimeGivesTheQuartersNobodyAsksFor) {
  EXPECT_EQ(solved(q2, {q1, h1, q3, y}), "2024-H1 - 2024-Q1");
  EXPECT_EQ(solved(q4, {q1, h1, q3, y}), "2024 - 2024-H1 - 2024-Q3");
  EXPECT_EQ(solved(q4, {q1, h1, q3, m9, y}), "2024 - 2024-9M");
  EXPECT_EQ(solved(h2, {q1, h1, q3, y}), "2024 - 2024-H1");
  EXPECT_EQ(solved(q3, {h1, m9}), "2024-9M - 2024-H1");
  EXPECT_EQ(solved(m9, {h1, q3, y}), "2024-H1 + 2024-Q3");
}

TEST(WindowPath, AReportedWindowIsItsOwnPath) {
  const Periods available{q1, q2, h1};
  EXPECT_EQ(shortest_path(h1, available), (WindowPath{{2, +1}}));
}

TEST(WindowPath, StepsStandInTheOrderOfWalking) {
  const Periods available{h1, q1};
  EXPECT_EQ(shortest_path(q2, available), (WindowPath{{1, -1}, {0, +1}}));
  EXPECT_NE((WindowStep{0, +1}), (WindowStep{0, -1}));
  EXPECT_NE((WindowStep{0, +1}), (WindowStep{1, +1}));
}

TEST(WindowPath, OfEquallyShortPathsTheOneWithFewestSubtractionsWins) {
  EXPECT_EQ(solved(h1, {q1, q2, m9, q3}), "2024-Q1 + 2024-Q2");
  EXPECT_EQ(solved(q2, {q1, h1, Period::months(q2.first_month(), 1),
                        Period::months(q2.first_month() + 1, 2)}),
            "2024-04 + 2024-05..2024-06");
}

TEST(WindowPath, OfEquallyGoodPathsTheEarlierWindowsWin) {
  const Period january = Period::month(2024, 1);
  const Period from_february = Period::months(january.end_month(), 5);
  EXPECT_EQ(solved(h1, {q2, from_february, q1, january}), "2024-01 + 2024-02..2024-06");
}

TEST(WindowPath, NothingFollowsFromNothingOrFromOtherBoundaries) {
  EXPECT_EQ(solved(q1, {}), "none");
  EXPECT_EQ(solved(q2, {q1, y}), "none");
  EXPECT_EQ(solved(q1, {h1}), "none");
  EXPECT_EQ(solved(q2, {h1}), "none");
  EXPECT_EQ(solved(Period::quarter(2023, 4), {Period::quarter(2023, 3), q1}), "none");
}

TEST(WindowPath, AWindowGivenTwiceIsRefused) {
  try {
    (void)WindowGraph(Periods{q1, h1, q1});
    FAIL() << "nothing thrown";
  } catch (const PeriodError& error) {
    EXPECT_EQ(error.code(), "CCHC-E0305");
    EXPECT_EQ(error.message_en(), "window 2024-Q1 is given twice; choose one value for it first");
    EXPECT_EQ(error.message_vi(),
              "kỳ 2024-Q1 được cho hai lần; hãy chọn trước một giá trị cho kỳ đó");
  }
}

TEST(WindowPath, WhatCannotBeSeparatedIsReturnedAsASpan) {
  EXPECT_EQ(separable_span(q2, Periods{q1, y}), Period::months(q2.first_month(), 9));
  EXPECT_EQ(separable_span(q2, Periods{q1, m9}), Period::months(q2.first_month(), 6));
  EXPECT_EQ(separable_span(q2, Periods{y}), y);
  EXPECT_EQ(separable_span(q2, Periods{q1, h1}), q2);
  EXPECT_EQ(separable_span(q2, Periods{q1}), std::nullopt);
  EXPECT_EQ(separable_span(q2, Periods{}), std::nullopt);
}

TEST(WindowPath, OfEquallyShortSpansTheEarliestIsReturned) {
  const Period april = Period::month(2024, 4);
  const Period earlier = Period::months(april.first_month() - 1, 2);
  const Period later = Period::months(april.first_month(), 2);
  EXPECT_EQ(separable_span(april, Periods{later, earlier}), earlier);
}

TEST(WindowPath, DerivableWindowsAreThoseBetweenConnectedBoundaries) {
  EXPECT_EQ(derivable(Periods{h1, q1}), (Periods{q1, h1, q2}));
  EXPECT_EQ(derivable(Periods{q4, q1}), (Periods{q1, q4}));
  EXPECT_EQ(derivable(Periods{}), Periods{});
}

TEST(WindowPath, SimplePathsAreAllWaysToTheWindowBestFirst) {
  const Periods available{q1, q2, h1, q3, m9, y};
  const auto text_of = [&](Period wanted, Index max_length) {
    std::vector<std::string> texts;
    for (const WindowPath& path : simple_paths(wanted, available, max_length)) {
      texts.push_back(to_text(path, available));
    }
    return texts;
  };
  EXPECT_EQ(text_of(h1, 1), (std::vector<std::string>{"2024-H1"}));
  EXPECT_EQ(text_of(h1, 3),
            (std::vector<std::string>{"2024-H1", "2024-Q1 + 2024-Q2", "2024-9M - 2024-Q3"}));
  EXPECT_EQ(text_of(q2, 3), (std::vector<std::string>{"2024-Q2", "2024-H1 - 2024-Q1",
                                                      "2024-9M - 2024-Q1 - 2024-Q3"}));
  EXPECT_EQ(text_of(q4, 9), (std::vector<std::string>{"2024 - 2024-9M", "2024 - 2024-H1 - 2024-Q3",
                                                      "2024 - 2024-Q1 - 2024-Q2 - 2024-Q3"}));
  EXPECT_TRUE(text_of(h1, 0).empty());
  EXPECT_TRUE(text_of(Period::month(2024, 3), 9).empty());
  EXPECT_TRUE(text_of(Period::month(2024, 1), 9).empty());
  EXPECT_TRUE(text_of(Period::months(q1.first_month(), 2), 9).empty());
}

TEST(WindowPath, ChecksSayThatLongerWindowsEqualTheirParts) {
  const Periods available{y, q1, h1, q2, h2, q4};
  std::vector<std::string> texts;
  for (const WindowCheck& check : WindowGraph(available).checks()) {
    texts.push_back(to_text(available[static_cast<std::size_t>(check.which)]) + " = " +
                    to_text(check.path, available));
  }
  EXPECT_EQ(texts,
            (std::vector<std::string>{"2024-H1 = 2024-Q1 + 2024-Q2", "2024 = 2024-H1 + 2024-H2"}));
}

Periods random_windows(std::mt19937_64& random, std::size_t count) {
  Periods available;
  while (available.size() < count) {
    const int first = static_cast<int>(random() % 24);
    const int length = 1 + static_cast<int>(random() % static_cast<unsigned>(24 - first));
    const Period period = Period::months(2023 * 12 + first, length);
    if (std::ranges::find(available, period) == available.end()) available.push_back(period);
  }
  return available;
}

TEST(WindowPathLaw, TheOrderOfTheReportsChangesNothing) {
  std::mt19937_64 random{1};
  for (int round = 0; round < 200; ++round) {
    const Periods available = random_windows(random, 1 + random() % 20);
    Periods shuffled = available;
    std::ranges::shuffle(shuffled, random);
    for (const Period& wanted : derivable(available)) {
      const auto one = shortest_path(wanted, available);
      const auto other = shortest_path(wanted, shuffled);
      ASSERT_TRUE(one && other);
      EXPECT_EQ(windows_of(*one, available), windows_of(*other, shuffled));
    }
  }
}

TEST(WindowPathLaw, TheShortestPathIsTheFirstOfAllSimplePathsInTheStatedOrder) {
  std::mt19937_64 random{2};
  for (int round = 0; round < 60; ++round) {
    const Periods available = random_windows(random, 8);
    const auto rank = [&](const WindowPath& path) {
      return std::tuple(path.size(), minuses(path), windows_of(path, available));
    };
    for (const Period& wanted : derivable(available)) {
      const auto paths = simple_paths(wanted, available, 8);
      ASSERT_FALSE(paths.empty());
      EXPECT_EQ(paths.front(), shortest_path(wanted, available));
      const auto unordered = std::ranges::adjacent_find(paths, std::ranges::greater_equal{}, rank);
      EXPECT_EQ(unordered, paths.end());
    }
  }
}

TEST(WindowPathLaw, EveryPathAddsUpToTheFlowsOfTheWantedWindow) {
  std::mt19937_64 random{3};
  std::int64_t paths = 0;
  std::int64_t wrong = 0;
  for (int round = 0; round < 100; ++round) {
    const MonthlyFlows flows(random);
    const Periods available = random_windows(random, 10);
    for (const Period& wanted : derivable(available)) {
      for (const WindowPath& path : simple_paths(wanted, available, 6)) {
        ++paths;
        wrong += flows.along(path, available) != flows.of(wanted);
      }
    }
  }
  EXPECT_GT(paths, 1000);
  EXPECT_EQ(wrong, 0);
}

TEST(WindowPathLaw, ChecksAreAsManyAsTheGraphHasCirclesAndHoldForTrueFlows) {
  std::mt19937_64 random{4};
  for (int round = 0; round < 100; ++round) {
    const MonthlyFlows flows(random);
    const Periods available = random_windows(random, 1 + random() % 24);
    const WindowGraph graph(available);
    // Windows that add a new equation are a basis; each of the others is one circle.
    Periods basis;
    for (const Period& period : available) {
      if (!shortest_path(period, basis)) basis.push_back(period);
    }
    const std::vector<WindowCheck> checks = graph.checks();
    EXPECT_EQ(checks.size(), available.size() - basis.size());
    for (const WindowCheck& check : checks) {
      const Period window = available[static_cast<std::size_t>(check.which)];
      EXPECT_EQ(flows.along(check.path, available), flows.of(window));
      for (const Period& part : windows_of(check.path, available)) {
        EXPECT_LE(part.length(), window.length());
      }
    }
  }
}

TEST(WindowPathLaw, OneWrongReportBreaksACheckWheneverItIsInACircle) {
  std::mt19937_64 random{5};
  for (int round = 0; round < 100; ++round) {
    const Periods available = random_windows(random, 12);
    const std::vector<WindowCheck> checks = WindowGraph(available).checks();
    for (Index wrong = 0; wrong < std::ssize(available); ++wrong) {
      Periods others = available;
      others.erase(others.begin() + wrong);
      const bool in_circle =
          shortest_path(available[static_cast<std::size_t>(wrong)], others).has_value();
      const bool noticed = std::ranges::any_of(checks, [&](const WindowCheck& check) {
        return check.which == wrong ||
               std::ranges::find(check.path, wrong, &WindowStep::which) != check.path.end();
      });
      EXPECT_EQ(noticed, in_circle);
    }
  }
}

TEST(WindowPath, SixtyFourWindowsAreAnswered) {
  std::mt19937_64 random{6};
  const Periods available = random_windows(random, 64);
  const MonthlyFlows flows(random);
  for (const Period& wanted : derivable(available)) {
    const auto path = shortest_path(wanted, available);
    ASSERT_TRUE(path);
    EXPECT_EQ(flows.along(*path, available), flows.of(wanted));
  }
}

}  // namespace
}  // namespace cchc
