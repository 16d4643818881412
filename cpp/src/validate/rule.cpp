#include "cchc/validate/rule.hpp"

#include <algorithm>

#include "cchc/validate/rule_words.hpp"

namespace cchc {

std::string_view to_text(Severity severity) { return severity_words.text(severity); }
std::string_view to_text(RuleOperator comparison) { return rule_operator_words.text(comparison); }
std::string_view to_text(MissingStrategy missing) { return missing_strategy_words.text(missing); }
std::string_view to_text(PreviousReport previous) { return previous_report_words.text(previous); }

std::string to_text(const Tolerance& tolerance) {
  switch (tolerance.kind) {
    case Tolerance::Kind::printed:
      return "printed";
    case Tolerance::Kind::exact:
      return "exact";
    default:
      return to_string(tolerance.amount);
  }
}

std::vector<Reference> Rule::references() const {
  std::vector<Reference> all = difference.references();
  if (when) {
    for (const Reference& reference : when->references()) {
      if (std::ranges::find(all, reference) == all.end()) {
        all.push_back(reference);
      }
    }
  }
  return all;
}

bool is_document_check(std::string_view code) { return code.starts_with("report."); }

std::string_view family(std::string_view id) { return id.substr(0, id.find('.')); }

}  // namespace cchc
