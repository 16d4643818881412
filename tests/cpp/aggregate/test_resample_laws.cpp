// Laws of resampling on random reports, against truths that are known by construction.
#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <set>
#include <tuple>

#include "cchc/aggregate/resample.hpp"
#include "linear_span.hpp"
#include "resample_fixture.hpp"

namespace cchc {
namespace {

using testing::LinearSpan;
using testing::Reports;
using testing::windows;
using Random = std::mt19937;

constexpr int first_month = 2023 * 12;
constexpr int months = 24;

int below(Random& random, int limit) {
  return static_cast<int>(random() % static_cast<unsigned>(limit));
}

const std::vector<Period>& two_years() {
  static const std::vector<Period> all = windows(
      {"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023-H1", "2023-H2", "2023-9M", "2023",
       "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2024-H1", "2024-H2", "2024-9M", "2024"});
  return all;
}

std::vector<Period> some(const std::vector<Period>& all, Random& random) {
  const int of_ten = 1 + below(random, 9);
  std::vector<Period> chosen;
  for (const Period period : all) {
    if (below(random, 10) < of_ten) {
      chosen.push_back(period);
    }
  }
  return chosen;
}

Period any_window(Random& random) {
  const int start = below(random, months);
  return Period::months(first_month + start, 1 + below(random, months - start));
}

// Windows of the forms and a few of any shape, each once.
std::vector<Period> mixed_windows(Random& random) {
  std::set<Period> all(two_years().begin(), two_years().end());
  for (int i = 0; i < 6; ++i) {
    all.insert(any_window(random));
  }
  return {all.begin(), all.end()};
}

// What happened in each month, with one decimal.
struct Flow {
  std::vector<int> tenths = std::vector<int>(months);

  explicit Flow(Random& random) {
    for (int& value : tenths) {
      value = below(random, 2000003) - 1000;
    }
  }
  [[nodiscard]] std::string text(Period window) const {
    int sum = 0;
    for (int month = window.first_month(); month < window.end_month(); ++month) {
      sum += tenths[static_cast<std::size_t>(month - first_month)];
    }
    Figures one(1, 1, 1, true);
    one.set_whole(0, 0, sum);
    return one.text(0, 0);
  }
};

LinearSpan::Vector months_of(Period window) {
  LinearSpan::Vector vector(months, 0);
  for (int month = window.first_month(); month < window.end_month(); ++month) {
    vector[static_cast<std::size_t>(month - first_month)] = 1;
  }
  return vector;
}

std::string text_at(const Cube& cube, const std::string& indicator, int unit, std::size_t k) {
  const auto plane = cube.find(indicator);
  return plane ? cube.plane(*plane).figures.text(unit + 1, static_cast<Index>(k)) : "";
}

TEST(ResampleLaws, GivesExactlyTheFlowsThatFollow) {
  Random random(1);
  int given = 0;
  int withheld = 0;
  constexpr int units = 12;
  for (int round = 0; round < 40; ++round) {
    Reports reports(units);
    std::vector<Flow> flows;
    std::vector<LinearSpan> known(units);
    for (int unit = 0; unit < units; ++unit) {
      flows.emplace_back(random);
      for (const Period window : some(mixed_windows(random), random)) {
        reports.add("flow", window, flows.back().text(window), unit);
        known[static_cast<std::size_t>(unit)].add(months_of(window));
      }
    }
    const std::vector<Period> wanted = mixed_windows(random);
    const auto result = resample(reports.cube(), wanted);
    for (int unit = 0; unit < units; ++unit) {
      for (std::size_t k = 0; k < wanted.size(); ++k) {
        const auto at = static_cast<std::size_t>(unit);
        const bool follows = known[at].contains(months_of(wanted[k]));
        ASSERT_EQ(text_at(*result.cube, "flow", unit, k), follows ? flows[at].text(wanted[k]) : "")
            << to_text(wanted[k]) << " in round " << round;
        ++(follows ? given : withheld);
      }
    }
    for (const WindowFinding& finding : result.findings) {
      ASSERT_EQ(finding.kind, WindowFinding::Kind::span) << finding.message_en;
    }
  }
  EXPECT_GT(given, 1000);
  EXPECT_GT(withheld, 1000);
}

TEST(ResampleLaws, ASpanIsTheShortestKnownWindowAround) {
  Random random(2);
  int spans = 0;
  for (int round = 0; round < 150; ++round) {
    const Flow flow(random);
    Reports reports;
    LinearSpan known;
    for (const Period window : some(mixed_windows(random), random)) {
      reports.add("flow", window, flow.text(window));
      known.add(months_of(window));
    }
    const std::vector<Period> wanted = mixed_windows(random);
    const auto result = resample(reports.cube(), wanted);
    std::size_t next = 0;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      std::vector<Period> around;
      for (int start = first_month; start <= wanted[k].first_month(); ++start) {
        for (int end = wanted[k].end_month(); end <= first_month + months; ++end) {
          const Period window = Period::months(start, end - start);
          if (known.contains(months_of(window))) {
            around.push_back(window);
          }
        }
      }
      const auto shortest = std::ranges::min_element(around, {}, &Period::length);
      if (shortest == around.end() || *shortest == wanted[k]) {
        continue;
      }
      ++spans;
      ASSERT_LT(next, result.findings.size());
      const WindowFinding& finding = result.findings[next++];
      ASSERT_EQ(finding.period, static_cast<Index>(k));
      EXPECT_EQ(finding.span->length(), shortest->length());
      EXPECT_EQ(finding.figure, flow.text(*finding.span));
    }
    EXPECT_EQ(next, result.findings.size());
  }
  EXPECT_GT(spans, 200);
}

TEST(ResampleLaws, QuartersOfYearToDateReportsOfQuartersAreTheQuarters) {
  Random random(3);
  const auto quarters = windows(
      {"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"});
  const auto to_date =
      windows({"2023-Q1", "2023-H1", "2023-9M", "2023", "2024-Q1", "2024-H1", "2024-9M", "2024"});
  for (int round = 0; round < 60; ++round) {
    Reports reports(4);
    for (int unit = 0; unit < 4; ++unit) {
      const Flow flow(random);
      for (const Period quarter : quarters) {
        reports.add("flow", quarter, flow.text(quarter), unit);
      }
    }
    const auto cube = resample(reports.cube(), quarters).cube;
    const auto back = resample(resample(cube, to_date).cube, quarters).cube;
    ASSERT_TRUE(
        (back->plane(0).figures.head.bottomRows(4) == cube->plane(0).figures.head.bottomRows(4))
            .all());
    EXPECT_TRUE((back->plane(0).states == cube->plane(0).states).all());
  }
}

// A one-stop office, month by month.
struct Office {
  std::vector<int> arrived = std::vector<int>(months);
  std::vector<int> resolved = std::vector<int>(months);
  std::vector<int> open = std::vector<int>(months + 1);  // at each boundary

