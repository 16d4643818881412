#include "cchc/validate/rule_measures.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "cchc/base/error.hpp"
#include "cchc/model/formula_measure.hpp"
#include "cchc/model/object_reader.hpp"

namespace cchc {
namespace {

class MeasureChecks {
 public:
  MeasureChecks(const Catalogue& catalogue, const RuleSet& rules)
      : catalogue_(catalogue), rules_(rules) {}

  void run() {
    for (Index i = 0; i < rules_.size(); ++i) {
      check(rules_[i], element_path("$.items", static_cast<std::size_t>(i)));
    }
  }

  void refuse() const {
    if (faults_.empty()) {
      return;
    }
    const std::string count = std::to_string(faults_.faults().size());
    throw CatalogueError("CCHC-E0105", "the rules mix units of measure in " + count + " place(s):",
                         "bộ quy tắc lẫn đơn vị tính ở " + count + " chỗ:", faults_.faults());
  }

 private:
  void check(const Rule& rule, const std::string& path) {
    const auto left = measured(rule.left, path + ".left");
    const auto right = measured(rule.right, path + ".right");
    if (rule.when) {
      measured(*rule.when, path + ".when");
    }
    if (left && right && !rule.definition.unlike_measures && compares_sides(rule) &&
        !alike(*left, *right)) {
      const std::string above = to_text(*left);
      const std::string below = to_text(*right);
      faults_.add(path + ".right",
                  "unlike units of measure: the left side counts " + above + ", the right side " +
                      below + "; where that is meant, the rule says \"unlike_measures\": true",
                  "đơn vị tính khác nhau: vế trái tính bằng " + above + ", vế phải bằng " + below +
                      "; nếu cố ý, quy tắc phải ghi \"unlike_measures\": true");
    }
  }

  [[nodiscard]] static bool compares_sides(const Rule& rule) {
    const RuleOperator by = rule.definition.comparison;
    return by != RuleOperator::in && by != RuleOperator::feasible_rate &&
           by != RuleOperator::copied;
  }

  [[nodiscard]] static bool alike(const Measure& left, const Measure& right) {
    return left.written || right.written || left.powers == right.powers;
  }

  // What a side counts; nothing after a fault.
  std::optional<Measure> measured(const Formula& formula, const std::string& path) {
    try {
      return measure_of(formula, catalogue_,
                        [this](const std::string& code) { return of_evidence(code); });
    } catch (const FormulaError& error) {
      faults_.add(path, error.message_en(), error.message_vi());
      return std::nullopt;
    }
  }

  [[nodiscard]] std::optional<Measure> of_evidence(const std::string& code) const {
    const auto& evidence = rules_.definition().evidence;
    const auto found = std::ranges::find(evidence, code, &Evidence::code);
    if (found == evidence.end()) {
      return std::nullopt;
    }
    const std::string& counts = found->unit_of_measure;
    const UnitOfMeasure* unit = catalogue_.find_unit_of_measure(counts);
    if (counts.empty() || (unit != nullptr && unit->percent)) {
      return Measure{{}, counts.empty()};
    }
    return Measure{{{counts, 1}}, false};
  }

  const Catalogue& catalogue_;
  const RuleSet& rules_;
  FaultList faults_;
};

}  // namespace

void refuse_unlike_measures(const Catalogue& catalogue, const RuleSet& rules) {
  MeasureChecks checks(catalogue, rules);
  checks.run();
  checks.refuse();
}

}  // namespace cchc
