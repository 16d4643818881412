// Laws of the three views over random histories: nothing is lost, nothing is made up.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cchc/model/carried.hpp"
#include "cchc/model/perimeter.hpp"
#include "cchc/model/share.hpp"
#include "random_lineage.hpp"

namespace cchc {
namespace {

using samples::RandomLineage;
using samples::Variety;

using Figures = std::vector<std::optional<Int128>>;

constexpr unsigned rounds = 2000;  // for what the views are for: nothing is lost
constexpr unsigned fewer_rounds = 400;
constexpr int twin_scale = 12;  // 5 days of shares in hundredths and amounts in tenths need 11

struct World {
  World(unsigned seed, Variety variety)
      : random(seed, variety), hierarchy(random.units()), lineage(hierarchy, random.events()) {
    first = random.any_day();
    second = random.any_day();
    if (second < first) {
      std::swap(first, second);
    }
    values.resize(static_cast<std::size_t>(hierarchy.size()));
    for (Index unit = 0; unit < hierarchy.size(); ++unit) {
      if (hierarchy.is_valid(unit, first)) {
        values[static_cast<std::size_t>(unit)] = random.below(1'000'000) - 1000;
      }
    }
  }

  [[nodiscard]] UnitMap map() const { return as_it_is(hierarchy, lineage, second, first); }

  RandomLineage random;
  Hierarchy hierarchy;
  Lineage lineage;
  Date first;
  Date second;
  Figures values;  // of the units valid on the first day
};

Int128 total(const Figures& figures) {
  Int128 sum_of_all = 0;
  for (const std::optional<Int128>& figure : figures) {
    sum_of_all = checked_sum(sum_of_all, figure.value_or(0));
  }
  return sum_of_all;
}

// The slow and obvious twin: figures, times 10^12, walk through the events day by day.
class Walk {
 public:
  Walk(const World& world, std::string indicator) : indicator_(std::move(indicator)) {
    for (Index unit = 0; unit < world.hierarchy.size(); ++unit) {
      if (const auto& value = world.values[static_cast<std::size_t>(unit)]) {
        held_[world.hierarchy[unit].id] = *value * power_of_ten(twin_scale);
      }
    }
    std::set<Date> days;
    for (const LineageEvent& event : world.random.events()) {
      if (event.date > world.first && event.date <= world.second) {
        days.insert(event.date);
      }
    }
    for (const Date date : days) {
      pass(world.random.events(), date);
    }
  }

  [[nodiscard]] const std::map<std::string, Int128>& held() const { return held_; }
  [[nodiscard]] Int128 ended() const { return ended_; }

 private:
  static Int128 part(Int128 figure, Decimal share) {
    const Int128 divisor = power_of_ten(share.scale);
    EXPECT_TRUE(figure * share.mantissa % divisor == 0) << "the twin is too coarse";
    return figure * share.mantissa / divisor;
  }

  static bool concerns(const LineageEvent& event, const std::string& id, Date date) {
    return event.date == date && std::ranges::find(event.from, id) != event.from.end();
  }

  void pass(const std::vector<LineageEvent>& events, Date date) {
    std::map<std::string, Int128> after;
    for (const auto& [id, figure] : held_) {
      Int128 rest = figure;
      const LineageEvent* replaced = nullptr;
      for (const LineageEvent& event : events) {
        if (!concerns(event, id, date)) {
          continue;
        }
        if (event.kind != EventKind::transfer) {
          replaced = &event;
          continue;
        }
        const Receiver& receiver = event.to.front();
        const auto amount = receiver.amounts.find(indicator_);
        if (receiver.share) {
          after[receiver.unit] += part(figure, *receiver.share);
          rest -= part(figure, *receiver.share);
        } else if (amount != receiver.amounts.end()) {
          after[receiver.unit] += part(power_of_ten(twin_scale), amount->second);
          rest -= part(power_of_ten(twin_scale), amount->second);
        }
      }
      if (replaced == nullptr) {
        after[id] += rest;
      } else if (replaced->to.empty()) {
        ended_ += rest;
      } else {
        for (const Receiver& receiver : replaced->to) {
          after[receiver.unit] += part(rest, receiver.share.value_or(whole_share));
        }
      }
    }
    held_ = std::move(after);
  }

