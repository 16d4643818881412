// Laws of the roll-up over random trees and reports, and its differential twin.
#include <gtest/gtest.h>

#include <cstring>

#include "aggregate/slow_roll_up.hpp"
#include "cchc/aggregate/rebuild.hpp"
#include "cchc/aggregate/resample.hpp"
#include "cchc/base/exact_sum.hpp"

namespace cchc {
namespace {

using samples::RandomCube;
using samples::RandomCubes;

std::shared_ptr<const Cube> observed(const RandomCube& cube, const samples::Reports& reports) {
  return reports.cube(samples::tree(cube.units));
}

// Equal bits, so that NaN equals NaN and 0 differs from -0.
template <typename Array>
bool same_bits(const Array& a, const Array& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         (a.size() == 0 ||
          std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(*a.data())) ==
              0);
}

bool same_figures(const Figures& a, const Figures& b) {
  return a.scale == b.scale && a.exact == b.exact && same_bits(a.head, b.head) &&
         same_bits(a.tail, b.tail);
}

bool same_plane(const Plane& a, const Plane& b) {
  return a.indicator == b.indicator && same_figures(a.figures, b.figures) &&
         same_figures(*a.so_far, *b.so_far) && same_bits(a.states, b.states) &&
         same_bits(a.marks, b.marks) && same_bits(a.coverage->expected, b.coverage->expected) &&
         same_bits(a.coverage->reported, b.coverage->reported) &&
         same_bits(a.coverage->not_applicable, b.coverage->not_applicable);
}

void expect_same(const Cube& a, const Cube& b) {
  ASSERT_EQ(a.planes(), b.planes());
  for (Index plane = 0; plane < a.planes(); ++plane) {
    EXPECT_TRUE(same_plane(a.plane(plane), b.plane(plane))) << a.indicator(plane).code;
  }
}

void expect_answer(const Cube& rolled, CellPlace at, const slow::Answer& expected) {
  const Plane& plane = rolled.plane(at.plane);
  SCOPED_TRACE(rolled.indicator(at.plane).code + " of " + rolled.hierarchy()[at.unit].id);
  ASSERT_EQ(plane.figures.text(at.unit, at.period), expected.figure);
  ASSERT_EQ(plane.so_far->text(at.unit, at.period), expected.so_far);
  ASSERT_EQ(to_text(plane.state(at.unit, at.period)), to_text(expected.state));
  ASSERT_EQ(plane.coverage->reported(at.unit, at.period), expected.reported);
  ASSERT_EQ(plane.coverage->expected(at.unit, at.period), expected.expected);
  ASSERT_EQ(plane.coverage->not_applicable(at.unit, at.period), expected.not_applicable);
  ASSERT_EQ(plane.has_mark(at.unit, at.period, Mark::estimated), expected.estimated);
  ASSERT_EQ(plane.has_mark(at.unit, at.period, Mark::withheld), expected.withheld);
}

constexpr std::array policies = {MissingPolicy{MissingRule::complete, 1.0},
                                 MissingPolicy{MissingRule::minimum_coverage, 0.75},
                                 MissingPolicy{MissingRule::skip_missing, 1.0}};

TEST(RollUpLaws, EqualsItsSlowTwin) {
  RandomCubes random(20240614);
  Index figures = 0;
  for (int round = 0; round < 2100; ++round) {
    SCOPED_TRACE("cube " + std::to_string(round));
    const RandomCube cube = random.next();
    const MissingPolicy policy = policies[static_cast<std::size_t>(round) % policies.size()];
    const auto rolled = roll_up(observed(cube, random.shuffled(cube)), {policy, {}, 1});
    const slow::RollUp twin(cube, policy);
    for (Index plane = 0; plane < rolled->planes(); ++plane) {
      for (Index unit = 0; unit < rolled->units(); ++unit) {
        for (Index period = 0; period < std::ssize(rolled->periods()); ++period) {
          const auto expected =
              twin.answer(rolled->indicator(plane).code, rolled->hierarchy()[unit].id,
                          to_text(rolled->periods()[static_cast<std::size_t>(period)]));
          ASSERT_NO_FATAL_FAILURE(expect_answer(*rolled, {plane, unit, period}, expected));
          figures += expected.figure.empty() ? 0 : 1;
        }
      }
    }
  }
  EXPECT_GT(figures, 50'000);
}

TEST(RollUpLaws, NoNumberOfThreadsAndNoOrderOfRowsChangesABit) {
  RandomCubes random(7);
  for (int round = 0; round < 60; ++round) {
    const RandomCube cube = random.next();
    const auto rolled = roll_up(observed(cube, random.shuffled(cube)), {{}, {}, 1});
    for (const Index threads : {1, 2, 4, 8, 0}) {
      SCOPED_TRACE(threads);
      expect_same(*roll_up(observed(cube, random.shuffled(cube)), {{}, {}, threads}), *rolled);
    }
  }
}

// A float64 plane may hold what was reported: equal figures, however they are kept.
void expect_like_totals(const Cube& found, const Cube& expected) {
  ASSERT_EQ(found.planes(), expected.planes());
  for (Index plane = 0; plane < found.planes(); ++plane) {
    const Plane& a = found.plane(plane);
    const Plane& b = expected.plane(plane);
    SCOPED_TRACE(found.indicator(plane).code);
    ASSERT_TRUE(same_bits(a.figures.values(), b.figures.values()));
    ASSERT_TRUE(same_bits(a.so_far->values(), b.so_far->values()));
    ASSERT_TRUE(same_bits(a.states, b.states));
    ASSERT_TRUE(same_bits(a.coverage->expected, b.coverage->expected));
    ASSERT_TRUE(same_bits(a.coverage->reported, b.coverage->reported));
    for (Index unit = 0; unit < found.units(); ++unit) {
      for (Index period = 0; period < std::ssize(found.periods()); ++period) {
        for (const Mark mark : {Mark::estimated, Mark::rebuilt, Mark::withheld}) {
          ASSERT_EQ(a.has_mark(unit, period, mark), b.has_mark(unit, period, mark));
        }
      }
    }
  }
}

Index estimates(const Cube& cube) {
  Index found = 0;
  for (Index unit = 0; unit < cube.units(); ++unit) {
    found += cube.plane(cube.at("2.3")).has_mark(unit, 0, Mark::estimated) ? 1 : 0;
  }
  return found;
}

TEST(RollUpLaws, ResamplingToItsOwnWindowsChangesNoTotal) {
  RandomCubes random(17);
  Index estimated = 0;
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    const RandomCube cube = random.next();
    const auto own = observed(cube, random.shuffled(cube));
    if (!own->find("2.3")) {
      continue;
    }
    const RollUpOptions options{policies[static_cast<std::size_t>(round) % policies.size()], {}, 1};
    const auto expected = roll_up(own, options);
    ASSERT_NO_FATAL_FAILURE(
        expect_like_totals(*roll_up(resample(own, own->periods()).cube, options), *expected));
    estimated += estimates(*expected);
  }
  EXPECT_GT(estimated, 100);
}

TEST(RollUpLaws, RebuildingWhereNothingHappenedChangesNoTotal) {
  RandomCubes random(19);
  Index estimated = 0;
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    RandomCube cube = random.next();
    for (Unit& unit : cube.units) {
      unit.valid_to.reset();
    }
    const auto own = observed(cube, random.shuffled(cube));
    if (!own->find("2.3")) {
      continue;
    }
    const auto expected = roll_up(own);
    const Lineage nothing(own->hierarchy(), {});
    const auto rebuilt = rebuild_as_it_is(own, nothing, samples::day("2025-07-01")).cube;
    ASSERT_NO_FATAL_FAILURE(expect_like_totals(*roll_up(rebuilt), *expected));
    estimated += estimates(*expected);
  }
  EXPECT_GT(estimated, 100);
}

