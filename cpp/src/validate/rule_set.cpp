#include "cchc/validate/rule_set.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "cchc/base/near_names.hpp"
#include "cchc/model/indicator.hpp"
#include "cchc/model/json_text.hpp"
#include "cchc/model/object_reader.hpp"
#include "cchc/model/word_list.hpp"
#include "cchc/validate/rule_json.hpp"
#include "cchc/validate/rule_message.hpp"

namespace cchc {
namespace {

constexpr std::string_view rule_period_texts[] = {"month",       "quarter", "half",
                                                  "nine_months", "year",    "other"};
constexpr WordList rule_periods{"period", "kỳ báo cáo", rule_period_texts};

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

// Compiles one rule and notes what is wrong with it.
class Compiler {
 public:
  Compiler(const RuleDefinition& definition, std::string path, LaterFaults& faults)
      : definition_(definition), path_(std::move(path)), faults_(faults) {}

  std::optional<Rule> run() {
    if (!is_id(definition_.id)) {
      fault("id", "an id has letters, digits, '.', '-' and '_' only",
            "mã quy tắc chỉ gồm chữ cái, chữ số, '.', '-' và '_'");
    }
    // Unit types are those of a hierarchy, which may have others than the catalogue knows.
    check_words(path_ + ".periods", definition_.periods, rule_periods, faults_);
    const auto left = formula("left", definition_.left);
    const auto right = formula("right", definition_.right);
    const auto when = formula("when", definition_.when);
    if (!left || !right || !when) {
      return std::nullopt;
    }
    const Formula difference = difference_of();  // one level deeper than its sides
    Rule rule{definition_, *left, *right, difference, std::nullopt, linear_form(difference)};
    if (!definition_.when.empty()) {
      rule.when = *when;
    }
    check(rule);
    return rule;
  }

 private:
  void fault(const char* key, std::string en, std::string vi) {
    faults_.add(path_ + "." + key, std::move(en), std::move(vi));
  }

  // An absent side is the number 0.
  std::optional<Formula> formula(const char* key, const std::string& text) {
    try {
      return Formula::compile(text.empty() ? "0" : text);
    } catch (const FormulaError& error) {
      fault(key, error.message_en(), error.message_vi());
      return std::nullopt;
    }
  }

  [[nodiscard]] Formula difference_of() const {
    const auto side = [](const std::string& text) { return text.empty() ? "0" : text; };
    const std::string left = side(definition_.left);
    return Formula::compile(
        definition_.right.empty() ? left : "(" + left + ") - (" + side(definition_.right) + ")");
  }

  void check(const Rule& rule) {
    if (definition_.comparison == RuleOperator::feasible_rate &&
        (rule.left.instructions().size() != 1 || rule.left.references().size() != 1)) {
      fault("left", "feasible_rate asks for one printed rate, such as [4.2.5]",
            "feasible_rate cần đúng một tỷ lệ đã in, ví dụ [4.2.5]");
    }
    check_question("question_vi", definition_.question_vi, rule);
    check_question("question_en", definition_.question_en, rule);
  }

  void check_question(const char* key, const std::string& text, const Rule& rule) {
    TemplateFault wrong;
    const MessageTemplate message = read_message(text, wrong);
    if (!wrong.en.empty()) {
      fault(key, wrong.en, wrong.vi);
    }
    const std::vector<Reference> read = rule.references();
    for (const MessagePart& part : message) {
      if (part.reference && std::ranges::find(read, *part.reference) == read.end()) {
        const std::string cell = to_text(*part.reference);
        fault(key, "the rule does not read the cell " + cell, "quy tắc không đọc ô " + cell);
      }
    }
  }

  const RuleDefinition& definition_;
  std::string path_;
  LaterFaults& faults_;
};

void check_unique_ids(const std::vector<RuleDefinition>& rules, LaterFaults& faults) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!seen.insert(rules[i].id).second) {
      faults.add(element_path("$.items", i) + ".id", "the id " + rules[i].id + " is there twice",
                 "mã " + rules[i].id + " bị lặp lại");
    }
  }
}

void check_evidence(const std::vector<Evidence>& evidence, LaterFaults& faults) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const std::string path = element_path("$.evidence", i) + ".code";
    const std::string& code = evidence[i].code;
    if (!is_code(code)) {
      faults.add(path, "a code has no spaces and none of [ ] @ \" \\",
                 "mã không có dấu cách và không có các ký tự [ ] @ \" \\");
    } else if (!seen.insert(code).second) {
      faults.add(path, "the code " + code + " is there twice", "mã " + code + " bị lặp lại");
    }
  }
}

}  // namespace

struct RuleSet::Content {
  RuleSetDefinition definition;
  std::vector<Rule> rules;
  std::set<std::string, std::less<>> evidence;
};

void refuse_faulty_rules(const FaultList& faults) {
  if (faults.empty()) {
    return;
  }
  const std::string count = std::to_string(faults.faults().size());
  throw CatalogueError("CCHC-E0103", "the rules have " + count + " fault(s); mend each of them:",
                       "bộ quy tắc có " + count + " lỗi; hãy sửa từng lỗi:", faults.faults());
}

RuleSet::RuleSet(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

RuleSet::RuleSet(RuleSetDefinition definition) : RuleSet(std::shared_ptr<const Content>()) {
  FaultList faults;
  *this = compiled(std::move(definition), faults);
}

RuleSet RuleSet::from_json(std::string_view text) {
  FaultList faults;
  RuleSetDefinition definition = read_rules(parse_json(text), faults);
  return compiled(std::move(definition), faults);
}

RuleSet RuleSet::compiled(RuleSetDefinition definition, FaultList& faults) {
  auto content = std::make_shared<Content>();
  LaterFaults later(faults);
  check_unique_ids(definition.rules, later);
  check_evidence(definition.evidence, later);
  for (std::size_t i = 0; i < definition.rules.size(); ++i) {
    auto rule = Compiler(definition.rules[i], element_path("$.items", i), later).run();
    if (rule) {
      content->rules.push_back(std::move(*rule));
    }
  }
  refuse_faulty_rules(faults);
  for (const Evidence& evidence : definition.evidence) {
    content->evidence.insert(evidence.code);
  }
  content->definition = std::move(definition);
  return RuleSet(std::shared_ptr<const Content>(std::move(content)));
}

const RuleSetDefinition& RuleSet::definition() const noexcept { return content_->definition; }

Index RuleSet::size() const noexcept { return std::ssize(content_->rules); }

const Rule& RuleSet::operator[](Index rule) const {
  return content_->rules[static_cast<std::size_t>(rule)];
}

bool RuleSet::is_evidence(std::string_view code) const { return content_->evidence.contains(code); }

Index RuleSet::at(std::string_view id) const {
  std::vector<std::string> known;
  for (Index rule = 0; rule < size(); ++rule) {
    if ((*this)[rule].definition.id == id) {
      return rule;
    }
    known.push_back((*this)[rule].definition.id);
  }
  throw no_such_name("CCHC-E0930", id, known, "rule", "quy tắc", "rules " + definition().id);
}

}  // namespace cchc
