#include "cchc/model/catalogue_checks.hpp"

#include <set>
#include <unordered_map>
#include <utility>

#include "cchc/base/dependency_order.hpp"
#include "cchc/base/near_names.hpp"
#include "cchc/model/indicator_checks.hpp"
#include "cchc/model/object_reader.hpp"

namespace cchc {
namespace {

std::vector<Reference> all_references(const IndicatorFormulas& formulas) {
  std::vector<Reference> result;
  for (const auto* part :
       {&formulas.formula, &formulas.numerator, &formulas.denominator, &formulas.weight}) {
    if (part->has_value()) {
      const std::vector<Reference>& own = (*part)->references();
      result.insert(result.end(), own.begin(), own.end());
    }
  }
  return result;
}

class Checks {
 public:
  Checks(const CatalogueDefinition& definition, FaultList& faults)
      : definition_(definition), faults_(faults), formulas_(definition.indicators.size()) {}

  std::vector<IndicatorFormulas> run() {
    check_not_empty("$.catalogue", definition_.id);
    check_not_empty("$.version", definition_.version);
    check_units_of_measure();
    check_texts();
    for (std::size_t i = 0; i < definition_.indicators.size(); ++i) {
      check_indicator(definition_.indicators[i], path(i), definition_.units_of_measure, faults_);
      check_references(i);
    }
    check_parents_end();
    check_formulas_end();
    return std::move(formulas_);
  }

 private:
  [[nodiscard]] static std::string path(std::size_t indicator) {
    return element_path("$.indicators", indicator);
  }
  [[nodiscard]] static std::string path(std::size_t indicator, std::string_view key) {
    return path(indicator) + "." + std::string(key);
  }

  void fault(const std::string& where, std::string en, std::string vi) {
    faults_.add(where, std::move(en), std::move(vi));
  }

  void check_not_empty(const std::string& where, const std::string& text) {
    if (text.empty()) {
      fault(where, "must not be empty", "không được để trống");
    }
  }

  void check_units_of_measure() {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < definition_.units_of_measure.size(); ++i) {
      const std::string& id = definition_.units_of_measure[i].id;
      check_not_empty(element_path("$.units_of_measure", i) + ".id", id);
      if (!id.empty() && !seen.insert(id).second) {
        fault(element_path("$.units_of_measure", i) + ".id", "\"" + id + "\" stands twice",
              "\"" + id + "\" bị trùng");
      }
    }
  }

  // Codes, names and aliases share one space: any of them may be written in a call.
  void check_texts() {
    for (std::size_t i = 0; i < definition_.indicators.size(); ++i) {
      const Indicator& indicator = definition_.indicators[i];
      check_not_empty(path(i, "label_vi"), indicator.label_vi);
      check_not_empty(path(i, "label_en"), indicator.label_en);
      check_word(i, path(i, "code"), indicator.code, is_code(indicator.code));
      check_word(i, path(i, "name"), indicator.name, is_name(indicator.name));
      for (std::size_t k = 0; k < indicator.aliases.size(); ++k) {
        const std::string& alias = indicator.aliases[k];
        check_word(i, element_path(path(i, "aliases"), k), alias, is_code(alias));
      }
    }
  }

  void check_word(std::size_t indicator, const std::string& where, const std::string& word,
                  bool well_formed) {
    check_not_empty(where, word);
    if (word.empty()) {
      return;
    }
    if (!well_formed) {
      fault(where, "\"" + word + "\" holds a character that such a word cannot have",
            "\"" + word + "\" có ký tự không được phép");
    }
    const auto [known, added] = words_.emplace(word, Word{indicator, where});
    if (!added) {
      fault(where, "\"" + word + "\" is taken by " + known->second.where,
            "\"" + word + "\" đã dùng ở " + known->second.where);
    } else {
      known_words_.push_back(word);
    }
  }

  // Whether a member is what the file says, and no stand-in.
  [[nodiscard]] bool readable(const Indicator& indicator, std::string_view key) const {
    const auto position = static_cast<std::size_t>(&indicator - definition_.indicators.data());
    return faults_.readable(path(position, key));
  }

  [[nodiscard]] const Indicator* find(const std::string& word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? nullptr : &definition_.indicators[found->second.indicator];
  }

  // Every reference to another indicator comes through here.
  const Indicator* known(const std::string& where, const std::string& word) {
    const Indicator* found = find(word);
    if (found == nullptr) {
      const std::string near = quoted_list(near_names(word, known_words_));
      fault(where, "no indicator \"" + word + "\"" + (near.empty() ? "" : "; near: " + near),
            "không có chỉ tiêu \"" + word + "\"" + (near.empty() ? "" : "; gần giống: " + near));
    }
    return found;
  }

  // Formulas may use aliases and names. Members that tie indicators together hold the code itself,
  // so that whoever follows them may compare texts.
  const Indicator* known_code(const std::string& where, const std::string& word) {
    const Indicator* found = known(where, word);
    if (found != nullptr && found->code != word) {
      fault(where, "write the code \"" + found->code + "\" instead of \"" + word + "\"",
            "hãy ghi mã \"" + found->code + "\" thay cho \"" + word + "\"");
    }
    return found;
  }