// Some units that together cover all leaves below `unit`, none above another; the units above them,
// whose own figures they do not hold, go to `above`.
void random_cut(RandomCubes& random, const Hierarchy& hierarchy, Index unit,
                std::vector<Index>& cut, std::vector<Index>& above) {
  if (hierarchy.is_leaf(unit) || random.below(2) == 0) {
    cut.push_back(unit);
    return;
  }
  above.push_back(unit);
  for (const Index child : hierarchy.children(unit)) {
    random_cut(random, hierarchy, child, cut, above);
  }
}

TEST(RollUpLaws, EveryCutOfTheTreeGivesTheSameTotal) {
  RandomCubes random(11);
  Index cuts_below_the_root = 0;
  for (int round = 0; round < 400; ++round) {
    const RandomCube cube = random.next();
    const auto own = observed(cube, random.shuffled(cube));
    const auto rolled = roll_up(own, {{MissingRule::skip_missing, 1.0}, {}, 1});
    const auto plane = own->find("1.1");
    if (!plane) {
      continue;
    }
    std::vector<Index> cut, above;
    random_cut(random, own->hierarchy(), 0, cut, above);
    cuts_below_the_root += above.empty() ? 0 : 1;
    ExactSum sum;
    for (const Index unit : cut) {
      const Figures& figures = rolled->plane(*plane).figures;
      sum.add(figures.has(unit, 0) ? figures.whole(unit, 0) : Int128{0});
    }
    for (const Index unit : above) {
      const Figures& figures = own->plane(*plane).figures;
      sum.add(figures.has(unit, 0) ? figures.whole(unit, 0) : Int128{0});
    }
    const Figures& totals = rolled->plane(*plane).figures;
    EXPECT_TRUE(sum.total() == (totals.has(0, 0) ? totals.whole(0, 0) : Int128{0})) << round;
  }
  EXPECT_GT(cuts_below_the_root, 100);
}