  explicit Office(Random& random) {
    open[0] = below(random, 5000);
    for (std::size_t month = 0; month < months; ++month) {
      arrived[month] = below(random, 9000);
      resolved[month] = below(random, open[month] + arrived[month] + 1);
      open[month + 1] = open[month] + arrived[month] - resolved[month];
    }
  }
  [[nodiscard]] static int sum(const std::vector<int>& monthly, Period window) {
    int total = 0;
    for (int month = window.first_month(); month < window.end_month(); ++month) {
      total += monthly[static_cast<std::size_t>(month - first_month)];
    }
    return total;
  }
  [[nodiscard]] int received(Period window) const {
    return open[static_cast<std::size_t>(window.first_month() - first_month)] +
           sum(arrived, window);
  }
  [[nodiscard]] int pending(Period window) const {
    return open[static_cast<std::size_t>(window.end_month() - first_month)];
  }
};

// Unknowns: what arrived and what was resolved in each month, and what was open at the start.
LinearSpan::Vector unknowns(int before, Period window, bool arrivals, bool resolutions) {
  LinearSpan::Vector vector(2 * months + 1, 0);
  for (int month = 0; month < months; ++month) {
    const bool inside =
        month + first_month >= window.first_month() && month + first_month < window.end_month();
    const bool earlier = before != 0 && month + first_month < window.first_month();
    const auto at = static_cast<std::size_t>(month);
    vector[at] = (earlier ? 1 : 0) + (arrivals && inside ? 1 : 0);
    vector[months + at] = (earlier ? -1 : 0) + (resolutions && inside ? 1 : 0);
  }
  vector[2 * months] = before;
  return vector;
}
LinearSpan::Vector received_of(Period window) { return unknowns(1, window, true, false); }
LinearSpan::Vector resolved_of(Period window) { return unknowns(0, window, false, true); }

TEST(ResampleLaws, ReceivedFilesOfAnOfficeAreWhatItReallyReceived) {
  Random random(4);
  int given = 0;
  int withheld = 0;
  for (int round = 0; round < 300; ++round) {
    const Office office(random);
    Reports reports;
    LinearSpan known;
    for (const Period window : some(mixed_windows(random), random)) {
      reports.add("received", window, std::to_string(office.received(window)));
      reports.add("resolved", window, std::to_string(Office::sum(office.resolved, window)));
      known.add(received_of(window));
      known.add(resolved_of(window));
    }
    const std::vector<Period> wanted = mixed_windows(random);
    const auto result = resample(reports.cube(), wanted);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      const bool follows = known.contains(received_of(wanted[k]));
      ASSERT_EQ(text_at(*result.cube, "received", 0, k),
                follows ? std::to_string(office.received(wanted[k])) : "")
          << to_text(wanted[k]) << " in round " << round;
      ++(follows ? given : withheld);
    }
    for (const WindowFinding& finding : result.findings) {
      ASSERT_EQ(finding.kind, WindowFinding::Kind::span) << finding.message_en;
    }
  }
  EXPECT_GT(given, 1000);
  EXPECT_GT(withheld, 500);
}