  void check_references(std::size_t i) {
    const Indicator& indicator = definition_.indicators[i];
    if (!indicator.parent.empty()) {
      known_code(path(i, "parent"), indicator.parent);
    }
    check_carry_over(i, indicator);
    check_second_value(i, indicator);
    compile(i);
  }

  void check_carry_over(std::size_t i, const Indicator& indicator) {
    const std::string where = path(i, "carried_stock");
    const bool carries = indicator.over_periods == OverPeriods::carry_over;
    if (carries == indicator.carried_stock.empty() && readable(indicator, "over_periods")) {
      fault(where, "carried_stock and over_periods carry_over go together",
            "carried_stock đi cùng với over_periods là carry_over");
    } else if (!indicator.carried_stock.empty()) {
      const Indicator* stock = known_code(where, indicator.carried_stock);
      if (stock != nullptr && stock->kind != Kind::stock && readable(*stock, "kind")) {
        fault(where, "\"" + indicator.carried_stock + "\" is not a stock",
              "\"" + indicator.carried_stock + "\" không thuộc loại stock");
      }
    }
  }

  void check_second_value(std::size_t i, const Indicator& indicator) {
    if (indicator.second_value.empty()) {
      return;
    }
    const std::string where = path(i, "second_value");
    const Indicator* other = known_code(where, indicator.second_value);
    if (other == &indicator) {
      fault(where, "an indicator is not its own second value",
            "chỉ tiêu không thể là giá trị thứ hai của chính nó");
    } else if (other != nullptr && other->unit_of_measure != indicator.unit_of_measure &&
               readable(*other, "unit_of_measure") && readable(indicator, "unit_of_measure")) {
      fault(where, "the two values of a pair have one unit of measure",
            "hai giá trị của một cặp phải cùng đơn vị tính");
    }
  }

  void compile(std::size_t i) {
    const Indicator& indicator = definition_.indicators[i];
    compile(i, "formula", indicator.formula, formulas_[i].formula);
    compile(i, "numerator", indicator.numerator, formulas_[i].numerator);
    compile(i, "denominator", indicator.denominator, formulas_[i].denominator);
    compile(i, "weight", indicator.weight, formulas_[i].weight);
  }

  void compile(std::size_t i, std::string_view key, const std::string& text,
               std::optional<Formula>& result) {
    if (text.empty()) {
      return;
    }
    const std::string where = path(i, key);
    try {
      result = Formula::compile(text);
    } catch (const FormulaError& error) {
      fault(where, error.message_en(), error.message_vi());
      return;
    }
    for (const Reference& reference : result->references()) {
      const Indicator* found = known(where, reference.code);
      if (found != nullptr && found->kind == Kind::header && readable(*found, "kind")) {
        fault(where, "\"" + reference.code + "\" is a header and holds no value",
              "\"" + reference.code + "\" là tiêu đề, không có giá trị");
      }
    }
  }

  void check_parents_end() {
    std::vector<std::vector<Index>> needs(definition_.indicators.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
      add_need(definition_.indicators[i].parent, needs[i]);
    }
    for (const std::vector<Index>& cycle : dependency_order(needs).cycles) {
      fault_of_cycle(path(static_cast<std::size_t>(cycle.back()), "parent"), cycle);
    }
  }

  void check_formulas_end() {
    std::vector<std::vector<Index>> needs(formulas_.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
      for (const Reference& reference : all_references(formulas_[i])) {
        add_need(reference.code, needs[i]);
      }
    }
    for (const std::vector<Index>& cycle : dependency_order(needs).cycles) {
      const auto last = static_cast<std::size_t>(cycle.back());
      const char* key = definition_.indicators[last].formula.empty() ? "numerator" : "formula";
      fault_of_cycle(path(last, key), cycle);
    }
  }

  void add_need(const std::string& word, std::vector<Index>& needs) const {
    if (const auto found = words_.find(word); found != words_.end()) {
      needs.push_back(static_cast<Index>(found->second.indicator));
    }
  }

  void fault_of_cycle(const std::string& where, const std::vector<Index>& cycle) {
    std::string circle;
    for (const Index position : cycle) {
      circle += definition_.indicators[static_cast<std::size_t>(position)].code + " -> ";
    }
    circle += definition_.indicators[static_cast<std::size_t>(cycle.front())].code;
    fault(where, "goes in a circle: " + circle, "bị vòng lặp: " + circle);
  }

  struct Word {
    std::size_t indicator;
    std::string where;
  };

  const CatalogueDefinition& definition_;
  LaterFaults faults_;
  std::unordered_map<std::string, Word> words_;
  std::vector<std::string> known_words_;
  std::vector<IndicatorFormulas> formulas_;
};

}  // namespace

std::vector<IndicatorFormulas> check_catalogue(const CatalogueDefinition& definition,
                                               FaultList& faults) {
  return Checks(definition, faults).run();
}

}  // namespace cchc