  std::string indicator_;
  std::map<std::string, Int128> held_;
  Int128 ended_ = 0;
};

Int128 ended_in_map(const World& world, const UnitMap& map, const std::string& indicator) {
  Int128 ended = 0;
  for (const Ended& each : map.ended) {
    const Int128 value = world.values[static_cast<std::size_t>(each.unit)].value();
    ended += value * scaled(each.share, twin_scale);
    if (const auto amount = each.amounts.find(indicator); amount != each.amounts.end()) {
      ended += scaled(amount->second, twin_scale);
    }
  }
  return ended;
}

void expect_as_walked(const World& world, const std::string& indicator) {
  const UnitMap map = world.map();
  const CarriedFigures found = carried(map, world.hierarchy, world.values, world.first, indicator);
  const Walk walk(world, indicator);
  const Int128 finer = power_of_ten(twin_scale - found.scale);
  Int128 sum_of_all = 0;
  for (Index unit = 0; unit < world.hierarchy.size(); ++unit) {
    const auto& value = found.values[static_cast<std::size_t>(unit)];
    const auto walked = walk.held().find(world.hierarchy[unit].id);
    ASSERT_EQ(value.has_value(), walked != walk.held().end()) << world.hierarchy[unit].id;
    if (value) {
      ASSERT_TRUE(*value * finer == walked->second) << world.hierarchy[unit].id;
      sum_of_all += *value * finer;
    }
  }
  const Int128 ended = ended_in_map(world, map, indicator);
  ASSERT_TRUE(ended == walk.ended());
  ASSERT_TRUE(sum_of_all + ended == total(world.values) * power_of_ten(twin_scale));
}

TEST(LineageLaws, AsItIsEqualsWalkingThroughTheEventsAndKeepsTheTotal) {
  for (unsigned seed = 1; seed <= rounds; ++seed) {
    const World world(seed, {});
    expect_as_walked(world, "4.2.1");
    expect_as_walked(world, "no amounts");
    ASSERT_FALSE(HasFatalFailure()) << "seed " << seed;
  }
}

TEST(LineageLaws, AsItWasKeepsEveryFigure) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {});
    const CarriedFigures found = carried(as_it_was(world.hierarchy, world.first), world.hierarchy,
                                         world.values, world.first);
    ASSERT_EQ(found.scale, 0);
    ASSERT_TRUE(found.values == world.values) << "seed " << seed;
  }
}

TEST(LineageLaws, WithoutEndsTheNationalTotalStaysInAllThreeViews) {
  for (unsigned seed = 1; seed <= rounds; ++seed) {
    const World world(seed, {.abolish = false, .create = false});
    const UnitMap map = world.map();
    const CarriedFigures now = carried(map, world.hierarchy, world.values, world.first, "4.2.1");
    const Int128 unit_of_scale = power_of_ten(now.scale);
    ASSERT_TRUE(total(now.values) == total(world.values) * unit_of_scale) << "seed " << seed;

    const Perimeter perimeter =
        constant_perimeter(world.hierarchy, world.lineage, world.first, world.second);
    const Figures before = group_totals(perimeter, world.hierarchy, world.values, world.first);
    const Figures after = group_totals(perimeter, world.hierarchy, now.values, world.second);
    ASSERT_TRUE(total(before) == total(world.values)) << "seed " << seed;
    for (std::size_t group = 0; group < before.size(); ++group) {
      ASSERT_TRUE(after[group].value() == before[group].value() * unit_of_scale)
          << "seed " << seed << ", " << perimeter.groups[group].name;
    }
  }
}

TEST(LineageLaws, EveryUnitIsCarriedRefusedOrEndedAsAWhole) {
  std::size_t refusals = 0;
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {.unknown = true});
    const UnitMap map = world.map();
    std::map<Index, Decimal> accounted;
    const auto account = [&](Index unit, Decimal share) {
      accounted[unit] = sum(accounted[unit], share);
    };
    for (const Carry& carry : map.carries) {
      account(carry.from, carry.share);
      ASSERT_EQ(carry.estimated, !(carry.share == whole_share));
      ASSERT_TRUE(world.hierarchy.is_valid(carry.to, world.second));
    }
    for (const Refusal& refused : map.refusals) {
      account(refused.unit, refused.share);
      ASSERT_GE(refused.targets.size(), 1U);
    }
    for (const Ended& ended : map.ended) {
      account(ended.unit, ended.share);
    }
    for (Index unit = 0; unit < world.hierarchy.size(); ++unit) {
      if (world.hierarchy.is_valid(unit, world.first)) {
        ASSERT_TRUE(accounted[unit] == whole_share) << "seed " << seed;
      }
    }
    refusals += map.refusals.size();
  }
  EXPECT_GT(refusals, fewer_rounds / 4) << "the histories hold too few unknown splits";
}

TEST(LineageLaws, AmountsThatLeaveOneUnitArriveInAnother) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {});
    const UnitMap map = world.map();
    Decimal sum_of_amounts;
    const auto account = [&](const Amounts& amounts) {
      for (const auto& [indicator, amount] : amounts) {
        sum_of_amounts = sum(sum_of_amounts, amount);
      }
    };
    std::ranges::for_each(map.carries, account, &Carry::amounts);
    std::ranges::for_each(map.ended, account, &Ended::amounts);
    ASSERT_EQ(sum_of_amounts.mantissa, 0) << "seed " << seed;
  }
}

