// Every subset of the eight windows of two years, against solvers that know no graph.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cchc/model/window_path.hpp"
#include "monthly_flows.hpp"

namespace cchc {
namespace {

constexpr std::size_t quarters = 8;
constexpr std::size_t windows = 16;
constexpr unsigned subsets = 1U << windows;
constexpr std::size_t wanted_windows = quarters * (quarters + 1) / 2;

Period between_quarters(int first, int end) {
  return Period::months(2023 * 12 + 3 * first, 3 * (end - first));
}

struct QuarterWindow {
  int first;
  int end;
};

// Q1 Q2 Q3 Q4 H1 H2 9M Y, of 2023 and of 2024.
std::vector<QuarterWindow> reported_windows() {
  std::vector<QuarterWindow> all;
  for (const int january : {0, 4}) {
    for (const auto& [first, end] :
         {QuarterWindow{0, 1}, {1, 2}, {2, 3}, {3, 4}, {0, 2}, {2, 4}, {0, 3}, {0, 4}}) {
      all.push_back({january + first, january + end});
    }
  }
  return all;
}

std::vector<QuarterWindow> all_wanted() {
  std::vector<QuarterWindow> all;
  for (int first = 0; first < int{quarters}; ++first) {
    for (int end = first + 1; end <= int{quarters}; ++end) all.push_back({first, end});
  }
  return all;
}

// The fewest windows, then the fewest subtractions, that give each wanted window from each subset.
// Tries every way to add, take away or leave each of the 16 windows: 3^16 = 43,046,721 sums over
// eight quarters, which are held as eight nibbles of one word.
class ExhaustiveSolver {
 public:
  static constexpr int none = 0xFFFF;

  ExhaustiveSolver() : best_(wanted_windows, std::vector<std::uint16_t>(subsets, none)) {
    const std::vector<QuarterWindow> all = reported_windows();
    for (std::size_t i = 0; i < windows; ++i) vectors_[i] = ones(all[i]);
    number_wanted();
    choose(0, zero, 0, 0);
    for (std::vector<std::uint16_t>& best : best_) spread_to_supersets(best);
  }

  // 32 * windows + subtractions, or none.
  int best(std::size_t wanted, unsigned subset) const { return best_[wanted][subset]; }
  std::int64_t sums_tried() const { return sums_tried_; }

 private:
  static constexpr std::uint32_t zero = 0x88888888;  // nibbles biased by 8: sums lie in -4..4

  static std::uint32_t ones(QuarterWindow window) {
    std::uint32_t vector = 0;
    for (int quarter = window.first; quarter < window.end; ++quarter) vector |= 1U << (4 * quarter);
    return vector;
  }

  void number_wanted() {
    wanted_of_quarters_.fill(-1);
    int number = 0;
    for (const QuarterWindow& window : all_wanted()) {
      const unsigned bits = (1U << window.end) - (1U << window.first);
      wanted_of_quarters_[bits] = number++;
    }
  }

  void choose(std::size_t window, std::uint32_t sum, unsigned subset, unsigned cost) {
    if (window == windows) {
      ++sums_tried_;
      record(sum ^ zero, subset, cost);
      return;
    }
    const unsigned with = subset | 1U << window;
    choose(window + 1, sum, subset, cost);
    choose(window + 1, sum + vectors_[window], with, cost + 32);
    choose(window + 1, sum - vectors_[window], with, cost + 33);
  }

  void record(std::uint32_t sum, unsigned subset, unsigned cost) {
    if ((sum & 0xEEEEEEEEU) != 0) return;  // some quarter is neither 0 nor 1
    unsigned bits = 0;
    for (unsigned quarter = 0; quarter < quarters; ++quarter) {
      bits |= (sum >> (4 * quarter) & 1U) << quarter;
    }
    const int wanted = wanted_of_quarters_[bits];
    if (wanted < 0) return;
    std::uint16_t& best = best_[static_cast<std::size_t>(wanted)][subset];
    best = static_cast<std::uint16_t>(std::min<unsigned>(best, cost));
  }

  static void spread_to_supersets(std::vector<std::uint16_t>& best) {
    for (unsigned bit = 1; bit < subsets; bit <<= 1) {
      for (unsigned subset = 0; subset < subsets; ++subset) {
        if ((subset & bit) != 0) best[subset] = std::min(best[subset], best[subset ^ bit]);
      }
    }
  }

  std::array<std::uint32_t, windows> vectors_{};
  std::array<int, 256> wanted_of_quarters_{};
  std::vector<std::vector<std::uint16_t>> best_;
  std::int64_t sums_tried_ = 0;
};

// Whether a wanted window lies in the rational span of a subset, by fraction-free elimination:
// any coefficients are allowed here, not only +1, 0 and -1.
class RationalSpan {
 public:
  using Row = std::array<int, quarters>;

