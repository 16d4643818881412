#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "cchc/base/error.hpp"
#include "cchc/cube/term_sums.hpp"
#include "cube/cube_fixture.hpp"

namespace cchc {
namespace {

using samples::Reports;
using samples::three_departments;

std::shared_ptr<const Cube> sample() {
  Reports reports;
  reports.figure("1.1", "a", "200", "2015").figure("1.1", "a", "180", "2024");
  reports.figure("5.1", "a", "0.25", "2024").figure("1.1", "b", "50", "2024");
  reports.figure("1.1", "a", "190", "2023");
  return reports.cube(three_departments());
}

std::optional<Int128> value(const Cube& cube, const char* formula, std::string_view unit,
                            std::string_view period = "2024") {
  const auto placed = placed_terms(cube, linear_terms(Formula::compile(formula)).value()).value();
  return term_sum(plane_terms(cube, placed), cube.hierarchy().at(unit),
                  cube.at_period(period_from_text(period)), common_scale(cube, placed));
}

TEST(TermSums, ATermReadsThePeriodThatItMeans) {
  const auto cube = sample();
  EXPECT_TRUE(value(*cube, "[1.1 @ 2015] - [1.1]", "a") == Int128{20});
  EXPECT_TRUE(value(*cube, "[1.1] - [1.1 @ previous]", "a") == Int128{-10});
}

TEST(TermSums, TermsOfUnlikeScalesAreAddedAtTheWiderOne) {
  EXPECT_TRUE(value(*sample(), "[1.1] + 2 * [5.1]", "a") == Int128{18050});
}

TEST(TermSums, ATermWithoutAFigureLeavesTheSumMissing) {
  const auto cube = sample();
  EXPECT_EQ(value(*cube, "[1.1 @ 2015] - [1.1]", "b"), std::nullopt);
  EXPECT_EQ(value(*cube, "[1.1 @ 2010] - [1.1]", "a"), std::nullopt);
  EXPECT_EQ(value(*cube, "[1.1] + [5.1]", "c"), std::nullopt);
}

// Planes of random figures: gaps, both signs, zeros, and figures beside and above 2^53.
class RandomPlanes {
 public:
  explicit RandomPlanes(std::uint64_t seed) : random_(seed) {}

  Figures figures(Index units, Index periods, bool large) {
    Figures made(units, periods, below(4), true);
    for (Index unit = 0; unit < units; ++unit) {
      for (Index period = 0; period < periods; ++period) {
        if (below(5) != 0) {
          made.set_whole(unit, period, whole(large));
        }
      }
    }
    return made;
  }

  std::vector<Index> columns(Index periods) {
    std::vector<Index> found;
    const bool shifted = below(2) == 0;
    for (Index period = 0; period < periods; ++period) {
      found.push_back(shifted ? below(static_cast<int>(periods) + 1) - 1 : period);
    }
    return found;
  }

  int coefficient() { return below(9) - 4; }
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }

 private:
  Int128 whole(bool large) {
    constexpr std::array<Int128, 7> sizes = {1,
                                             1000,
                                             Int128{1} << 40,
                                             (Int128{1} << 53) - 1,
                                             Int128{1} << 53,
                                             (Int128{1} << 53) + 1,
                                             Int128{1} << 80};
    const Int128 size = sizes[static_cast<std::size_t>(below(large ? 7 : 4))];
    return (static_cast<Int128>(random_() >> 1U) % size) * (below(2) == 0 ? 1 : -1) + below(2);
  }

  std::mt19937_64 random_;
};

bool alike(const Figures& sums, std::span<const PlaneTerm> terms, Index unit, Index period) {
  const auto wanted = term_sum(terms, unit, period, sums.scale);
  const double head = sums.head(unit, period);
  if (!wanted || !sums.has(unit, period)) {
    return !wanted && !sums.has(unit, period);
  }
  return sums.whole(unit, period) == *wanted && !(head == 0 && std::signbit(head));
}

TEST(TermSums, AreThoseOfEachCell) {
  constexpr std::array<std::array<Index, 2>, 4> shapes = {{{3, 4}, {40, 7}, {1, 1}, {9000, 40}}};
  int filled = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    RandomPlanes random(seed);
    const auto [units, periods] = shapes[seed % 50 == 0 ? 3 : seed % 3];
    std::vector<Figures> planes;
    std::vector<std::vector<Index>> columns;
    for (int k = 0; k < 3; ++k) {
      planes.push_back(random.figures(units, periods, seed % 2 == 0));
      columns.push_back(random.columns(periods));
    }
    std::vector<PlaneTerm> terms;
    for (std::size_t k = 0; k < 3; ++k) {
      terms.push_back({&planes[k], random.coefficient(), &columns[k]});
    }
    const Figures sums = term_sums(terms, units, periods, 5);
    for (Index unit = 0; unit < units; ++unit) {
      for (Index period = 0; period < periods; ++period) {
        ASSERT_TRUE(alike(sums, terms, unit, period)) << seed << " " << unit << " " << period;
        filled += sums.has(unit, period) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(filled, 100000);
}

TEST(TermSums, OfAPlaneThatIsNotExactThereAreNone) {
  Figures exact(1, 1, 0, true);
  exact.set_whole(0, 0, 5);
  Figures rate(1, 1, 0, false);
  rate.head(0, 0) = 0.5;
  const std::vector<Index> same = {0};
  const std::vector<PlaneTerm> terms = {{&exact, 1, &same}, {&rate, 1, &same}};
  EXPECT_FALSE(term_sums(terms, 1, 1, 0).has(0, 0));
}

TEST(TermSums, ASumThatFitsNoFigureIsRefused) {
  Figures large(1, 1, 0, true);
  large.set_whole(0, 0, (Int128{1} << 106) - 1);
  const std::vector<Index> same = {0};
  const std::vector<PlaneTerm> terms = {{&large, 1, &same}, {&large, 1, &same}};
  EXPECT_THROW((void)term_sums(terms, 1, 1, 0), NumberError);
  EXPECT_THROW((void)term_sums(terms, 1, 1, 30), NumberError);
}

}  // namespace
}  // namespace cchc