TEST(ResampleLaws, ReceivedFilesAreNeverMadeUpWhenStocksAreReportedHereAndThere) {
  Random random(5);
  int derived = 0;
  constexpr int units = 10;
  for (int round = 0; round < 30; ++round) {
    Reports reports(units);
    std::vector<Office> offices;
    // The same windows for all, so that units differ in nothing but the stocks that are known.
    const std::vector<Period> reported = some(mixed_windows(random), random);
    for (int unit = 0; unit < units; ++unit) {
      offices.emplace_back(random);
      const Office& office = offices.back();
      for (const Period window : reported) {
        reports.add("received", window, std::to_string(office.received(window)), unit);
        if (below(random, 2) == 0) {
          reports.add("resolved", window, std::to_string(Office::sum(office.resolved, window)),
                      unit);
        }
        if (below(random, 3) == 0) {
          reports.add("pending", window, std::to_string(office.pending(window)), unit);
        }
      }
    }
    const std::vector<Period> wanted = mixed_windows(random);
    const auto cube = reports.cube();
    const auto result = resample(cube, wanted);
    for (int unit = 0; unit < units; ++unit) {
      for (std::size_t k = 0; k < wanted.size(); ++k) {
        const std::string text = text_at(*result.cube, "received", unit, k);
        if (!text.empty()) {
          const Office& office = offices[static_cast<std::size_t>(unit)];
          ASSERT_EQ(text, std::to_string(office.received(wanted[k])));
          derived += cube->find_period(wanted[k]) ? 0 : 1;
        }
      }
    }
    for (const WindowFinding& finding : result.findings) {
      ASSERT_EQ(finding.kind, WindowFinding::Kind::span) << finding.message_en;
    }
  }
  EXPECT_GT(derived, 50);
}

// All signed choices of windows that make up the wanted one, without a part that makes up nothing:
// the sums of paths, found by trial.
std::set<int> sums_by_trial(Period wanted, const std::vector<Period>& reported,
                            const std::vector<int>& figures) {
  int choices = 1;
  for (std::size_t i = 0; i < reported.size(); ++i) {
    choices *= 3;
  }
  std::set<int> sums;
  for (int choice = 1; choice < choices; ++choice) {
    std::vector<std::pair<std::size_t, int>> used;
    for (std::size_t i = 0, rest = static_cast<std::size_t>(choice); i < reported.size();
         ++i, rest /= 3) {
      if (rest % 3 != 0) {
        used.emplace_back(i, rest % 3 == 1 ? 1 : -1);
      }
    }
    const auto vector = [&](unsigned part) {
      std::vector<int> total(months, 0);
      for (std::size_t u = 0; u < used.size(); ++u) {
        const auto one = months_of(reported[used[u].first]);
        for (std::size_t m = 0; m < months && (part >> u & 1U) != 0; ++m) {
          total[m] += used[u].second * one[m];
        }
      }
      return total;
    };
    if (used.size() > 4 || vector(~0U) != months_of(wanted)) {
      continue;
    }
    bool idle = false;
    for (unsigned part = 1; part < (1U << used.size()) - 1; ++part) {
      idle = idle || vector(part) == std::vector<int>(months, 0);
    }
    int sum = 0;
    for (const auto& [which, sign] : used) {
      sum += sign * figures[which];
    }
    if (!idle) {
      sums.insert(sum);
    }
  }
  return sums;
}