TEST(RollUpLaws, AMissingCellChangesCoverageAndNothingElse) {
  RandomCubes random(13);
  for (int round = 0; round < 200; ++round) {
    RandomCube cube = random.next();
    const auto before = roll_up(observed(cube, random.shuffled(cube)));
    Unit silent = samples::below(cube.units.front().id, "silent", "district");
    cube.units.push_back(silent);
    for (const char* indicator : RandomCubes::indicators) {
      cube.cells[{indicator, "silent", "2024-H1"}] = {};
    }
    const auto after = roll_up(observed(cube, random.shuffled(cube)));
    for (Index plane = 0; plane < before->planes(); ++plane) {
      const Index with = after->at(before->indicator(plane).code);
      for (const Unit& unit : before->hierarchy().units()) {
        const Index old_row = before->hierarchy().at(unit.id);
        const Index new_row = after->hierarchy().at(unit.id);
        // A unit that had no children now has one: its rate is pooled from then on.
        if (before->hierarchy().is_leaf(old_row) && !after->hierarchy().is_leaf(new_row)) {
          continue;
        }
        for (const Period period : before->periods()) {
          const Index old_column = before->at_period(period);
          const Index new_column = after->at_period(period);
          EXPECT_EQ(before->plane(plane).so_far->text(old_row, old_column),
                    after->plane(with).so_far->text(new_row, new_column));
          const bool above = after->hierarchy().is_within(after->hierarchy().at("silent"), new_row);
          EXPECT_EQ(before->plane(plane).coverage->expected(old_row, old_column) + (above ? 1 : 0),
                    after->plane(with).coverage->expected(new_row, new_column));
          EXPECT_EQ(before->plane(plane).coverage->reported(old_row, old_column),
                    after->plane(with).coverage->reported(new_row, new_column));
        }
      }
    }
  }
}

TEST(RollUpLaws, AnswersAddUpToTheUnitsThatAnswered) {
  RandomCubes random(17);
  for (int round = 0; round < 200; ++round) {
    const RandomCube cube = random.next();
    const auto rolled = roll_up(observed(cube, random.shuffled(cube)));
    if (const auto plane = rolled->find("4.1")) {
      Counts sum = Counts::Zero(rolled->units(), std::ssize(rolled->periods()));
      for (const Counts& count : rolled->plane(*plane).answers) {
        sum += count;
      }
      EXPECT_TRUE((sum == rolled->plane(*plane).coverage->reported).all());
    }
  }
}

TEST(RollUpLaws, AbsenteesAreAsManyAsCoverageLacks) {
  RandomCubes random(19);
  for (int round = 0; round < 200; ++round) {
    const RandomCube cube = random.next();
    const auto own = observed(cube, random.shuffled(cube));
    const auto rolled = roll_up(own);
    for (Index plane = 0; plane < rolled->planes(); ++plane) {
      if (rolled->indicator(plane).kind == Kind::ratio) {
        continue;  // a rate enters with its parts, so it may be reported and still not covered
      }
      const Coverage& coverage = *rolled->plane(plane).coverage;
      for (Index unit = 0; unit < rolled->units(); ++unit) {
        for (Index period = 0; period < std::ssize(rolled->periods()); ++period) {
          EXPECT_EQ(std::ssize(absentees(*own, {plane, unit, period})),
                    coverage.expected(unit, period) - coverage.reported(unit, period));
        }
      }
    }
  }
}

TEST(RollUpLaws, OwnAndChildrenMakeTheConsolidatedFigure) {
  RandomCubes random(23);
  for (int round = 0; round < 200; ++round) {
    const RandomCube cube = random.next();
    const auto own = observed(cube, random.shuffled(cube));
    const auto rolled = roll_up(own);
    const auto plane = own->find("1.1");
    if (!plane) {
      continue;
    }
    const Figures below = children_figures(*rolled, *own, *plane);
    const Figures& totals = *rolled->plane(*plane).so_far;
    for (Index unit = 0; unit < rolled->units(); ++unit) {
      bool any_child = false;
      for (const Index child : rolled->hierarchy().children(unit)) {
        any_child = any_child || totals.has(child, 0);
      }
      EXPECT_EQ(below.has(unit, 0), any_child);
      const Figures& figures = own->plane(*plane).figures;
      const Int128 sum = (below.has(unit, 0) ? below.whole(unit, 0) : 0) +
                         (figures.has(unit, 0) ? figures.whole(unit, 0) : 0);
      EXPECT_TRUE(sum == (totals.has(unit, 0) ? totals.whole(unit, 0) : 0));
    }
  }
}

}  // namespace
}  // namespace cchc
