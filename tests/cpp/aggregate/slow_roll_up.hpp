// The slow and obvious twin of the roll-up: it walks the tree by the names of parents and adds what
// it finds in a map, cell by cell.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <set>

#include "cchc/aggregate/coverage.hpp"
#include "cchc/aggregate/roll_up.hpp"
#include "cube/random_cube.hpp"

namespace cchc::slow {

// Every figure of the twin is a whole number at this scale.
inline constexpr int scale = 6;

struct Answer {
  std::string figure;  // exact text, or the shortest text of a quotient; empty for none
  std::string so_far;
  ValueState state = ValueState::missing;
  int reported = 0;
  int expected = 0;
  int not_applicable = 0;
  bool estimated = false;
  bool withheld = false;
};

inline std::string exact_text(std::optional<Int128> whole) {
  if (!whole) {
    return {};
  }
  std::string text = to_string(*whole, scale);
  while (text.ends_with('0')) {
    text.pop_back();
  }
  if (text.ends_with('.')) {
    text.pop_back();
  }
  return text;
}

inline std::string quotient_text(Int128 numerator, Int128 denominator) {
  Figures one(1, 1, 0, false);
  one.head(0, 0) = quotient(numerator, denominator);
  return one.text(0, 0);
}

class RollUp {
 public:
  RollUp(const samples::RandomCube& cube, MissingPolicy policy) : cube_(cube), policy_(policy) {}

  [[nodiscard]] Answer answer(const std::string& indicator, const std::string& unit,
                              const std::string& period) const {
    Answer found;
    const std::vector<std::string> members = subtree(unit);
    for (const std::string& member : members) {
      count(found, indicator, member, period);
    }
    combine(found, indicator, members, period);
    const bool alone = members.size() == 1 || indicator == "1.6" || indicator == "4.1";
    settle(found, alone, members.size() == 1, state(indicator, unit, period));
    return found;
  }

 private:
  struct Parts {
    std::optional<Int128> numerator, denominator;
    bool estimated = false;
  };

  [[nodiscard]] const Unit& unit(const std::string& id) const {
    return *std::ranges::find(cube_.units, id, &Unit::id);
  }

  [[nodiscard]] std::vector<std::string> subtree(const std::string& id) const {
    std::vector<std::string> members = {id};
    for (const Unit& other : cube_.units) {
      if (other.parent == id) {
        for (const std::string& member : subtree(other.id)) {
          members.push_back(member);
        }
      }
    }
    return members;
  }

  [[nodiscard]] std::optional<Int128> value(const std::string& indicator, const std::string& id,
                                            const std::string& period) const {
    const auto cell = cube_.cells.find({indicator, id, period});
    if (cell == cube_.cells.end() || !cell->second.value) {
      return std::nullopt;
    }
    return scaled(*cell->second.value, scale);
  }

  [[nodiscard]] ValueState state(const std::string& indicator, const std::string& id,
                                 const std::string& period) const {
    // The second figure of a pair is blank for the reason that its row is; random rows never have
    // one.
    const bool is_second = indicator == "2.1.received";
    const auto cell = cube_.cells.find({is_second ? "2.1" : indicator, id, period});
    const bool blank =
        cell == cube_.cells.end() || (is_second && cell->second.state == ValueState::reported);
    const ValueState given = blank ? ValueState::missing : cell->second.state;
    const bool applies = indicator != "1.7" || unit(id).type == "district";
    return given == ValueState::missing && !applies ? ValueState::not_applicable : given;
  }

  [[nodiscard]] bool on_duty(const std::string& id, const std::string& period) const {
    const Date last = rule_window(period_from_text(period)).last;
    return unit(id).reports && (!unit(id).valid_to || last < *unit(id).valid_to);
  }