  static Row row_of(QuarterWindow window) {
    Row row{};
    for (int quarter = window.first; quarter < window.end; ++quarter)
      row[static_cast<std::size_t>(quarter)] = 1;
    return row;
  }
  void add(QuarterWindow window) {
    const Row rest = reduced(row_of(window));
    const std::size_t pivot = pivot_of(rest);
    if (pivot < quarters) rows_[pivot] = rest;
  }
  bool holds(QuarterWindow window) const { return pivot_of(reduced(row_of(window))) == quarters; }

 private:
  static std::size_t pivot_of(const Row& row) {
    std::size_t pivot = 0;
    while (pivot < quarters && row[pivot] == 0) ++pivot;
    return pivot;
  }
  Row reduced(Row row) const {
    for (std::size_t pivot = 0; pivot < quarters; ++pivot) {
      const int mine = row[pivot];
      const int its = rows_[pivot][pivot];
      if (mine == 0 || its == 0) continue;
      for (std::size_t i = pivot; i < quarters; ++i) row[i] = row[i] * its - rows_[pivot][i] * mine;
    }
    return row;
  }

  std::array<Row, quarters> rows_{};
};

struct Disagreements {
  std::int64_t derivability = 0;
  std::int64_t rational = 0;
  std::int64_t length = 0;
  std::int64_t subtractions = 0;
  std::int64_t sums = 0;
  std::int64_t listed = 0;
};

class Comparison {
 public:
  void compare(unsigned subset) {
    Periods available;
    RationalSpan span;
    for (std::size_t i = 0; i < windows; ++i) {
      if ((subset >> i & 1) == 0) continue;
      const QuarterWindow window = reported_[i];
      available.push_back(between_quarters(window.first, window.end));
      span.add(window);
    }
    const WindowGraph graph(available);
    int derivable_windows = 0;
    for (std::size_t i = 0; i < wanted_windows; ++i) {
      const QuarterWindow window = wanted_[i];
      const Period wanted = between_quarters(window.first, window.end);
      const auto path = graph.shortest_path(wanted);
      const int best = solver_.best(i, subset);
      derivable_windows += path.has_value();
      found_.derivability += path.has_value() != (best != ExhaustiveSolver::none);
      found_.rational += path.has_value() != span.holds(window);
      if (!path || best == ExhaustiveSolver::none) continue;
      found_.length += std::ssize(*path) != best / 32;
      found_.subtractions += minuses(*path) != best % 32;
      found_.sums += flows_.along(*path, available) != flows_.of(wanted);
    }
    found_.listed += std::ssize(graph.derivable()) != derivable_windows;
  }

  const Disagreements& found() const { return found_; }
  std::int64_t sums_tried() const { return solver_.sums_tried(); }

 private:
  std::mt19937_64 random_{20240606};
  MonthlyFlows flows_{random_};
  ExhaustiveSolver solver_;
  std::vector<QuarterWindow> reported_ = reported_windows();
  std::vector<QuarterWindow> wanted_ = all_wanted();
  Disagreements found_;
};

TEST(WindowPathExhaustive, EverySubsetOfTwoYearsOfReportsGivesWhatTrialOfAllSumsGives) {
  Comparison comparison;
  std::int64_t questions = 0;
  for (unsigned subset = 0; subset < subsets; ++subset) {
    comparison.compare(subset);
    questions += std::int64_t{wanted_windows};
  }
  RecordProperty("questions", std::to_string(questions));
  RecordProperty("sums_tried", std::to_string(comparison.sums_tried()));
  EXPECT_EQ(questions, 65'536 * 36);
  EXPECT_EQ(comparison.sums_tried(), 43'046'721);
  EXPECT_EQ(comparison.found().derivability, 0);
  EXPECT_EQ(comparison.found().rational, 0);
  EXPECT_EQ(comparison.found().length, 0);
  EXPECT_EQ(comparison.found().subtractions, 0);
  EXPECT_EQ(comparison.found().sums, 0);
  EXPECT_EQ(comparison.found().listed, 0);
}

// The smallest derivable span by trying every window between quarter boundaries, shortest first.
std::optional<Period> span_by_trial(const WindowGraph& graph, QuarterWindow wanted) {
  for (int length = 1; length <= int{quarters}; ++length) {
    for (int first = 0; first + length <= int{quarters}; ++first) {
      if (first > wanted.first || first + length < wanted.end) continue;
      const Period span = between_quarters(first, first + length);
      if (graph.shortest_path(span)) return span;
    }
  }
  return std::nullopt;
}

TEST(WindowPathExhaustive, SpansOfASampleOfSubsetsEqualTrialOfEveryWindow) {
  const std::vector<QuarterWindow> reported = reported_windows();
  int wrong = 0;
  for (unsigned subset = 0; subset < subsets; subset += 127) {
    Periods available;
    for (std::size_t i = 0; i < windows; ++i) {
      const QuarterWindow window = reported[i];
      if ((subset >> i & 1) != 0) available.push_back(between_quarters(window.first, window.end));
    }
    const WindowGraph graph(available);
    for (const QuarterWindow& window : all_wanted()) {
      const auto span = graph.separable_span(between_quarters(window.first, window.end));
      wrong += span != span_by_trial(graph, window);
    }
  }
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace cchc
