// Resampling against a slow twin that follows the words of the rules, cell by cell.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <set>

#include "cchc/aggregate/resample.hpp"
#include "resample_fixture.hpp"

namespace cchc {
namespace {

using testing::Reports;
using testing::windows;
using Random = std::mt19937;

// One reported window of one unit.
struct Known {
  Period window;
  int figure;
};
using Row = std::vector<Known>;

struct Told {
  std::string text;
  bool conflict = false;
};

std::string text_of(double value) {
  Figures one(1, 1, 0, false);
  one.head(0, 0) = value;
  return one.text(0, 0);
}

Told last_by_hand(const Row& row, Period wanted) {
  const Known* best = nullptr;
  std::set<int> figures;
  for (const Known& known : row) {
    if (known.window.end_month() != wanted.end_month()) {
      continue;
    }
    figures.insert(known.figure);
    const bool nearer = best == nullptr || known.window == wanted ||
                        (best->window != wanted && known.window.length() > best->window.length());
    best = nearer ? &known : best;
  }
  return best == nullptr ? Told{} : Told{std::to_string(best->figure), figures.size() > 1};
}

Told exact_by_hand(const Row& row, Period wanted) {
  for (const Known& known : row) {
    if (known.window == wanted) {
      return {std::to_string(known.figure)};
    }
  }
  return {};
}

bool no_in_month(const Row& row, int month) {
  for (const Known& known : row) {
    if (known.figure == 0 && known.window.first_month() <= month &&
        month < known.window.end_month()) {
      return true;
    }
  }
  return false;
}

bool no_throughout(const Row& row, Period window) {
  bool all = true;
  for (int month = window.first_month(); month < window.end_month(); ++month) {
    all = all && no_in_month(row, month);
  }
  return all;
}

Told any_by_hand(const Row& row, Period wanted) {
  Told told;
  for (const Known& known : row) {
    if (known.figure == 1 && wanted.contains(known.window)) {
      told.text = "1";
      told.conflict = told.conflict || no_throughout(row, known.window);
    }
  }
  if (told.text.empty() && no_throughout(row, wanted)) {
    told.text = "0";
  }
  return told;
}

// Every way to fill [from, end) with windows, each written down.
void fill(const Row& row, int from, int end, Row& so_far, std::vector<Row>& found) {
  if (from == end) {
    found.push_back(so_far);
    return;
  }
  for (const Known& known : row) {
    if (known.window.first_month() == from && known.window.end_month() <= end) {
      so_far.push_back(known);
      fill(row, known.window.end_month(), end, so_far, found);
      so_far.pop_back();
    }
  }
}

// Whether cover `a` goes before `b`: more windows, then later windows that begin earlier.
bool goes_before(const Row& a, const Row& b) {
  if (a.size() != b.size()) {
    return a.size() > b.size();
  }
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i].window.first_month() != b[i].window.first_month()) {
      return a[i].window.first_month() < b[i].window.first_month();
    }
  }
  return false;
}

Row cover_by_hand(const Row& row, Period wanted) {
  for (const Known& known : row) {
    if (known.window == wanted) {
      return {known};
    }
  }
  std::vector<Row> covers;
  Row so_far;
  fill(row, wanted.first_month(), wanted.end_month(), so_far, covers);
  Row best;
  for (const Row& cover : covers) {
    best = best.empty() || goes_before(cover, best) ? cover : best;
  }
  return best;
}

Told extreme_by_hand(const Row& row, Period wanted, bool largest) {
  std::set<int> figures;
  for (const Known& known : cover_by_hand(row, wanted)) {
    figures.insert(known.figure);
  }
  if (figures.empty()) {
    return {};
  }
  return {std::to_string(largest ? *figures.rbegin() : *figures.begin())};
}

Told mean_by_hand(const Row& row, Period wanted) {
  double sum = 0;
  for (const Known& known : cover_by_hand(row, wanted)) {
    sum += known.figure * known.window.length();
  }
  return cover_by_hand(row, wanted).empty() ? Told{} : Told{text_of(sum / wanted.length())};
}

// Breadth first over month boundaries: the sum along a shortest walk, when there is one.
Told flow_by_hand(const Row& row, Period wanted) {
  std::vector<std::pair<int, long>> reached{{wanted.first_month(), 0}};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const auto [boundary, sum] = reached[i];
    if (boundary == wanted.end_month()) {
      return {std::to_string(sum)};
    }
    const auto visit = [&, sum = sum](int next, long more) {
      for (const auto& [seen, unused] : reached) {
        if (seen == next) {
          return;
        }
      }
      reached.emplace_back(next, sum + more);
    };
    for (const Known& known : row) {
      if (known.window.first_month() == boundary) {
        visit(known.window.end_month(), known.figure);
      } else if (known.window.end_month() == boundary) {
        visit(known.window.first_month(), -known.figure);
      }
    }
  }
  return {};
}

// A cumulative figure as the flow since January.
Told to_date_flow_by_hand(const Row& row, Period wanted) {
  Row since_january;
  for (const Known& known : row) {
    const int january = (known.window.end_month() - 1) / 12 * 12;
    since_january.push_back(
        {Period::months(january, known.window.end_month() - january), known.figure});
  }
  return flow_by_hand(since_january, wanted);
}

struct Sort {
  std::string indicator;
  Told (*by_hand)(const Row&, Period);
  bool consistent;  // figures that agree with each other: sums of months
  bool answers;
};