TEST(ResampleLaws, ADisagreementIsFoundExactlyWherePathsGiveTwoSums) {
  Random random(6);
  const std::vector<Period> year(two_years().begin(), two_years().begin() + 8);
  int found = 0;
  int agreed = 0;
  for (int round = 0; round < 60; ++round) {
    const Flow flow(random);
    const std::vector<Period> reported = some(year, random);
    if (reported.empty()) {
      continue;
    }
    std::vector<int> figures;
    for (const Period window : reported) {
      figures.push_back(Office::sum(flow.tenths, window));
    }
    if (round % 4 != 0) {
      figures[static_cast<std::size_t>(below(random, static_cast<int>(figures.size())))] += 1;
    }
    Reports reports;
    for (std::size_t i = 0; i < reported.size(); ++i) {
      reports.add("flow", reported[i], std::to_string(figures[i]));
    }
    const auto result = resample(reports.cube(), year);
    const Plane& plane = result.cube->plane(0);
    for (std::size_t k = 0; k < year.size(); ++k) {
      const auto column = static_cast<Index>(k);
      const std::set<int> sums = sums_by_trial(year[k], reported, figures);
      const auto of_cell = std::ranges::count_if(result.findings, [&](const WindowFinding& each) {
        return each.kind == WindowFinding::Kind::disagreement && each.period == column;
      });
      ASSERT_EQ(of_cell, sums.size() > 1 ? 1 : 0) << to_text(year[k]) << " in round " << round;
      EXPECT_EQ(plane.has_mark(1, column, Mark::conflict), sums.size() > 1);
      ASSERT_EQ(plane.figures.has(1, column), !sums.empty());
      if (!sums.empty()) {
        EXPECT_TRUE(sums.contains(static_cast<int>(plane.figures.head(1, column))));
        ++(sums.size() > 1 ? found : agreed);
      }
    }
  }
  EXPECT_GT(found, 50);
  EXPECT_GT(agreed, 50);
}

Reports reports_of_every_sort(Random& random, int units) {
  Reports reports(units);
  const std::vector<std::string> counts = {"flow",  "resolved", "on_time", "received", "pending",
                                           "staff", "todate",   "peak",    "trough",   "level",
                                           "alone", "rate",     "cut",     "index"};
  for (int unit = 0; unit < units; ++unit) {
    for (const Period window : some(two_years(), random)) {
      for (const std::string& code : counts) {
        if (below(random, 4) != 0) {
          reports.add(code, window, std::to_string(below(random, 50)), unit);
        }
      }
      reports.add("held", window, std::to_string(below(random, 2)), unit);
      reports.add("grade", window, std::to_string(below(random, 2)), unit);
    }
  }
  return reports;
}

std::string bytes(const auto& array) {
  std::string text(static_cast<std::size_t>(array.size()) * sizeof(*array.data()), '\0');
  if (!text.empty()) {
    std::memcpy(text.data(), array.data(), text.size());
  }
  return text;
}

TEST(ResampleLaws, TheNumberOfThreadsChangesNoBit) {
  Random random(7);
  const auto cube = reports_of_every_sort(random, 20).cube();
  const std::vector<Period> wanted = mixed_windows(random);
  const auto one = resample(cube, wanted, {.threads = 1});
  EXPECT_GT(one.findings.size(), 100U);
  for (const Index threads : {2, 4, 8}) {
    const auto many = resample(cube, wanted, {.threads = threads});
    for (Index plane = 0; plane < cube->planes(); ++plane) {
      const Plane& a = one.cube->plane(plane);
      const Plane& b = many.cube->plane(plane);
      EXPECT_EQ(bytes(a.figures.head), bytes(b.figures.head));
      EXPECT_EQ(bytes(a.states), bytes(b.states));
      EXPECT_EQ(bytes(a.marks), bytes(b.marks));
    }
    ASSERT_EQ(one.findings.size(), many.findings.size());
    for (std::size_t i = 0; i < one.findings.size(); ++i) {
      EXPECT_EQ(one.findings[i].message_en, many.findings[i].message_en);
      EXPECT_EQ(one.findings[i].unit, many.findings[i].unit);
    }
  }
}

TEST(ResampleLaws, EverySumEqualsTheTermsThatItNames) {
  Random random(8);
  const auto cube = reports_of_every_sort(random, 10).cube();
  const auto result = resample(cube, mixed_windows(random));
  int sums = 0;
  for (const std::string code : {"flow", "received", "staff", "todate", "peak"}) {
    const Index at = result.cube->at(code);
    const Figures& figures = result.cube->plane(at).figures;
    for (Index unit = 0; unit < figures.units(); ++unit) {
      for (Index k = 0; k < figures.periods(); ++k) {
        const Derivation derivation = result.cube->derivation({at, unit, k});
        Int128 sum = 0;
        bool is_sum = figures.has(unit, k);
        for (const Derivation::Part& part : derivation.parts) {
          is_sum = is_sum && !part.coefficient.empty();
          const int sign = part.coefficient == "-1" ? -1 : 1;
          const Figures& source = part.cube->plane(part.place.plane).figures;
          sum += is_sum ? sign * source.whole(part.place.unit, part.place.period) : 0;
        }
        if (is_sum) {
          ASSERT_EQ(figures.whole(unit, k), sum) << derivation.rule_en;
          ++sums;
        }
      }
    }
  }
  EXPECT_GT(sums, 500);
}

}  // namespace
}  // namespace cchc