  void count(Answer& found, const std::string& indicator, const std::string& id,
             const std::string& period) const {
    const ValueState own = state(indicator, id, period);
    const bool owed = own == ValueState::missing || own == ValueState::unreadable;
    const bool in_total = indicator == "2.3" ? parts(id, period).denominator.has_value()
                                             : own == ValueState::reported;
    found.reported += in_total ? 1 : 0;
    found.expected +=
        in_total || own == ValueState::reported || (owed && on_duty(id, period)) ? 1 : 0;
    found.not_applicable += own == ValueState::not_applicable && unit(id).reports ? 1 : 0;
  }

  // A unit's own share in a pooled rate.
  [[nodiscard]] Parts parts(const std::string& id, const std::string& period) const {
    const auto on_time = value("2.2", id, period);
    const auto resolved = value("2.1", id, period);
    const auto rate = value("2.3", id, period);
    if (on_time && resolved) {
      return {on_time, resolved, false};
    }
    if (rate && resolved) {
      return {*rate * *resolved / 100 / power_of_ten(scale), resolved, true};
    }
    return {};
  }

  void combine(Answer& found, const std::string& indicator, const std::vector<std::string>& members,
               const std::string& period) const {
    if (indicator == "2.3") {
      found.so_far = pooled(found, members, period);
    } else if (indicator == "1.6" || indicator == "4.1") {
      found.so_far = exact_text(value(indicator, members.front(), period));
    } else if (indicator == "1.5") {
      if (const auto total = folded(indicator, members, period)) {
        found.so_far = quotient_text(*total, found.reported * power_of_ten(scale));
      }
    } else {
      found.so_far = exact_text(folded(indicator, members, period));
    }
  }

  [[nodiscard]] std::optional<Int128> folded(const std::string& indicator,
                                             const std::vector<std::string>& members,
                                             const std::string& period) const {
    std::optional<Int128> total, shared;
    for (const std::string& member : members) {
      const auto cell = value(indicator, member, period);
      if (!cell) {
        continue;
      }
      if (indicator == "3.1" && unit(member).type == "commune") {
        shared = std::max(shared.value_or(*cell), *cell);
      } else if (indicator == "1.3") {
        total = std::max(total.value_or(*cell), *cell);
      } else if (indicator == "1.4") {
        total = std::min(total.value_or(*cell), *cell);
      } else {
        total = total.value_or(0) + *cell;
      }
    }
    return shared ? total.value_or(0) + *shared : total;
  }

  [[nodiscard]] std::string pooled(Answer& found, const std::vector<std::string>& members,
                                   const std::string& period) const {
    Int128 numerator = 0;
    Int128 denominator = 0;
    for (const std::string& member : members) {
      const Parts own = parts(member, period);
      numerator += own.numerator.value_or(0);
      denominator += own.denominator.value_or(0);
      found.estimated = found.estimated || own.estimated;
    }
    const auto reported_rate = value("2.3", members.front(), period);
    if (members.size() == 1 && reported_rate) {
      found.estimated = false;
      return quotient_text(*reported_rate, power_of_ten(scale));
    }
    return denominator == 0 ? "" : quotient_text(100 * numerator, denominator);
  }

  void settle(Answer& found, bool alone, bool leaf, ValueState own) const {
    const bool enough =
        policy_.rule == MissingRule::skip_missing ||
        (policy_.rule == MissingRule::complete && found.reported >= found.expected) ||
        (policy_.rule == MissingRule::minimum_coverage &&
         100 * found.reported >= 75 * found.expected);
    if (!found.so_far.empty() && (alone || (found.reported > 0 && enough))) {
      found.figure = found.so_far;
      found.state = ValueState::reported;
      return;
    }
    found.withheld = !found.so_far.empty();
    found.estimated = false;
    found.state = alone ? own : ValueState::missing;
    const bool nobody = found.expected == 0 && found.not_applicable > 0;
    if (found.state == ValueState::missing && nobody && !leaf) {
      found.state = ValueState::not_applicable;
    }
  }

  const samples::RandomCube& cube_;
  MissingPolicy policy_;
};

}  // namespace cchc::slow
