#include "cchc/trend/run_rules.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "cchc/base/enum_text.hpp"

namespace cchc {
namespace {

constexpr auto sets = enum_text<RunRuleSet>("set of run rules", "bộ quy tắc chuỗi",
                                            {{RunRuleSet::western_electric, "western_electric"},
                                             {RunRuleSet::nelson, "nelson"},
                                             {RunRuleSet::nhs, "nhs"},
                                             {RunRuleSet::anhoej, "anhoej"}});

// Distances from the centre in sigmas (in units of measure where a chart is degenerate); NaN at a
// gap.
using Points = std::vector<double>;

struct Rule {
  std::string name;
  Index length;
  // Whether the points [first, first + length) show the pattern. No point of them is NaN.
  std::function<bool(const Points& points, Index first)> shown;
  bool needs_sigma = true;  // looks at more than sides, rises and falls
};

double at(const Points& points, Index i) { return points[static_cast<std::size_t>(i)]; }

Index beyond(const Points& points, Index first, Index length, double sigmas, double sign) {
  Index count = 0;
  for (Index i = first; i < first + length; ++i) {
    count += sign * at(points, i) > sigmas ? 1 : 0;
  }
  return count;
}

// Any `some` of `length` beyond `sigmas` on the same side; the others may lie anywhere.
Rule some_beyond(std::string name, Index some, Index length, double sigmas) {
  return {std::move(name), length, [=](const Points& points, Index first) {
            return beyond(points, first, length, sigmas, 1.0) >= some ||
                   beyond(points, first, length, sigmas, -1.0) >= some;
          }};
}

Rule one_side(Index length) {
  Rule rule = some_beyond(std::to_string(length) + "_on_one_side", length, length, 0.0);
  rule.needs_sigma = false;
  return rule;
}

Rule steadily(Index length) {
  return {std::to_string(length) + "_steadily_rising_or_falling", length,
          [=](const Points& points, Index first) {
            Index rises = 0;
            Index falls = 0;
            for (Index i = first + 1; i < first + length; ++i) {
              rises += at(points, i) > at(points, i - 1) ? 1 : 0;
              falls += at(points, i) < at(points, i - 1) ? 1 : 0;
            }
            return rises == length - 1 || falls == length - 1;
          },
          false};
}

Rule alternating(Index length) {
  return {std::to_string(length) + "_alternating", length,
          [=](const Points& points, Index first) {
            for (Index i = first + 2; i < first + length; ++i) {
              const double step = at(points, i) - at(points, i - 1);
              if (step * (at(points, i - 1) - at(points, i - 2)) >= 0.0) {
                return false;
              }
            }
            return true;
          },
          false};
}

Rule all_within(Index length) {
  return {std::to_string(length) + "_within_1_sigma", length,
          [=](const Points& points, Index first) {
            return beyond(points, first, length, 1.0, 1.0) == 0 &&
                   beyond(points, first, length, 1.0, -1.0) == 0;
          }};
}

Rule all_beyond(Index length) {
  return {std::to_string(length) + "_beyond_1_sigma_either_side", length,
          [=](const Points& points, Index first) {
            return beyond(points, first, length, 1.0, 1.0) +
                       beyond(points, first, length, 1.0, -1.0) ==
                   length;
          }};
}

std::vector<Rule> rules_in(RunRuleSet set) {
  const Rule out = some_beyond("beyond_3_sigma", 1, 1, 3.0);
  const Rule two = some_beyond("2_of_3_beyond_2_sigma", 2, 3, 2.0);
  const Rule four = some_beyond("4_of_5_beyond_1_sigma", 4, 5, 1.0);
  switch (set) {
    case RunRuleSet::western_electric:
      return {out, two, four, one_side(8)};
    case RunRuleSet::nelson:
      return {out, one_side(9), steadily(6),    alternating(14),
              two, four,        all_within(15), all_beyond(8)};
    case RunRuleSet::nhs:
      return {out, one_side(7), steadily(7), two};
    case RunRuleSet::anhoej:
      break;
  }
  return {};
}

// A signal for each stretch of windows that overlapping or neighbouring patterns cover.
void add_signals(std::vector<RunSignal>& signals, const Rule& rule, const Points& points) {
  Index known = 0;  // points without a gap up to here
  const auto before = std::ssize(signals);
  for (Index last = 0; last < std::ssize(points); ++last) {
    known = std::isnan(at(points, last)) ? 0 : known + 1;
    const Index first = last - rule.length + 1;
    if (known < rule.length || !rule.shown(points, first)) {
      continue;
    }
    if (std::ssize(signals) > before && signals.back().last >= first - 1) {
      signals.back().last = last;
    } else {
      signals.push_back({rule.name, first, last});
    }
  }
}

// The smallest k with P(X <= k) >= 0.05 for X crossings out of n - 1 tosses of a fair coin.
Index fewest_crossings(Index points) {
  // As shares of the middle term, as 0.5^n is no double beyond n = 1,074; what is too small for a
  // share does not add up to anything either.
  const Index tosses = points - 1;
  std::vector<double> terms(static_cast<std::size_t>(tosses / 2) + 1, 1.0);
  double half = 0.0;  // terms up to the middle
  for (auto k = std::ssize(terms) - 1; k >= 0; --k) {
    double& term = terms[static_cast<std::size_t>(k)];
    if (k + 1 < std::ssize(terms)) {
      term = terms[static_cast<std::size_t>(k + 1)] * static_cast<double>(k + 1) /
             static_cast<double>(tosses - k);
    }
    half += term;
  }
  const double all = tosses % 2 == 1 ? 2 * half : 2 * half - terms.back();
  double sum = terms.front();
  Index k = 0;
  while (sum < 0.05 * all) {
    sum += terms[static_cast<std::size_t>(++k)];
  }
  return k;
}

std::vector<RunSignal> anhoej_signals(const Points& points) {
  std::vector<RunSignal> signals;
  Index useful = 0;
  Index crossings = 0;
  RunSignal run{"longest_run", 0, 0};
  RunSignal longest = run;
  Index length = 0;
  Index most = 0;
  double side = 0.0;
  for (Index i = 0; i < std::ssize(points); ++i) {
    const double point = at(points, i);
    if (std::isnan(point) || point == 0.0) {
      continue;
    }
    ++useful;
    const bool crosses = side * point < 0.0;
    crossings += crosses ? 1 : 0;
    if (side == 0.0 || crosses) {
      run.first = i;
      length = 0;
    }
    run.last = i;
    ++length;
    side = point;
    if (length > most) {
      most = length;
      longest = run;
    }
  }
  if (useful < 2) {
    return signals;
  }
  if (most > std::lround(std::log2(static_cast<double>(useful))) + 3) {
    signals.push_back(longest);
  }
  if (crossings < fewest_crossings(useful)) {
    signals.push_back({"few_crossings", 0, std::ssize(points) - 1});
  }
  return signals;
}

}  // namespace

std::string_view to_text(RunRuleSet set) { return sets.text(set); }
RunRuleSet run_rule_set_from_text(std::string_view text) { return sets.at(text); }

std::vector<RunSignal> run_signals(const ControlLimits& chart, RunRuleSet set) {
  Points points;
  for (std::size_t i = 0; i < chart.value.size(); ++i) {
    const double away = chart.value[i] - chart.centre;
    points.push_back(chart.degenerate ? away : away / chart.sigma[i]);
  }
  if (set == RunRuleSet::anhoej) {
    return anhoej_signals(points);
  }
  std::vector<RunSignal> signals;
  for (const Rule& rule : rules_in(set)) {
    if (!(chart.degenerate && rule.needs_sigma)) {
      add_signals(signals, rule, points);
    }
  }
  return signals;
}

std::vector<std::string> rules_of(RunRuleSet set) {
  if (set == RunRuleSet::anhoej) {
    return {"longest_run", "few_crossings"};
  }
  std::vector<std::string> names;
  for (const Rule& rule : rules_in(set)) {
    names.push_back(rule.name);
  }
  return names;
}

}  // namespace cchc