const std::vector<Sort>& sorts() {
  static const std::vector<Sort> all = {
      {"flow", flow_by_hand, true, false},
      {"staff", last_by_hand, false, false},
      {"grade", last_by_hand, false, true},
      {"held", any_by_hand, false, true},
      {"peak", [](const Row& row, Period wanted) { return extreme_by_hand(row, wanted, true); },
       false, false},
      {"trough", [](const Row& row, Period wanted) { return extreme_by_hand(row, wanted, false); },
       false, false},
      {"level", mean_by_hand, false, false},
      {"alone", exact_by_hand, false, false},
      {"todate", to_date_flow_by_hand, true, false}};
  return all;
}

std::vector<Period> window_pool() {
  return windows({"2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023-H1", "2023-H2", "2023-9M",
                  "2023", "2024-Q1", "2024-Q2", "2024-H1", "2024-01", "2024-02", "2024-03",
                  "2024-02..2024-03", "2024-04", "2023-10..2024-03", "2023-11..2024-06"});
}

int month_figure(int salt, int month) {
  const std::int64_t mixed = std::int64_t{salt} * 7919 + std::int64_t{month} * 104729;
  return static_cast<int>(mixed % 1000) - 200;
}

int figure_for(const Sort& sort, Period window, int salt, Random& random) {
  if (!sort.consistent) {
    return static_cast<int>(random() % (sort.answers ? 2 : 40));
  }
  const bool to_date = sort.indicator == "todate";
  int sum = 0;
  for (int month = to_date ? (window.end_month() - 1) / 12 * 12 : window.first_month();
       month < window.end_month(); ++month) {
    sum += month_figure(salt, month);
  }
  return sum;
}

TEST(ResampleTwin, AgreesOnRandomReportsOfEverySort) {
  Random random(11);
  const std::vector<Period> pool = window_pool();
  std::vector<int> figures(sorts().size());
  std::vector<int> conflicts(sorts().size());
  constexpr int units = 8;
  for (int round = 0; round < 60; ++round) {
    Reports reports(units);
    std::vector<std::vector<Row>> rows(sorts().size(), std::vector<Row>(units));
    for (std::size_t s = 0; s < sorts().size(); ++s) {
      for (int unit = 0; unit < units; ++unit) {
        const auto of_ten = 1 + random() % 9;
        for (const Period window : pool) {
          if (random() % 10 < of_ten) {
            const int figure = figure_for(sorts()[s], window, round * units + unit, random);
            rows[s][static_cast<std::size_t>(unit)].push_back({window, figure});
            reports.add(sorts()[s].indicator, window, std::to_string(figure), unit);
          }
        }
      }
    }
    const auto result = resample(reports.cube(), pool, {.flows_of_cumulative = true});
    for (std::size_t s = 0; s < sorts().size(); ++s) {
      const auto plane = result.cube->find(sorts()[s].indicator);
      ASSERT_TRUE(plane.has_value());
      for (int unit = 0; unit < units; ++unit) {
        for (std::size_t k = 0; k < pool.size(); ++k) {
          const Told told = sorts()[s].by_hand(rows[s][static_cast<std::size_t>(unit)], pool[k]);
          const Plane& got = result.cube->plane(*plane);
          const auto column = static_cast<Index>(k);
          ASSERT_EQ(got.figures.text(unit + 1, column), told.text)
              << sorts()[s].indicator << ' ' << to_text(pool[k]) << " in round " << round;
          ASSERT_EQ(got.has_mark(unit + 1, column, Mark::conflict), told.conflict)
              << sorts()[s].indicator << ' ' << to_text(pool[k]) << " in round " << round;
          figures[s] += told.text.empty() ? 0 : 1;
          conflicts[s] += told.conflict ? 1 : 0;
        }
      }
    }
  }
  for (std::size_t s = 0; s < sorts().size(); ++s) {
    EXPECT_GT(figures[s], 1000) << sorts()[s].indicator;
  }
  EXPECT_GT(conflicts[1], 100);
  EXPECT_GT(conflicts[3], 100);
}

// A ratio is the quotient of two flows brought to the window by the same twin.
TEST(ResampleTwin, AgreesOnRatios) {
  Random random(12);
  const std::vector<Period> pool = window_pool();
  int divided = 0;
  for (int round = 0; round < 150; ++round) {
    Reports reports;
    Row above, below, rates;
    for (const Period window : pool) {
      if (random() % 2 == 0) {
        above.push_back({window, figure_for(sorts()[0], window, round, random)});
        reports.add("on_time", window, std::to_string(above.back().figure));
      }
      if (random() % 2 == 0) {
        below.push_back({window, figure_for(sorts()[0], window, round + 500, random)});
        reports.add("resolved", window, std::to_string(below.back().figure));
      }
      if (random() % 8 == 0 || window == pool.back()) {
        rates.push_back({window, static_cast<int>(random() % 101)});
        reports.add("rate", window, std::to_string(rates.back().figure));
      }
    }
    const auto result = resample(reports.cube(), pool);
    for (std::size_t k = 0; k < pool.size(); ++k) {
      std::string expected = exact_by_hand(rates, pool[k]).text;
      const std::string numerator = flow_by_hand(above, pool[k]).text;
      const std::string denominator = flow_by_hand(below, pool[k]).text;
      if (expected.empty() && !numerator.empty() && !denominator.empty() && denominator != "0") {
        expected = text_of(100.0 * std::stoi(numerator) / std::stoi(denominator));
        ++divided;
      }
      ASSERT_EQ(result.cube->plane(result.cube->at("rate")).figures.text(1, static_cast<Index>(k)),
                expected)
          << to_text(pool[k]) << " in round " << round;
    }
  }
  EXPECT_GT(divided, 200);
}

}  // namespace
}  // namespace cchc
