#include "cchc/validate/placed_rule.hpp"

#include <algorithm>
#include <utility>

#include "cchc/base/near_names.hpp"
#include "cchc/cube/reference.hpp"
#include "cchc/model/object_reader.hpp"
#include "cchc/validate/rule_measures.hpp"

namespace cchc {
namespace {

constexpr int months_of_year = 12;

// The position of the longest window that fits `wanted` and ends last.
template <typename Wanted>
Index last_ending(const Cube& cube, Wanted wanted) {
  Index best = RuleReference::absent;
  const auto rank = [](Period period) { return std::pair(period.end_month(), period.length()); };
  for (Index i = 0; i < std::ssize(cube.periods()); ++i) {
    const Period period = cube.periods()[static_cast<std::size_t>(i)];
    if (wanted(period) &&
        (best < 0 || rank(cube.periods()[static_cast<std::size_t>(best)]) < rank(period))) {
      best = i;
    }
  }
  return best;
}

Index report_before(const Cube& cube, Period period) {
  return last_ending(cube, [period](Period other) {
    return other.end_month() < period.end_month() &&
           other.end_month() >= period.end_month() - months_of_year;
  });
}

Index report_this_year(const Cube& cube, Period period) {
  const int year_begin = year_of_month(period.end_month() - 1) * months_of_year;
  const Index found = last_ending(cube, [period, year_begin](Period other) {
    return other.end_month() < period.end_month() && other.end_month() > year_begin;
  });
  return found < 0 ? RuleReference::never : found;
}

Index position_of(const Cube& cube, const RuleReference& placed, Period period,
                  PreviousReport previous) {
  if (placed.reference.time == ReferenceTime::previous) {
    const bool level =
        placed.plane >= 0 && cube.indicator(placed.plane).over_periods == OverPeriods::last;
    return previous_position(cube, period, previous, level);
  }
  return cube.find_period(referenced_period(placed.reference, period))
      .value_or(RuleReference::absent);
}

RuleReference placed(const Cube& cube, const Reference& reference, PreviousReport previous) {
  RuleReference result{reference, RuleReference::absent, {}};
  if (cube.catalogue().find(reference.code)) {
    result.plane = cube.find(reference.code).value_or(RuleReference::absent);
  }
  for (const Period period : cube.periods()) {
    result.period_of.push_back(position_of(cube, result, period, previous));
  }
  return result;
}

std::vector<std::string> known_codes(const Cube& cube, const RuleSet& rules) {
  std::vector<std::string> codes;
  for (const Indicator& indicator : cube.catalogue()) {
    codes.push_back(indicator.code);
    codes.push_back(indicator.name);
  }
  for (const Evidence& evidence : rules.definition().evidence) {
    codes.push_back(evidence.code);
  }
  return codes;
}

class UnknownCodes {
 public:
  UnknownCodes(const Cube& cube, const RuleSet& rules)
      : cube_(cube), rules_(rules), known_(known_codes(cube, rules)) {}

  void check(const Formula& formula, const std::string& path) {
    for (const Reference& reference : formula.references()) {
      if (!cube_.catalogue().find(reference.code) && !rules_.is_evidence(reference.code)) {
        add(reference.code, path);
      }
    }
  }

  void refuse() const {
    if (faults_.empty()) {
      return;
    }
    const std::string count = std::to_string(faults_.faults().size());
    const std::string catalogue = cube_.catalogue().id();
    throw CatalogueError(
        "CCHC-E0104",
        "the rules refer to " + count + " indicator(s) that catalogue " + catalogue + " lacks:",
        "bộ quy tắc nhắc đến " + count + " chỉ tiêu mà danh mục " + catalogue + " không có:",
        faults_.faults());
  }

 private:
  void add(const std::string& code, const std::string& path) {
    const std::string near = quoted_list(near_names(code, known_));
    faults_.add(path,
                "no indicator \"" + code + "\"" + (near.empty() ? "" : "; near: " + near) +
                    "; figures of the text or of notes are listed under $.evidence",
                "không có chỉ tiêu \"" + code + "\"" +
                    (near.empty() ? "" : "; gần giống: " + near) +
                    "; số liệu trong lời văn hoặc ghi chú phải có trong $.evidence");
  }

  const Cube& cube_;
  const RuleSet& rules_;
  std::vector<std::string> known_;
  FaultList faults_;
};

void refuse_unknown_codes(const Cube& cube, const RuleSet& rules) {
  UnknownCodes unknown(cube, rules);
  for (Index i = 0; i < rules.size(); ++i) {
    const std::string path = element_path("$.items", static_cast<std::size_t>(i));
    unknown.check(rules[i].left, path + ".left");
    unknown.check(rules[i].right, path + ".right");
    if (rules[i].when) {
      unknown.check(*rules[i].when, path + ".when");
    }
  }
  unknown.refuse();
}

}  // namespace

Index previous_position(const Cube& cube, Period period, PreviousReport previous, bool level) {
  switch (previous) {
    case PreviousReport::report:
      return report_before(cube, period);
    case PreviousReport::report_this_year:
      return report_this_year(cube, period);
    case PreviousReport::same_period_last_year:
      return cube.find_period(period.same_period_last_year()).value_or(RuleReference::absent);
    default:
      break;
  }
  const auto before = cube.find_period(period.previous());
  if (before || !level) {
    return before.value_or(RuleReference::absent);
  }
  return last_ending(cube,
                     [period](Period other) { return other.end_month() == period.first_month(); });
}

void refuse_unfit_rules(const Cube& cube, const RuleSet& rules) {
  refuse_unknown_codes(cube, rules);
  refuse_unlike_measures(cube.catalogue(), rules);
}

std::vector<PlacedRule> placed_rules(const Cube& cube, const RuleSet& rules) {
  refuse_unknown_codes(cube, rules);
  std::vector<PlacedRule> result;
  for (Index i = 0; i < rules.size(); ++i) {
    PlacedRule one{&rules[i], {}};
    for (const Reference& reference : rules[i].references()) {
      one.references.push_back(placed(cube, reference, rules[i].definition.previous));
    }
    result.push_back(std::move(one));
  }
  return result;
}

}  // namespace cchc