TEST(LineageLaws, CarryingInTwoStepsIsCarryingInOne) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    World world(seed, {.amounts = false, .create = false});
    const Date between = world.first + (world.second - world.first) / 2;
    const CarriedFigures halfway =
        carried(as_it_is(world.hierarchy, world.lineage, between, world.first), world.hierarchy,
                world.values, world.first);
    const CarriedFigures twice =
        carried(as_it_is(world.hierarchy, world.lineage, world.second, between), world.hierarchy,
                halfway.values, between);
    const CarriedFigures once = carried(world.map(), world.hierarchy, world.values, world.first);
    const int scale = halfway.scale + twice.scale;
    ASSERT_GE(scale, once.scale);
    for (std::size_t unit = 0; unit < once.values.size(); ++unit) {
      ASSERT_EQ(once.values[unit].has_value(), twice.values[unit].has_value()) << "seed " << seed;
      if (once.values[unit]) {
        ASSERT_TRUE(*once.values[unit] * power_of_ten(scale - once.scale) == *twice.values[unit])
            << "seed " << seed;
      }
    }
  }
}

TEST(LineageLaws, TheOrderOfTheEventsDoesNotMatter) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {.unknown = true});
    std::vector<LineageEvent> reversed = world.random.events();
    std::ranges::reverse(reversed);
    const Lineage other(world.hierarchy, reversed);
    const CarriedFigures one =
        carried(world.map(), world.hierarchy, world.values, world.first, "4.2.1");
    const CarriedFigures two = carried(as_it_is(world.hierarchy, other, world.second, world.first),
                                       world.hierarchy, world.values, world.first, "4.2.1");
    ASSERT_EQ(one.scale, two.scale);
    ASSERT_TRUE(one.values == two.values) << "seed " << seed;
  }
}

TEST(LineageLaws, AMapOfAllUnitsHoldsTheMapOfEachDay) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {.goes_on = false});
    const UnitMap all = as_it_is(world.hierarchy, world.lineage, world.second);
    const CarriedFigures one = carried(all, world.hierarchy, world.values, world.first);
    const CarriedFigures two = carried(world.map(), world.hierarchy, world.values, world.first);
    ASSERT_GE(one.scale, two.scale);
    for (std::size_t unit = 0; unit < one.values.size(); ++unit) {
      ASSERT_EQ(one.values[unit].has_value(), two.values[unit].has_value()) << "seed " << seed;
      ASSERT_TRUE(one.values[unit].value_or(0) ==
                  two.values[unit].value_or(0) * power_of_ten(one.scale - two.scale));
    }
  }
}

// The slow and obvious twin: labels spread over events until nothing changes.
std::map<std::string, std::string> spread_labels(const World& world) {
  std::map<std::string, std::string> labels;
  for (const Unit& unit : world.random.units()) {
    labels[unit.id] = unit.id;
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const LineageEvent& event : world.random.events()) {
      const bool ties = event.kind != EventKind::create && event.kind != EventKind::abolish;
      if (!ties || event.date <= world.first || event.date > world.second) {
        continue;
      }
      std::vector<std::string> tied = event.from;
      std::ranges::transform(event.to, std::back_inserter(tied), &Receiver::unit);
      std::string least = labels[tied.front()];
      for (const std::string& id : tied) {
        least = std::min(least, labels[id]);
      }
      for (const std::string& id : tied) {
        changed = changed || labels[id] != least;
        labels[id] = least;
      }
    }
  }
  return labels;
}

TEST(LineageLaws, ThePerimeterIsTheSmallestClosedGrouping) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {.unknown = true});
    const Perimeter perimeter =
        constant_perimeter(world.hierarchy, world.lineage, world.first, world.second);
    std::map<std::string, std::string> labels = spread_labels(world);
    for (Index unit = 0; unit < world.hierarchy.size(); ++unit) {
      const auto group = perimeter.group_of[static_cast<std::size_t>(unit)];
      for (Index other = 0; group && other < world.hierarchy.size(); ++other) {
        const auto group_of_other = perimeter.group_of[static_cast<std::size_t>(other)];
        if (group_of_other) {
          ASSERT_EQ(*group == *group_of_other,
                    labels[world.hierarchy[unit].id] == labels[world.hierarchy[other].id])
              << "seed " << seed;
        }
      }
    }
  }
}

TEST(LineageLaws, NoFigureLeavesItsGroup) {
  for (unsigned seed = 1; seed <= fewer_rounds; ++seed) {
    const World world(seed, {.unknown = true});
    const Perimeter perimeter =
        constant_perimeter(world.hierarchy, world.lineage, world.first, world.second);
    const auto group = [&](Index unit) {
      return perimeter.group_of[static_cast<std::size_t>(unit)].value();
    };
    const UnitMap map = world.map();
    for (const Carry& carry : map.carries) {
      ASSERT_EQ(group(carry.from), group(carry.to)) << "seed " << seed;
    }
    for (const Refusal& refused : map.refusals) {
      for (const Index target : refused.targets) {
        ASSERT_EQ(group(refused.unit), group(target)) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace cchc
